import type { Command, Option } from 'commander';
import { buildProgram } from '../program.js';
import type { Surroundings } from '../surroundings.js';
import { optionsOf, placeAfter, takesValue, type LinePlace } from './line-place.js';
import { NO_OFFER, shellAnswer, type Candidate, type Offer } from './shell-answer.js';
import { SHELLS } from './shells.js';
import { typedLine } from './typed-line.js';
import { valueKind } from './value-kinds.js';
import { offerOf } from './values.js';

/**
 * What a shell is told that asks what the last word of a line may become: `completion SHELL -- WORDS`.
 * Nothing is written, made, brought up to date or waited for, and no number of a person is offered.
 * Whatever goes wrong, the answer offers nothing: nobody who presses a key wants to read why.
 */
export async function completeLine(surroundings: Surroundings): Promise<string> {
  const [, asked, , ...words] = surroundings.arguments;
  const shell = SHELLS.find((name) => name === asked);
  if (shell === undefined) return '';
  const line = typedLine(shell, words);
  try {
    const place = placeAfter(buildProgram(surroundings, { status: 0 }), line.before);
    return shellAnswer(shell, await offerAt(place, line.current, surroundings), line);
  } catch {
    return shellAnswer(shell, NO_OFFER, line);
  }
}

async function offerAt(
  place: LinePlace,
  typed: string,
  surroundings: Surroundings,
): Promise<Offer> {
  const { command, name, operands, awaited, isOver } = place;
  const value = (option: string, shape: string, text: string): Promise<Offer> => {
    const kind = valueKind(name, option, shape);
    return kind ? offerOf(kind, place, text, surroundings) : Promise.resolve(NO_OFFER);
  };
  if (awaited !== undefined) return value(awaited.long ?? '', shapeOf(awaited), typed);
  if (!isOver && typed.startsWith('-')) {
    const end = typed.indexOf('=');
    if (end < 0) return { kind: 'words', candidates: optionNames(place) };
    const option = optionsOf(command).find(({ long }) => long === typed.slice(0, end));
    if (option === undefined) return NO_OFFER;
    const offer = await value(option.long ?? '', shapeOf(option), typed.slice(end + 1));
    return {
      ...offer,
      candidates: offer.candidates.map((one) => behind(`${typed.slice(0, end)}=`, one)),
    };
  }
  const within = operands.length === 0 ? subcommands(command) : [];
  const argument = command.registeredArguments.find(
    (one, at) => at === operands.length || (one.variadic && at < operands.length),
  );
  if (argument !== undefined) {
    const offer = await value('', argument.name(), typed);
    return { ...offer, candidates: [...within, ...offer.candidates] };
  }
  const options = typed === '' && within.length === 0 && name !== '' ? optionNames(place) : [];
  return { kind: 'words', candidates: [...within, ...options] };
}

function behind(begun: string, { word, means }: Candidate): Candidate {
  return { word: begun + word, means };
}

function subcommands(command: Command): Candidate[] {
  return command.commands.map((one) => ({ word: one.name(), means: one.description() }));
}

/** Options that can still be given: of those that were, only what may be repeated. */
function optionNames({ command, given }: LinePlace): Candidate[] {
  return optionsOf(command)
    .filter(({ long, parseArg }) => parseArg !== undefined || !given.has(long ?? ''))
    .map(({ long, description }) => ({ word: long ?? '', means: description }));
}

/** What stands for the value of an option in the help. */
function shapeOf(option: Option): string {
  return takesValue(option) ? (option.flags.split(' ').at(-1) ?? '') : '';
}
