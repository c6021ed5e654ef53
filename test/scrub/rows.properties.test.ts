import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScreeningRoom } from './screening-room.js';
import { someLists, type SomeList, type SomeRecord } from './some-lists.js';

const room = new ScreeningRoom();
const RUNS = { numRuns: 12 };
const COLUMNS = ['--column', 'Phone', '--column', 'Mobile'];
const WIDTH = 3;
const VERDICT = ['scrub_outcome', 'scrub_reason', 'scrub_reasons', 'scrub_dnc_code'];

beforeAll(() => room.open());
afterAll(() => {
  room.close();
});

function bytesOf({ head, records, blank }: SomeList): string {
  return head + records.map(({ bytes }) => bytes).join(blank);
}

function isClean({ whole, cells }: SomeRecord): boolean {
  return whole && cells.every(({ held }) => !held) && numbersLeft(cells).length > 0;
}

/** Whether it stays with `blank`. */
function stays({ whole, cells }: SomeRecord): boolean {
  return whole && !cells.some(({ objected }) => objected) && numbersLeft(cells).length > 0;
}

function numbersLeft(cells: SomeRecord['cells']): string[] {
  return cells.flatMap(({ held, free }) => (held ? [] : free));
}

/** The records that `--duplicates drop-later` leaves of those that would stay. */
function firstOnes(records: readonly SomeRecord[]): SomeRecord[] {
  const seen = new Set<string>();
  return records.filter(({ cells }) => {
    const numbers = numbersLeft(cells);
    const isNew = numbers.some((number) => !seen.has(number));
    for (const number of numbers) seen.add(number);
    return isNew;
  });
}

function optionsOf({ delimiter }: SomeList, ...more: readonly string[]): string[] {
  return [...COLUMNS, '--delimiter', delimiter === '\t' ? '\\t' : delimiter, ...more];
}

const duplicates = fc.constantFrom('keep', 'drop-later');

describe('whatever the list', () => {
  it('drop copies clean records byte for byte, in order, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(someLists, duplicates, async (list, mode) => {
        const options = optionsOf(list, '--duplicates', mode);
        const { list: written } = await room.scrub(bytesOf(list), ...options);
        const clean = list.records.filter(isClean);
        const kept = mode === 'keep' ? clean : firstOnes(clean);
        expect(written).toBe(list.head + kept.map(({ bytes }) => bytes).join(''));
      }),
      RUNS,
    );
  });

  it('blank changes no byte but those of cells that may not be called', async () => {
    await fc.assert(
      fc.asyncProperty(someLists, duplicates, async (list, mode) => {
        const options = optionsOf(list, '--rows', 'blank', '--duplicates', mode);
        const { list: written, json } = await room.scrub(bytesOf(list), ...options);
        const left = list.records.filter(stays);
        const kept = mode === 'keep' ? left : firstOnes(left);
        expect(written).toBe(list.head + kept.map(({ emptied }) => emptied).join(''));
        expect(json?.rows.blanked).toBe(kept.filter((record) => !isClean(record)).length);
      }),
      RUNS,
    );
  });

  it('flag keeps every record and its bytes, and says clean of the clean ones alone', async () => {
    await fc.assert(
      fc.asyncProperty(someLists, async (list) => {
        const options = optionsOf(list, '--rows', 'flag');
        const { list: written = '' } = await room.scrub(bytesOf(list), ...options);
        const { delimiter, head } = list;
        const rows: string[][] = parse(written, {
          delimiter,
          bom: true,
          relax_quotes: true,
          relax_column_count: true,
          record_delimiter: ['\r\n', '\n', '\r'],
        });
        let rest = written;
        const take = (bytes: string): void => {
          expect(rest.slice(0, bytes.length)).toBe(bytes);
          rest = rest.slice(bytes.length);
        };
        const title = head.trimEnd();
        take(title + delimiter + VERDICT.join(delimiter) + head.slice(title.length));
        list.records.forEach((record, at) => {
          const verdict = rows[at + 1]?.slice(WIDTH, WIDTH + VERDICT.length) ?? [];
          expect(verdict[0] === 'clean').toBe(isClean(record));
          const cells = verdict.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell));
          const [before, after] = partsOf(record, delimiter);
          take([before, ...cells].join(delimiter) + after);
        });
        expect(rest).toBe('');
      }),
      RUNS,
    );
  });

  it.each(['drop', 'blank'])(
    "a dialler's file offers what stands in the list with --rows %s, and nothing else",
    async (mode) => {
      await fc.assert(
        fc.asyncProperty(someLists, duplicates, async (list, which) => {
          const path = room.path('numbers.txt');
          const file = ['--format', 'numbers', '--format-out', path, '--force'];
          const rows = ['--rows', mode, '--duplicates', which];
          await room.scrub(bytesOf(list), ...optionsOf(list, ...rows, ...file));
          const left = list.records.filter(mode === 'drop' ? isClean : stays);
          const kept = which === 'keep' ? left : firstOnes(left);
          const offered = kept.flatMap(({ cells }) => [...new Set(numbersLeft(cells))]);
          const lines = readFileSync(path, 'utf8').split('\r\n').slice(0, -1);
          expect(lines).toEqual(offered.map((number) => `+${number.replace(/^\+/, '')}`));
        }),
        RUNS,
      );
    },
  );

  it.each([[['--rows', 'drop']], [['--rows', 'blank']]])(
    'what %j let through is all clean when it is scrubbed again',
    async (rows) => {
      await fc.assert(
        fc.asyncProperty(someLists, duplicates, async (list, mode) => {
          const options = optionsOf(list, ...rows, '--duplicates', mode);
          const { list: once = '', json } = await room.scrub(bytesOf(list), ...options);
          const again = await room.scrub(once, ...options);
          expect(again.list).toBe(once);
          const written = json?.rows.written;
          expect(again.json?.counts).toEqual({
            read: written,
            clean: written,
            excluded: 0,
            unscreened: 0,
          });
        }),
        RUNS,
      );
    },
  );
});

/** The bytes of a record before and after the place of its verdict. */
function partsOf({ bytes, whole }: SomeRecord, delimiter: string): [string, string] {
  const end = /(?:\r\n|\r|\n)$/.exec(bytes)?.[0] ?? '';
  const text = bytes.slice(0, bytes.length - end.length);
  if (whole) return [text, end];
  const surplus = `${delimiter}clean`;
  if (text.endsWith(surplus)) return [text.slice(0, -surplus.length), surplus + end];
  return [text + delimiter, end];
}
