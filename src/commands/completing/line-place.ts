import type { Command, Option } from 'commander';

/** Where on a command line a word stands. */
export interface LinePlace {
  /** The program, or the command or group of commands that was named. */
  readonly command: Command;
  /** Its whole name without the program's: `suppress import`; empty before there is one. */
  readonly name: string;
  readonly operands: readonly string[];
  /** Values that were given, by the option's long name; of switches an empty one. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** The option whose value is the next word; undefined when it is none. */
  readonly awaited: Option | undefined;
  /** Whether `--` was given: what follows is no option. */
  readonly isOver: boolean;
}

/** Goes over the words before the one that is being typed, as commander would. */
export function placeAfter(program: Command, words: readonly string[]): LinePlace {
  let command = program;
  const path: string[] = [];
  const operands: string[] = [];
  const given = new Map<string, string[]>();
  let awaited: Option | undefined;
  let isOver = false;
  const give = (name: string, value: string): void => {
    given.set(name, [...(given.get(name) ?? []), value]);
  };
  for (const word of words) {
    if (awaited !== undefined) {
      give(awaited.long ?? '', word);
      awaited = undefined;
    } else if (isOver || word === '-' || !word.startsWith('-')) {
      const next = operands.length === 0 ? subcommand(command, word) : undefined;
      if (next === undefined) operands.push(word);
      else {
        command = next;
        path.push(word);
      }
    } else if (word === '--') isOver = true;
    else {
      const [name = '', ...rest] = word.split('=');
      const option = optionsOf(command).find(({ long }) => long === name);
      if (rest.length > 0) give(name, rest.join('='));
      else if (option !== undefined && takesValue(option)) awaited = option;
      else give(name, '');
    }
  }
  return { command, name: path.join(' '), operands, given, awaited, isOver };
}

/** Every option that a command takes: its own, its group's, and those of every command. */
export function optionsOf(command: Command): readonly Option[] {
  const own = command.createHelp().visibleOptions(command);
  return command.parent === null ? own : [...own, ...optionsOf(command.parent).filter(isNoHelp)];
}

/** Whether a word must follow an option. */
export function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function subcommand(command: Command, word: string): Command | undefined {
  return command.commands.find((one) => one.name() === word);
}

/** The help and the version of what stands before a command are not the command's. */
function isNoHelp({ long }: Option): boolean {
  return long !== '--help' && long !== '--version';
}
