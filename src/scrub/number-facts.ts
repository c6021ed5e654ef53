import type { Day } from '../core/day.js';
import type { NumberSet, SharedNumbers } from '../core/number-set.js';
import { CLASS_LIMIT, territoryOfClass, useOfClass, type Use } from '../core/numbering-plan.js';
import { FACT_NAMES, factBits, type Fact } from '../policy/facts.js';
import type { Coverage } from '../registers/coverage.js';
import type { RegisterName } from '../registers/registers.js';
import type { OwnRecordKind } from '../store/own-first.js';
import type { ConsentDoubts } from './consent-doubts.js';
import type { Grace } from './grace.js';
import type { HeldLists, OwnStanding } from './held-lists.js';
import type { HeldRegister } from './held-registers.js';

const READ = factBits('read');
const NOT_DIALLABLE = factBits('not-diallable');
const OBJECTED = factBits('objected');
const CONSENT = factBits('consent');
const IN_GRACE = factBits('in-grace');

/** Beside the facts: something is recorded of the number that may be an objection. */
const MAY_BE_OBJECTED = 1 << FACT_NAMES.length;

/** Lines that nobody markets to by telephone: personal numbers, pagers, premium rate. */
const NOT_DIALLABLE_USES: readonly Use[] = ['personal', 'pager', 'premium'];

interface Consulted {
  readonly register: HeldRegister;
  readonly numbers: NumberSet;
  readonly covers: Coverage | undefined;
  readonly screened: number;
  readonly notCovered: number;
  readonly listed: number;
}

/** The numbers of a register, or of the own lists, for another thread, and the bit of those in it. */
export interface SharedSet {
  readonly numbers: SharedNumbers;
  readonly bit: number;
}

/** What facts about a number are worked out from. */
export interface Sources {
  readonly registers: readonly HeldRegister[];
  readonly lists: HeldLists;
  readonly doubts: ConsentDoubts;
  /** Whether the policy asks for consents of numbers that are not listed. */
  readonly consentOfAll: boolean;
  /** Undefined where the policy gives no grace. */
  readonly grace: Grace | undefined;
  /** The last day of the calls. */
  readonly until: Day;
}

/** Works out what is known of numbers for the calls in question, as sums of fact bits. */
export class NumberFacts {
  readonly #sources: Sources;
  /** Of the sources, what every number is asked about. */
  readonly #lists: HeldLists;
  readonly #grace: Grace | undefined;
  readonly #consentOfAll: boolean;
  readonly #consulted: readonly Consulted[];
  readonly #anyListed: number;
  /** What numbers are looked up in, and the bit of those that are found. */
  readonly #sets: readonly { readonly set: NumberSet; readonly bit: number }[];
  readonly #one = new Float64Array(1);
  readonly #ofOne = new Int32Array(1);
  /** By number class; 0 where they are not known yet. */
  readonly #useKnown = new Int32Array(CLASS_LIMIT);

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#lists = sources.lists;
    this.#grace = sources.grace;
    this.#consentOfAll = sources.consentOfAll;
    this.#consulted = sources.registers.map((register) => ({
      register,
      numbers: register.numbers,
      covers: register.covers,
      screened: factBits(`screened:${register.name}`),
      notCovered: factBits(`not-covered:${register.name}`),
      listed: factBits(`listed:${register.name}`),
    }));
    const { objected } = sources.lists;
    this.#sets = [
      ...this.#consulted.map(({ numbers, listed }) => ({ set: numbers, bit: listed })),
      ...(objected === undefined ? [] : [{ set: objected, bit: MAY_BE_OBJECTED }]),
    ];
    this.#anyListed = this.#consulted.reduce((bits, { listed }) => bits | listed, 0);
  }

  /** The same for calls that end on another day. */
  until(until: Day): NumberFacts {
    const lists = this.#sources.lists.until(until);
    return new NumberFacts({ ...this.#sources, lists, until });
  }

  /** Whether a shorter calling might be decided otherwise about a number: mostly, no. */
  mayDependOnUntil(e164: number): boolean {
    return this.#grace !== undefined || this.#lists.mayDependOnUntil(e164);
  }

  /** Of a complete UK number. */
  ofNumber(e164: number, numberClass: number): number {
    return this.ofLookedUp(e164, numberClass, this.#listings(e164));
  }

  /** The same of a number whose listings were {@link lookUp looked up}. */
  ofLookedUp(e164: number, numberClass: number, listings: number): number {
    const isListed = (listings & this.#anyListed) !== 0;
    const own = this.#own(e164, isListed, (listings & MAY_BE_OBJECTED) !== 0);
    const facts = this.#use(numberClass) | (listings & ~MAY_BE_OBJECTED) | own;
    return isListed && this.#isInGrace(e164, listings) ? facts | IN_GRACE : facts;
  }

  /**
   * The facts of any plainly read number of a class, looked up so, where that is all they follow from; undefined
   * where the number itself has to be asked about.
   */
  ofAny(numberClass: number, listings: number): number | undefined {
    const asksMore = this.#consentOfAll || (listings & (this.#anyListed | MAY_BE_OBJECTED)) !== 0;
    return asksMore ? undefined : this.#use(numberClass) | listings;
  }

  /** What the firm's own records say of a complete number of another country. */
  ofForeign(e164: number): number {
    return this.#own(e164, false, this.#lists.mayBeObjected(e164));
  }

  /** Whether a register that is consulted lists a number: the question that every number is asked. */
  isListed(name: RegisterName, e164: number): boolean {
    const listed = factBits(`listed:${name}`);
    return (this.#listings(e164) & listed) !== 0;
  }

  /** Whether anything of a kind is recorded of a number, by the questions that {@link ofNumber} asks. */
  isRecorded(kind: OwnRecordKind, e164: number): boolean {
    const isFound = kind === 'consents' || (this.#listings(e164) & MAY_BE_OBJECTED) !== 0;
    return isFound && this.#lists.isRecorded(kind, e164);
  }

  /** What speaks against a number that is only one reading of a cell: no consent is for it. */
  ofReading(e164: number): number {
    let facts = this.#lists.isObjectedAnyway(e164) ? OBJECTED : 0;
    for (const { numbers, listed } of this.#consulted) if (numbers.has(e164)) facts |= listed;
    return facts;
  }

  #use(numberClass: number): number {
    const known = this.#useKnown[numberClass] as number;
    return known === 0 ? (this.#useKnown[numberClass] = useFacts(numberClass)) : known;
  }

  /**
   * What the registers and the own lists say of many numbers: one after the other, and nothing else in
   * between, so that the processor asks memory for the next numbers while it waits for one.
   *
   * @param numbers E.164 digits as integers; what is 0 is not looked up
   * @param count how many of them
   * @param into a sum of bits for each: facts, and MAY_BE_OBJECTED
   */
  lookUp(numbers: Float64Array, count: number, into: Int32Array): void {
    into.fill(0, 0, count);
    for (const { set, bit } of this.#sets) set.mark(numbers, count, into, bit);
    this.addCovered(numbers, count, into);
  }

  /** What {@link lookUp} does beside looking up: adds which registers cover the numbers. */
  addCovered(numbers: Float64Array, count: number, into: Int32Array): void {
    for (const { covers, screened, notCovered } of this.#consulted) {
      for (let at = 0; at < count; at++) {
        const isCovered = covers === undefined || covers.covers(numbers[at] as number);
        into[at] = (into[at] as number) | (isCovered ? screened : notCovered);
      }
    }
  }

  /** What another thread needs to look numbers up. */
  share(): SharedSet[] {
    return this.#sets.map(({ set, bit }) => ({ numbers: set.share(), bit }));
  }

  /** Of one number, in the same way. */
  #listings(e164: number): number {
    this.#one[0] = e164;
    this.lookUp(this.#one, 1, this.#ofOne);
    return this.#ofOne[0] as number;
  }

  #own(e164: number, isListed: boolean, mayBeObjected: boolean): number {
    const lists = this.#lists;
    if (!isListed && !this.#consentOfAll && !mayBeObjected) return 0;
    const own = lists.of(e164);
    if (own.consentGiven === undefined) return own.isObjected ? OBJECTED : 0;
    if (!isListed) return ownFacts(own);
    const { doubts } = this.#sources;
    const doubt = doubts.of(e164, own.consentGiven);
    const voidUpTo = doubts.voidUpTo(e164);
    return doubt | ownFacts(voidUpTo === '' ? own : lists.ofLater(e164, voidUpTo));
  }

  #isInGrace(e164: number, listings: number): boolean {
    const grace = this.#grace;
    return grace?.spared(e164, this.#listing(listings), this.#sources.until) === true;
  }

  /** The registers whose deciding editions hold the number. */
  #listing(facts: number): HeldRegister[] {
    return this.#consulted
      .filter(({ listed }) => (facts & listed) !== 0)
      .map(({ register }) => register);
  }
}

function ownFacts({ consentGiven, isObjected }: OwnStanding): number {
  return (consentGiven === undefined ? 0 : CONSENT) | (isObjected ? OBJECTED : 0);
}

/** What the class of a UK number says of it, as a sum of fact bits. */
export function useFacts(numberClass: number): number {
  const use = useOfClass(numberClass);
  const territory = territoryOfClass(numberClass);
  const named = [use, `territory-${territory ?? ''}`];
  const facts = FACT_NAMES.filter((fact): fact is Fact => named.includes(fact));
  const isDiallable = !NOT_DIALLABLE_USES.includes(use);
  return READ | factBits(...facts) | (isDiallable ? 0 : NOT_DIALLABLE);
}
