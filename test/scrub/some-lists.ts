import fc from 'fast-check';

/** A phone cell, and what must become of it, said by hand. */
interface Cell {
  readonly text: string;
  /** Numbers that may be called: those of the cell when nothing in it is held back. */
  readonly free: readonly string[];
  /** Something in it may not be called or was not read. */
  readonly held: boolean;
  readonly objected?: boolean;
}

const free = (text: string, ...numbers: readonly string[]): Cell => ({
  text,
  free: numbers,
  held: false,
});
const held = (text: string): Cell => ({ text, free: [], held: true });

/** What the room of screening-room.ts says of each. */
const CELLS: readonly Cell[] = [
  free('07700 900456', '447700900456'),
  free('+44 7700 900456', '447700900456'),
  free('01632 960456', '441632960456'),
  free('0113 496 0456', '441134960456'),
  free('07700 900456 / 01632 960456', '447700900456', '441632960456'),
  free('0113 496 0456 ext 12', '441134960456'),
  free(''),
  free('n/a'),
  held('07700 900123'),
  held('447700900123'),
  held('020 7946 0123'),
  held('07700 900456 / 07700 900123'),
  held('07700 9001'),
  held('7.7009E+11'),
  held('0161 496 O456'),
  held('+1 202 555 0123'),
  held('0909 879 0123'),
  held('99'),
  { text: '0161 496 0123', free: [], held: true, objected: true },
  { text: '01632 960456 or 0161 496 0123', free: [], held: true, objected: true },
];

/** Texts of a column that nobody calls. */
const NAMES = ['Ann', '', 'O"Hara', 'Zo\xc3\xab', 'Zo\xeb', '=1+1', "'", ' ', '#', 'two words'];
/** Texts that are quoted always. */
const QUOTED_NAMES = ['Smith, Ann', 'a;b', 'line\r\nend', 'line\nend', 'cr\rend', 'say ""hi""', ''];

/** A field as it is written: before, value, after. */
interface Field {
  readonly open: string;
  readonly value: string;
  readonly close: string;
}

const bare = (value: string): Field => ({ open: '', value, close: '' });
const quoted = (value: string): Field => ({ open: '"', value, close: '"' });

const name = fc.oneof(
  fc.constantFrom(...NAMES).map(bare),
  fc.constantFrom(...QUOTED_NAMES).map(quoted),
);

const phone = fc
  .tuple(fc.constantFrom(...CELLS), fc.boolean())
  .map(([cell, quotes]) => ({ cell, field: (quotes ? quoted : bare)(cell.text) }));

/** One record of a list. */
export interface SomeRecord {
  /** Its bytes, each one character, with its line end. */
  readonly bytes: string;
  /** The same with every held-back cell emptied. */
  readonly emptied: string;
  /** It has as many fields as it must. */
  readonly whole: boolean;
  readonly cells: readonly Cell[];
}

function record(
  delimiter: string,
  first: Field,
  cells: readonly { readonly cell: Cell; readonly field: Field }[],
  extra: -1 | 0 | 1,
  end: string,
): SomeRecord {
  const written = (empty: boolean): string => {
    const all = [
      first,
      ...cells.map(({ cell, field }) => (empty && cell.held ? { ...field, value: '' } : field)),
    ];
    const kept = extra < 0 ? all.slice(0, -1) : extra > 0 ? [...all, bare('clean')] : all;
    return kept.map(({ open, value, close }) => open + value + close).join(delimiter) + end;
  };
  return {
    bytes: written(false),
    emptied: written(true),
    whole: extra === 0,
    cells: cells.map(({ cell }) => cell),
  };
}

/** A list of one name and two phone columns. */
export interface SomeList {
  readonly delimiter: string;
  /** What stands before the first record; ends with a header. */
  readonly head: string;
  readonly records: readonly SomeRecord[];
  /** What stands between records and is no record. */
  readonly blank: string;
}

/** Lists with every kind of cell, quoting, line end and head. */
export const someLists: fc.Arbitrary<SomeList> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t'),
    mark: fc.constantFrom('', '\xef\xbb\xbf'),
    headEnd: fc.constantFrom('\n', '\r\n'),
    // One that begins with LF would make one line end of itself and a CR before it.
    blank: fc.constantFrom('', '\r', '\r\n\r\n'),
  })
  .chain(({ delimiter, mark, headEnd, blank }) =>
    fc
      .array(
        fc.tuple(
          name,
          fc.tuple(phone, phone),
          fc.constantFrom<(-1 | 0 | 1)[]>(0, 0, 0, 0, 0, 0, 0, 0, -1, 1),
          fc.constantFrom('\n', '\r\n', '\r'),
        ),
        { maxLength: 30, size: 'large' },
      )
      .map((rows) => ({
        delimiter,
        head: `${mark}${['Name', 'Phone', 'Mobile'].join(delimiter)}${headEnd}`,
        blank,
        records: rows.map(([first, cells, extra, end]) =>
          record(delimiter, first, cells, extra, end),
        ),
      })),
  );
