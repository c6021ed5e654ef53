import { expect } from 'vitest';
import { COPY_RULES } from '../../src/audit/explain/subject-copy.js';
import type { Firm } from './told-number.js';

/** What `explain --json` answers, as far as tests look at it. */
export interface LifeJson {
  readonly ok: boolean;
  readonly code?: string;
  readonly summary?: string;
  readonly number: string;
  readonly verdict: object;
  readonly suppliers: readonly object[];
  readonly registers: readonly object[];
  readonly partly_read: number;
  readonly parties: number;
  readonly emptied: { readonly unread: number; readonly holds: number };
  readonly events: readonly ({
    readonly kind: string;
    readonly day: string;
    readonly ledger_line?: number | null;
  } & Readonly<Record<string, unknown>>)[];
  readonly warnings?: readonly string[];
  readonly left_out?: readonly object[];
}

/** What is answered about a number; the command must end with a status. */
export async function life(
  firm: Firm,
  now: string,
  status: number,
  ...words: readonly string[]
): Promise<LifeJson> {
  return firm.json<LifeJson>(now, ['explain', ...words], status);
}

/** Every field of every event has a rule for the copy of the person, and no rule is for nothing. */
export function expectRules(events: LifeJson['events']): void {
  for (const { kind, ...event } of events) {
    const rules = COPY_RULES[kind as keyof typeof COPY_RULES];
    expect(Object.keys({ kind, ...event }).sort()).toEqual(Object.keys(rules).sort());
  }
}
