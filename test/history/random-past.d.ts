import type { runCommandLine } from '../../src/cli.js';

/** What of the program a past calls: the source's, or that of the built program. */
export interface Under {
  readonly runCommandLine: typeof runCommandLine;
}

/** How much happens in a past, and how much is asked about it. */
export interface PastSize {
  readonly seed: number;
  /** How many things happen: register files, objections and consents. */
  readonly events: number;
  /** Events that are left out, with all else as it is: how a small history is found. */
  readonly omitted?: ReadonlySet<number>;
  /** A folder that is made, and removed afterwards. */
  readonly folder: string;
  /** The share of events after which a question is asked. */
  readonly now: number;
  /** In the end, about one day in so many is asked by what is known then. */
  readonly days: number;
  /** Of the instants of records, and those just before, the share asked about; Infinity: on every day. */
  readonly instants: number;
}

/** What was counted: imports, files refused, questions, verdicts, and of these by reason and answer. */
export type PastCounts = Readonly<Record<string, number>>;

export class RandomPast {
  constructor(under: Under, size: PastSize);
  live(): Promise<{
    readonly counts: PastCounts;
    readonly differences: readonly string[];
    readonly log: readonly string[];
  }>;
}
