import type { Readable } from 'node:stream';
import { NO_CONFIGURATION, readConfiguration } from '../config/config.js';
import {
  environmentSettings,
  userConfiguration,
  userDatabase,
  type Environment,
} from '../config/paths.js';
import { instantOf } from '../core/day.js';
import { HEARD_TO_THE_END, type EndAtOnce } from '../core/end-at-once.js';
import type { ProcessMark } from '../scrub/run-record.js';
import { painter } from '../ui/voice.js';
import type { Settings } from './asking.js';
import { speaking } from './speaking.js';

/** The world outside the program: everything that it reads beside files, or writes beside them. */
export interface Surroundings {
  readonly arguments: readonly string[];
  readonly environment: Environment;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly stdin: Readable;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Of a path the file's bytes, else pieces of text. */
  readonly copyToStdout: (source: string | Iterable<string>) => Promise<void>;
  /** Whether standard output, and standard error, is a terminal. */
  readonly outIsTerminal: boolean | undefined;
  readonly errorIsTerminal: boolean | undefined;
  readonly account: string;
  readonly signal: AbortSignal;
  /** Waits so many milliseconds; rejects when it is stopped. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  readonly endAtOnce?: EndAtOnce;
  readonly process: ProcessMark;
  readonly isAlive: (mark: ProcessMark) => boolean;
}

/** What was given of the options of every command. */
export interface GlobalValues {
  readonly database?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly operator?: string;
  readonly acceptClock?: string;
}

/** What a command is given: configuration, options and surroundings together. */
export async function buildContext(
  globals: GlobalValues,
  surroundings: Surroundings,
): Promise<Settings> {
  const { environment } = surroundings;
  const configPath = globals.config ?? userConfiguration(environment);
  const configuration =
    configPath === undefined ? NO_CONFIGURATION : await readConfiguration(configPath);
  const named =
    globals.database ?? (environment['TPS_SCRUB_DATABASE'] || undefined) ?? configuration.database;
  const quiet = globals.quiet === true;
  const json = globals.json === true;
  const level = colourLevel(globals.color !== false, surroundings.outIsTerminal, environment);
  return {
    database: named ?? userDatabase(environment),
    isUserDatabase: named === undefined,
    configuration,
    configurationPath: configPath ?? '',
    ...environmentSettings(environment),
    operator: globals.operator ?? configuration.operator ?? '',
    account: surroundings.account,
    json,
    quiet,
    verbose: globals.verbose === true,
    clock: () => instantOf(surroundings.now()),
    stdin: surroundings.stdin,
    copyToStdout: surroundings.copyToStdout,
    signal: surroundings.signal,
    pause: surroundings.pause,
    endAtOnce: surroundings.endAtOnce ?? HEARD_TO_THE_END,
    process: surroundings.process,
    isAlive: surroundings.isAlive,
    paint: painter(level),
    ...speaking(surroundings, {
      quiet,
      json,
      verbose: globals.verbose === true,
      coloured: level > 0,
    }),
  };
}

/** NO_COLOR and --no-color win, then FORCE_COLOR, then whether a person is looking. */
export function colourLevel(
  wanted: boolean,
  terminal: boolean | undefined,
  environment: Environment,
): 0 | 1 {
  if (!wanted || environment['NO_COLOR']) return 0;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force === '0' || force === 'false' ? 0 : 1;
  return terminal === true && environment['TERM'] !== 'dumb' ? 1 : 0;
}
