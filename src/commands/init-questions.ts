import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { isJournal, JOURNAL_RULE } from '../config/journal.js';
import { isName } from '../config/names.js';
import type { Answers } from '../config/written-configuration.js';
import { wrongUse } from '../core/errors.js';
import { isPeriod, PERIOD_RULE, retentionPeriods } from '../policy/retention.js';
import { REGISTER_NAMES } from '../registers/registers.js';
import type { Context } from './context.js';

/** What was answered, and what is no setting. */
export interface Asked {
  readonly answers: Answers;
  /** The registers that the firm has a licence for: what to import next. */
  readonly registers: readonly string[];
  /** Whether a file that is there may be replaced. */
  readonly replace: boolean;
}

type Ask = (
  question: string,
  standard: string,
  fault?: (answer: string) => string,
) => Promise<string>;

const NAME_FAULT = 'a name has no control character';
const NO_FIRM =
  'brands are a firm’s: leave this empty, or stop with Ctrl-C and give its legal name first';
const NO_PATH = 'a path is one line, and begins with /';

/**
 * Asks for a first configuration on the terminal: six questions, each with an answer that Enter takes.
 * An answer that cannot be is asked again. Nothing is written here.
 *
 * @throws ScreeningError wrong-use when the answers end, or a file is to stay; whatever stops the command
 */
export async function askedConfiguration(
  { stdin, warn, note, signal, database, isUserDatabase, prompt }: Context,
  path: string,
  force: boolean,
): Promise<Asked> {
  const lines = createInterface({ input: stdin, terminal: false, signal });
  // Not `question()`: of lines that are pasted together it forgets all but the first.
  const answers = lines[Symbol.asyncIterator]();
  const ask: Ask = async (question, standard, fault) => {
    for (;;) {
      prompt(`${question} [${standard === '' ? 'none' : standard}]: `);
      const { value, done } = (await answers.next()) as IteratorResult<string, undefined>;
      signal.throwIfAborted();
      if (done === true) throw answersEnded();
      const answer = value.trim() === '' ? standard : value.trim();
      const wrong = answer === '' ? '' : (fault?.(answer) ?? '');
      if (wrong === '') return answer;
      warn(wrong);
    }
  };
  try {
    const isThere = existsSync(path);
    const replace = isThere && !force && (await mayReplace(ask, path));
    if (isThere && !force && !replace) throw stays(path);
    note('six questions; Enter takes what stands in brackets, Ctrl-C writes nothing');
    const standard = resolve(database);
    const asked = await questions(ask, standard);
    // The user's own is found without being named, and its folder is made.
    const isStandard = isUserDatabase && asked.answers.database === standard;
    return {
      answers: { ...asked.answers, database: isStandard ? '' : asked.answers.database },
      registers: asked.registers,
      replace,
    };
  } finally {
    lines.close();
  }
}

async function questions(ask: Ask, standardPlace: string): Promise<Omit<Asked, 'replace'>> {
  const legalEntity = await ask('Legal name of the firm that calls are made for', '', nameFault);
  const brands = await ask('Brands that it calls under, by commas', '', (answer) => {
    // Kept with the firm: without one they would be lost.
    if (legalEntity === '') return NO_FIRM;
    return listed(answer).every(isName) ? '' : NAME_FAULT;
  });
  const database = await ask('Where is the database to stand', standardPlace, pathFault);
  const journal = await ask(
    'A journal of objections and consents, on another disk',
    '',
    (answer) => (isJournal(answer) && nameFault(answer) === '' ? '' : JOURNAL_RULE),
  );
  const registers = await ask(
    'Registers that it has a licence for',
    REGISTER_NAMES.join(', '),
    (answer) =>
      listed(answer).every((name) => isRegister(name))
        ? ''
        : `registers: ${REGISTER_NAMES.join(', ')}`,
  );
  const standard = retentionPeriods(undefined).runs;
  const retention = await ask(
    'How long runs remember the numbers of their lists',
    standard,
    (answer) => (isPeriod(answer) ? '' : PERIOD_RULE),
  );
  return {
    answers: {
      legalEntity,
      brands: legalEntity === '' ? [] : listed(brands),
      database,
      journal,
      retention,
    },
    registers: listed(registers).map((name) => name.toLowerCase()),
  };
}

async function mayReplace(ask: Ask, path: string): Promise<boolean> {
  const answer = await ask(`${path} is there already. Replace it (yes or no)`, 'no');
  return /^y(?:es)?$/i.test(answer);
}

function listed(answer: string): string[] {
  return answer
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isRegister(name: string): boolean {
  return REGISTER_NAMES.some((register) => register === name.toLowerCase());
}

function nameFault(answer: string): string {
  return isName(answer) ? '' : NAME_FAULT;
}

/** A command that starts elsewhere must find the same database. */
function pathFault(answer: string): string {
  return answer.startsWith('/') && isName(answer) ? '' : NO_PATH;
}

function stays(path: string): Error {
  return wrongUse({
    summary: `${path} stays as it is; nothing was written`,
    fix: 'name another file: init FILE',
    where: path,
  });
}

function answersEnded(): Error {
  return wrongUse({
    summary: 'the answers ended; nothing was written',
    fix: 'answer all six questions, or use init --defaults',
    where: 'init',
  });
}
