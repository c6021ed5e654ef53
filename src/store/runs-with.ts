import type { Day } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import type { Store } from './database.js';
import { listReplacedBy } from './run-outputs.js';
import { traceOf } from './run-trace.js';
import { statement } from './statement.js';

const TRACED = `SELECT run FROM run_traced JOIN run ON run.id = run_traced.run
  WHERE run.state = 'released'`;
const IN_DATE = `SELECT CASE WHEN json_valid(record) THEN
    json_extract(record, '$.plan.for_calling') = 1 AND
    json_extract(record, '$.plan.until') >= ? ELSE 0 END
  FROM run WHERE id = ?`;

/** In how many released runs with a trace a number stood, and of how many that cannot be told. */
export interface RunsWith {
  readonly runs: number;
  /** Of them, those whose list has it and may still be called. */
  readonly inDate: number;
  /** Of those, such whose list a later run has replaced: a copy may be in use. */
  readonly replaced: number;
  readonly damaged: number;
}

/**
 * How many released runs had a number in their list, whatever they decided. Never an error: it is
 * said beside what a person records, and a damaged trace must not keep an objection out.
 *
 * @param today by which a list is in date
 */
export function runsWith(store: Store, e164: number, today: Day): RunsWith {
  const found = { runs: 0, inDate: 0, replaced: 0, damaged: 0 };
  const inDate = statement(store, IN_DATE, 'pluck');
  for (const run of statement(store, TRACED, 'pluck').all() as string[]) {
    try {
      const sets = traceOf(store, run, e164);
      if (sets.length > 0) found.runs++;
      if (!sets.some(({ kept }) => kept) || inDate.get(today, run) !== 1) continue;
      found.inDate++;
      if (listReplacedBy(store, run) !== '') found.replaced++;
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
      found.damaged++;
    }
  }
  return found;
}
