import { eventToCome } from './events-to-come.js';
import { foldName } from '../core/fold-name.js';
import type { Day } from '../core/day.js';
import { latestConsent, supersedes, type ConsentEvent, type Purpose } from '../policy/consents.js';
import { repeats, standingObjections, type OwnEvent } from '../policy/standing.js';
import type { ObjectionTerms } from '../policy/objections.js';
import { eventKind } from '../store/own-batches.js';
import type { OwnLists } from '../store/own-lists.js';
import { CallersToday, type Firm } from './consents/callers-today.js';
import { purposesOf, standingBeside } from './consents/effect.js';
import type { PassedOn } from './new-events.js';

/** Calls of one caller that nothing stands against, although somebody objected to them. */
export interface LiftedCalls {
  /** Declared name. */
  readonly caller: string;
  /** The day on which the consent was given that lifts every objection to them. */
  readonly given: Day;
  readonly purposes: readonly Purpose[];
}

/** A number with the calls to it that a consent leaves free. */
interface LiftedNumber {
  /** E.164 digits as an integer. */
  readonly e164: number;
  readonly calls: readonly LiftedCalls[];
}

/** The numbers of a file for which consents leave calls free. */
export interface LiftedInFile {
  readonly count: number;
  /** A few of them, in the file's order. */
  readonly first: readonly LiftedNumber[];
}

const MOST_SHOWN = 5;

const OBJECTION = { kind: 'objection', manner: '' } as const;

/**
 * Which objections hold nobody back, for some declared caller: a usable consent of a later day lifts
 * all that bind it (cli.md section 4). Who records an objection of an earlier day is to hear that.
 * Without consents nothing is asked.
 */
export class LiftedFor {
  readonly #lists: OwnLists | undefined;
  readonly #consents: readonly number[];
  readonly #callers: CallersToday;
  readonly #declared: ReadonlySet<string>;

  /**
   * @param lists as they were before; undefined before there is a database
   * @param day of the calls in question: today
   */
  constructor(lists: OwnLists | undefined, firm: Firm, day: Day) {
    this.#lists = lists;
    this.#consents = (lists?.batches ?? [])
      .filter((batch) => eventKind(batch) === 'consent' && !lists?.voided.has(batch.id))
      .map(({ id }) => id);
    this.#callers = new CallersToday(firm, day);
    this.#declared = new Set(firm.book.names.map(foldName));
  }

  /** An objection to a number, with what else is about to be recorded of it. */
  of(e164: number, toCome: readonly OwnEvent[]): LiftedCalls[] {
    if (this.#consents.length === 0 || this.#lists === undefined) return [];
    const consents = this.#lists
      .consentsOf(e164)
      .filter(({ terms }) => this.#declared.has(foldName(terms.caller)));
    if (consents.length === 0) return [];
    return this.#among(consents, [...this.#lists.eventsOf(e164), ...toCome]);
  }

  /** The numbers of a file for which that holds once it is recorded, in its order. */
  inFile({ terms, numbers, termsOf, rowOf, references }: PassedOn<ObjectionTerms>): LiftedInFile {
    const lists = this.#lists;
    if (this.#consents.length === 0 || lists === undefined) return { count: 0, first: [] };
    const consented = new Set<number>();
    for (const batch of this.#consents) {
      for (const e164 of lists.numbersOf(batch)) consented.add(e164);
    }
    const toCome = new Map<number, OwnEvent[]>();
    numbers.forEach((e164, place) => {
      if (!consented.has(e164)) return;
      const said = eventToCome(
        OBJECTION,
        terms[termsOf[place] as number] as ObjectionTerms,
        references[rowOf[place] as number],
      );
      const added = toCome.get(e164) ?? [];
      toCome.set(e164, added);
      const before = [...lists.eventsOf(e164), ...added].filter(({ kind }) => kind === 'objection');
      if (!before.some((one) => repeats(said, one))) added.push(said);
    });
    const first: LiftedNumber[] = [];
    let count = 0;
    for (const [e164, added] of toCome) {
      const calls = this.of(e164, added);
      if (calls.length === 0) continue;
      count++;
      if (first.length < MOST_SHOWN) first.push({ e164, calls });
    }
    return { count, first };
  }

  #among(consents: readonly ConsentEvent[], events: readonly OwnEvent[]): LiftedCalls[] {
    const lifted = new Map<string, { caller: string; given: Day; purposes: Purpose[] }>();
    const asked = new Set<string>();
    for (const { caller, purpose } of callsOf(consents)) {
      const key = `${foldName(caller)}\n${purpose}`;
      const given = asked.has(key) ? undefined : this.#lifting(consents, events, caller, purpose);
      asked.add(key);
      if (given === undefined) continue;
      const found = lifted.get(`${foldName(caller)}\n${given}`);
      if (found) found.purposes.push(purpose);
      else lifted.set(`${foldName(caller)}\n${given}`, { caller, given, purposes: [purpose] });
    }
    return [...lifted.values()];
  }

  /** The day of the consent that lifts all objections to some calls; undefined when one stands. */
  #lifting(
    consents: readonly ConsentEvent[],
    events: readonly OwnEvent[],
    caller: string,
    purpose: Purpose,
  ): Day | undefined {
    const calling = this.#callers.callsOf(caller);
    if (standingObjections(events, calling).length === 0) return undefined;
    const leaves = (some: readonly ConsentEvent[]): number =>
      standingBeside(some, events, calling, caller, purpose).length;
    if (consents.length > 1 && leaves(consents) > 0) return undefined;
    const alone = consents.filter(
      (one) => leaves([one]) === 0 && !consents.some((other) => supersedes(other, one)),
    );
    return latestConsent(alone)?.terms.given;
  }
}

function callsOf(consents: readonly ConsentEvent[]): { caller: string; purpose: Purpose }[] {
  return consents.flatMap((consent) =>
    purposesOf(consent).map((purpose) => ({ caller: consent.terms.caller, purpose })),
  );
}
