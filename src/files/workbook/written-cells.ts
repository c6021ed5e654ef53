import type { WrittenCell } from './write-workbook.js';

/** What the cells of a column are made of. */
type Kind = 'day' | 'moment' | 'clock' | 'padded' | 'number';

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?$/;
const CLOCK = /^(\d\d):(\d\d):(\d\d(?:\.\d{1,3})?)$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const SECONDS_A_DAY = 86_400;

/** What a bare cell is; undefined when it is text all the same. */
function kindOf(text: string): Kind | undefined {
  if (DAY.test(text)) return 'day';
  if (MOMENT.test(text)) return 'moment';
  if (CLOCK.test(text)) return 'clock';
  if (!NUMBER.test(text)) return undefined;
  return /^0\d+$/.test(text) ? 'padded' : 'number';
}

/**
 * One column on its way back into a sheet. What kinds of cells it has is seen before the first is
 * written, since a format is the whole column's: days among numbers keep their own, and a number
 * with noughts in front is a number only where the column shows them all.
 */
export class WrittenColumn {
  /** Whether its cells are texts, whatever they hold: telephone numbers. */
  readonly #isText: boolean;
  readonly #kinds = new Set<Kind>();
  /** Digits of the numbers with noughts in front; -1 when they have different ones. */
  #digits = 0;

  constructor(isText: boolean) {
    this.#isText = isText;
  }

  /** Looks at a cell. @param isQuoted whether it was text in the sheet that it comes from */
  see(text: string, isQuoted: boolean): void {
    if (this.#isText || isQuoted || text === '') return;
    const kind = kindOf(text);
    if (kind === undefined) return;
    this.#kinds.add(kind);
    if (kind !== 'padded') return;
    this.#digits = this.#digits === 0 || this.#digits === text.length ? text.length : -1;
  }

  /** How its cells are shown: texts as such, numbers when all are of one kind; undefined else. */
  get format(): string | undefined {
    if (this.#isText) return '@';
    const [only, ...others] = this.#kinds;
    if (this.#kinds.size === 2 && this.#has('day') && this.#has('moment')) {
      return 'yyyy-mm-dd hh:mm:ss';
    }
    if (others.length > 0) return undefined;
    switch (only) {
      case 'moment':
        return 'yyyy-mm-dd hh:mm:ss';
      case 'clock':
        return 'hh:mm:ss';
      case 'padded':
        return this.#digits > 0 ? '0'.repeat(this.#digits) : undefined;
      default:
        return undefined;
    }
  }

  /** A cell as it is written. */
  cell(text: string, isQuoted: boolean): WrittenCell {
    if (text === '') return null;
    if (this.#isText || isQuoted) return text;
    if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
    switch (kindOf(text)) {
      case 'day':
        return new Date(`${text}T00:00:00Z`);
      case 'moment':
        return this.format === undefined ? text : new Date(`${text.replace(' ', 'T')}Z`);
      case 'clock':
        return this.format === undefined ? text : dayShare(text);
      case 'padded':
        return this.format === undefined ? text : Number(text);
      case 'number':
        return numberOr(text);
      case undefined:
        return text;
    }
  }

  #has(kind: Kind): boolean {
    return this.#kinds.has(kind);
  }
}

/** A time of day as a sheet has it: its share of a day. */
function dayShare(text: string): number {
  const [, hours, minutes, seconds] = CLOCK.exec(text) ?? [];
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / SECONDS_A_DAY;
}

/** A number of more digits than a sheet's numbers have stays text: none of them may be lost. */
function numberOr(text: string): number | string {
  const value = Number(text);
  const digits = text.replace(/[eE].*/, '').replace(/\D|^[-0.]+/g, '');
  const isExact = Number.isSafeInteger(value) || digits.length <= 17;
  return Number.isFinite(value) && isExact ? value : text;
}
