import type { Readable } from 'node:stream';
import { NO_CONFIGURATION, readConfiguration } from '../config/config.js';
import {
  environmentSettings,
  userConfiguration,
  userConfigurationPlace,
  userDatabase,
  type Environment,
} from '../config/paths.js';
import { instantOf } from '../core/day.js';
import { HEARD_TO_THE_END, type EndAtOnce } from '../core/end-at-once.js';
import { UNWATCHED, type Progress } from '../core/progress.js';
import type { ProcessMark } from '../scrub/run-record.js';
import { ProgressLine } from '../ui/progress.js';
import { fitted } from '../ui/paragraphs.js';
import { painter, printableAnswer } from '../ui/voice.js';
import type { Settings } from './asking.js';
import type { Context } from './context.js';
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
  /** Width of the terminal that standard error is; 80 where nobody says. */
  readonly errorColumns?: () => number | undefined;
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
  const verbose = globals.verbose === true;
  const paint = await painter(level);
  const isBrief = surroundings.outIsTerminal === true && !verbose;
  const progress = quiet || json ? UNWATCHED : progressOn(surroundings, verbose);
  return {
    database: named ?? userDatabase(environment),
    isUserDatabase: named === undefined,
    configuration,
    configurationPath: configPath ?? '',
    userConfiguration: userConfigurationPlace(environment),
    given: givenBeside(globals, environment),
    canAsk: isTerminal(surroundings.stdin) && surroundings.errorIsTerminal === true,
    prompt: (text) => {
      const width = terminalWidth(surroundings.errorIsTerminal, surroundings);
      const fit = printableAnswer(text, false);
      surroundings.writeError(width === undefined ? fit : fitted(fit, width));
    },
    ...environmentSettings(environment),
    operator: globals.operator ?? configuration.operator ?? '',
    account: surroundings.account,
    json,
    quiet,
    verbose,
    clock: () => instantOf(surroundings.now()),
    stdin: surroundings.stdin,
    copyToStdout: surroundings.copyToStdout,
    signal: surroundings.signal,
    progress,
    pause: surroundings.pause,
    endAtOnce: surroundings.endAtOnce ?? HEARD_TO_THE_END,
    process: surroundings.process,
    isAlive: surroundings.isAlive,
    paint,
    headLines: (head) => (isBrief ? [] : [paint('quiet', `  ledger head ${head}`)]),
    isBrief,
    hasBlocks: isUnicode(environment),
    ...speaking(surroundings, {
      quiet,
      json,
      verbose,
      coloured: level > 0,
      progress,
      widths: {
        out: terminalWidth(surroundings.outIsTerminal, surroundings),
        error: terminalWidth(surroundings.errorIsTerminal, surroundings),
      },
    }),
  };
}

/** How wide a stream's lines may be; undefined where it is no terminal. */
export function terminalWidth(
  isStreamTerminal: boolean | undefined,
  { errorColumns }: Pick<Surroundings, 'errorColumns'>,
): number | undefined {
  return isStreamTerminal === true
    ? Math.max(FEWEST_COLUMNS, errorColumns?.() ?? USUAL_COLUMNS)
    : undefined;
}

/** Whether a locale is one of UTF-8; POSIX: LC_ALL goes before LC_CTYPE, and that before LANG. */
function isUnicode(environment: Environment): boolean {
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  return /utf-?8/i.test(locale);
}

/** One line on a terminal; elsewhere a line now and then for whoever asked for more. */
function progressOn(surroundings: Surroundings, verbose: boolean): Progress {
  const { environment, errorIsTerminal, errorColumns, now, writeError: write } = surroundings;
  const canDrawOver = errorIsTerminal === true && environment['TERM'] !== 'dumb';
  if (!canDrawOver && !verbose) return UNWATCHED;
  const manner = canDrawOver ? 'one line' : 'line by line';
  const columns = (): number => errorColumns?.() ?? USUAL_COLUMNS;
  return new ProgressLine({ write, now, columns, manner });
}

const USUAL_COLUMNS = 80;
/** In fewer, text would stand in a column of words. */
const FEWEST_COLUMNS = 40;
function givenBeside(globals: GlobalValues, environment: Environment): Context['given'] {
  const inEnvironment = environment['TPS_SCRUB_DATABASE']
    ? ({ origin: 'environment', place: 'TPS_SCRUB_DATABASE' } as const)
    : undefined;
  return {
    database:
      globals.database === undefined ? inEnvironment : { origin: 'option', place: '--database' },
    operator:
      globals.operator === undefined ? undefined : { origin: 'option', place: '--operator' },
  };
}

/** Of what is no stream of a terminal the mark is missing, and not false. */
function isTerminal(stream: Readable & { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true;
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
