import type { Store } from '../store/database.js';
import { configurationUnder } from '../store/configuration-lines.js';
import type { UsedRegister } from './run-in-full.js';

/** What the size of a register's file was held against when it was imported. */
export interface SizeCheck {
  readonly against: 'published-total' | 'minimum-numbers';
  readonly numbers: number;
}

/**
 * By register, how the size of the edition that a run was screened against was checked: against the
 * operator's published total, or else the least that the configuration of that day asked for
 * (`minimum_numbers`); undefined when neither was given. A file that was cut at a line end is noticed by
 * nothing else.
 */
export function sizeChecks(
  store: Store,
  registers: readonly UsedRegister[],
): ReadonlyMap<string, SizeCheck | undefined> {
  return new Map(registers.map((used) => [used.planned.name, sizeCheck(store, used)]));
}

function sizeCheck(store: Store, { planned, edition }: UsedRegister): SizeCheck | undefined {
  const total = edition?.published_total ?? 0;
  if (total > 0) return { against: 'published-total', numbers: total };
  const { name, edition: id } = planned;
  const under = configurationUnder(store, 'edition', `${name}-${String(id)}`);
  const least = under?.register?.[name]?.minimum_numbers ?? 0;
  return least > 0 ? { against: 'minimum-numbers', numbers: least } : undefined;
}
