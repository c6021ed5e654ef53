import { signOf, type CellSign } from '../core/cell-signs.js';
import { decodeText, type Encoding } from '../core/decode.js';
import { CLASS_LIMIT } from '../core/numbering-plan.js';
import { flagBitsOfClass } from '../core/plain-reader.js';
import { damageOf, type Damage } from '../core/damage-kinds.js';
import { readCellItems } from '../core/read-cell.js';
import { fieldBytes } from '../files/field-bytes.js';
import type { ReadItem } from '../core/read-segments.js';
import type { Decision } from '../policy/decide.js';
import { CellKind, type CurrentRecord, type RecordRows } from './rows/record-rows.js';
import type { ReadingVerdict, Screener } from './screener.js';
import type { Tally } from './tally.js';
import type { TracedNumbers } from './traced-numbers.js';

/**
 * A longer cell is no phone cell and is not read: each of its numbers would be a line of the report
 * with the whole cell in it, and a megabyte of them 80 gigabytes.
 */
export const LONGEST_CELL = 1024;

/** The verdict on one number of the current record, and where it stands. */
export interface FoundNumber {
  decision: Decision;
  /** E.164 digits as an integer; 0 when there is no number. */
  e164: number;
  /** Sum of the flag bits of its reading and of its verdict. */
  flags: number;
  /** Its column. */
  slot: number;
  /** Class of a UK number in the numbering plan; -1 of anything else. */
  numberClass: number;
  /** What it was read as; undefined of a cell that is nothing but a UK number. */
  item: ReadItem | undefined;
  /** Every number that it may be; undefined unless it is ambiguous. */
  readings?: readonly ReadingVerdict[] | undefined;
}

/**
 * Reads and screens the phone cells of one record at a time. What it finds is kept until the next
 * record, in objects that are used again: a list has more numbers than anything should be made for.
 */
export class PhoneCells {
  readonly #current: CurrentRecord;
  readonly #slots: readonly number[];
  readonly #screener: Screener;
  readonly #tally: Tally;
  readonly #encoding: Encoding | undefined;
  /** Of each plain number of the rows at hand, what the registers say. */
  #listings: Int32Array = new Int32Array(0);
  /** By number class, listings of numbers that are clean anyway. Every bit set, to begin with: that is none. */
  readonly #cleanListings = new Int32Array(CLASS_LIMIT).fill(-1);
  readonly #found: FoundNumber[] = [];
  #count = 0;

  /** @param slots the columns that hold phones, in the order of the rows' cells */
  constructor(
    current: CurrentRecord,
    slots: readonly number[],
    screener: Screener,
    tally: Tally,
    encoding: Encoding | undefined,
  ) {
    this.#current = current;
    this.#slots = slots;
    this.#screener = screener;
    this.#tally = tally;
    this.#encoding = encoding;
  }

  /** Cells so far that hold no certain number, by what happened to them. */
  readonly damaged = new Map<Damage, number>();

  /** Cells so far that say something beside their numbers, by what. */
  readonly signs = new Map<CellSign, number>();

  /** How many numbers, read or not, the current record has. */
  get count(): number {
    return this.#count;
  }

  /** One of what was found in the current record, below {@link PhoneCells.count}. */
  at(place: number): FoundNumber {
    return this.#found[place] as FoundNumber;
  }

  /** What was found in the current record, in order of column and place in the cell. */
  get found(): readonly FoundNumber[] {
    return this.#found.slice(0, this.#count);
  }

  /**
   * Hands the numbers of the current record on, with the sum of its reasons.
   *
   * @param emptied slots of the cells that are emptied in a record which stays without them;
   *   undefined when it stays or goes whole
   */
  handNumbers(into: TracedNumbers, reasons: number, emptied?: readonly number[]): void {
    if (emptied === undefined) into.record(reasons, this.#found, this.#count);
    else into.emptied(this.found, emptied);
  }

  /**
   * Looks up the plain numbers of all the rows that come. One by one between other work, each lookup
   * would wait for memory by itself; side by side they wait together.
   */
  lookUp({ numbers, numberCount, listings, lookedUp }: RecordRows): void {
    if (listings === undefined) {
      if (this.#listings.length < numberCount) this.#listings = new Int32Array(numbers.length);
      this.#screener.lookUp(numbers, numberCount, this.#listings);
      return;
    }
    this.#listings = listings;
    this.#screener.complete(numbers, lookedUp, listings);
    const left = numbers.subarray(lookedUp, numberCount);
    this.#screener.lookUp(left, left.length, listings.subarray(lookedUp));
  }

  /**
   * Whether the current record, a whole one, has numbers, and each of them would be clean whichever it were, as in most
   * records. Then nothing has to be remembered of it, and {@link PhoneCells.takeClean} takes it at a fifth of
   * what {@link PhoneCells.screen} takes.
   */
  isCleanAnyway(): boolean {
    const current = this.#current;
    const { firstNumber } = current;
    const cells = this.#slots.length;
    let numbers = 0;
    for (let place = 0; place < cells; place++) {
      const kind = current.kind(place);
      if (kind === CellKind.empty) continue;
      if (kind < 0) return false;
      const listings = this.#listings[firstNumber + place] as number;
      if (this.#cleanListings[kind] !== listings) {
        if (!this.#screener.isCleanAnyway(kind, listings)) return false;
        this.#cleanListings[kind] = listings;
      }
      numbers++;
    }
    return numbers > 0;
  }

  /** Counts the numbers of such a record, and hands them on. */
  takeClean(into: TracedNumbers | undefined): void {
    const current = this.#current;
    this.#count = 0;
    for (let place = 0; place < this.#slots.length; place++) {
      if (current.kind(place) < 0) continue;
      this.#tally.readIn(place);
      this.#tally.cleanNumber();
      into?.clean(current.e164(place));
    }
  }

  /** Screens every phone of the current record; the sum of the reasons that any number has. */
  screen(buffer: Buffer): number {
    const current = this.#current;
    let reasons = 0;
    this.#count = 0;
    const slots = this.#slots;
    for (let place = 0; place < slots.length; place++) {
      const slot = slots[place] as number;
      const kind = current.kind(place);
      if (kind >= 0) {
        const e164 = current.e164(place);
        const listings = this.#listings[current.firstNumber + place] as number;
        const decision = this.#screener.lookedUp(e164, kind, listings);
        this.#tally.readIn(place);
        reasons |= this.#remember(decision, e164, flagBitsOfClass(kind), slot, kind, undefined);
      } else if (kind === CellKind.words) {
        this.#readSign(this.text(buffer, slot));
      } else if (kind === CellKind.text) {
        reasons |=
          current.end(slot) - current.start(slot) > LONGEST_CELL
            ? this.#screenItem({ kind: 'invalid' }, slot)
            : this.#screenText(this.text(buffer, slot), slot, place);
      }
    }
    return reasons;
  }

  /** The text of the cell in a column. */
  text(buffer: Buffer, slot: number): string {
    const current = this.#current;
    const [start, end] = [current.start(slot), current.end(slot)];
    return decodeText(fieldBytes(buffer, start, end, current.form(slot)), this.#encoding);
  }

  #screenText(text: string, slot: number, place: number): number {
    let reasons = 0;
    let isDoubtful = false;
    for (const item of readCellItems(text)) {
      const isUnread = item.kind === 'ambiguous' || item.kind === 'invalid';
      if (isUnread) isDoubtful = true;
      else this.#tally.readIn(place);
      reasons |= this.#screenItem(item, slot);
    }
    const damage = isDoubtful ? damageOf(text) : undefined;
    if (damage) this.damaged.set(damage, (this.damaged.get(damage) ?? 0) + 1);
    if (!isDoubtful) this.#readSign(text);
    return reasons;
  }

  #readSign(text: string): void {
    const sign = signOf(text);
    if (sign) this.signs.set(sign, (this.signs.get(sign) ?? 0) + 1);
  }

  #screenItem(item: ReadItem, slot: number): number {
    const { decision, e164, readings } = this.#screener.item(item);
    const flags = 'flags' in item ? item.flags : 0;
    const numberClass = item.kind === 'number' ? item.numberClass : -1;
    return this.#remember(decision, e164, flags, slot, numberClass, item, readings);
  }

  #remember(
    decision: Decision,
    e164: number,
    read: number,
    slot: number,
    numberClass: number,
    item: ReadItem | undefined,
    readings?: readonly ReadingVerdict[],
  ): number {
    const flags = read | decision.flags;
    this.#tally.number(decision.reasons, flags);
    if (decision.isSpared) this.#tally.spared();
    if (decision.isListed) this.#tally.listed();
    const found = this.#found[this.#count];
    if (found === undefined) {
      this.#found.push({ decision, e164, flags, slot, numberClass, item, readings });
    } else {
      found.decision = decision;
      found.e164 = e164;
      found.flags = flags;
      found.slot = slot;
      found.numberClass = numberClass;
      found.item = item;
      found.readings = readings;
    }
    this.#count++;
    return decision.reasons;
  }
}
