import { canonicalJson } from '../ledger.js';
import { finding, type Finding } from './finding.js';

/**
 * Compares a row with what its ledger line says of it, column by column.
 *
 * @param ignored columns that no line says, and keys of the line that are no columns
 */
export function* rowDifferences(
  place: readonly [string, string],
  row: Readonly<Record<string, unknown>>,
  said: Readonly<Record<string, unknown>>,
  ignored: readonly string[],
): Generator<Finding> {
  for (const column of new Set([...Object.keys(row), ...Object.keys(said)])) {
    if (ignored.includes(column)) continue;
    if (canonicalJson(row[column] ?? null) === canonicalJson(said[column] ?? null)) continue;
    yield finding([...place, column], 'is not what the ledger says');
  }
}
