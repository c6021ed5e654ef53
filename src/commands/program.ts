import { Command, Option } from 'commander';
import { wrongUse } from '../core/errors.js';
import { VERSION } from '../core/version.js';
import { COMMAND_GROUPS, COMMANDS, GLOBAL_OPTIONS } from './commands.js';
import type { CommandDefinition, OptionValues } from './context.js';
import { ENDS_AT_ONCE } from './ending-at-once.js';
import { runCommand } from './run-command.js';
import type { Surroundings } from './surroundings.js';

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
    .allowExcessArguments(true);
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
    const values = valuesOf(command, parent, definition.name);
    await refuseExcess(definition, command.args);
    if (ENDS_AT_ONCE.includes(definition.name)) surroundings.endAtOnce?.();
    const line = { definition, words: command.args, values, globals: command.optsWithGlobals() };
    state.status = await runCommand(line, surroundings);
  });
  return command;
}

/**
 * The option values of a command. Commander takes the options of a group that runs by itself wherever they
 * stand: what the command has as well is the command's, and others it would leave unheeded.
 *
 * @throws ScreeningError wrong-use for an option that the group has alone
 */
function valuesOf(command: Command, group: Command, name: string): OptionValues {
  const own = command.opts<OptionValues>();
  if (group.parent === null) return own;
  const given = group.options.filter((option) => {
    return group.getOptionValueSource(option.attributeName()) === 'cli';
  });
  const known = command.options.map((option) => option.attributeName());
  const foreign = given.find((option) => !known.includes(option.attributeName()));
  if (foreign !== undefined) {
    throw wrongUse({
      summary: `${foreign.long ?? foreign.flags} is an option of '${group.name()}', not of '${name}'`,
      fix: `see tps-scrub ${name} --help`,
      where: foreign.long ?? foreign.flags,
    });
  }
  const values = group.opts<OptionValues>();
  const shared = given.map((option) => [option.attributeName(), values[option.attributeName()]]);
  return { ...own, ...Object.fromEntries(shared) } as OptionValues;
}

/**
 * Refuses more words than a command takes: here and not by commander, which cannot see that they are one
 * number without its quotes.
 *
 * @throws ScreeningError wrong-use
 */
async function refuseExcess(
  { name, arguments: taken }: CommandDefinition,
  words: readonly string[],
): Promise<void> {
  if (taken.some(({ words: shape }) => shape.includes('...'))) return;
  if (words.length <= taken.length) return;
  const { refuseSplitNumber } = await import('./split-number.js');
  refuseSplitNumber(words);
  throw wrongUse({
    summary: `too many arguments for '${name}': ${String(taken.length)} expected, ${String(words.length)} given`,
    fix: `see tps-scrub ${name} --help`,
    where: words[taken.length] ?? '',
  });
}
