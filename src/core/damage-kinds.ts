import { foldText } from './fold-text.js';

interface DamageRow {
  /** Text that was damaged so, and was not read as a number for it. */
  readonly is: RegExp;
  /** What happened to so many cells, for a person. */
  readonly words: string;
}

/**
 * What spreadsheets and typing do to telephone numbers so that they cannot be read any more. A cell
 * counts for the first row that it fits. Zeros that were put back are none: the numbers were screened.
 */
export const DAMAGES = {
  exponent: {
    is: /\d(?:[.,]\d+)?[eE]\+?\d{1,2}(?!\d)/,
    words: 'shortened to an exponent (4.477E+11): digits are gone for good',
  },
  decimals: {
    is: /\d\d\.\d|\d\.\d{5}/,
    words: 'with decimals: a number was taken for an amount',
  },
  'letter O': {
    is: /\d[ ().-]*[Oo]|(?<!\p{L})[Oo][ ().-]*\d/u,
    words: 'with a letter O among the digits',
  },
  'zero lost': {
    is: /^\D?[1-9]\d{8,9}$/,
    words: 'without the zero that they began with, and more than one way to put it back',
  },
} as const satisfies Readonly<Record<string, DamageRow>>;

/** A row of {@link DAMAGES}. */
export type Damage = keyof typeof DAMAGES;

/**
 * What happened to a cell that was not read as a number, or as several that it may be; undefined when
 * no row of {@link DAMAGES} says.
 */
export function damageOf(text: string): Damage | undefined {
  const folded = foldText(text).trim();
  const kinds = Object.keys(DAMAGES) as Damage[];
  return kinds.find((kind) => DAMAGES[kind].is.test(folded));
}
