/** Colours of a page by what they are for; each stands on `paper`. `#rrggbb`. */
export interface PageColours {
  /** Around the sheet, where nothing is written. */
  readonly ground: string;
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly good: string;
  readonly bad: string;
  readonly doubt: string;
  /** What is drawn and not written: shares of a whole. */
  readonly 'good-bar': string;
  readonly 'bad-bar': string;
  readonly 'doubt-bar': string;
  readonly 'quiet-bar': string;
}

/**
 * The colours of every page, dark on white and the other way round. Paper has the light ones, whatever the
 * screen had. Text stands at 4.5 to 1 from its paper or more (WCAG 2.2, 1.4.3), what is drawn at 3 to 1
 * (1.4.11).
 */
export const PAGE_COLOURS = {
  light: {
    ground: '#eef1f4',
    paper: '#ffffff',
    ink: '#16202a',
    soft: '#55626f',
    line: '#c9d1d9',
    good: '#0b6b3a',
    bad: '#a4161a',
    doubt: '#8a5300',
    'good-bar': '#2f8f5b',
    'bad-bar': '#c0392b',
    'doubt-bar': '#b8720a',
    'quiet-bar': '#7a8794',
  },
  dark: {
    ground: '#0b0f14',
    paper: '#141b23',
    ink: '#e4eaf0',
    soft: '#a5b1bd',
    line: '#3a4754',
    good: '#74d3a0',
    bad: '#ff9d97',
    doubt: '#f1bb66',
    'good-bar': '#3fae73',
    'bad-bar': '#e0645a',
    'doubt-bar': '#d0902c',
    'quiet-bar': '#7f8c99',
  },
} as const satisfies Readonly<Record<'light' | 'dark', PageColours>>;

/** Declarations of a set of colours, as variables of a style sheet. */
export function colourVariables(colours: PageColours): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name}:${String(colour)}`)
    .join(';');
}
