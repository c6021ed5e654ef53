import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCellItems } from '../../../src/core/read-cell.js';
import { readOptOuts, type OptOutRows } from '../../../src/intake/opt-outs/rows.js';
import { read, readingOf, sourceOf, type Asked } from './reading.js';

const runs = { seed: 20261121, numRuns: 400 };

/** Cells as people write them in a number column: readable, empty, damaged, and anything at all. */
const numberCell = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...['07700900123', '+44 7700 900124', '0161 496 0123 / 0124', '7700900125'],
      ...['020 7946 0000 x12', '+1 202 555 0123', '4.4770090012E+11', 'O7700900126'],
      ...['="07700900128"', '(01632) 960001', '０７７００９００１２９', '07700900123\n07700900130'],
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('', '', ' ', 'n/a', 'withheld') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('999', '0770090', '4.477009E+11', '07700900127 and 12345', '٠٧٧'),
  },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom(...'0123456789 +()-/x,;"'.split('')),
      maxLength: 24,
    }),
  },
);
const otherCell = fc.constantFrom('', 'Jo', 'a, b', 'say ""no""', 'two\nlines', '"', ' ', 'é');
const record = fc.tuple(otherCell, numberCell, otherCell, numberCell);
/** Cells more or fewer than the header has. */
const change = fc.constantFrom(0, 0, 0, 0, 0, 0, -3, -2, -1, 1, 2);

const file = fc
  .record({
    records: fc.array(fc.tuple(record, change, fc.boolean()), { maxLength: 12 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  })
  .map(({ records, delimiter, lineEnd }) => {
    const lines = records.map(([cells, by, everyQuoted]) => {
      const wanted = by > 0 ? [...cells, ...Array<string>(by).fill('x')] : cells.slice(0, 4 + by);
      return wanted.map((cell) => written(cell, delimiter, everyQuoted)).join(delimiter);
    });
    return {
      text: [['id', 'tel', 'note', 'alt'].join(delimiter), ...lines].join(lineEnd),
      delimiter,
    };
  });

function written(cell: string, delimiter: string, quoted: boolean): string {
  const mustQuote = quoted || /["\r\n]/.test(cell) || cell.includes(delimiter);
  return mustQuote ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const COLUMNS: Asked = { columns: { number: ['tel', 'alt'] } };

/** What csv-parse and the reader of cells make of a file, row by row. */
function expectedRows(text: string, delimiter: string) {
  const records = parse(text, {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  }).slice(1);
  return records
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) => {
      const items = [cells[1], cells[3]].flatMap((cell) => readCellItems(cell ?? ''));
      const numbers = items.flatMap((item) => {
        if (item.kind === 'number' || item.kind === 'foreign') return [item.e164];
        return item.kind === 'ambiguous' ? [...item.readings] : [];
      });
      const unread = items.some(
        (item) =>
          item.kind === 'invalid' ||
          item.kind === 'short-code' ||
          (item.kind === 'ambiguous' && item.readings.length === 0),
      );
      const misfit = cells.length < 4 || cells.length > 4;
      return {
        numbers: [...new Set(numbers)],
        unresolved: unread || misfit || numbers.length === 0,
      };
    });
}

function rowsOf({ rows, numbers, rowOf, unresolved }: OptOutRows) {
  const found = Array.from({ length: rows }, () => ({ numbers: [] as number[], unresolved: 0 }));
  numbers.forEach((e164, at) => found[rowOf[at] as number]?.numbers.push(e164));
  for (const { row } of unresolved) (found[row - 1] as { unresolved: number }).unresolved++;
  return found;
}

describe('every row read', () => {
  it('is unresolved or has numbers and nothing unread, as csv-parse and the cell reader have it', async () => {
    let readable = 0;
    let unresolved = 0;
    await fc.assert(
      fc.asyncProperty(file, async ({ text, delimiter }) => {
        const found = await read(text, { ...COLUMNS, dialect: { delimiter } });
        const expected = expectedRows(text, delimiter);
        expect(rowsOf(found)).toEqual(
          expected.map((row) => ({ ...row, unresolved: row.unresolved ? 1 : 0 })),
        );
        for (const row of rowsOf(found)) {
          expect(row.unresolved === 1 || row.numbers.length > 0).toBe(true);
        }
        readable += expected.filter((row) => !row.unresolved).length;
        unresolved += expected.filter((row) => row.unresolved).length;
      }),
      runs,
    );
    // Both kinds were there: otherwise nothing was compared.
    expect(Math.min(readable, unresolved)).toBeGreaterThan(300);
  });

  it('has terms, and its numbers stand in order of row', async () => {
    await fc.assert(
      fc.asyncProperty(file, async ({ text, delimiter }) => {
        const found = await read(text, {
          columns: { number: ['tel', 'alt'], reason: 'note', source: 'id' },
          dialect: { delimiter },
        });
        const { terms, termsOf, rowOf, unresolved, numbers } = found;
        expect([termsOf.length, rowOf.length]).toEqual([numbers.length, numbers.length]);
        expect([...rowOf]).toEqual([...rowOf].sort((a, b) => a - b));
        for (const place of [...termsOf, ...unresolved.map((row) => row.terms)]) {
          expect(terms[place]).toBeDefined();
        }
        expect(new Set(terms.map((each) => JSON.stringify(each))).size).toBe(terms.length);
      }),
      runs,
    );
  });
});

describe('chunks', () => {
  /** A file of several buffers, in which a record stands across the end of each. */
  function longFile(lineEnd: string): Buffer {
    const rows = Array.from({ length: 60 }, (_, at) => {
      const note =
        at % 7 === 3 ? `"${'é, ""x""\n'.repeat(22_000 + at * 97)}"` : 'ab'.repeat(50_000 + at);
      const cell = at % 5 === 4 ? 'withheld' : `0770090${String(at).padStart(4, '0')}`;
      return [
        `agent ${String(at % 6)}`,
        cell,
        `${String(1 + (at % 28))}/10/2026 10:15`,
        note,
        `R${String(at)}`,
      ];
    });
    const lines = rows.map((cells) => cells.join(','));
    return Buffer.from(['source,phone,on,note,reference', ...lines, ''].join(lineEnd));
  }

  it.each(['\n', '\r\n', '\r'])(
    'make no difference to what is read (line end %j)',
    async (lineEnd) => {
      const bytes = longFile(lineEnd);
      expect(bytes.length).toBeGreaterThan(6_000_000);
      const { signal } = new AbortController();
      const whole = await readOptOuts(sourceOf(bytes), readingOf({}), signal);
      expect([whole.rows, whole.numbers.length, whole.unresolved.length]).toEqual([60, 48, 12]);
      expect(whole.references).toEqual(Array.from({ length: 60 }, (_, at) => `R${String(at)}`));
      expect(whole.terms.map(({ source, told }) => `${source} ${told}`)).toHaveLength(60);
      let state = 7;
      const sizes = [
        () => 65_536,
        () => 1_000_003,
        () => (state = (state * 48_271) % 2_147_483_647) % 200_000,
      ];
      for (const next of sizes) {
        const cut = await readOptOuts(sourceOf(bytes, next), readingOf({}), signal);
        expect(cut).toEqual(whole);
      }
    },
  );

  it('of one byte make no difference to a short file', async () => {
    await fc.assert(
      fc.asyncProperty(file, async ({ text, delimiter }) => {
        const reading = readingOf({ ...COLUMNS, dialect: { delimiter } });
        const { signal } = new AbortController();
        const bytes = Buffer.from(text);
        const whole = await readOptOuts(sourceOf(bytes), reading, signal);
        expect(
          await readOptOuts(
            sourceOf(bytes, () => 1),
            reading,
            signal,
          ),
        ).toEqual(whole);
      }),
      { ...runs, numRuns: 50 },
    );
  });
});
