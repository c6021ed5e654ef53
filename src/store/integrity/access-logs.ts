import { closeSync, existsSync, openSync } from 'node:fs';
import { ACCESS_START, ACCESS_VERSION, accessHash, readAccessLine } from '../access-line.js';
import { linesOfFile } from '../file-lines.js';
import { finding, messageOf, type Findings } from './finding.js';

/** Lines that are hashed in some tens of milliseconds. */
const PAUSE = 10_000;

/**
 * Each line of each access log that is there has the hash of the line before it. A line that a kill or
 * a power cut left unfinished is a note. Lines that were cut off at the end are not missed: no other
 * place knows how many there were.
 *
 * @param paths where logs may stand (access-log.ts)
 */
export function* accessLogFindings(
  paths: readonly string[],
  note: (text: string) => void,
): Findings {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    try {
      yield* findingsIn(path, note);
    } catch (error) {
      yield finding(['access log', path], `cannot be read: ${messageOf(error)}`);
    }
  }
}

function* findingsIn(path: string, note: (text: string) => void): Findings {
  const handle = openSync(path, 'r');
  try {
    let previous = ACCESS_START;
    let number = 0;
    let unfinished = 0;
    for (const bytes of linesOfFile(handle)) {
      const place = ['access log', path, `line ${String(++number)}`] as const;
      const text = bytes.toString('latin1');
      const line = text.endsWith('\n') ? readAccessLine(text.slice(0, -1)) : undefined;
      if (line !== undefined) {
        if (line.previous !== previous) yield finding(place, 'does not follow the line before it');
      } else if (isUnfinished(text, previous)) unfinished++;
      else yield finding(place, 'is none of an access log');
      previous = accessHash(bytes);
      if (number % PAUSE === 0) yield undefined;
    }
    if (unfinished > 0) note(`${path}: lines that were left unfinished: ${String(unfinished)}`);
  } finally {
    closeSync(handle);
  }
}

/** Whether a line is the beginning of one that follows the line before it, and no whole one. */
export function isUnfinished(text: string, previous: string): boolean {
  const isEnded = text.endsWith('\n');
  const begun = isEnded ? text.slice(0, -1) : text;
  const head = `${ACCESS_VERSION} ${previous} `;
  if (head.startsWith(begun)) return true;
  return begun.startsWith(head) && /^[ -~]*$/.test(begun) && !(isEnded && endsInJson(begun));
}

function endsInJson(text: string): boolean {
  const start = text.indexOf('{');
  try {
    JSON.parse(start < 0 ? '' : text.slice(start));
    return true;
  } catch {
    return false;
  }
}
