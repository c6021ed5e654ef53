import type { Day, Instant } from '../../core/day.js';
import type { RegisterName } from '../../registers/registers.js';
import type { NumberDecision } from '../number-in-run.js';

/** What every event of a number's life has. */
interface Event<K extends string> {
  readonly kind: K;
  /** The London day on which it was so: told, given, dated, screened. */
  readonly day: Day;
  /** When we knew; null of what no line records. */
  readonly recorded: Instant | null;
  /** The line of the ledger that records it; null without one. */
  readonly ledger_line: number | null;
}

/** Who recorded it. */
interface By {
  readonly operator: string;
  readonly account: string;
}

/** The number appeared on a register. */
interface ListedEvent extends Event<'listed'>, By {
  readonly register: RegisterName;
  readonly edition: number;
  readonly estimated: boolean;
  /** The day of the edition before that covered and lacked it; null when none was held. */
  readonly listed_after: Day | null;
}

/** It vanished from a register. */
interface UnlistedEvent extends Event<'not-listed'>, By {
  readonly register: RegisterName;
  readonly edition: number;
  readonly estimated: boolean;
  readonly last_listed: Day;
}

/** An edition that another of the same day replaced: it decided only until then. */
interface ReplacedEvent extends Event<'replaced'>, By {
  readonly register: RegisterName;
  readonly edition: number;
  readonly estimated: boolean;
  /** Null where its numbers are not held, or it does not cover the number. */
  readonly listed: boolean | null;
  /** The edition that replaced it, and when that was recorded. */
  readonly by: number;
  readonly replaced: Instant;
}

/** A register that says nothing of the number, from `day` to `until`. */
export interface NoFileEvent extends Event<'no-data'> {
  readonly register: RegisterName;
  readonly until: Day;
  readonly why: string;
}

/** What an own list says, or what of it was ended. */
interface Entry extends By {
  readonly list: string;
  readonly reason: string;
  readonly note: string;
  readonly source: string;
  readonly reference: string;
  readonly caller: string;
  readonly campaign: string;
  readonly batch: string;
  /** Its import was undone: it counts for nothing. */
  readonly undone: boolean;
}

/** Somebody told us not to call. */
interface ObjectionEvent extends Event<'objection'>, Entry {
  readonly told_known: boolean;
  readonly told_text: string;
  readonly until: Day | null;
  /** A file said again what was recorded before. */
  readonly said_again: boolean;
  /** Whether it stands today against calls of anybody, consents aside. */
  readonly stands: boolean;
}

/** An entry was ended. */
interface WithdrawalEvent extends Event<'withdrawal'>, Entry {
  readonly manner: string;
  readonly why: string;
}

/** An import that named the number was undone. */
interface UndoneEvent extends Event<'undone'>, By {
  readonly batch: string;
  readonly why: string;
}

/** Somebody agreed to calls. */
interface ConsentEvent extends Event<'consent'>, By {
  readonly caller: string;
  readonly given_known: boolean;
  readonly given_text: string;
  readonly until: Day | null;
  readonly for: readonly string[];
  readonly how: string;
  readonly obtained: string;
  readonly method: string;
  readonly wording: string;
  readonly reference: string;
  readonly batch: string;
  readonly undone: boolean;
  readonly said_again: boolean;
  /** Whether it could clear a call of that caller today, and why not. */
  readonly usable: boolean;
  readonly fault: string;
  readonly why: string;
}

/** A line of an opt-out file that has the number, or may have it. */
export interface UnreadEvent extends Event<'unread'>, By {
  /** Somebody settled it by naming the number; without that its digits may be another's. */
  readonly about_it: boolean;
  /** `import-12:17` */
  readonly line: string;
  readonly text: string;
  readonly why: string;
  readonly settled: Instant | null;
  readonly settled_by: string;
}

/** What was said beside the number was erased. */
interface ErasureEvent extends Event<'erasure'>, By {
  /** `erasure`, or `purge` of what was older than is kept. */
  readonly by: string;
  /** Lines of the ledger about this number of which the content is gone. */
  readonly payloads: number;
  /** How many of them were of which kind of event. */
  readonly what: Readonly<Partial<Record<LifeKind, number>>>;
  readonly request: string;
}

/** The number was to be kept for a case. */
interface HoldEvent extends Event<'hold'>, By {
  /** Empty when it was erased with the rest. */
  readonly case: string;
}

/** It is not to be kept for it any more. */
interface HoldReleasedEvent extends Event<'hold-released'>, By {
  readonly case: string;
  readonly why: string;
}

/** The number stood in a list that was screened. */
export interface RunEvent extends Event<'run'>, By {
  readonly run: string;
  readonly input: string;
  readonly policy: string;
  readonly caller: string;
  readonly campaign: string;
  readonly call_date: Day;
  readonly last_call_day: Day;
  /** A trial of the past is no list to call from. */
  readonly for_calling: boolean;
  readonly state: string;
  readonly decisions: readonly NumberDecision[];
  readonly supplier: string | null;
  readonly claimed_screened: Day | null;
}

/** A list of which it is not known whether the number stood in it. */
export interface UnknownRunEvent extends Event<'run-no-data'> {
  readonly run: string;
  readonly why: string;
}

/** It was passed on that the number of a list may no longer be called. */
interface RecallEvent extends Event<'recall'> {
  readonly run: string;
  readonly reason: string;
  readonly through: Instant;
}

/** What was recorded from `day` to `until` did not come back with a backup: any of it may be missing. */
export interface LostEvent extends Event<'lost'>, By {
  readonly until: Day;
  /** The newest line of the ledger before it. */
  readonly after: number;
  readonly why: string;
}

/** Something in the life of a number, as JSON shows it. */
export type LifeEvent =
  | ListedEvent
  | UnlistedEvent
  | ReplacedEvent
  | NoFileEvent
  | ObjectionEvent
  | WithdrawalEvent
  | UndoneEvent
  | ConsentEvent
  | UnreadEvent
  | ErasureEvent
  | HoldEvent
  | HoldReleasedEvent
  | RunEvent
  | UnknownRunEvent
  | RecallEvent
  | LostEvent;

/** The kind of an event. */
export type LifeKind = LifeEvent['kind'];
