import { createHash } from 'node:crypto';
import type { Day, Instant } from '../core/day.js';
import { VERSION } from '../core/version.js';
import type { Policy } from '../policy/policy.js';
import { canonicalJson } from '../store/ledger.js';
import type { Column } from '../files/columns.js';
import type { HitRate } from './hit-rate.js';
import type { ListControl } from './positive-control.js';
import type { DuplicateMode, RowMode, RowsWritten } from './row-modes.js';
import type { OutcomeCounts } from './tally.js';

/** An output of a run: where it is to stand, where it stands until then, and its content. */
export interface OutputRecord {
  /**
   * A flagged list is no cleaned one: it holds every record, with its verdict beside it. A dialler's file
   * says of each number whether it may be called (files/formats/).
   */
  readonly kind: 'cleaned' | 'flagged' | 'report' | 'dialler';
  /** Absolute path, or `-`. */
  readonly path: string;
  readonly temporary: string;
  readonly sha256: string;
  readonly records: number;
  readonly bytes: number;
  /**
   * Only of a workbook: the rows, as lines of CSV (files/workbook/row-lines.ts). Another zlib packs the
   * same rows into other bytes, and they are the same list.
   */
  readonly content?: { readonly sha256: string; readonly bytes: number };
}

/** Everything that can change the result of a run, fixed before its first record is read. */
export interface ScrubPlan {
  readonly vocabulary: number;
  readonly reader_version: number;
  readonly numbering_plan: string;
  readonly policy: Policy;
  readonly policy_sha256: string;
  readonly registers: readonly {
    readonly name: string;
    readonly edition: number;
    readonly dated: Day;
    readonly numbers_sha256: string;
    /** Prefixes of a partial licence; empty for the whole register. */
    readonly covers: string;
  }[];
  readonly as_of: Instant;
  readonly call_date: Day;
  readonly until: Day;
  readonly for_calling: boolean;
  /** For whom the calls are made; empty when nobody was named. */
  readonly caller: string;
  /** Declared names whose objections do not bind the caller (policy/standing.ts). */
  readonly not_bound_by: readonly string[];
  /** Campaigns that were declared; empty when any name is one. */
  readonly campaigns: readonly string[];
  /** The newest batch of the own lists that was known; 0 for none. */
  readonly own_batch: number;
  readonly input: string;
  readonly delimiter: string;
  readonly encoding: string;
  /** Name of the sheet; only where the list is one. */
  readonly sheet?: string;
  readonly header: boolean;
  readonly skip_lines: number;
  readonly columns: readonly Column[];
  readonly columns_detected: boolean;
  readonly ignored_columns: readonly Column[];
  readonly fax_columns: readonly Column[];
  readonly report_columns: readonly Column[];
  /** Columns that say whose a record is; none when parties are not asked about. */
  readonly party_columns: readonly Column[];
  /** Which key they were asked by (core/party.ts); empty without. */
  readonly party_key_id: string;
  readonly rows: RowMode;
  readonly duplicates: DuplicateMode;
  readonly campaign: string;
  /** Format of the dialler's file (files/formats/); only where one was asked for. */
  readonly format?: string;
}

/** A process, as far as another one on the same machine can tell whether it lives. */
export interface ProcessMark {
  readonly id: number;
  readonly host: string;
}

/** Who a list came from. It decides nothing: it stands beside the plan. */
export interface SuppliedBy {
  readonly name: string;
  /** The day on which they say they screened it; empty when they say nothing. */
  readonly claimed_screened: Day | '';
}

/** What is kept of a run. */
export interface RunRecord {
  readonly plan: ScrubPlan;
  /** The instant at which it began; not in runs of earlier programs. */
  readonly started?: Instant;
  readonly program_version: string;
  readonly operator: string;
  readonly account: string;
  /** Only where a supplier was named. */
  readonly supplier?: SuppliedBy;
  /** Where the list stood: its absolute path, or `-`. Not in runs of earlier programs. */
  readonly input_place?: string;
  readonly input: { readonly sha256: string; readonly bytes: number; readonly blank_lines: number };
  readonly counts: OutcomeCounts;
  readonly numbers: OutcomeCounts;
  readonly reasons: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, number>>;
  /** Numbers that are clean, though listed, in the first 28 days of their listing. */
  readonly numbers_in_grace: number;
  /** Numbers on a register that was consulted, whatever was decided. Not in runs of earlier programs. */
  readonly numbers_listed?: number;
  /** Numbers that were read in each of the plan's columns. Not in runs of earlier programs. */
  readonly columns_read?: readonly number[];
  /** Held against earlier runs; not where no register is consulted, nor in runs of earlier programs. */
  readonly hit_rate?: HitRate;
  readonly rows: RowsWritten;
  /** The lists whose lookup was controlled. Not in runs of earlier programs. */
  readonly controls?: readonly ListControl[];
  readonly outputs: readonly OutputRecord[];
  /** Whether it remembers the numbers of its list; not in runs of earlier programs, which all did. */
  readonly trace: boolean;
  /** Over its trace (store/trace-hash.ts); empty without one. Not in runs of earlier programs. */
  readonly trace_sha256?: string;
  /** Whether outputs may replace files of the same name (--force). */
  readonly replaces: boolean;
  /** The process that will name them: while it lives, nobody else finishes the run. */
  readonly process: ProcessMark;
}

/** What people call an output, with its article. */
export const OUTPUT_WORDS = {
  cleaned: 'the cleaned list',
  flagged: 'the flagged list',
  report: 'the exclusion report',
  dialler: "the dialler's file",
} as const satisfies Readonly<Record<OutputRecord['kind'], string>>;

const HASH_IN_ID = 4;

/** The id of a run: its start in UTC, and the beginning of its plan's hash. */
export function runId(started: Instant, plan: ScrubPlan): string {
  const text = canonicalJson({ started, plan, version: VERSION });
  const hash = createHash('sha256').update(text).digest('hex');
  return `${started.slice(0, 19).replace(/[-:]/g, '')}Z-${hash.slice(0, HASH_IN_ID)}`;
}
