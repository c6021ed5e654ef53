import type { Instant } from '../core/day.js';
import { notSafe, ScreeningError } from '../core/errors.js';
import type { PartyKey } from '../core/party.js';
import { REGISTER_NAMES } from '../registers/registers.js';
import { registersAtHand, lastDayOfAll, type HeldRegister } from '../scrub/held-registers.js';
import type { ScrubPlan } from '../scrub/run-record.js';
import { callerOf } from '../scrub/screening.js';
import { groundOf, type Ground } from '../scrub/settle.js';
import type { Times } from '../scrub/times.js';
import { erasingsAfter } from '../store/batch-remains.js';
import type { Store } from '../store/database.js';
import { editionsOf } from '../store/editions.js';
import { numbersErased } from '../store/erased-numbers.js';
import { newestBatch } from '../store/own-batches.js';
import { purgedOf } from '../store/purged.js';
import { hasTrace, tracedNumbers, traceSets } from '../store/run-trace.js';
import { isAsRecorded, type RecordedRun } from './recorded-plan.js';

/**
 * What decided when a run was made, found anew from what the database holds and held against the
 * run's record.
 *
 * @param key of parties; undefined when they are not asked about
 * @throws ScreeningError not-safe when something of it is not held any more, or is damaged;
 *   evidence-disagrees when what is found is not what the record says
 */
export function groundOfRun(store: Store, run: RecordedRun, key: PartyKey | undefined): Ground {
  const { plan } = run.record;
  const times = { asOf: plan.as_of, callDate: plan.call_date, historical: !plan.for_calling };
  const registers = registersThen(store, run, times);
  const disagreements = [
    ...policyDisagreements(plan),
    ...registerDisagreements(plan, registers),
    ...batchDisagreements(store, plan),
  ];
  if (disagreements.length > 0) {
    throw new ScreeningError('evidence-disagrees', {
      summary: `the database is not what run ${run.id} was decided by: ${disagreements[0] ?? ''}`,
      ...(disagreements.length > 1 ? { why: disagreements.slice(1).join('; ') } : {}),
      fix: 'keep this database as it is, and compare it with a backup of that time',
      where: run.id,
    });
  }
  return groundOf(
    store,
    { policy: plan.policy, times, registers, until: plan.until },
    callerOf(plan),
    key,
  );
}

/**
 * The same calls, by what is known now: the policy, the call date, the last day of the calls and the
 * caller are the run's.
 *
 * @throws ScreeningError not-safe when no edition decides, or the one that does clears only to an
 *   earlier day
 */
export function groundOfNow(
  store: Store,
  { id, record: { plan } }: RecordedRun,
  asOf: Instant,
  key: PartyKey | undefined,
): Ground {
  const { policy, call_date: callDate, until } = plan;
  const times = { asOf, callDate, historical: true };
  const { held: registers, gaps } = registersAtHand(store, policy, times);
  if (gaps.length > 0) {
    throw notSafe({
      summary: `what is known now does not decide about run ${id}: ${gaps.map(({ words }) => words).join('; ')}`,
      why: `the policy ${policy.name} screens against ${policy.requires.join(' and ')}`,
      fix: 'import the register of those days, or restore the database from a backup',
      where: id,
    });
  }
  const last = lastDayOfAll(registers);
  if (last < until) {
    throw notSafe({
      summary: `what is known now clears calls to ${last} only, and run ${id} was for calls to ${until}`,
      fix: 'import the register of those days',
      where: id,
    });
  }
  return groundOf(store, { policy, times, registers, until }, callerOf(plan), key);
}

/**
 * Refuses to call a run not the same where numbers that had a part in it were removed since: since
 * when a number was listed is told by the editions before the one that decides.
 *
 * @throws ScreeningError not-safe
 */
export function refuseGone(store: Store, run: RecordedRun): void {
  refuseErased(store, run);
  refuseGoneNumbers(store, run);
}

/**
 * What was known of a number then may have been a consent, or said otherwise in the report. That is
 * no matter to a list which did not have the number.
 */
function refuseErased(store: Store, { id, record: { plan } }: RecordedRun): void {
  const since = erasingsAfter(store, plan.as_of, plan.call_date);
  const lines = new Set(since.map(({ sequence }) => sequence));
  if (since.length === 0 || !mayHave(store, id, numbersErased(store, lines))) return;
  const named = since.map(({ sequence, instant }) => `line ${String(sequence)}, of ${instant}`);
  throw notSafe({
    summary: `run ${id} cannot be repeated: entries of the own lists were erased since`,
    why: `as the ledger says: ${named.join('; ')}; so it cannot be told whether the run is the same but for them`,
    fix: 'compare it with a replay on a backup of before, if one may still be kept',
    where: id,
  });
}

/**
 * Whether the list of a run may have had one of some numbers: without a trace it may.
 *
 * @throws ScreeningError not-safe when the trace is damaged
 */
function mayHave(store: Store, run: string, numbers: ReadonlySet<number>): boolean {
  if (!hasTrace(store, run)) return true;
  return traceSets(store, run).some((set) => {
    for (const one of tracedNumbers(store, run, set)) if (numbers.has(one)) return true;
    return false;
  });
}

function refuseGoneNumbers(store: Store, { id, record: { plan } }: RecordedRun): void {
  const gone = REGISTER_NAMES.flatMap((name) =>
    editionsOf(store, name, plan.as_of)
      .filter(({ dated }) => dated <= plan.call_date)
      .flatMap((edition) => {
        const purged = purgedOf(store, 'edition-numbers', String(edition.id));
        return purged && purged.instant > plan.as_of ? [{ edition, purged }] : [];
      }),
  );
  if (gone.length === 0) return;
  const named = gone.map(
    ({ edition, purged }) =>
      `those of the ${edition.register} edition dated ${edition.dated} at ${purged.instant} (${purged.why})`,
  );
  throw notSafe({
    summary: `run ${id} cannot be repeated: numbers of earlier editions were removed since`,
    why: named.join('; '),
    fix: 'restore the database from a backup of before',
    where: id,
  });
}

function registersThen(store: Store, run: RecordedRun, times: Times): readonly HeldRegister[] {
  const { held, gaps } = registersAtHand(store, run.record.plan.policy, times);
  if (gaps.length === 0) return held;
  throw notSafe({
    summary: `run ${run.id} cannot be repeated: ${gaps.map(({ words }) => words).join('; ')}`,
    why: 'it was decided by an edition that is not held, or not whole, in this database',
    fix: 'restore the database from a backup, or name the one that made the run with --database',
    where: run.id,
  });
}

function policyDisagreements(plan: ScrubPlan): string[] {
  if (isAsRecorded(plan)) return [];
  return [
    `the rules recorded of the policy ${plan.policy.name} do not have the hash ${plan.policy_sha256}`,
  ];
}

function registerDisagreements(plan: ScrubPlan, registers: readonly HeldRegister[]): string[] {
  const found = registers.map(({ name, edition }) => ({
    name,
    edition: edition.id,
    dated: edition.dated,
    numbers_sha256: edition.numbers_sha256,
    covers: edition.covers,
  }));
  const names = new Set([...plan.registers, ...found].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const was = plan.registers.find((one) => one.name === name);
    const now = found.find((one) => one.name === name);
    if (was === undefined || now === undefined) {
      return [`the run was ${was === undefined ? 'not ' : ''}screened against ${name}`];
    }
    if (was.edition !== now.edition || was.dated !== now.dated) {
      return [
        `for ${name} edition ${String(was.edition)} dated ${was.dated} decided, and now edition ${String(now.edition)} dated ${now.dated} does`,
      ];
    }
    if (was.numbers_sha256 !== now.numbers_sha256) {
      return [
        `the numbers of edition ${String(was.edition)} of ${name} had SHA-256 ${was.numbers_sha256}, and have ${now.numbers_sha256}`,
      ];
    }
    if (was.covers === now.covers) return [];
    return [
      `edition ${String(was.edition)} of ${name} covered '${was.covers}', and covers '${now.covers}'`,
    ];
  });
}

function batchDisagreements(store: Store, plan: ScrubPlan): string[] {
  const newest = newestBatch(store, plan.as_of);
  if (newest === plan.own_batch) return [];
  return [
    `the newest entry of the own lists by then was ${String(plan.own_batch)}, and is ${String(newest)}`,
  ];
}
