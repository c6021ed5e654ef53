import { errorSummary } from '../core/errors.js';
import { maskedText } from '../core/masked-text.js';
import { shellWord } from '../core/shell-word.js';
import { filesOfFolder } from '../files/folder-files.js';
import type { HeldToday } from '../scrub/held-today.js';
import { wrapped } from '../ui/paragraphs.js';
import { counted } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import { COMMANDS } from './commands.js';
import { buildContext, type GlobalValues, type Surroundings } from './surroundings.js';

/** What most people want on the first day, in the order in which they need it. */
const FIRST_COMMANDS = ['import', 'preview', 'scrub', 'check', 'suppress add', 'status'];

const WIDEST = Math.max(...FIRST_COMMANDS.map(({ length }) => length));

/** What files are called that hold a register, and what makes one that of a name. */
const REGISTER_FILE = /^c?tps(?!-scrub).*\.(?:txt|csv|zip|gz)$/i;
/** Lists of calls, and not what a command made of one. */
const CALL_LIST = /\.(?:csv|xlsx)$/i;
const MADE = /\.(?:clean|excluded|flagged|rejected)\.[a-z]+$/i;

/**
 * What is said to who gave no command: how to go on, in this folder and with this database. Reads both,
 * and writes nothing; whatever is wrong with either is one line.
 *
 * @param description what the program is for
 */
export async function welcomeText(
  description: string,
  globals: GlobalValues,
  surroundings: Surroundings,
): Promise<string> {
  const commands = FIRST_COMMANDS.flatMap((name) => {
    const found = COMMANDS.find((command) => command.name === name);
    return found === undefined ? [] : [wrapped(found.summary, `  ${name.padEnd(WIDEST)}  `)];
  });
  return [
    'Usage: tps-scrub [options] <command>',
    '',
    wrapped(description),
    '',
    ...commands,
    '',
    'All commands and options: tps-scrub --help',
    'One command: tps-scrub scrub --help',
    '',
    ...(await nextLines(globals, surroundings)),
    '',
  ].join('\n');
}

async function nextLines(globals: GlobalValues, surroundings: Surroundings): Promise<string[]> {
  try {
    const { database, clock } = await buildContext(globals, surroundings);
    const { heldToday } = await import('../scrub/held-today.js');
    const held = heldToday(database, clock());
    const lines = [
      `Database ${printable(maskedText(database))}: ${heldWords(held)}`,
      'Next:',
      ...nextSteps(
        held,
        filesOfFolder('.').map(({ name }) => name),
      ).map((step) => `  tps-scrub ${step}`),
    ];
    return lines.map((line) => printable(line));
  } catch (error) {
    return [`Nothing is known of a database: ${printable(maskedText(errorSummary(error)))}`];
  }
}

function heldWords({ exists, registers, unresolved, fault }: HeldToday): string {
  if (fault !== '') return fault;
  if (!exists) return 'not there yet';
  const held = registers.map(({ name, lastCallDay, inDate }) => {
    if (lastCallDay === undefined) return `no ${name}`;
    return inDate
      ? `${name} clears calls to ${lastCallDay}`
      : `${name} is out of date (${lastCallDay})`;
  });
  const unread = unresolved === 0 ? [] : [`${counted(unresolved, 'line')} of opt-out files unread`];
  return [...held, ...unread].join(', ');
}

/**
 * What to do next, as words behind the program's name.
 *
 * @param names of the files in the folder, the newest first
 */
export function nextSteps(held: HeldToday, names: readonly string[]): string[] {
  if (held.fault !== '') return ['status', 'verify'];
  const imports = held.registers
    .filter(({ inDate }) => !inDate)
    .map(({ name }) => `import ${name} ${registerFile(names, name)} --dated YYYY-MM-DD`);
  const list = names.find(
    (name) => CALL_LIST.test(name) && !MADE.test(name) && !REGISTER_FILE.test(name),
  );
  const lists =
    imports.length > 0 || list === undefined
      ? []
      : [`preview ${shellWord(list)}`, `scrub ${shellWord(list)}`];
  const unread = held.unresolved > 0 ? ['suppress resolve'] : [];
  const steps = [...imports, ...lists, ...unread];
  return steps.length === 0 ? ['status'] : steps;
}

function registerFile(names: readonly string[], register: string): string {
  const found = names.find(
    (name) => REGISTER_FILE.test(name) && name.toLowerCase().startsWith(register),
  );
  return found === undefined ? 'FILE' : shellWord(found);
}
