import type { Readable } from 'node:stream';
import type { Instant } from '../core/day.js';
import type { Configuration } from '../config/config.js';
import type { ProcessMark } from '../scrub/run-record.js';
import type { Paint } from '../ui/voice.js';

/** What every command is given: settings that hold everywhere, and the world outside. */
export interface Context {
  readonly database: string;
  /** The database is the user's own, whose folder may be made. */
  readonly isUserDatabase: boolean;
  readonly configuration: Configuration;
  readonly operator: string;
  /** System account, uid and host, recorded beside the operator's name. */
  readonly account: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly clock: () => Instant;
  readonly stdin: Readable;
  readonly copyToStdout: (path: string) => Promise<void>;
  readonly signal: AbortSignal;
  /** This process, and whether another one lives. */
  readonly process: ProcessMark;
  readonly isAlive: (mark: ProcessMark) => boolean;
  /** Colours text for standard output. */
  readonly paint: Paint;
  /** Results: standard output. Silent under --quiet. */
  readonly print: (text: string) => void;
  /** The JSON object of a command: standard output, also under --quiet. */
  readonly printJson: (value: object) => void;
  /** Notes: standard error. Silent under --quiet and --json. */
  readonly note: (text: string) => void;
}

/** An option as commander writes it. */
export interface OptionDefinition {
  readonly flags: string;
  readonly description: string;
  readonly repeatable?: true;
  readonly choices?: readonly string[];
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
