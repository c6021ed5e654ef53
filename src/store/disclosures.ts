import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import { appendToLedger, nextInstant, nextSequence } from './ledger.js';

/** What was handed to an agent: whose numbers they were is not kept. */
export interface Disclosure {
  readonly agent: string;
  /** Callers for whom the agent calls, and whose objections were compared. */
  readonly callers: readonly string[];
  /** Registers that were compared too. */
  readonly registers: readonly string[];
  /** The agent's own file, as it came: SHA-256 (hex), and its rows. */
  readonly known_in_sha256: string;
  readonly known_in_rows: number;
  /** What was handed over: SHA-256 (hex) of its bytes, and its rows. */
  readonly sha256: string;
  readonly rows: number;
  /** What was known then. */
  readonly as_of: Instant;
}

/** A set of keyed numbers that left for an engine: whose they were is not kept. */
export interface ScreenSetDisclosure {
  readonly screen_set: {
    readonly policy: string;
    readonly policy_sha256: string;
    readonly caller: string;
    readonly campaign: string;
    readonly call_date: string;
    readonly last_call_day: string;
    /** Tells the key apart, and is not the key. */
    readonly key_id: string;
  };
  /** Registers whose numbers are in it, and those that the policy asks and the licence keeps back. */
  readonly registers: readonly string[];
  readonly left_out: readonly string[];
  /** Of the file: SHA-256 (hex) of its bytes, and its rows. */
  readonly sha256: string;
  readonly rows: number;
  readonly as_of: Instant;
}

/**
 * Records that rows were handed to an agent, or a set of keyed numbers left; call it inside a transaction.
 *
 * @returns its line, its id and the new head
 */
export function recordDisclosure(
  store: Store,
  disclosure: Disclosure | ScreenSetDisclosure,
  { operator, account, now }: { operator: string; account: string; now: Instant },
): { readonly line: number; readonly id: string; readonly head: string } {
  const instant = nextInstant(store, now);
  const line = nextSequence(store);
  const count = store.prepare("SELECT count(*) FROM ledger WHERE kind = 'disclosure'").pluck();
  const id = `disclosure-${String((count.get() as number) + 1)}`;
  const payload = { ...disclosure, operator, account };
  return { line, id, head: appendToLedger(store, { kind: 'disclosure', id, instant, payload }) };
}
