import { createReadStream } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, CommanderError, Option } from 'commander';
import { COMMANDS, GLOBAL_OPTIONS } from './commands/commands.js';
import type { CommandDefinition, Context, OptionValues } from './commands/context.js';
import { NO_CONFIGURATION, readConfiguration } from './config/config.js';
import { userConfiguration, userDatabase, type Environment } from './config/paths.js';
import { instantOf } from './core/day.js';
import { EXIT_STATUS, ScreeningError, type Explanation } from './core/errors.js';
import { VERSION, VOCABULARY } from './core/version.js';
import { errorText, noteText, painter } from './ui/voice.js';

const FAULT = 1;
const WRONG_USE = EXIT_STATUS['wrong-use'];

/** The world outside the program: everything that it reads beside files, or writes beside them. */
export interface Surroundings {
  readonly arguments: readonly string[];
  readonly environment: Environment;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly stdin: Readable;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly copyToStdout: (path: string) => Promise<void>;
  /** Whether standard output, and standard error, is a terminal. */
  readonly outIsTerminal: boolean | undefined;
  readonly errorIsTerminal: boolean | undefined;
  readonly account: string;
  readonly signal: AbortSignal;
}

interface GlobalValues {
  readonly database?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly operator?: string;
}

/** Runs one command line; the exit status. Throws only when it was interrupted. */
export async function runCommandLine(surroundings: Surroundings): Promise<number> {
  const state = { status: 0 };
  const program = buildProgram(surroundings, state);
  try {
    if (surroundings.arguments.length === 0) {
      surroundings.writeError(program.helpInformation());
      return WRONG_USE;
    }
    await program.parseAsync([...surroundings.arguments], { from: 'user' });
    return state.status;
  } catch (error) {
    if (surroundings.signal.aborted) throw error;
    return tellError(surroundings, error);
  }
}

function buildProgram(surroundings: Surroundings, state: { status: number }): Command {
  const program = new Command('tps-scrub')
    .description(
      'Screens call lists against the TPS and CTPS registers, so that people who asked not to\nbe called are not called, and keeps the proof.',
    )
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: surroundings.writeOut,
      writeErr: () => undefined,
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    });
  for (const { flags, description } of GLOBAL_OPTIONS) program.option(flags, description);
  program.on('command:*', () => undefined);
  for (const definition of COMMANDS) addCommand(program, definition, surroundings, state);
  return program;
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  surroundings: Surroundings,
  state: { status: number },
): void {
  const command = program
    .command(definition.name)
    .description(definition.summary)
    .helpOption('--help', 'print this help')
    .allowExcessArguments(false);
  for (const { words, description } of definition.arguments) command.argument(words, description);
  for (const { flags, description, repeatable } of definition.options) {
    const option = new Option(flags, description);
    if (repeatable) {
      option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    }
    command.addOption(option);
  }
  const examples = definition.examples.map((example) => `  tps-scrub ${example}`).join('\n');
  command.addHelpText(
    'after',
    `\nExamples:\n${examples}\n\nOptions of every command: tps-scrub --help`,
  );
  command.action(async () => {
    const globals = command.optsWithGlobals<GlobalValues>();
    const context = await buildContext(globals, surroundings);
    state.status = await definition.run(context, command.args, command.opts<OptionValues>());
  });
}

async function buildContext(globals: GlobalValues, surroundings: Surroundings): Promise<Context> {
  const { environment } = surroundings;
  const configPath = globals.config ?? userConfiguration(environment);
  const configuration =
    configPath === undefined ? NO_CONFIGURATION : await readConfiguration(configPath);
  const named =
    globals.database ?? (environment['TPS_SCRUB_DATABASE'] || undefined) ?? configuration.database;
  const quiet = globals.quiet === true;
  const json = globals.json === true;
  return {
    database: named ?? userDatabase(environment),
    isUserDatabase: named === undefined,
    configuration,
    operator: globals.operator ?? configuration.operator ?? '',
    account: surroundings.account,
    json,
    quiet,
    verbose: globals.verbose === true,
    clock: () => instantOf(surroundings.now()),
    stdin: surroundings.stdin,
    copyToStdout: surroundings.copyToStdout,
    signal: surroundings.signal,
    paint: painter(colourLevel(globals.color !== false, surroundings.outIsTerminal, environment)),
    print: (text) => {
      if (!quiet) surroundings.writeOut(`${text}\n`);
    },
    printJson: (value) => {
      surroundings.writeOut(`${JSON.stringify(value)}\n`);
    },
    note: (text) => {
      if (!quiet && !json) surroundings.writeError(noteText(text));
    },
  };
}

/** NO_COLOR and --no-color win, then FORCE_COLOR, then whether a person is looking. */
function colourLevel(
  wanted: boolean,
  terminal: boolean | undefined,
  environment: Environment,
): 0 | 1 {
  if (!wanted || environment['NO_COLOR']) return 0;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force === '0' || force === 'false' ? 0 : 1;
  return terminal === true && environment['TERM'] !== 'dumb' ? 1 : 0;
}

/** Tells an error in the way that was asked for; the exit status. */
function tellError(surroundings: Surroundings, error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const json = surroundings.arguments.includes('--json');
  const { code, status, explanation } = explain(error);
  if (json) {
    const { summary, why = '', fix = '', where = '' } = explanation;
    const object = { ok: false, vocabulary: VOCABULARY, code, summary, why, fix, where };
    surroundings.writeOut(`${JSON.stringify(object)}\n`);
  } else {
    const wanted = !surroundings.arguments.includes('--no-color');
    const level = colourLevel(wanted, surroundings.errorIsTerminal, surroundings.environment);
    surroundings.writeError(errorText(explanation, painter(level)));
  }
  return status;
}

function explain(error: unknown): { code: string; status: number; explanation: Explanation } {
  if (error instanceof ScreeningError) {
    return { code: error.code, status: EXIT_STATUS[error.code], explanation: error.explanation };
  }
  if (error instanceof CommanderError) {
    const [summary = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
    const fix = suggestion?.replace(/[()]/g, '') ?? 'see tps-scrub --help';
    return { code: 'wrong-use', status: WRONG_USE, explanation: { summary, fix } };
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const summary = `a fault of the program (tps-scrub ${VERSION})`;
  const fix = 'please report it with the command line; nothing half-written was left';
  return { code: 'fault', status: FAULT, explanation: { summary, why: words, fix } };
}

/** Signals that stop a run tidily, with the status a shell expects of them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** The executable: this process as the surroundings. */
export async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
    process.once(signal, () => {
      stop.abort(signal);
      // A second one kills at once: the handler is gone.
    });
  }
  process.stdout.on('error', (error) => {
    if (!isClosedPipe(error)) throw error;
  });
  try {
    process.exitCode = await runCommandLine({
      arguments: process.argv.slice(2),
      environment: process.env,
      now: () => Date.now(),
      stdin: process.stdin,
      writeOut: (text) => process.stdout.write(text),
      writeError: (text) => process.stderr.write(text),
      copyToStdout,
      outIsTerminal: process.stdout.isTTY,
      errorIsTerminal: process.stderr.isTTY,
      account: accountName(),
      signal: stop.signal,
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    const signal = stop.signal.reason as keyof typeof SIGNALS;
    process.stderr.write('tps-scrub: interrupted; nothing half-written was left\n');
    process.exitCode = SIGNALS[signal];
    process.kill(process.pid, signal);
  }
}

async function copyToStdout(path: string): Promise<void> {
  try {
    await pipeline(createReadStream(path), process.stdout, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  }
}

/** Whoever read our output has read enough: `tps-scrub … | head -1` ends quietly. */
function isClosedPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function accountName(): string {
  const { username, uid } = userInfo();
  return `${username} (${String(uid)}) on ${hostname()}`;
}
