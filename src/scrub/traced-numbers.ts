import { AscendingMerge } from '../core/ascending-merge.js';
import { sortedNumbers } from '../core/sorted-numbers.js';
import { flagBit } from '../core/flags.js';
import type { ReadItem } from '../core/read-segments.js';
import type { ScratchFile } from '../files/scratch-file.js';
import { Spool } from '../files/spool.js';
import type { Decision } from '../policy/decide.js';
import { decidingPlace, isHeldBack, REASONS } from '../policy/reasons.js';
import { ChunkPacker, type TraceChunk } from '../store/trace-chunk.js';
import type { SetDraft, SetWords } from '../store/trace-rows.js';
import type { ReadingVerdict } from './screener.js';

const FIRST_ROOM = 4096;
/** So many numbers of a set wait in memory, 4 MB, before they are put in order and aside. */
const MOST_HELD = 1 << 19;
/** Numbers in memory while what was put aside is merged, over all of a set's runs. */
const MERGE_ROOM = 1 << 18;
const LEAST_MERGE_ROOM = 64;

const READINGS = ['number', 'zero-restored', 'reading'] as const;
const ZERO_RESTORED = flagBit('zero-restored');
/** Sets are in the order of reasons, then held back before kept, then by reading. */
const SETS_A_REASON = 2 * READINGS.length;
const CLEAN_SET = setIndex(0, true, 0);

/** A number of the record that passes, as far as it is remembered (phone-cells.ts). */
export interface PassingNumber {
  readonly decision: Pick<Decision, 'reasons'>;
  /** 0 when there is no number. */
  readonly e164: number;
  readonly flags: number;
  readonly slot: number;
  readonly item: ReadItem | undefined;
  /** Of an ambiguous cell: each may have stood in it, and is remembered. */
  readonly readings?: readonly ReadingVerdict[] | undefined;
}

/**
 * Collects the numbers of a list while it passes, in sets by what was decided about each. Numbers are
 * only written down then, and put in order afterwards: sorting them one by one took a sixth of the
 * whole scrub. What does not fit goes to a scratch file in sorted runs, so that memory stays the
 * same for a list of any length.
 */
export class TracedNumbers {
  readonly #scratch: ScratchFile;
  readonly #mostHeld: number;
  readonly #sets: (Collected | undefined)[];
  /** One of them, that of nearly all numbers. */
  #clean: Collected | undefined;

  /** @param mostHeld how many numbers of each set wait in memory */
  constructor(scratch: ScratchFile, mostHeld = MOST_HELD) {
    this.#scratch = scratch;
    this.#mostHeld = mostHeld;
    this.#sets = new Array<undefined>(REASONS.length * SETS_A_REASON).fill(undefined);
  }

  /**
   * The numbers of a record that stays or goes whole.
   *
   * @param reasons sum of the record's reasons
   * @param count how many of `found` are of it
   * @throws ScreeningError wrong-use when there is no room, as in everything below
   */
  record(reasons: number, found: readonly PassingNumber[], count: number): void {
    const kept = !isHeldBack(reasons);
    for (let at = 0; at < count; at++) this.#add(found[at] as PassingNumber, kept);
  }

  /** A clean number, read plainly, of a record that stays. */
  clean(e164: number): void {
    (this.#clean ??= this.#setAt(CLEAN_SET)).add(e164);
  }

  /** Those of a record that stays without some cells. @param emptied their slots */
  emptied(found: readonly PassingNumber[], emptied: readonly number[]): void {
    for (const one of found) this.#add(one, !emptied.includes(one.slot));
  }

  #add(number: PassingNumber, kept: boolean): void {
    const { flags, item } = number;
    const reading = item?.kind === 'ambiguous' ? 2 : (flags & ZERO_RESTORED) === 0 ? 0 : 1;
    if (number.readings === undefined) this.#put(number, kept, reading);
    else for (const one of number.readings) this.#put(one, kept, reading);
  }

  #put({ decision, e164 }: ReadingVerdict, kept: boolean, reading: number): void {
    if (e164 === 0) return;
    this.#setAt(setIndex(decision.reasons, kept, reading)).add(e164);
  }

  #setAt(index: number): Collected {
    return (this.#sets[index] ??= new Collected(this.#scratch, this.#mostHeld));
  }

  /** The sets, each in order and packed; nothing can be added afterwards. */
  sets(): SetDraft[] {
    this.#clean = undefined;
    return this.#sets.flatMap((set, index) => {
      if (set === undefined) return [];
      this.#sets[index] = undefined;
      return [{ ...wordsOf(index), chunks: set.pack() }];
    });
  }
}

function setIndex(reasons: number, kept: boolean, reading: number): number {
  return decidingPlace(reasons) * SETS_A_REASON + (kept ? READINGS.length : 0) + reading;
}

function wordsOf(index: number): SetWords {
  const rest = index % SETS_A_REASON;
  return {
    reason: (REASONS[(index - rest) / SETS_A_REASON] as (typeof REASONS)[number]).name,
    kept: rest >= READINGS.length,
    reading: READINGS[rest % READINGS.length] as (typeof READINGS)[number],
  };
}

/** A sorted run in the scratch file. */
interface Run {
  readonly start: number;
  readonly count: number;
}

class Collected {
  readonly #scratch: ScratchFile;
  readonly #mostHeld: number;
  readonly #runs: Run[] = [];
  #numbers: Float64Array;
  #count = 0;

  constructor(scratch: ScratchFile, mostHeld: number) {
    this.#scratch = scratch;
    this.#mostHeld = mostHeld;
    this.#numbers = new Float64Array(Math.min(FIRST_ROOM, mostHeld));
  }

  add(e164: number): void {
    if (this.#count === this.#numbers.length) this.#makeRoom();
    this.#numbers[this.#count++] = e164;
  }

  #makeRoom(): void {
    if (this.#count === this.#mostHeld) {
      const { buffer, byteOffset, byteLength } = this.#sorted();
      const start = this.#scratch.append(new Uint8Array(buffer, byteOffset, byteLength));
      this.#runs.push({ start, count: this.#count });
      this.#count = 0;
      return;
    }
    const wider = new Float64Array(Math.min(2 * this.#count, this.#mostHeld));
    wider.set(this.#numbers);
    this.#numbers = wider;
  }

  #sorted(): Float64Array {
    return sortedNumbers(this.#numbers.subarray(0, this.#count));
  }

  pack(): Iterable<TraceChunk> {
    const spool = new Spool<Omit<TraceChunk, 'bytes'>>(this.#scratch);
    const packer = new ChunkPacker(({ bytes, ...about }) => {
      spool.add(about, bytes);
    });
    const held = this.#sorted();
    if (this.#runs.length === 0) addDistinct(held, packer);
    else this.#merge(held, packer);
    packer.end();
    this.#numbers = new Float64Array();
    return withBytes(spool);
  }

  #merge(held: Float64Array, packer: ChunkPacker): void {
    const room = Math.max(LEAST_MERGE_ROOM, Math.floor(MERGE_ROOM / (this.#runs.length + 1)));
    const runs = this.#runs.map((run) => this.#read(run, room));
    const merge = new AscendingMerge([[held][Symbol.iterator](), ...runs]);
    for (let e164 = merge.next(); e164 !== 0; e164 = merge.next()) packer.add(e164);
  }

  *#read({ start, count }: Run, room: number): Generator<Float64Array> {
    const piece = new Float64Array(room);
    for (let done = 0; done < count; done += room) {
      const some = piece.subarray(0, Math.min(room, count - done));
      this.#scratch.read(start + 8 * done, new Uint8Array(some.buffer, 0, some.byteLength));
      yield some;
    }
  }
}

/** Sets of less than half a million numbers have no runs, and so nothing to be merged. */
function addDistinct(ascending: Float64Array, packer: ChunkPacker): void {
  let last = 0;
  for (let at = 0; at < ascending.length; at++) {
    const e164 = ascending[at] as number;
    if (e164 !== last) packer.add(e164);
    last = e164;
  }
}

function* withBytes(spool: Spool<Omit<TraceChunk, 'bytes'>>): Generator<TraceChunk> {
  for (const [about, bytes] of spool) yield { ...about, bytes };
}
