import type { Store } from '../store/database.js';
import { hitRate, refuseAlarms, type HitRate } from './hit-rate.js';
import type { Passed } from './list-pass.js';
import type { ScrubPlan } from './run-record.js';
import type { ScrubRequest } from './settle.js';

/**
 * Holds what a run came to against earlier runs; undefined where no register was consulted. Only a run
 * for calling that writes is stopped: the others clear nothing, and are told.
 *
 * @throws ScreeningError evidence-disagrees when it is not as usual, and nobody accepted that
 */
export function rateOf(
  { supplier, acceptRate, dryRun }: Pick<ScrubRequest, 'supplier' | 'acceptRate' | 'dryRun'>,
  store: Store | undefined,
  plan: ScrubPlan,
  { counts, numbers, numbers_listed, columns_read }: Passed['account'],
): HitRate | undefined {
  if (plan.registers.length === 0) return undefined;
  const { caller, campaign } = plan;
  const group = { caller, campaign, supplier: supplier?.name ?? '' };
  const seen = {
    numbers: numbers.read,
    listed: numbers_listed,
    records: counts.read,
    columns: plan.columns.map(({ name }, at) => ({ name, read: columns_read[at] ?? 0 })),
  };
  const rate = hitRate(store, group, seen, acceptRate);
  if (plan.for_calling && !dryRun) refuseAlarms(rate, { group, seen, input: plan.input });
  return rate;
}
