import type { Day } from '../core/day.js';
import type { RegisterName } from '../registers/registers.js';

/** The kinds of jobs, in the order of a night: what is known comes before what is decided by it. */
export const JOB_KINDS = ['import', 'suppress', 'scrub', 'recall', 'backup'] as const;

/** A row of {@link JOB_KINDS}. */
export type JobKind = (typeof JOB_KINDS)[number];

/**
 * Where the day of a register file comes from, which has none of its own: its name; the day before the
 * one on which it is imported; or the day before its time stamp. Two of them are estimates.
 */
export const DATED_BY = ['name', 'yesterday', 'file-time'] as const;

/** A row of {@link DATED_BY}. */
export type DatedBy = (typeof DATED_BY)[number];

/**
 * How what is recalled is written: `csv` with every column and a header; bare numbers one a line, for
 * a dialler's list, `national` with the leading 0, `e164` with +.
 */
export const RECALL_FORMS = ['csv', 'national', 'e164'] as const;

/** A row of {@link RECALL_FORMS}. */
export type RecallForm = (typeof RECALL_FORMS)[number];

interface NamedJob {
  readonly name: string;
}

/** A job that takes files from a folder. */
export interface Inbox {
  /** Absolute. */
  readonly folder: string;
  /** Names of its files: `*` stands for any text, `?` for one character. */
  readonly pattern: string;
  /** For so many seconds a file must not have changed. */
  readonly settle: number;
  /** So many seconds, at most, a run waits for that. */
  readonly wait: number;
}

/** Loads files of a register. */
export interface ImportJob extends NamedJob, Inbox {
  readonly kind: 'import';
  readonly register: RegisterName;
  readonly dated: DatedBy;
  /** Codes of a partial licence; empty for what was covered before. */
  readonly covers: string;
  /** The licence's reference; empty when not said. */
  readonly licence: string;
}

/** Records opt-outs that others pass on. */
export interface SuppressJob extends NamedJob, Inbox {
  readonly kind: 'suppress';
  /** A declared source; empty without one. */
  readonly source: string;
  /** A declared list; undefined where the source, or the default, says it. */
  readonly list: string | undefined;
}

/** Screens call lists. */
export interface ScrubJob extends NamedJob, Inbox {
  readonly kind: 'scrub';
  /** Folder of the cleaned lists and reports, absolute. */
  readonly out: string;
  /** A policy's name; undefined for the default. */
  readonly policy: string | undefined;
  readonly caller: string | undefined;
  readonly campaign: string | undefined;
  /** The list is called on so many days, the day of the run among them; undefined: while it is in date. */
  readonly callDays: number | undefined;
  readonly columns: readonly string[];
  readonly ignoredColumns: readonly string[];
  /** Whether it is done although opt-outs wait that nobody could read. */
  readonly withoutOptOuts: boolean;
}

/** Writes what may no longer be called of lists in date. */
export interface RecallJob extends NamedJob {
  readonly kind: 'recall';
  readonly out: string;
  readonly form: RecallForm;
  /** Whether the file counts as passed on; then each number is told once. */
  readonly markSent: boolean;
  readonly withoutOptOuts: boolean;
}

/** Copies the database. */
export interface BackupJob extends NamedJob {
  readonly kind: 'backup';
  readonly folder: string;
}

/** A job that takes files. */
export type InboxJob = ImportJob | SuppressJob | ScrubJob;

/** A named job of the configuration. */
export type Job = InboxJob | RecallJob | BackupJob;

/** What the configuration says of jobs, and of licences, which end while nobody looks. */
export interface JobSettings {
  /** In the file's order. */
  readonly jobs: readonly Job[];
  /** Where each job run leaves a line of JSON; undefined for nowhere. */
  readonly jobLog: string | undefined;
}

/** The last day of each register's licence, where the configuration says it. */
export type LicenceDays = Readonly<Partial<Record<RegisterName, Day>>>;
