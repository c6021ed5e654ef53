import { maskedNumber } from '../core/masked-number.js';
import { maskedText } from '../core/masked-text.js';
import { shortName } from '../core/name-list.js';
import type { CellItem } from '../core/read-cell.js';
import type { ColumnVerdict } from '../files/column-verdicts.js';
import type { Preview, PreviewedColumn, SampleCell } from '../scrub/preview.js';
import { wrapped } from '../ui/paragraphs.js';
import { aligned, counted, percent } from '../ui/tables.js';
import { printable, type Paint, type Tone } from '../ui/voice.js';

/** What a person is told of each verdict, and how it is coloured. */
const VERDICTS: Readonly<Record<ColumnVerdict, { readonly words: string; readonly tone: Tone }>> = {
  screened: { words: 'screened', tone: 'good' },
  ignored: { words: 'ignored', tone: 'doubt' },
  fax: { words: 'left out as fax', tone: 'doubt' },
  undeclared: { words: 'holds telephone numbers', tone: 'bad' },
  'headed-otherwise': { words: 'not screened', tone: 'doubt' },
  'some-numbers': { words: 'not screened, some numbers', tone: 'doubt' },
  'none-read': { words: 'not screened, none read', tone: 'doubt' },
  'no-numbers': { words: 'not screened', tone: 'quiet' },
};

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};

/** So many columns are shown to people: more are in the JSON. */
const MOST_COLUMNS = 100;
const LONGEST_NAME = 18;

/** What a person reads of a preview. @param verbose to show cells and numbers in full */
export function previewText(found: Preview, paint: Paint, verbose: boolean): string {
  const shown = found.columns.slice(0, MOST_COLUMNS);
  const rows = [
    ['  place', 'column', 'filled', 'numbers', 'what a scrub does with it'],
    ...shown.map((one) => [
      `  ${String(one.column.index + 1)}`,
      nameOf(one, verbose),
      percent(one.filled, found.records),
      percent(one.numbers, one.filled),
      verdictWords(one),
    ]),
  ];
  const [heading = '', ...table] = aligned(rows, [2, 3]).split('\n');
  const left = found.columns.length - shown.length;
  return [
    paint('strong', wrapped(`${printable(placeOf(found))}: ${readAs(found)}`)),
    wrapped(lookedAt(found)),
    '',
    paint('quiet', heading),
    ...table.map((line, at) => paint(VERDICTS[shown[at]?.verdict ?? 'no-numbers'].tone, line)),
    ...(left > 0 ? [`  and ${counted(left, 'more column')}: --json tells of all`] : []),
    ...shown.flatMap((one) => sampleLines(one, verbose)),
    '',
    ...chosenLines(found, verbose),
  ].join('\n');
}

/** What is said of a column in words: its verdict and why. */
export function verdictWords({ verdict, why }: Pick<PreviewedColumn, 'verdict' | 'why'>): string {
  const { words } = VERDICTS[verdict];
  return why === '' ? words : `${words}: ${why}`;
}

/** What one item of a cell was read as, in words. @param verbose to show the number in full */
export function itemWords(item: CellItem, verbose: boolean): string {
  switch (item.kind) {
    case 'number':
    case 'foreign': {
      const number = verbose ? `+${String(item.e164)}` : maskedNumber(item.e164);
      const kind = item.kind === 'foreign' ? ['not a UK number'] : [];
      const notes = [...kind, ...item.flags];
      return notes.length === 0 ? number : `${number} (${notes.join(', ')})`;
    }
    case 'short-code':
      return 'a short code';
    case 'ambiguous':
      return `one of several numbers, damaged (${String(item.readings.length)} possible)`;
    case 'invalid':
      return 'no complete number';
  }
}

/**
 * A cell of which a person recognises the form and nobody reads what stands in it: of its digits the
 * first two and the last three stay where there are enough for a number, of each word the first letter.
 */
export function maskedCell(text: string): string {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  const [first, last] = digits >= 9 ? [2, 3] : [1, 0];
  let place = 0;
  return text.replace(/(?<=\p{L})\p{L}/gu, '*').replace(/\p{Nd}/gu, (digit) => {
    place++;
    return place <= first || place > digits - last ? digit : '*';
  });
}

/** A column's name: where a list has no header, its first record may stand for one. */
function nameOf({ column }: Pick<PreviewedColumn, 'column'>, verbose: boolean): string {
  const name = shortName(verbose ? column.name : maskedText(column.name));
  return printable(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);
}

function placeOf({ input, sheet }: Preview): string {
  const place = input === '-' ? 'standard input' : input;
  return sheet === undefined ? place : `${place}, sheet '${sheet}'`;
}

function readAs({ form, encoding, delimiter, header, dataLine }: Preview): string {
  const above = header ? `header on line ${String(dataLine - 1)}` : 'no header';
  if (form === 'workbook') return `a workbook, ${above}`;
  const text = encoding === 'by cell' ? 'UTF-8 or windows-1252, by cell' : encoding;
  return `text in ${text}; delimiter ${DELIMITERS[delimiter] ?? printable(delimiter)}; ${above}`;
}

function lookedAt({ records, whole }: Preview): string {
  return whole
    ? `Looked at all of it: ${counted(records, 'record')}.`
    : `Looked at the first ${counted(records, 'record')}, by which a scrub chooses; it looks at all the others too.`;
}

function sampleLines(one: PreviewedColumn, verbose: boolean): string[] {
  const isOfInterest = one.verdict === 'no-numbers' ? verbose : true;
  if (!isOfInterest || one.samples.length === 0) return [];
  return [
    '',
    `${nameOf(one, verbose)}:`,
    ...one.samples.map((sample) => sampleLine(sample, verbose)),
  ];
}

function sampleLine({ cell, items }: SampleCell, verbose: boolean): string {
  const text = printable(shortName(verbose ? cell : maskedCell(cell)));
  const read = items.map((item) => itemWords(item, verbose)).join(' and ');
  return read === '' ? `  ${text}  holds no number` : `  ${text}  read as ${read}`;
}

function chosenLines({ columns, detected, refused }: Preview, verbose: boolean): string[] {
  if (refused !== undefined) return ['A scrub would refuse this list as it is:'];
  const chosen = columns.filter(({ verdict }) => verdict === 'screened');
  const names = chosen.map((one) => `${nameOf(one, verbose)} (${one.why})`).join(', ');
  return [
    wrapped(names, detected ? 'Chosen: ' : 'Named: '),
    'Otherwise: --column NAME, --ignore-column NAME, --no-header if line 1 is data.',
  ];
}
