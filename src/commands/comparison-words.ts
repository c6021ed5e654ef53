import type { DecidingRule, PolicyComparison } from '../scrub/policy-comparison.js';
import { aligned, counted, grouped } from '../ui/tables.js';

/** What a comparison of two policies found, as JSON shows it. */
export function comparisonJson(comparison: PolicyComparison): object {
  return { policy: comparison.policy, same: comparison.same, moved: comparison.result() };
}

/** What a comparison of two policies found, for people. */
export function comparisonText(comparison: PolicyComparison, policy: string): string {
  const moved = comparison.result();
  const all = moved.reduce((sum, { records }) => sum + records, 0);
  const head = `${comparison.policy} in place of ${policy}: ${counted(all, 'record')} would be decided by another rule, ${grouped(comparison.same)} by the same`;
  if (moved.length === 0) return head;
  const rows = moved.map(({ from, to, records }) => [
    `  ${grouped(records)}`,
    ruleText(from),
    '->',
    ruleText(to),
  ]);
  return `${head}\n${aligned(rows, [0])}`;
}

function ruleText({ reason, basis }: DecidingRule): string {
  return basis === '' ? reason : `${reason} (${basis})`;
}
