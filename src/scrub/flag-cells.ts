import { wrongUse } from '../core/errors.js';
import type { ListHead } from '../files/list-head.js';
import { FieldForm } from '../files/record-scanner.js';
import { decidingReason, reasonsOf } from '../policy/reasons.js';
import type { CurrentRecord } from './rows/record-rows.js';

/** The columns that `--rows flag` appends: a contract, append only. */
const FLAG_COLUMNS = ['scrub_outcome', 'scrub_reason', 'scrub_reasons', 'scrub_dnc_code'] as const;

const CR = 13;
const LF = 10;

/**
 * The cells that a flagged list has beside the input's own: the verdict on each record, in the
 * list's delimiter. They hold ASCII alone, and no time, path or id: the same verdicts, the same
 * bytes.
 */
export class FlagCells {
  readonly #delimiter: string;
  readonly #width: number;
  readonly #current: CurrentRecord;
  /** Few sums of reasons occur: each one's cells are made once. */
  readonly #known = new Map<number, Buffer>();

  constructor({ delimiter, width }: ListHead, current: CurrentRecord) {
    this.#delimiter = Buffer.from(delimiter).toString('latin1');
    this.#width = width;
    this.#current = current;
  }

  /** The cells of the header. */
  header(): Buffer {
    return this.#cells(FLAG_COLUMNS);
  }

  /**
   * The cells of the current record, with empty ones before them where it has too few
   * fields.
   *
   * @param reasons sum of the record's reasons
   */
  of(reasons: number): Buffer {
    const missing = this.#width - this.#current.fieldCount;
    if (missing > 0) {
      const padding = Buffer.from(this.#delimiter.repeat(missing), 'latin1');
      return Buffer.concat([padding, this.#verdict(reasons)]);
    }
    return this.#verdict(reasons);
  }

  /**
   * Where the cells of the current record belong: before its line end, but in a record
   * with too many fields after as many as the header has. Behind the surplus ones they would stand
   * under no name, and a surplus field `clean` under theirs.
   */
  place(buffer: Buffer): number {
    const { fieldCount, recordStart, recordEnd } = this.#current;
    if (fieldCount <= this.#width) return beforeLineEnd(buffer, recordStart, recordEnd);
    const last = this.#width - 1;
    const form = this.#current.form(last);
    const isQuoted = form === FieldForm.quoted || form === FieldForm.escaped;
    return this.#current.end(last) + (isQuoted ? 1 : 0);
  }

  #verdict(reasons: number): Buffer {
    let cells = this.#known.get(reasons);
    if (cells === undefined) {
      const { outcome, name, letter } = decidingReason(reasons);
      const all = reasons === 0 ? [name] : reasonsOf(reasons).map((reason) => reason.name);
      cells = this.#cells([outcome, name, all.join(';'), letter]);
      this.#known.set(reasons, cells);
    }
    return cells;
  }

  #cells(values: readonly string[]): Buffer {
    const delimiter = this.#delimiter;
    const quoted = values.map((value) => (value.includes(delimiter) ? `"${value}"` : value));
    return Buffer.from(quoted.map((value) => delimiter + value).join(''), 'latin1');
  }
}

/** Where the line end of the last record in `[start, end)` begins; `end` when it has none. */
export function beforeLineEnd(buffer: Buffer, start: number, end: number): number {
  let at = end;
  if (at > start && buffer[at - 1] === LF) at--;
  if (at > start && buffer[at - 1] === CR) at--;
  return at;
}

/**
 * Refuses to flag a list that was flagged before: of two columns of one name the old verdict could
 * be read for the new one. A list without a header cannot be asked.
 *
 * @throws ScreeningError wrong-use
 */
export function refuseFlagged(path: string, { header }: ListHead): void {
  const names: readonly string[] = FLAG_COLUMNS;
  const there = header.find((name) => names.includes(name.trim().toLowerCase()));
  if (there === undefined) return;
  throw wrongUse({
    summary: `${path} has a column '${there.trim()}' already, which --rows flag appends`,
    why: 'the old verdict could be taken for the new one',
    fix: 'flag the list that it was made from, or rename the column',
    where: '--rows',
  });
}
