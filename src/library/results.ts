/** What every answer has: the names are those of the program's `--json`, and stay. */
export interface Answer {
  /** False only where nothing can be cleared; then `code`, `summary` and `fix` say why. */
  readonly ok: boolean;
  /** Version of the names and words. */
  readonly vocabulary: number;
}

/** Records, or numbers, by outcome. */
export interface Counts {
  readonly read: number;
  readonly clean: number;
  readonly excluded: number;
  readonly unscreened: number;
}

/** The edition of a register that decided. */
export interface RegisterUsed {
  readonly id: string;
  readonly edition: number;
  /** London day on which it was cut. */
  readonly dated: string;
  readonly estimated: boolean;
  readonly numbers: number;
  /** Lines of its file that could not be read. */
  readonly rejected: number;
  /** Prefixes of a partial licence; null for the whole register. */
  readonly covers: readonly string[] | null;
  /** The last day of calls that it clears. */
  readonly last_call_day: string;
}

/** What a run came to. Fields that are not named here are those of `tps-scrub scrub --json`. */
export interface ScrubSummary extends Answer {
  /** The run's id; empty for a dry run. */
  readonly run: string;
  /** Whether the list may be called from. */
  readonly for_calling: boolean;
  readonly dry_run: boolean;
  readonly input: {
    readonly path: string;
    readonly sha256: string;
    readonly records: number;
    readonly blank_lines: number;
    readonly final_line_end: boolean;
  };
  /** Records. */
  readonly counts: Counts;
  readonly numbers: Counts;
  /** Records by their deciding reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Numbers by flag. */
  readonly flags: Readonly<Record<string, number>>;
  /** What whoever uses the list must know. */
  readonly warnings: readonly string[];
  /** Names of the columns that were screened, and whether they were found rather than given. */
  readonly columns: readonly string[];
  readonly columns_detected: boolean;
  readonly ignored_columns: readonly string[];
  readonly registers: readonly RegisterUsed[];
  readonly not_screened_against: readonly string[];
  readonly policy: string;
  readonly policy_sha256: string;
  readonly caller: string;
  readonly campaign: string;
  readonly call_date: string;
  readonly as_of: string;
  /** The last day on which the cleaned list may be called. */
  readonly last_call_day: string;
  readonly outputs: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly records: number;
  }[];
  /** The head of the ledger after the run. */
  readonly ledger_head: string;
  /** What else the program's JSON has. */
  readonly [further: string]: unknown;
}

/** The verdict on a number. */
export interface NumberVerdict {
  /** As it was asked. */
  readonly value: string;
  /** What it is: mobile, a country, no number. */
  readonly kind: string;
  /** E.164; empty where no number was read. */
  readonly number: string;
  readonly outcome: 'clean' | 'excluded' | 'unscreened';
  /** The reason that decides, and every one that holds. */
  readonly reason: string;
  readonly reasons: readonly string[];
  /** The register or own list that decides. */
  readonly list: string;
  readonly listed_from: string;
  readonly listed_after: string;
  readonly days_listed: number | '';
  /** Legal basis of the deciding rule. */
  readonly basis: string;
  readonly dnc_code: string;
  readonly flags: readonly string[];
  /** What else the program's JSON has: answers of registers, listings, objections, consents. */
  readonly [further: string]: unknown;
}

/** What is known of numbers on a day. */
export interface Checked extends Answer {
  /** Where `ok` is false: the code, what is wrong, why and what to do. */
  readonly code?: string;
  readonly summary?: string;
  readonly why?: string;
  readonly fix?: string;
  readonly policy: string;
  readonly caller: string;
  readonly campaign: string;
  readonly call_date: string;
  readonly as_of: string;
  readonly registers: readonly RegisterUsed[];
  readonly not_screened_against: readonly string[];
  /** One for each number that was read, in the order in which they were asked. */
  readonly numbers: readonly NumberVerdict[];
  readonly [further: string]: unknown;
}

/** What an import came to. */
export interface Imported extends Answer {
  readonly register: string;
  readonly edition: number;
  /** The same file was held: nothing was done. */
  readonly already_held: boolean;
  readonly dated: string;
  readonly numbers: number;
  readonly rejected: number;
  readonly added: number;
  readonly removed: number;
  readonly last_call_day: string;
  readonly ledger_head: string;
  readonly [further: string]: unknown;
}

/** What was recorded of objections. */
export interface Suppressed extends Answer {
  readonly recorded: readonly {
    readonly value: string;
    /** E.164. */
    readonly number: string;
    /** In how many runs it stood, and in how many lists that may still be called. */
    readonly runs: number;
    readonly lists_in_date: number;
    readonly already_suppressed: boolean;
    readonly [further: string]: unknown;
  }[];
  readonly list: string;
  readonly reason: string;
  readonly on: string;
  readonly batch: string;
  readonly ledger_head: string;
  readonly [further: string]: unknown;
}
