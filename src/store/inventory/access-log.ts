import { closeSync, openSync } from 'node:fs';
import { isUnfinished } from '../integrity/access-logs.js';
import { ACCESS_START, accessHash, readAccessLine } from '../access-line.js';
import { linesOfFile } from '../file-lines.js';

/** What stands in an access log. */
export interface LoggedAccesses {
  readonly lines: number;
  /** Masked numbers, each as often as it was asked about. */
  readonly numbers: number;
  /** Instants of the oldest and the newest line; empty without any. */
  readonly oldest: string;
  readonly newest: string;
  /** Lines that a kill or a power cut left unfinished, which is no fault. */
  readonly unfinished: number;
  /** The first place where a line is missing or altered; empty when there is none. */
  readonly fault: string;
}

/** Counts an access log and compares each line with the one before; memory does not grow with it. */
export function loggedAccesses(path: string): LoggedAccesses {
  const handle = openSync(path, 'r');
  try {
    const found = { lines: 0, numbers: 0, oldest: '', newest: '', unfinished: 0, fault: '' };
    let previous = ACCESS_START;
    let number = 0;
    for (const bytes of linesOfFile(handle)) {
      number++;
      const text = bytes.toString('latin1');
      const line = text.endsWith('\n') ? readAccessLine(text.slice(0, -1)) : undefined;
      if (line === undefined) {
        if (isUnfinished(text, previous)) found.unfinished++;
        else found.fault ||= `line ${String(number)} is none of an access log`;
      } else {
        if (line.previous !== previous) {
          found.fault ||= `line ${String(number)} does not follow the line before it`;
        }
        found.lines++;
        found.numbers += line.numbers;
        if (found.oldest === '' || line.instant < found.oldest) found.oldest = line.instant;
        if (line.instant > found.newest) found.newest = line.instant;
      }
      previous = accessHash(bytes);
    }
    return found;
  } finally {
    closeSync(handle);
  }
}
