import { openForReading } from '../../src/store/database.js';
import { tracedNumbers, traceSets } from '../../src/store/run-trace.js';

/** What a run remembers of its list: numbers by `REASON kept|held`, and the reading if it is no plain one. */
export function tracedSets(database: string, run: string): Record<string, number[]> {
  const store = openForReading(database);
  if (store === undefined) throw new Error(`${database} is not there`);
  try {
    return Object.fromEntries(
      traceSets(store, run).map((set) => [
        `${set.reason} ${set.kept ? 'kept' : 'held'}${set.reading === 'number' ? '' : ` ${set.reading}`}`,
        [...tracedNumbers(store, run, set)],
      ]),
    );
  } finally {
    store.close();
  }
}
