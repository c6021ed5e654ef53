import type { Readable } from 'node:stream';
import { Command, Option } from 'commander';
import { NO_CONFIGURATION, readConfiguration } from '../config/config.js';
import {
  userAccessLog,
  userConfiguration,
  userDatabase,
  type Environment,
} from '../config/paths.js';
import { instantOf } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { unknownName } from '../core/nearest.js';
import { VERSION } from '../core/version.js';
import type { ProcessMark } from '../scrub/run-record.js';
import { noteText, painter } from '../ui/voice.js';
import { COMMAND_GROUPS, COMMANDS, GLOBAL_OPTIONS } from './commands.js';
import type { Settings } from './asking.js';
import type { CommandDefinition, OptionValues } from './context.js';

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
  readonly process: ProcessMark;
  readonly isAlive: (mark: ProcessMark) => boolean;
}

interface GlobalValues {
  readonly database?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly operator?: string;
  readonly acceptClock?: string;
}

/**
 * Refuses a command that is not in the table: commander shows the general help, and success, for
 * `nosuch --help`.
 *
 * @throws ScreeningError wrong-use
 */
export function refuseUnknownCommand(words: readonly string[]): void {
  const [first, second] = words;
  const firsts = [...new Set(COMMANDS.map(({ name }) => firstWord(name)))];
  if (first === undefined) return;
  if (!firsts.includes(first)) throw unknownName(['command', 'commands'], first, firsts, first);
  const seconds = COMMANDS.flatMap(({ name }) => {
    const [group, own] = name.split(' ');
    return group === first && own !== undefined ? [own] : [];
  });
  if (seconds.length === 0 || second === undefined || seconds.includes(second)) return;
  throw unknownName([`${first} command`, `${first} commands`], second, seconds, second);
}

/** Whether a word is a command by itself, be it the word of a group too. */
export function isCommand(word: string): boolean {
  return COMMANDS.some(({ name }) => name === word);
}

function firstWord(name: string): string {
  return name.split(' ')[0] ?? name;
}

/**
 * Builds the program from the table of commands.
 *
 * @param state receives the exit status of the command that ran
 */
export function buildProgram(surroundings: Surroundings, state: { status: number }): Command {
  const program = new Command('tps-scrub')
    .description(
      'Screens call lists against the TPS and CTPS registers, so that people who asked not to be called are not called, and keeps the proof.',
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
  const groups = new Map<string, Command>();
  for (const definition of COMMANDS) {
    const [first = '', second] = definition.name.split(' ');
    if (second === undefined) {
      groups.set(first, addCommand(program, first, definition, surroundings, state));
      continue;
    }
    const group = groups.get(first) ?? addGroup(program, first);
    groups.set(first, group);
    addCommand(group, second, definition, surroundings, state);
  }
  return program;
}

/** By itself such a group does nothing: it shows its help, as the program without a command does. */
function addGroup(program: Command, name: string): Command {
  return program
    .command(name)
    .description(COMMAND_GROUPS[name] ?? '')
    .helpOption('--help', 'print this help')
    .helpCommand(false);
}

function addCommand(
  parent: Command,
  name: string,
  definition: CommandDefinition,
  surroundings: Surroundings,
  state: { status: number },
): Command {
  const command = parent
    .command(name)
    .description(definition.summary)
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .allowExcessArguments(false);
  for (const { words, description } of definition.arguments) command.argument(words, description);
  for (const { flags, description, repeatable, required } of definition.options) {
    const option = new Option(flags, description).makeOptionMandatory(required === true);
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
    refuseOptionsOfGroup(parent, definition.name);
    const globals = command.optsWithGlobals<GlobalValues>();
    const context = await buildContext(globals, surroundings);
    const { runLogged } = await import('./asking.js');
    state.status = await runLogged(context, definition.name, async (logged) => {
      try {
        const { refuseWhileWaiting } = await import('./during-wait.js');
        await refuseWhileWaiting(context.database, definition.name, command.args);
        const { runRecorded } = await import('./recording.js');
        const { runJournalled } = await import('./journalling.js');
        return await runRecorded(logged, globals.acceptClock, (recorded) =>
          runJournalled(recorded, () =>
            definition.run(recorded, command.args, command.opts<OptionValues>()),
          ),
        );
      } catch (error) {
        throw await explained(error, context.database);
      }
    });
  });
  return command;
}

/**
 * Refuses options of a group that runs by itself, given to a command of it: commander reads them
 * wherever they stand, and the command would leave them unheeded.
 *
 * @throws ScreeningError wrong-use
 */
function refuseOptionsOfGroup(group: Command, name: string): void {
  if (group.parent === null) return;
  const given = group.options.find((option) => {
    return group.getOptionValueSource(option.attributeName()) === 'cli';
  });
  if (given === undefined) return;
  throw wrongUse({
    summary: `${given.long ?? given.flags} is an option of '${group.name()}', not of '${name}'`,
    fix: `see tps-scrub ${name} --help`,
    where: given.long ?? given.flags,
  });
}

/** Errors of SQLite can come from any question that a command asks, not only from opening. */
async function explained(error: unknown, database: string): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_')) return error;
  const { explainStoreError } = await import('../store/store-errors.js');
  return explainStoreError(error, database);
}

async function buildContext(globals: GlobalValues, surroundings: Surroundings): Promise<Settings> {
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
    configurationPath: configPath ?? '',
    userAccessLog: userAccessLog(environment),
    operator: globals.operator ?? configuration.operator ?? '',
    account: surroundings.account,
    json,
    quiet,
    verbose: globals.verbose === true,
    clock: () => instantOf(surroundings.now()),
    stdin: surroundings.stdin,
    copyToStdout: surroundings.copyToStdout,
    signal: surroundings.signal,
    process: surroundings.process,
    isAlive: surroundings.isAlive,
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
