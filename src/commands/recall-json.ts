import { runsToMark, type Marked } from '../audit/passed-on.js';
import type { Recalled } from '../audit/recall.js';
import type { RecallLine } from '../audit/recall-line.js';
import type { Explanation } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { linesOf } from '../audit/recall-line.js';
import { runJson } from './run-words.js';

/** So many lines are told in JSON, of any number; a file has them all. */
const MOST_TOLD = 100_000;

/** What is recalled, in JSON. @param fault why not all could be told */
export function recallJson(
  recalled: Recalled,
  marked: Marked | undefined,
  fault: Explanation | undefined,
): object {
  const { asOf, today, runs, unchanged, notTold, ledgerHead } = recalled;
  const markedRuns = marked === undefined ? [] : runsToMark(recalled);
  const told: object[] = [];
  let more = 0;
  for (const line of linesOf(recalled)) {
    if (told.length < MOST_TOLD) told.push(lineJson(line));
    else more++;
  }
  return {
    ok: fault === undefined,
    vocabulary: VOCABULARY,
    ...(fault === undefined ? {} : { code: 'not-safe', ...fault }),
    as_of: asOf,
    today,
    runs: runs.map((one) => ({
      ...runJson(one.run),
      looked_at: one.of,
      recalled: one.count,
      passed_on: one.passedOn,
      recalled_through: one.through,
      marked: markedRuns.includes(one),
      replaced_by: one.replacedBy === '' ? null : one.replacedBy,
    })),
    unchanged: unchanged.map(({ run, through, replacedBy }) => ({
      ...runJson(run),
      recalled_through: through,
      replaced_by: replacedBy === '' ? null : replacedBy,
    })),
    recalled: told,
    more,
    not_known: notTold,
    marked: marked?.line ?? null,
    ledger_head: marked?.head ?? ledgerHead,
  };
}

function lineJson({
  record,
  line,
  days_listed: days,
  reasons,
  flags,
  ...texts
}: RecallLine): object {
  return {
    record: numberOf(record),
    line: numberOf(line),
    ...texts,
    reasons: listOf(reasons),
    days_listed: numberOf(days),
    flags: listOf(flags),
  };
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(';');
}
