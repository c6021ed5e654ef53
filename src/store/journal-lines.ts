/** What every line of a journal begins with: the version of its form. */
export const JOURNAL_VERSION = 'tps-scrub-journal-1';

/** From where the lines after it continue: who begins a journal, or goes on after a fork, says so. */
export interface OpenLine {
  readonly kind: 'open';
  /** See branches.ts. */
  readonly branch: string;
  /** The newest ledger line that does not come after this one, and its hash. */
  readonly sequence: number;
  readonly head: string;
  readonly instant: string;
}

/** Ends an entry: what one transaction recorded, and all ledger lines since the entry before. */
export interface EntryLine {
  readonly kind: 'entry';
  readonly branch: string;
  /** Its ledger lines. */
  readonly first: number;
  readonly last: number;
  /** Hash of the line before them, and of the last. */
  readonly previous: string;
  readonly head: string;
  /** Of the last line. */
  readonly instant: string;
  /** Length of the `row` lines of the entry, LF included, and their SHA-256. */
  readonly bytes: number;
  readonly sha256: string;
}

/** A row of a table. */
export interface RowLine {
  readonly kind: 'row';
  /** The ledger line that records it. */
  readonly sequence: number;
  readonly table: string;
  readonly json: string;
}

const HASH = '([0-9a-f]{64})';
const COUNT = '(0|[1-9][0-9]{0,14})';
const INSTANT = '(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)';
const OPEN = new RegExp(`^${JOURNAL_VERSION} open ${HASH} ${COUNT} ${HASH} ${INSTANT}$`);
const ENTRY = new RegExp(
  `^${JOURNAL_VERSION} entry ${HASH} ${COUNT} ${COUNT} ${HASH} ${HASH} ${INSTANT} ${COUNT} ${HASH}$`,
);
const ROW = new RegExp(`^${JOURNAL_VERSION} row ${COUNT} ([a-z_]+) (\\{.*\\})$`);

/**
 * The text of an `open` line.
 *
 * A journal is UTF-8 text; each line ends in LF, and has one blank between fields:
 *
 * ```text
 * tps-scrub-journal-1 open BRANCH SEQUENCE HEAD INSTANT
 * tps-scrub-journal-1 row SEQUENCE TABLE JSON
 * tps-scrub-journal-1 entry BRANCH FIRST LAST PREVIOUS HEAD INSTANT BYTES SHA256
 * ```
 *
 * An entry is its `row` lines, in order, and then its `entry` line, without which they count for
 * nothing. JSON is an object by column, keys in order, of texts, numbers, and `{"base64":"…"}` for
 * bytes. Hashes are 64 lower-case hex digits, counts decimal.
 */
export function openText({ branch, sequence, head, instant }: Omit<OpenLine, 'kind'>): string {
  return `${JOURNAL_VERSION} open ${branch} ${String(sequence)} ${head} ${instant}\n`;
}

/** The text of a `row` line: see {@link openText}. */
export function rowText({ sequence, table, json }: Omit<RowLine, 'kind'>): string {
  return `${JOURNAL_VERSION} row ${String(sequence)} ${table} ${json}\n`;
}

/** The text of an `entry` line: see {@link openText}. */
export function entryText(entry: Omit<EntryLine, 'kind'>): string {
  const { branch, first, last, previous, head, instant, bytes, sha256 } = entry;
  return `${JOURNAL_VERSION} entry ${branch} ${String(first)} ${String(last)} ${previous} ${head} ${instant} ${String(bytes)} ${sha256}\n`;
}

/** Reads a line, without its LF; undefined when it is none. */
export function readJournalLine(text: string): OpenLine | EntryLine | RowLine | undefined {
  const row = ROW.exec(text);
  if (row) {
    const [, sequence, table = '', json = ''] = row;
    return { kind: 'row', sequence: Number(sequence), table, json };
  }
  return readEndLine(text);
}

/** The same, of lines that an entry or nothing ends in. */
export function readEndLine(text: string): OpenLine | EntryLine | undefined {
  const open = OPEN.exec(text);
  if (open) {
    const [, branch = '', sequence, head = '', instant = ''] = open;
    return { kind: 'open', branch, sequence: Number(sequence), head, instant };
  }
  const entry = ENTRY.exec(text);
  if (!entry) return undefined;
  const [, branch = '', first, last, previous = '', head = '', instant = '', bytes, sha256 = ''] =
    entry;
  return {
    kind: 'entry',
    branch,
    first: Number(first),
    last: Number(last),
    previous,
    head,
    instant,
    bytes: Number(bytes),
    sha256,
  };
}

/** Where a journal stands after a line: the newest ledger line that it has, and its hash. */
export function standAfter(end: OpenLine | EntryLine): { sequence: number; head: string } {
  return end.kind === 'open'
    ? { sequence: end.sequence, head: end.head }
    : { sequence: end.last, head: end.head };
}
