import type { TypedParty } from '../config/party-key.js';
import type { Day, Instant } from '../core/day.js';
import { readCellItems } from '../core/read-cell.js';
import type { ReadItem } from '../core/read-segments.js';
import type { Decision } from '../policy/decide.js';
import type { Policy } from '../policy/policy.js';
import { openForReading } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { ownListing, type ConsentStanding, type OwnRecords } from './held-lists.js';
import { registersAtHand, type HeldRegister, type RegisterGap } from './held-registers.js';
import { RegisterAnswers, type RegisterAnswer } from './register-answers.js';
import type { RegisterListing, VerdictWords } from './report.js';
import { HeldParties } from './parties.js';
import { partyDecision, partyWords } from './party-verdict.js';
import { callingOf, screeningOf, type Caller } from './screening.js';
import { settleTimes, type Times } from './times.js';

/** What `check` is asked; undefined where the default holds. */
export interface CheckRequest extends Caller {
  readonly database: string;
  /** Numbers as a person writes them. */
  readonly values: readonly string[];
  /** Whose numbers they are, or who is asked about without any. */
  readonly party: TypedParty | undefined;
  readonly policy: Policy;
  readonly callDate: Day | undefined;
  readonly asOf: Instant | undefined;
}

/** The verdict on one number that was asked about. */
export interface CheckedNumber {
  readonly value: string;
  readonly item: ReadItem | undefined;
  readonly words: VerdictWords;
  /** What each register of the policy says of it on the day of the call; none of another country's. */
  readonly answers: readonly RegisterAnswer[];
  /** Every register of the policy that lists it. */
  readonly listings: readonly RegisterListing[];
  /** The objections that stand against calling it. */
  readonly objections: readonly RecordedEvent[];
  /** Every consent that is recorded of it, usable for this call or not. */
  readonly consents: readonly ConsentStanding[];
}

/** A person or firm that was asked about. */
export interface CheckedParty {
  readonly value: string;
  readonly objections: readonly RecordedEvent[];
}

/** What `check` found. */
export interface CheckResult {
  /** Whether there is a database: nothing is known without one. */
  readonly exists: boolean;
  /** For whom the calls would be made; empty for nobody in particular. */
  readonly caller: string;
  readonly campaign: string;
  readonly policy: Policy;
  readonly times: Times;
  readonly registers: readonly HeldRegister[];
  /** Required registers that cannot answer; then a number that nothing else holds back is NO_DATA. */
  readonly gaps: readonly RegisterGap[];
  readonly numbers: readonly CheckedNumber[];
  /** The party that was asked about, with the objections that stand against calling it. */
  readonly party: CheckedParty | undefined;
}

const NO_RECORDS: OwnRecords = { objections: [], consents: [] };

/**
 * Gives the verdict on numbers with every reason, from the same rules as a scrub. Of a party alone the
 * registers know nothing, and are not asked.
 *
 * @throws ScreeningError not-safe when a party is held by another key
 */
export function check(request: CheckRequest, now: Instant): CheckResult {
  const { policy } = request;
  const store = openForReading(request.database);
  try {
    const times = settleTimes(request, knowingInstant(store, now));
    const asks = request.values.length > 0;
    const { held, gaps, editions } = asks ? registersAtHand(store, policy, times) : NO_REGISTERS;
    const own = store && new OwnLists(store, times.asOf);
    const until = times.callDate;
    const ground = { store, policy, registers: held, own, caller: request, times, until };
    const { screener, narrator } = screeningOf(ground);
    const party = partyOf(request, new HeldParties(store, own, callingOf(request, until, until)));
    const listing = party && ownListing(party.objections, until);
    const words = (decision: Decision, e164: number, flags: number): VerdictWords => {
      if (listing === undefined) return narrator.words(decision, e164, flags);
      const joined = partyDecision(screener.record('objected'), decision.reasons);
      const own = narrator.words(joined, e164, flags);
      return own.list === '' ? partyWords(own, listing) : own;
    };
    const registers = new RegisterAnswers(store, editions, policy, times);
    const numbers = request.values.flatMap((value): CheckedNumber[] => {
      const items = readCellItems(value);
      if (items.length === 0) {
        const none = { item: undefined, answers: [], listings: [], objections: [], consents: [] };
        return [{ value, words: words(screener.record('absent'), 0, 0), ...none }];
      }
      return items.map((item) => {
        const { decision, e164 } = screener.item(item);
        const flags = ('flags' in item ? item.flags : 0) | decision.flags;
        const verdict = words(decision, e164, flags);
        const { objections, consents } = e164 === 0 ? NO_RECORDS : narrator.ownRecords(e164);
        const listings = e164 === 0 ? [] : narrator.registerListings(e164);
        const answers = item.kind === 'number' ? registers.of(e164) : [];
        return { value, item, words: verdict, answers, listings, objections, consents };
      });
    });
    const { caller, campaign } = request;
    const exists = store !== undefined;
    return { exists, policy, times, registers: held, gaps, numbers, party, caller, campaign };
  } finally {
    store?.close();
  }
}

const NO_REGISTERS = { held: [], gaps: [], editions: undefined } as const;

function partyOf({ party }: CheckRequest, parties: HeldParties): CheckedParty | undefined {
  return party && { value: party.value, objections: parties.objections(party) };
}
