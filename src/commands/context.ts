import type { Readable } from 'node:stream';
import type { EndAtOnce } from '../core/end-at-once.js';
import type { Instant } from '../core/day.js';
import type { Progress } from '../core/progress.js';
import type { Configuration } from '../config/config.js';
import type { ProcessMark } from '../scrub/run-record.js';
import type { Paint } from '../ui/voice.js';

/** What a command is asked about persons, for the access log. */
export interface Question {
  /** Masked (core/masked-number.ts). */
  readonly numbers: readonly string[];
  /** What else it is about: `party`, `run ID`, `ledger`. */
  readonly others: readonly string[];
  /** The case that it is asked for; empty without one. */
  readonly reference: string;
}

/** Where a setting was given beside the configuration. */
export interface GivenSetting {
  readonly origin: 'option' | 'environment';
  /** The option, or the variable. */
  readonly place: string;
}

/** What every command is given: settings that hold everywhere, and the world outside. */
export interface Context {
  readonly database: string;
  /** The database is the user's own, whose folder may be made. */
  readonly isUserDatabase: boolean;
  readonly configuration: Configuration;
  /** Its file; empty without one. */
  readonly configurationPath: string;
  /** Where the user's own configuration stands, or would; undefined without a home folder. */
  readonly userConfiguration: string | undefined;
  /** Which settings an option or the environment gives, and so overrule the configuration. */
  readonly given: Readonly<Record<'database' | 'operator', GivenSetting | undefined>>;
  /** Whether a person can be asked: standard input and standard error are a terminal. */
  readonly canAsk: boolean;
  /** Writes a question to standard error, without a line end: to be used where somebody can be asked. */
  readonly prompt: (text: string) => void;
  /** Where questions are logged that cannot be logged beside the database. */
  readonly userAccessLog: string | undefined;
  /** The password of zip archives that the environment gives. */
  readonly zipPassword: string | undefined;
  readonly operator: string;
  /** System account, uid and host, recorded beside the operator's name. */
  readonly account: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly clock: () => Instant;
  readonly stdin: Readable;
  /** A finished file, or pieces of text as fast as they are taken: standard output. */
  readonly copyToStdout: (source: string | Iterable<string>) => Promise<void>;
  readonly signal: AbortSignal;
  /** Shows how far a file is read, where somebody looks on. */
  readonly progress: Progress;
  /** Waits so many milliseconds, or until it is stopped; undefined where nobody waits. */
  readonly pause: ((milliseconds: number) => Promise<void>) | undefined;
  readonly endAtOnce: EndAtOnce;
  /** This process, and whether another one lives. */
  readonly process: ProcessMark;
  readonly isAlive: (mark: ProcessMark) => boolean;
  /** Whether a person reads standard output on a terminal, and did not ask for more. */
  readonly isBrief: boolean;
  /** Whether the terminal shows block characters, by its locale. */
  readonly hasBlocks: boolean;
  /** Colours text for standard output. */
  readonly paint: Paint;
  /**
   * The line with the ledger's head, for whoever keeps it: none on a terminal, where nobody does and where it
   * would hide the answer, unless more was asked for.
   */
  readonly headLines: (head: string) => string[];
  /** Results: standard output. Silent under --quiet. */
  readonly print: (text: string) => void;
  /** The JSON object of a command: standard output, also under --quiet. */
  readonly printJson: (value: object) => void;
  /** Notes: standard error. Silent under --quiet and --json. */
  readonly note: (text: string) => void;
  /**
   * What must not go unseen although the command does what it was asked: standard error, also under
   * --quiet and --json.
   */
  readonly warn: (text: string) => void;
  /**
   * To be called before anything is told of persons. What is said from then on waits until the question
   * stands in the access log. A later call says the same question better.
   *
   * @throws ScreeningError wrong-use when no access log can be written
   */
  readonly asks: (question: Question) => Promise<void>;
  /**
   * To be called before an answer leaves as a file: writes the question to the access log now, as
   * `copyToStdout` does.
   *
   * @throws ScreeningError wrong-use, in-use when it cannot be written: no file is to be made then
   */
  readonly answersWithFile: () => void;
}

/** An option as commander writes it. */
export interface OptionDefinition {
  readonly flags: string;
  readonly description: string;
  readonly repeatable?: true;
  /** The command cannot do without it: refused by commander when it is left out. */
  readonly required?: true;
}

/** Option values by name: text, a switch, or texts of a repeatable option. */
export type OptionValues = Readonly<
  Record<string, string | boolean | readonly string[] | undefined>
>;

/** A command: its words, its help, and what it does. A row of the table in commands.ts. */
export interface CommandDefinition {
  /** One word, or a group's word (commands.ts) and its own. */
  readonly name: string;
  readonly summary: string;
  /** Arguments as commander writes them: `<file>`, `<number...>`. */
  readonly arguments: readonly { readonly words: string; readonly description: string }[];
  readonly options: readonly OptionDefinition[];
  /** Command lines without the program's name. */
  readonly examples: readonly string[];
  /** @returns the exit status */
  readonly run: (
    context: Context,
    words: readonly string[],
    options: OptionValues,
  ) => Promise<number>;
}
