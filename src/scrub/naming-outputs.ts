import { rmSync } from 'node:fs';
import type { OutputRecord } from './run-record.js';

/**
 * In which order outputs get their names: what may be called from comes after the report that says why the
 * rest may not, and the list, by which people know that a run is done, last.
 */
const NAMED: readonly OutputRecord['kind'][] = ['report', 'dialler', 'cleaned', 'flagged'];

/** Outputs in the order in which they get their names. */
export function inNamingOrder(outputs: readonly OutputRecord[]): OutputRecord[] {
  return [...outputs].sort((a, b) => NAMED.indexOf(a.kind) - NAMED.indexOf(b.kind));
}

/**
 * Removes what has its name of a run that is to have none: no report without its list. What a report
 * replaced is gone, and it stays then; a dialler's file never does, for it would be called from.
 */
export function removeNamed(named: readonly OutputRecord[], replaces: boolean): void {
  for (const { kind, path } of named) {
    if (!replaces || kind === 'dialler') rmSync(path, { force: true });
  }
}
