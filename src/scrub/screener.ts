import type { Day } from '../core/day.js';
import { flagBit } from '../core/flags.js';
import { flagBitsOfClass } from '../core/plain-reader.js';
import type { ReadItem } from '../core/read-segments.js';
import type { Decider, Decision } from '../policy/decide.js';
import { factBits } from '../policy/facts.js';
import type { NumberFacts, SharedSet } from './number-facts.js';

const NOT_UK = factBits('read', 'not-uk');
const SHORT_CODE = factBits('read', 'not-diallable');
const INVALID = factBits('invalid');
const AMBIGUOUS = factBits('ambiguous');
const ZERO_RESTORED = factBits('zero-restored');
const ZERO_RESTORED_FLAG = flagBit('zero-restored');

/** A number that a damaged cell may have held, decided about by itself. */
export interface ReadingVerdict {
  readonly e164: number;
  readonly decision: Pick<Decision, 'reasons'>;
}

/** The verdict on one item of a cell, with the number that it is about. */
export interface ItemVerdict {
  readonly decision: Decision;
  /** E.164 digits as an integer; 0 when there is no number. */
  readonly e164: number;
  /** Every number that it may be; undefined unless it is ambiguous. */
  readonly readings?: readonly ReadingVerdict[];
}

/** What another thread looks numbers up by, and numbers that it is asked about each time. */
export interface SharedLookUp {
  readonly sets: readonly SharedSet[];
  readonly controls: Float64Array;
}

/** What can be known of a record as a whole: that its party objected, or how it is malformed. */
export type RecordFact = 'absent' | 'malformed' | 'objected';

/** Asks what is known of numbers, and the policy what follows. */
export class Screener {
  readonly #decider: Decider;
  readonly #facts: NumberFacts;

  constructor(decider: Decider, facts: NumberFacts) {
    this.#decider = decider;
    this.#facts = facts;
  }

  /** The same for calls that end on another day. */
  until(day: Day): Screener {
    return new Screener(this.#decider, this.#facts.until(day));
  }

  /** Whether a shorter calling might be decided otherwise about a UK number. */
  mayDependOnUntil(e164: number): boolean {
    return this.#facts.mayDependOnUntil(e164);
  }

  /** A complete UK number. @param flags sum of the bits of the flags with which it was read */
  number(e164: number, numberClass: number, flags = 0): Decision {
    const restored = (flags & ZERO_RESTORED_FLAG) === 0 ? 0 : ZERO_RESTORED;
    return this.#decider.decide(this.#facts.ofNumber(e164, numberClass) | restored);
  }

  /**
   * Looks up complete UK numbers, many at once.
   *
   * @param numbers E.164 digits as integers; what is 0 is not looked up
   * @param count how many of them
   * @param into what {@link Screener.lookedUp} needs to know of each
   */
  lookUp(numbers: Float64Array, count: number, into: Int32Array): void {
    this.#facts.lookUp(numbers, count, into);
  }

  /** The numbers of every register that is consulted, for another thread. */
  share(): SharedSet[] {
    return this.#facts.share();
  }

  /** Adds to what another thread has looked up what needs no looking up. */
  complete(numbers: Float64Array, count: number, into: Int32Array): void {
    this.#facts.addCovered(numbers, count, into);
  }

  /** A complete UK number, read plainly and {@link lookUp looked up}. */
  lookedUp(e164: number, numberClass: number, listings: number): Decision {
    return this.#decider.decide(this.#facts.ofLookedUp(e164, numberClass, listings));
  }

  /**
   * Whether every plainly read number of a class that was {@link lookUp looked up} so is clean, whichever it
   * is, and nothing has to be said of it.
   */
  isCleanAnyway(numberClass: number, listings: number): boolean {
    const facts = this.#facts.ofAny(numberClass, listings);
    if (facts === undefined || flagBitsOfClass(numberClass) !== 0) return false;
    const { reasons, flags, isSpared, isListed } = this.#decider.decide(facts);
    return reasons === 0 && flags === 0 && !isSpared && !isListed;
  }

  /** Any item of a cell. */
  item(item: ReadItem): ItemVerdict {
    switch (item.kind) {
      case 'number': {
        const { e164, numberClass, flags } = item;
        return { decision: this.number(e164, numberClass, flags), e164 };
      }
      case 'foreign':
        return { decision: this.#foreign(item.e164), e164: item.e164 };
      case 'short-code':
        return { decision: this.#decider.decide(SHORT_CODE), e164: 0 };
      case 'invalid':
        return { decision: this.#decider.decide(INVALID), e164: 0 };
      case 'ambiguous':
        return this.#ambiguous(item.readings);
    }
  }

  /** A record without a number, one that is no whole record, or one whose party objected. */
  record(fact: RecordFact): Decision {
    return this.#decider.decide(factBits(fact));
  }

  /** A complete number of another country: UK registers say nothing about it. */
  #foreign(e164: number): Decision {
    return this.#decider.decide(NOT_UK | this.#facts.ofForeign(e164));
  }

  /** Every reading that is listed or objected to counts; the report names the first that decides. */
  #ambiguous(readings: readonly number[]): ItemVerdict {
    const facts = readings.map((e164) => AMBIGUOUS | this.#facts.ofReading(e164));
    const decision = this.#decider.decide(facts.reduce((all, some) => all | some, AMBIGUOUS));
    const deciding = facts.findIndex(
      (some) => some !== AMBIGUOUS && this.#decider.decide(some).reason === decision.reason,
    );
    return {
      decision,
      e164: readings[deciding] ?? 0,
      readings: readings.map((e164, at) => ({
        e164,
        decision: this.#decider.decide(facts[at] ?? AMBIGUOUS),
      })),
    };
  }
}
