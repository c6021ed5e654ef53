import { CR, LF } from './field-marks.js';
import type { ListForm } from './forms/forms.js';

/** What the bytes of a list tell that its records do not: signs that it is damaged, or was cut. */
export interface ListSigns {
  /** Whether anything ends a line in it, and whether something ends the last one. */
  readonly lineEnds: boolean;
  readonly finalLineEnd: boolean;
  /** Whether a byte of it is NUL, which no text has: what a disk leaves where nothing was written. */
  readonly nul: boolean;
  /** Of what form the file is. */
  readonly form: ListForm;
  /** Names of other sheets of its workbook, which were not read though they may hold rows. */
  readonly leftSheets: readonly string[];
}

/** Nothing seen yet. */
export const NO_SIGNS: ListSigns = {
  lineEnds: false,
  finalLineEnd: false,
  nul: false,
  form: 'as it is',
  leftSheets: [],
};

/** Looks for the signs of a list while it passes. */
export class SignWatch {
  #lineEnds = false;
  #last = 0;
  #nul = false;

  /** Looks at the next bytes of the list, `[start, end)` of a buffer. */
  look(buffer: Buffer, start: number, end: number): void {
    if (start === end) return;
    const bytes = buffer.subarray(start, end);
    this.#lineEnds ||= bytes.includes(LF) || bytes.includes(CR);
    this.#nul ||= bytes.includes(0);
    this.#last = buffer[end - 1] as number;
  }

  /** What the bytes told so far. */
  signs(): Omit<ListSigns, 'form' | 'leftSheets'> {
    const finalLineEnd = this.#last === LF || this.#last === CR;
    return { lineEnds: this.#lineEnds, finalLineEnd, nul: this.#nul };
  }
}
