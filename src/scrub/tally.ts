import { flagBit, FLAGS, type Flag } from '../core/flags.js';
import { ScreeningError } from '../core/errors.js';
import {
  decidingPlace,
  isHeldBack,
  REASONS,
  type Outcome,
  type ReasonName,
} from '../policy/reasons.js';
import type { RowMode, RowsWritten } from './row-modes.js';

/** How many records or numbers had each outcome; `read` is their sum. */
export interface OutcomeCounts {
  readonly read: number;
  readonly clean: number;
  readonly excluded: number;
  readonly unscreened: number;
}

const CLEAN_PLACE = decidingPlace(0);
const ZERO_RESTORED = flagBit('zero-restored');

/** Counts what a run decides, records and numbers apart. */
export class Tally {
  #recordsRead = 0;
  #spared = 0;
  #repaired = 0;
  #listed = 0;
  readonly #records = new Uint32Array(REASONS.length);
  readonly #numbers = new Uint32Array(REASONS.length);
  readonly #flags = new Uint32Array(FLAGS.length);
  readonly #readIn: Uint32Array;

  /** @param columns how many columns are screened */
  constructor(columns = 0) {
    this.#readIn = new Uint32Array(columns);
  }

  /** A record was read, before anything is decided about it: the other side of the account. */
  recordRead(): number {
    return ++this.#recordsRead;
  }

  /** @param reasons sum of reason bits of the whole record; 0 is clean */
  record(reasons: number): void {
    count(this.#records, reasons);
  }

  /** @param reasons sum of reason bits of the number @param flags sum of its flag bits */
  number(reasons: number, flags: number): void {
    count(this.#numbers, reasons);
    if ((flags & ZERO_RESTORED) !== 0 && !isHeldBack(reasons)) this.#repaired++;
    for (let rest = flags; rest !== 0; rest &= rest - 1) {
      const index = 31 - Math.clz32(rest & -rest);
      this.#flags[index] = (this.#flags[index] ?? 0) + 1;
    }
  }

  /** The same of a clean number of which nothing has to be said. */
  cleanNumber(): void {
    this.#numbers[CLEAN_PLACE] = (this.#numbers[CLEAN_PLACE] as number) + 1;
  }

  /** A number is clean, though listed, in the first 28 days of its listing. */
  spared(): void {
    this.#spared++;
  }

  /** A number is on a register that is consulted, whatever was decided. */
  listed(): void {
    this.#listed++;
  }

  /** How many numbers were {@link listed}. */
  get numbersListed(): number {
    return this.#listed;
  }

  /** A number was read in a column. @param place of the column among those that are screened */
  readIn(place: number): void {
    this.#readIn[place] = (this.#readIn[place] as number) + 1;
  }

  /** How many numbers were read in each column, damaged ones left out. */
  columnsRead(): number[] {
    return [...this.#readIn];
  }

  /** How many numbers were {@link spared}. */
  get numbersInGrace(): number {
    return this.#spared;
  }

  /** Numbers that may be called and stand in the list without their leading 0: they cannot be dialled so. */
  get numbersToMend(): number {
    return this.#repaired;
  }

  /** Records by outcome. */
  records(): OutcomeCounts {
    return { ...outcomes(this.#records), read: this.#recordsRead };
  }

  /** Numbers by outcome. */
  numbers(): OutcomeCounts {
    return outcomes(this.#numbers);
  }

  /** Records by deciding reason, those that occurred. */
  reasons(): Partial<Record<ReasonName, number>> {
    return Object.fromEntries(
      REASONS.map(({ name }, index) => [name, this.#records[index] ?? 0]).filter(
        ([, found]) => found !== 0,
      ),
    ) as Partial<Record<ReasonName, number>>;
  }

  /** Numbers by flag, those that occurred. */
  flags(): Partial<Record<Flag, number>> {
    return Object.fromEntries(
      FLAGS.map((flag, index) => [flag, this.#flags[index] ?? 0]).filter(
        ([, found]) => found !== 0,
      ),
    ) as Partial<Record<Flag, number>>;
  }

  /**
   * Holds the account: every record read has one outcome, and those written are the clean ones, with
   * `blank` also those with emptied cells, with `flag` all.
   *
   * @throws ScreeningError evidence-disagrees
   */
  balance({ written, blanked }: RowsWritten, mode: RowMode): void {
    const { read, clean, excluded, unscreened } = this.records();
    const due = { drop: clean, blank: clean + blanked, flag: read }[mode];
    const isWhole = clean + excluded + unscreened === read;
    if (isWhole && written === due && clean + blanked <= read) return;
    throw new ScreeningError('evidence-disagrees', {
      summary: `the records do not add up: ${String(read)} read, ${String(clean)} clean, ${String(excluded)} excluded, ${String(unscreened)} unscreened, ${String(written)} written`,
      why: 'this is a fault of the program; nothing was written',
      fix: 'keep the input and report it',
    });
  }
}

function count(into: Uint32Array, reasons: number): void {
  const index = decidingPlace(reasons);
  into[index] = (into[index] ?? 0) + 1;
}

function outcomes(by: Uint32Array): OutcomeCounts {
  const sums: Record<Outcome, number> = { clean: 0, excluded: 0, unscreened: 0 };
  REASONS.forEach(({ outcome }, index) => {
    sums[outcome] += by[index] ?? 0;
  });
  return { read: sums.clean + sums.excluded + sums.unscreened, ...sums };
}
