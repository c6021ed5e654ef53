import { maskedText } from '../core/masked-text.js';
import type { Progress } from '../core/progress.js';
import { fitted } from '../ui/paragraphs.js';
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
    progress,
    widths,
  }: Pick<Context, 'quiet' | 'json' | 'verbose'> & {
    readonly coloured: boolean;
    readonly progress: Progress;
    /** Of the terminals that the streams are; undefined of what is none, where no line is broken. */
    readonly widths: Readonly<Record<'out' | 'error', number | undefined>>;
  },
): Pick<Context, 'print' | 'printJson' | 'note' | 'warn'> {
  const fit = (text: string, width: number | undefined): string =>
    width === undefined ? text : fitted(text, width);
  const said = (text: string) => fit(noteText(verbose ? text : maskedText(text)), widths.error);
  const [out, error] = [writeOut, writeError].map((write) => (text: string) => {
    progress.end();
    write(text);
  }) as [(text: string) => void, (text: string) => void];
  return {
    print: (text) => {
      if (!quiet) out(`${fit(printableAnswer(text, coloured), widths.out)}\n`);
    },
    printJson: (value) => {
      out(jsonLine(value));
    },
    note: (text) => {
      if (!quiet && !json) error(said(text));
    },
    warn: (text) => {
      error(said(text));
    },
  };
}
