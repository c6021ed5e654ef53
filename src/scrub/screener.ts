import { useOfClass, type Use } from '../core/numbering-plan.js';
import type { ReadItem } from '../core/read-segments.js';
import type { NumberSet } from '../core/number-set.js';
import { Decider, type Decision } from '../policy/decide.js';
import { factBits, type Fact } from '../policy/facts.js';
import type { Policy } from '../policy/policy.js';
import type { RegisterName } from '../registers/registers.js';
import type { HeldLists } from './held-lists.js';
import type { HeldRegister } from './held-registers.js';

const READ = factBits('read');
const READ_NOT_DIALLABLE = factBits('read', 'not-diallable');
const NOT_UK = factBits('read', 'not-uk');
const SHORT_CODE = factBits('read', 'not-diallable');
const INVALID = factBits('invalid');
const AMBIGUOUS = factBits('ambiguous');
const OBJECTED = factBits('objected');

/** Lines that nobody markets to by telephone: personal numbers, pagers, premium rate. */
const NOT_DIALLABLE_USES: readonly Use[] = ['personal', 'pager', 'premium'];

interface Consulted {
  readonly numbers: NumberSet;
  readonly screened: number;
  readonly listed: number;
}

/** The verdict on one item of a cell, with the number that it is about. */
export interface ItemVerdict {
  readonly decision: Decision;
  /** E.164 digits as an integer; 0 when there is no number. */
  readonly e164: number;
}

/** Asks the registers and the own lists about numbers, and the policy about what they say. */
export class Screener {
  readonly #consulted: readonly Consulted[];
  readonly #lists: HeldLists;
  readonly #decider: Decider;
  /** By number class. */
  readonly #useFactsKnown: (number | undefined)[] = [];

  constructor(policy: Policy, registers: readonly HeldRegister[], lists: HeldLists) {
    this.#lists = lists;
    this.#decider = new Decider(policy);
    this.#consulted = registers.map(({ name, numbers }) => ({
      numbers,
      screened: factBits(screenedFact(name)),
      listed: factBits(listedFact(name)),
    }));
  }

  /** A complete UK number. */
  number(e164: number, numberClass: number): Decision {
    return this.#decider.decide(
      this.#useFacts(numberClass) | this.#listings(e164) | this.#objection(e164),
    );
  }

  /** A complete number of another country: UK registers say nothing about it. */
  foreign(e164: number): Decision {
    return this.#decider.decide(NOT_UK | this.#objection(e164));
  }

  /** Any item of a cell. */
  item(item: ReadItem): ItemVerdict {
    switch (item.kind) {
      case 'number':
        return { decision: this.number(item.e164, item.numberClass), e164: item.e164 };
      case 'foreign':
        return { decision: this.foreign(item.e164), e164: item.e164 };
      case 'short-code':
        return { decision: this.#decider.decide(SHORT_CODE), e164: 0 };
      case 'invalid':
        return { decision: this.#decider.decide(INVALID), e164: 0 };
      case 'ambiguous':
        return this.#ambiguous(item.readings);
    }
  }

  /** A record without a number, or one that is no whole record. */
  record(fact: 'absent' | 'malformed'): Decision {
    return this.#decider.decide(factBits(fact));
  }

  /** Every reading that is listed or objected to counts; the report names the first that decides. */
  #ambiguous(readings: readonly number[]): ItemVerdict {
    const facts = readings.map((e164) => AMBIGUOUS | this.#listedOnly(e164));
    const decision = this.#decider.decide(facts.reduce((all, some) => all | some, AMBIGUOUS));
    const deciding = facts.findIndex(
      (some) => some !== AMBIGUOUS && this.#decider.decide(some).reason === decision.reason,
    );
    return { decision, e164: readings[deciding] ?? 0 };
  }

  #useFacts(numberClass: number): number {
    return (this.#useFactsKnown[numberClass] ??= NOT_DIALLABLE_USES.includes(
      useOfClass(numberClass),
    )
      ? READ_NOT_DIALLABLE
      : READ);
  }

  #listings(e164: number): number {
    let facts = 0;
    for (const { numbers, screened, listed } of this.#consulted) {
      facts |= numbers.has(e164) ? screened | listed : screened;
    }
    return facts;
  }

  #objection(e164: number): number {
    return this.#lists.objected(e164) ? OBJECTED : 0;
  }

  #listedOnly(e164: number): number {
    let facts = this.#objection(e164);
    for (const { numbers, listed } of this.#consulted) {
      if (numbers.has(e164)) facts |= listed;
    }
    return facts;
  }
}

function screenedFact(name: RegisterName): Fact {
  return `screened:${name}`;
}

function listedFact(name: RegisterName): Fact {
  return `listed:${name}`;
}
