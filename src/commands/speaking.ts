import { jsonLine, noteText, printableAnswer } from '../ui/voice.js';
import type { Context } from './context.js';

/** Where a command writes: standard output and standard error. */
interface Streams {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** How a command speaks, by the options that hold everywhere: what goes where, and what is silenced. */
export function speaking(
  { writeOut, writeError }: Streams,
  { quiet, json, coloured }: Pick<Context, 'quiet' | 'json'> & { readonly coloured: boolean },
): Pick<Context, 'print' | 'printJson' | 'note' | 'warn'> {
  return {
    print: (text) => {
      if (!quiet) writeOut(`${printableAnswer(text, coloured)}\n`);
    },
    printJson: (value) => {
      writeOut(jsonLine(value));
    },
    note: (text) => {
      if (!quiet && !json) writeError(noteText(text));
    },
    warn: (text) => {
      writeError(noteText(text));
    },
  };
}
