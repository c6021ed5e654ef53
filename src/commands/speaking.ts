import { maskedText } from '../core/masked-text.js';
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
  {
    quiet,
    json,
    verbose,
    coloured,
  }: Pick<Context, 'quiet' | 'json' | 'verbose'> & { readonly coloured: boolean },
): Pick<Context, 'print' | 'printJson' | 'note' | 'warn'> {
  const said = (text: string) => noteText(verbose ? text : maskedText(text));
  return {
    print: (text) => {
      if (!quiet) writeOut(`${printableAnswer(text, coloured)}\n`);
    },
    printJson: (value) => {
      writeOut(jsonLine(value));
    },
    note: (text) => {
      if (!quiet && !json) writeError(said(text));
    },
    warn: (text) => {
      writeError(said(text));
    },
  };
}
