/** What cells can look like that hold no telephone numbers, for a person; the first row that most fit. */
const LOOKS = [
  { looks: 'sort codes, or dates', is: /^\d\d-\d\d-\d\d(?: \d{8})?$/ },
  {
    looks: 'dates',
    is: /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4})(?:[T ,].{1,24})?$/,
  },
  { looks: 'times', is: /^\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?$/i },
  { looks: 'postcodes', is: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i },
  { looks: 'e-mail addresses', is: /^[^\s@]{1,64}@[^\s@]{1,250}$/ },
  { looks: 'VAT numbers', is: /^GB ?\d{3} ?\d{4} ?\d{2}$/i },
  { looks: 'amounts', is: /^[-+]?[£$€]? ?[\d,]{1,20}\.\d{1,2}$|^[£$€] ?[\d,]{1,20}$/ },
  { looks: 'measures', is: /^[-+]?\d{1,3}\.\d{3,20}$/ },
  { looks: 'numbers of few digits', is: /^\d{1,8}$/ },
  { looks: 'numbers of many digits', is: /^\d{9,64}$/ },
  { looks: 'words', is: /^\P{Nd}{1,200}$/u },
  { looks: 'letters and digits', is: /^[A-Za-z\d][A-Za-z\d/_.-]{1,63}$/ },
] as const satisfies readonly { readonly looks: string; readonly is: RegExp }[];

/** Cells that fit no row: addresses, notes. */
const OTHERWISE = 'text';

/** What most of the cells look like, in words: `dates`, `postcodes`; `empty` without a cell. */
export function looksLike(cells: readonly string[]): string {
  if (cells.length === 0) return 'empty';
  const row = LOOKS.find(
    ({ is }) => cells.filter((cell) => is.test(cell.trim())).length * 2 > cells.length,
  );
  return row?.looks ?? OTHERWISE;
}
