import { AsyncLocalStorage } from 'node:async_hooks';
import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import type { LedgerKind } from './ledger-kinds.js';

/** The configuration that a command runs under. */
export interface ConfigurationUsed {
  /** What the file says, checked, without secrets; empty without a file. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Keys that the file has and the content lacks, since they are secrets. */
  readonly left_out: readonly string[];
  /** The file, from the root; empty without one. */
  readonly path: string;
  /** SHA-256, in hex, of the canonical JSON of `content`. */
  readonly sha256: string;
}

/** A clock behind the newest line, and why it was accepted. */
export interface AcceptedClock {
  /** What the clock said. */
  readonly clock: Instant;
  /** The newest line's instant then. */
  readonly newest: Instant;
  readonly why: string;
}

/** What every command that writes records of itself, beside what it was asked to. */
export interface Recording {
  readonly operator: string;
  readonly account: string;
  /** Asked only when something is recorded. */
  readonly configuration: () => ConfigurationUsed;
  /** Undefined when the clock is not behind. */
  readonly accepted: AcceptedClock | undefined;
}

/** A line that must stand before whatever is recorded next. */
export interface DueLine {
  readonly kind: LedgerKind;
  readonly id: string;
  readonly payload: object;
}

const current = new AsyncLocalStorage<Recording>();

/**
 * Runs a command: whatever it records, it records under `recording`. It goes with the command and
 * not through its arguments, so that no command can forget it.
 */
export function recordingUnder<T>(recording: Recording, command: () => Promise<T>): Promise<T> {
  return current.run(recording, command);
}

/**
 * The lines that must stand before what is recorded next: that a clock was accepted, once a command,
 * and the configuration when its content is not that of the newest `configuration` line. To run without
 * one is a configuration too, with no content.
 */
export function linesDue(store: Store): DueLine[] {
  const recording = current.getStore();
  if (recording === undefined) return [];
  const { operator, account, accepted } = recording;
  const due: DueLine[] = [];
  if (accepted !== undefined) {
    const id = `clock-${accepted.newest}`;
    const isThere = store.prepare("SELECT 1 FROM ledger WHERE kind = 'clock' AND id = ?");
    if (isThere.get(id) === undefined) {
      due.push({ kind: 'clock', id, payload: { ...accepted, operator, account } });
    }
  }
  const used = recording.configuration();
  const newest = newestConfiguration(store);
  if (newest.sha256 !== used.sha256) {
    const id = `configuration-${String(newest.count + 1)}`;
    due.push({ kind: 'configuration', id, payload: { ...used, operator, account } });
  }
  return due;
}

/** What the newest `configuration` line says; no hash without one, or when what it said was erased. */
function newestConfiguration(store: Store): { readonly count: number; readonly sha256: unknown } {
  const lines = store.prepare(
    `SELECT count(*) AS count, max(sequence) AS sequence FROM ledger WHERE kind = 'configuration'`,
  );
  const { count, sequence } = lines.get() as { count: number; sequence: number | null };
  const find = store.prepare('SELECT payload FROM ledger_payload WHERE sequence = ?');
  const payload = find.pluck().get(sequence ?? 0) as string | undefined;
  if (payload === undefined || payload === '') return { count, sha256: undefined };
  return { count, sha256: (JSON.parse(payload) as { sha256?: unknown }).sha256 };
}
