import { londonDay, type Instant } from '../../core/day.js';
import { CONSENT_FAULTS, PURPOSE_NAMES, type ConsentFault } from '../../policy/consents.js';
import { FAR_DAY } from '../../policy/objections.js';
import { anyCall, standingObjections } from '../../policy/standing.js';
import { HeldLists } from '../../scrub/held-lists.js';
import { callingOf, type Caller } from '../../scrub/screening.js';
import { batchName } from '../../store/own-batches.js';
import type { OwnLists, RecordedConsent, RecordedEvent } from '../../store/own-lists.js';
import type { LifeEvent } from './event.js';

/** The caller of a name as it is declared today. */
export type CallerNamed = (name: string) => Caller;

/** What was told us of a number: objections, what ended them, consents, and imports that were undone. */
export function ownEvents(
  own: OwnLists,
  e164: number,
  asOf: Instant,
  callerNamed: CallerNamed,
): LifeEvent[] {
  const today = londonDay(asOf);
  const { events, consents } = own.everythingOf(e164);
  const standing = new Set(
    standingObjections(own.eventsOf(e164), anyCall(today)).map(({ sequence }) => sequence),
  );
  const faults = new ConsentFaults(own, e164, asOf, callerNamed);
  return [
    ...events.map((event) => eventOf(event, own, standing)),
    ...consents.map((consent) => consentOf(consent, own, faults.of(consent))),
    ...undone(own, [...events, ...consents]),
  ];
}

function eventOf(event: RecordedEvent, own: OwnLists, standing: ReadonlySet<number>): LifeEvent {
  const { terms, batch, reference, sequence, isRepeat } = event;
  const said = {
    day: terms.told,
    recorded: batch.recorded,
    // What a file said again has no line but that of its import.
    ledger_line: isRepeat ? batch.sequence : sequence,
    list: terms.list,
    reason: terms.class,
    note: terms.reason,
    source: terms.source,
    reference,
    caller: terms.caller,
    campaign: terms.campaign,
    batch: batchName(batch),
    undone: own.voided.has(batch.id),
    operator: batch.operator,
    account: batch.account,
  };
  if (event.kind === 'withdrawal') {
    return { kind: 'withdrawal', ...said, manner: event.manner, why: batch.why };
  }
  return {
    kind: 'objection',
    ...said,
    told_known: terms.undated === 0,
    told_text: terms.told_text,
    until: terms.until === FAR_DAY ? null : terms.until,
    said_again: isRepeat,
    stands: !isRepeat && standing.has(sequence),
  };
}

function consentOf(
  { terms, batch, reference, sequence, isRepeat }: RecordedConsent,
  own: OwnLists,
  fault: ConsentFault | '' | 'undone' | 'said-again',
): LifeEvent {
  return {
    kind: 'consent',
    day: terms.given,
    recorded: batch.recorded,
    ledger_line: isRepeat ? batch.sequence : sequence,
    caller: terms.caller,
    given_known: terms.undated === 0,
    given_text: terms.given_text,
    until: terms.until === FAR_DAY ? null : terms.until,
    for: terms.purposes.split(' '),
    how: terms.kind,
    obtained: terms.obtained,
    method: terms.method,
    wording: terms.wording,
    reference,
    batch: batchName(batch),
    undone: own.voided.has(batch.id),
    said_again: isRepeat,
    usable: fault === '',
    fault,
    why: faultWords(fault),
    operator: batch.operator,
    account: batch.account,
  };
}

function faultWords(fault: string): string {
  if (fault === 'undone') return 'its import was undone';
  if (fault === 'said-again') return 'it repeats one that was recorded before';
  return CONSENT_FAULTS.find(({ name }) => name === fault)?.means ?? '';
}

/** Why consents cannot clear a call of their own caller today. */
class ConsentFaults {
  readonly #own: OwnLists;
  readonly #e164: number;
  readonly #asOf: Instant;
  readonly #callerNamed: CallerNamed;

  constructor(own: OwnLists, e164: number, asOf: Instant, callerNamed: CallerNamed) {
    this.#own = own;
    this.#e164 = e164;
    this.#asOf = asOf;
    this.#callerNamed = callerNamed;
  }

  of({ terms, batch, sequence, isRepeat }: RecordedConsent) {
    if (this.#own.voided.has(batch.id)) return 'undone';
    const today = londonDay(this.#asOf);
    const caller = this.#callerNamed(terms.caller);
    const purpose = PURPOSE_NAMES.find((name) => terms.purposes.split(' ').includes(name));
    const demand = { caller: terms.caller, purpose: purpose ?? 'live', maximumDays: 0 };
    const held = new HeldLists(this.#own, callingOf(caller, today, today), demand);
    const { consents } = held.recordsOf(this.#e164, '');
    const same = consents.find(
      ({ consent }) => consent.sequence === sequence && consent.isRepeat === isRepeat,
    );
    if (same === undefined) return isRepeat ? 'said-again' : 'undone';
    // Its own caller is asked for: without a name the fault is the consent's.
    return same.fault === 'nobody-calls' ? 'no-caller' : same.fault;
  }
}

/** A line for each import that said something of the number and was undone. */
function undone(own: OwnLists, said: readonly (RecordedEvent | RecordedConsent)[]): LifeEvent[] {
  const named = new Map(said.map(({ batch }) => [batch.id, batch]));
  return own.batches.flatMap((batch): LifeEvent[] => {
    const of = batch.kind === 'undo' ? named.get(batch.import) : undefined;
    if (of === undefined) return [];
    const { recorded, sequence, why, operator, account } = batch;
    const day = londonDay(recorded);
    const words = { batch: batchName(of), why, operator, account };
    return [{ kind: 'undone', day, recorded, ledger_line: sequence, ...words }];
  });
}
