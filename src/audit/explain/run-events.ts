import { londonDay, type Instant } from '../../core/day.js';
import { ScreeningError } from '../../core/errors.js';
import { isHeldBack } from '../../policy/reasons.js';
import type { Store } from '../../store/database.js';
import { countRuns, ledgerLinesOf, purgedRuns, runsWithin } from '../../store/past-runs.js';
import { recallsOf } from '../../store/recalls.js';
import type { RunRow } from '../../store/runs.js';
import { answerOf, isPartlyRead, type NumberDecision } from '../number-in-run.js';
import { asTold, pastRun, type PastRun } from '../past-run.js';
import { EarlierKnowledge } from '../recall-decider.js';
import { recordedRun } from '../recorded-plan.js';
import { TracedDecisions } from '../traced-decisions.js';
import type { LifeEvent, RunEvent } from './event.js';

/** The lists that had a number. */
export interface RunsOfNumber {
  readonly events: readonly LifeEvent[];
  /** Lists that are said not to have had it, and of which some records or cells could not be read. */
  readonly partlyRead: number;
}

/** What runs decided about a number, and what was passed on of it since. */
export function runEvents(store: Store, e164: number, asOf: Instant): RunsOfNumber {
  const within = { after: '' as const, upTo: asOf };
  const earlier = new EarlierKnowledge(store);
  const events: LifeEvent[] = [];
  let partlyRead = 0;
  for (const row of runsWithin(store, within, countRuns(store, within))) {
    const run = asTold(pastRun(row, londonDay(asOf)));
    const sealed = ledgerLinesOf(store, run.id).find(({ kind }) => kind === 'run-sealed');
    const answer = answerOf(store, run, e164);
    const place = {
      day: londonDay(run.started),
      recorded: sealed?.instant ?? null,
      ledger_line: sealed?.sequence ?? null,
    };
    if ('notKnown' in answer) {
      const input = run.record.plan.input;
      events.push({
        kind: 'run-no-data',
        ...place,
        run: run.id,
        why: `${input === '-' ? 'standard input' : input}: ${answer.notKnown}`,
      });
    } else if (answer.decisions.length > 0) {
      events.push(runEvent(run, answer.decisions, place));
      events.push(...recallEvents(store, row, answer.decisions, e164, asOf, earlier));
    } else if (isPartlyRead(run)) partlyRead++;
  }
  for (const { id, started, instant } of purgedRuns(store)) {
    if (started > asOf) continue;
    const why = `its record was purged at ${instant}`;
    const place = { day: londonDay(started), recorded: null, ledger_line: null };
    events.push({ kind: 'run-no-data', ...place, run: id, why });
  }
  return { events, partlyRead };
}

function runEvent(
  { id, record, standing }: PastRun,
  decisions: readonly NumberDecision[],
  place: Pick<RunEvent, 'day' | 'recorded' | 'ledger_line'>,
): RunEvent {
  const { plan, supplier, operator, account } = record;
  return {
    kind: 'run',
    ...place,
    run: id,
    input: plan.input,
    policy: plan.policy.name,
    caller: plan.caller,
    campaign: plan.campaign,
    call_date: plan.call_date,
    last_call_day: plan.until,
    for_calling: plan.for_calling,
    state: standing,
    decisions,
    supplier: supplier?.name ?? null,
    claimed_screened: supplier === undefined ? null : supplier.claimed_screened || null,
    operator,
    account,
  };
}

/**
 * The first recall of a list that passed the number on: which numbers one had is kept nowhere, and
 * follows from what was known for it (recall-decider.ts).
 */
function recallEvents(
  store: Store,
  row: RunRow,
  decisions: readonly NumberDecision[],
  e164: number,
  asOf: Instant,
  earlier: EarlierKnowledge,
): LifeEvent[] {
  const kept = decisions.find((decision) => decision.kept);
  if (kept === undefined) return [];
  for (const { line, recorded, through } of recallsOf(store, row.id)) {
    if (recorded > asOf) break;
    const decision = decidedBy(row, earlier, through, e164, kept);
    if (decision === undefined || !isHeldBack(decision.reasons)) continue;
    const place = { day: londonDay(recorded), recorded, ledger_line: line };
    return [{ kind: 'recall', ...place, run: row.id, reason: decision.reason.name, through }];
  }
  return [];
}

/** Undefined where what was known then is not held any more. */
function decidedBy(
  row: RunRow,
  earlier: EarlierKnowledge,
  through: Instant,
  e164: number,
  { reading }: NumberDecision,
) {
  try {
    const { screening } = earlier.at(through).of(recordedRun(row));
    return new TracedDecisions(screening.screener).decide(e164, reading);
  } catch (error) {
    if (error instanceof ScreeningError) return undefined;
    throw error;
  }
}
