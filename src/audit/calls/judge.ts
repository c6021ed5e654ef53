import type { Day } from '../../core/day.js';
import { Decider } from '../../policy/decide.js';
import { factBits } from '../../policy/facts.js';
import { LISTED_REASONS } from '../../policy/policies.js';
import { latestConsent } from '../../policy/consents.js';
import { asksConsentOfAll, type Policy } from '../../policy/policy.js';
import { reasonBit } from '../../policy/reasons.js';
import { useFacts } from '../../scrub/number-facts.js';
import type { RecordedConsent } from '../../store/own-lists.js';
import { NONE, plainFinding, worstOf, type CallFinding } from './call-finding.js';
import type { Call, ReadCall } from './call-reading.js';
import {
  CALL_VERDICT_NAMES,
  OBJECTION_BROKEN,
  VERDICT_OF,
  type CallReason,
  type CallVerdict,
} from './call-verdicts.js';
import type { CallCovered } from './cleared-by-runs.js';
import { NOTHING_OWN, type OwnFinding } from './own-finding.js';
import type { RegisterFinding } from './register-finding.js';

/** Where a judge looks. */
export interface CallSources {
  /** What each register of the policy says, in its order. */
  readonly registers: (call: ReadCall) => readonly RegisterFinding[];
  readonly own: (call: ReadCall, voidUpTo: Day | '') => OwnFinding;
  readonly covered: (call: ReadCall) => CallCovered;
}

const CONSENT = factBits('consent');
const OLDER = factBits('consent-older-than-listing');
const UNKNOWN = factBits('order-unknown');
const NOT_UK = factBits('read', 'not-uk');
const CONSENT_REQUIRED = reasonBit('CONSENT_REQUIRED');

/** Judges calls by a policy: what it says of listings and consents, and the law of days. */
export class CallJudge {
  readonly #policy: Policy;
  readonly #decider: Decider;
  readonly #sources: CallSources;
  readonly #registers;
  readonly #consentOfAll: boolean;
  /** Facts by the class of a UK number. */
  readonly #useKnown: (number | undefined)[] = [];

  constructor(policy: Policy, sources: CallSources) {
    this.#policy = policy;
    this.#decider = new Decider(policy);
    this.#sources = sources;
    this.#consentOfAll = asksConsentOfAll(policy);
    this.#registers = policy.requires.map((name) => ({
      name,
      listed: factBits(`listed:${name}`),
      screened: factBits(`screened:${name}`),
      reason: reasonBit(LISTED_REASONS[name]),
    }));
  }

  /** What a call comes to; every call has an answer. */
  judge(call: Call): CallFinding {
    if (call.kind !== 'marketing') return plainFinding(call.kind, [], undefined);
    if (call.unread !== '') return plainFinding('unreadable', [call.unread], undefined);
    const read = call as ReadCall;
    const covered = this.#sources.covered(read);
    if (call.others.length === 0) return this.#judgeRead(read, covered);
    const each = [call, ...call.others].map(({ e164, numberClass }) => {
      return this.#judgeRead({ ...read, e164, numberClass }, covered);
    });
    return worstOf(each);
  }

  #judgeRead(call: ReadCall, covered: CallCovered): CallFinding {
    const isUk = call.numberClass >= 0;
    const found = isUk ? this.#sources.registers(call) : [];
    const own = this.#sources.own(call, this.#voidUpTo(found));
    const isPlain = !this.#consentOfAll && own === NOTHING_OWN && !found.some(hasReason);
    const reasons = isPlain ? [] : this.#reasons(call, found, own);
    if (reasons.length === 0) {
      return plainFinding(isUk ? 'not-listed' : 'not-uk', NONE, covered);
    }
    const verdicts = reasons.map((reason) => VERDICT_OF[reason]);
    const listing = found.filter(({ isListed }) => isListed);
    const longest = listing.reduce<RegisterFinding | undefined>(
      (longer, one) => ((one.atLeast ?? -1) > (longer?.atLeast ?? -2) ? one : longer),
      undefined,
    );
    const first = [...own.objections].sort((a, b) => (a.terms.told < b.terms.told ? -1 : 1))[0];
    const objected = [...new Set(own.objections.map(({ terms }) => terms.list))];
    const registers = this.#registers
      .filter((_, at) => found[at]?.isListed)
      .map(({ name }) => name);
    const listed = this.#registers
      .filter((_, at) => found[at]?.reason === 'listed-28-days')
      .map(({ name }) => name);
    return {
      verdict: CALL_VERDICT_NAMES.find((name) => verdicts.includes(name)) as CallVerdict,
      reasons,
      lists: [...objected, ...registers],
      breached: [
        ...(reasons.some((reason) => OBJECTION_BROKEN.includes(reason)) ? objected : []),
        ...(reasons.includes('listed-28-days') ? listed : []),
      ],
      atLeast: longest?.atLeast,
      atMost: longest?.atMost,
      told: first?.terms.told ?? '',
      recorded: first?.batch.recorded ?? '',
      covered,
    };
  }

  #reasons(
    call: ReadCall,
    found: readonly RegisterFinding[],
    own: OwnFinding,
  ): readonly CallReason[] {
    const reasons = new Set<CallReason>(own.reasons);
    const { known, after, sameDay } = own.consents;
    const held = this.#heldBack(call, found, known);
    const timely = [...known, ...after];
    const heldAfter = after.length > 0 ? this.#heldBack(call, found, timely) : held;
    const heldLate =
      sameDay.length > 0 ? this.#heldBack(call, found, [...timely, ...sameDay]) : heldAfter;
    const clearing = (bit: number): CallReason | undefined => {
      if ((held & bit) === 0) return 'consent';
      if ((heldAfter & bit) === 0) return 'consent-recorded-after';
      return (heldLate & bit) === 0 ? 'consent-same-day' : undefined;
    };
    found.forEach(({ reason, isListed }, at) => {
      const bit = this.#registers[at]?.reason ?? 0;
      if (reason === undefined) return;
      if (isListed) reasons.add(clearing(bit) ?? reason);
      else if (timely.length === 0 || !this.#lifts(call, at)) reasons.add(reason);
      else reasons.add(known.length > 0 ? 'consent' : 'consent-recorded-after');
    });
    if ((held & CONSENT_REQUIRED) !== 0) reasons.add(clearing(CONSENT_REQUIRED) ?? 'no-consent');
    return [...reasons];
  }

  /** The policy's reasons against a call to a number that stands on the registers that list it. */
  #heldBack(
    call: ReadCall,
    found: readonly RegisterFinding[],
    consents: readonly RecordedConsent[],
  ): number {
    let facts = this.#use(call) | consentFacts(consents, found);
    this.#registers.forEach(({ listed, screened }, at) => {
      facts |= found[at]?.isListed === true ? listed | screened : screened;
    });
    return this.#decider.decide(facts).reasons;
  }

  #use({ numberClass }: ReadCall): number {
    if (numberClass < 0) return NOT_UK;
    return (this.#useKnown[numberClass] ??= useFacts(numberClass));
  }

  /** Whether a consent would clear the call whatever the register says, which is not known. */
  #lifts(call: ReadCall, at: number): boolean {
    if (this.#policy.consent_void.length > 0) return false;
    const { listed = 0, screened = 0, reason = 0 } = this.#registers[at] ?? {};
    const facts = this.#use(call) | CONSENT | listed | screened;
    return (this.#decider.decide(facts).reasons & reason) === 0;
  }

  /** The last day on which a consent was given that the policy takes for none (scrub/consent-doubts.ts). */
  #voidUpTo(found: readonly RegisterFinding[]): Day | '' {
    const voids = this.#policy.consent_void;
    if (voids.length === 0) return '';
    const isUnknownVoid = voids.includes('order-unknown');
    const days = found
      .filter(({ isListed }) => isListed)
      .map(({ listedFrom, listedAfter }) => (isUnknownVoid ? listedFrom : listedAfter));
    return days.sort().at(-1) ?? '';
  }
}

/** What is known of a consent beside listings: which came first (scrub/consent-doubts.ts). */
function consentFacts(
  consents: readonly RecordedConsent[],
  found: readonly RegisterFinding[],
): number {
  const given = latestConsent(consents)?.terms.given;
  if (given === undefined) return 0;
  let doubts = 0;
  for (const { isListed, listedFrom, listedAfter } of found) {
    if (isListed && given <= listedFrom) doubts |= given <= listedAfter ? OLDER : UNKNOWN;
  }
  return CONSENT | ((doubts & OLDER) === 0 ? doubts : OLDER);
}

function hasReason({ reason }: RegisterFinding): boolean {
  return reason !== undefined;
}
