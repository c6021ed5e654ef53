import { createHash } from 'node:crypto';
import { canonicalJson } from './ledger.js';

/** What every line of an access log begins with: the version of its form. */
export const ACCESS_VERSION = 'tps-scrub-access-1';

/** What stands in place of the hash of a line before the first. */
export const ACCESS_START = '0'.repeat(64);

/** Who asked what. */
export interface Access {
  readonly instant: string;
  /** Exit status; undefined when the answer is given piece by piece, or the command was interrupted. */
  readonly status: number | undefined;
  readonly command: string;
  /** As they were asked about, masked (core/masked-number.ts). */
  readonly numbers: readonly string[];
  /** What else was asked about: `party`, `run ID`, `ledger`. */
  readonly others: readonly string[];
  /** The case that it was asked for; empty without one. */
  readonly case: string;
  readonly database: string;
  readonly operator: string;
  readonly account: string;
}

/**
 * The text of a line of the access log, byte for byte: printable ASCII, one blank between fields, LF at
 * the end.
 *
 * ```text
 * tps-scrub-access-1 PREVIOUS INSTANT STATUS JSON
 * ```
 *
 * - PREVIOUS: the SHA-256, in lower-case hex, of the line before with its LF; 64 noughts in the first;
 * - INSTANT: `YYYY-MM-DDTHH:MM:SS.mmmZ`;
 * - STATUS: the exit status, decimal; `-` when the line was written before it was known;
 * - JSON: an object with the keys `account`, `case`, `command`, `database`, `numbers`, `operator` and
 *   `others`, in this order, without blanks outside texts. What is not printable ASCII is `\uXXXX`, so
 *   that a terminal shows a line as it is.
 *
 * What a kill or a power cut left unfinished at the end gets an LF before the next line, and is then
 * the line before it.
 */
export function accessText(access: Access, previous: string): string {
  const { instant, status, ...said } = access;
  const json = canonicalJson(said).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const words = [ACCESS_VERSION, previous, instant, status ?? '-', json];
  return `${words.join(' ')}\n`;
}

/** What the line after one begins with. @param line with its LF */
export function accessHash(line: string | Uint8Array): string {
  return createHash('sha256').update(line).digest('hex');
}

const LINE = new RegExp(
  `^${ACCESS_VERSION} ([0-9a-f]{64}) (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z) (\\d+|-) (\\{.*\\})$`,
);

/** What of a line its place in the log can be told by; undefined when it is none. @param text without LF */
export function readAccessLine(
  text: string,
): { readonly previous: string; readonly instant: string; readonly numbers: number } | undefined {
  const [, previous, instant, , json] = LINE.exec(text) ?? [];
  if (previous === undefined || instant === undefined || json === undefined) return undefined;
  try {
    const { numbers } = JSON.parse(json) as { numbers?: unknown };
    return Array.isArray(numbers) ? { previous, instant, numbers: numbers.length } : undefined;
  } catch {
    return undefined;
  }
}
