import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { CommanderError, type Command } from 'commander';
import { explainError, masked } from './commands/explained-error.js';
import { isCommand, refuseUnknownCommand } from './commands/command-names.js';
import { buildProgram } from './commands/program.js';
import {
  colourLevel,
  terminalWidth,
  type GlobalValues,
  type Surroundings,
} from './commands/surroundings.js';
import { accountName, isAlive, processMark } from './library/this-process.js';
import type { ScreeningError } from './core/errors.js';
import { EXIT_STATUS, wrongUse, type Explanation } from './core/errors.js';
import { noRoomIn } from './core/no-room.js';
import { VOCABULARY } from './core/version.js';
import { fitted } from './ui/paragraphs.js';
import { errorText, jsonLine, painter, PLAIN } from './ui/voice.js';

/** Of `status --check`. */
const UNKNOWN = 3;
const WRONG_USE = EXIT_STATUS['wrong-use'];
/** Done, and done with something left over: what nobody was told of is neither. */
const DONE: ReadonlySet<unknown> = new Set([0, 7]);

/** Runs one command line; the exit status. Throws only when it was interrupted. */
export async function runCommandLine(surroundings: Surroundings): Promise<number> {
  if (isAskedByShell(surroundings.arguments)) {
    surroundings.endAtOnce?.();
    const { completeLine } = await import('./commands/completing/complete-line.js');
    surroundings.writeOut(await completeLine(surroundings));
    return 0;
  }
  const state = { status: 0 };
  const program = buildProgram(surroundings, state);
  let named: readonly string[] = [];
  try {
    const { operands, unknown } = program.parseOptions([...surroundings.arguments]);
    named = operands;
    refuseUnknownCommand(operands);
    const asksSomething = unknown.length > 0 || surroundings.arguments.includes('--version');
    const unfinished = withoutCommand(program, operands);
    if (unfinished && !asksSomething) {
      if (surroundings.arguments.includes('--json')) {
        throw wrongUse({ summary: 'no command was given', fix: 'see tps-scrub --help' });
      }
      surroundings.writeError(await helpWithoutCommand(unfinished, surroundings));
      return WRONG_USE;
    }
    await program.parseAsync([...surroundings.arguments], { from: 'user' });
    return state.status;
  } catch (error) {
    if (surroundings.signal.aborted) throw error;
    const isCheck = named[0] === 'status' && surroundings.arguments.includes('--check');
    const told = await tellError(surroundings, error, helpFor(program, named));
    // A monitor reads any other status as an answer about the registers.
    return isCheck ? UNKNOWN : told;
  }
}

/** `completion SHELL -- WORDS` is a question about a line, and the words are not this one's. */
function isAskedByShell([command, , mark]: readonly string[]): boolean {
  return command === 'completion' && mark === '--';
}

/** The program, or the group of commands, that was named without a command of it and is none itself. */
function withoutCommand(program: Command, words: readonly string[]): Command | undefined {
  const [first] = words;
  if (first === undefined) return program;
  if (words.length > 1 || isCommand(first)) return undefined;
  return program.commands.find((command) => command.name() === first);
}

/** Of the program a short help and what to do next here; of a group of commands its help. */
async function helpWithoutCommand(command: Command, surroundings: Surroundings): Promise<string> {
  if (command.parent !== null) return command.helpInformation();
  const { welcomeText } = await import('./commands/welcome.js');
  return welcomeText(command.description(), command.opts<GlobalValues>(), surroundings);
}

/** The command line that shows the help of the command that was named, as far as it was. */
function helpFor(program: Command, words: readonly string[]): string {
  let command = program;
  const path = ['tps-scrub'];
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    path.push(word);
  }
  return `${path.join(' ')} --help`;
}

/** Tells an error in the way that was asked for; the exit status. */
async function tellError(
  surroundings: Surroundings,
  error: unknown,
  help: string,
): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const json = surroundings.arguments.includes('--json');
  const { code, status, explanation: full } = explainError(error, help);
  const explanation = surroundings.arguments.includes('--verbose') ? full : masked(full);
  if (json) {
    const { summary, why = '', fix = '', where = '' } = explanation;
    const object = { ok: false, vocabulary: VOCABULARY, code, summary, why, fix, where };
    surroundings.writeOut(jsonLine(object));
  } else {
    const wanted = !surroundings.arguments.includes('--no-color');
    const level = colourLevel(wanted, surroundings.errorIsTerminal, surroundings.environment);
    const width = terminalWidth(surroundings.errorIsTerminal, surroundings);
    const text = errorText(explanation, await painter(level));
    surroundings.writeError(width === undefined ? text : fitted(text, width));
  }
  return status;
}

/** Signals that stop a run tidily, with the status a shell expects of them. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** The executable: this process as the surroundings. */
export async function main(): Promise<void> {
  const stop = new AbortController();
  const heard = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  const hear = (signal: NodeJS.Signals): void => {
    // A second one, whichever it is, ends the process at once: nobody hears it any more.
    endAtOnce();
    stop.abort(signal);
  };
  const hearAgain = (): void => {
    if (stop.signal.aborted) return;
    endAtOnce();
    for (const signal of heard) process.on(signal, hear);
  };
  const endAtOnce = (): (() => void) => {
    for (const signal of heard) process.off(signal, hear);
    return hearAgain;
  };
  hearAgain();
  let unwritten: Error | undefined;
  process.stdout.on('error', (error: Error) => {
    if (!isClosedPipe(error)) unwritten = error;
  });
  // What nobody reads any more is no fault of the command: its work, and its status, go on.
  process.stderr.on('error', () => undefined);
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
      errorColumns: () => (process.stderr.isTTY ? process.stderr.columns : undefined),
      account: accountName(),
      signal: stop.signal,
      pause: (milliseconds) => setTimeout(milliseconds, undefined, { signal: stop.signal }),
      endAtOnce,
      process: processMark(),
      isAlive,
    });
    await new Promise((resolve) => process.stdout.write('', resolve));
    if (unwritten) {
      process.stderr.write(errorText(untold(unwritten), PLAIN));
      if (DONE.has(process.exitCode)) process.exitCode = WRONG_USE;
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    const signal = stop.signal.reason as keyof typeof SIGNALS;
    process.stderr.write('tps-scrub: interrupted; nothing half-written was left\n');
    process.exitCode = SIGNALS[signal];
    process.kill(process.pid, signal);
  }
}

/** Writing to a file or a pipe never waits: between two pieces, signals must have their turn. */
async function* paced(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) {
    yield piece;
    await new Promise(setImmediate);
  }
}

async function copyToStdout(source: string | Iterable<string>): Promise<void> {
  const stream =
    typeof source === 'string' ? createReadStream(source) : Readable.from(paced(source));
  try {
    await pipeline(stream, process.stdout, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw stdoutError(error);
  }
}

function stdoutError(error: unknown): ScreeningError {
  return wrongUse({
    summary: 'standard output cannot be written',
    why: noRoomIn(error) ?? (error instanceof Error ? error.message : String(error)),
    fix: 'make room where it goes, or send it elsewhere, and give the command again',
    where: 'standard output',
  });
}

/** The answer of a command that came to its end: to give one that writes again would record it twice. */
function untold(error: Error): Explanation {
  const { summary, why } = stdoutError(error).explanation;
  return {
    summary,
    why: `${why ?? ''}; the command came to its end, and what it recorded stands`,
    fix: 'make room where it goes, or send it elsewhere; tps-scrub status and tps-scrub runs show what stands, before you give a command that writes again',
  };
}

/** Whoever read our output has read enough: `tps-scrub … | head -1` ends quietly. */
function isClosedPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
