import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.js';
import { fieldBytes } from '../../src/files/field-bytes.js';
import { FieldForm } from '../../src/files/record-scanner.js';
import { HeldLines, type HeldLinesPlan } from '../../src/scrub/held-lines.js';
import type { FoundNumber } from '../../src/scrub/phone-cells.js';
import { Narrator, reportHeader, reportLine } from '../../src/scrub/report.js';
import { found } from './found-number.js';

const NAMES = ['Phone', '=cmd()', 'a,b', 'say "x"', 'Téléphone', ''];
const VALUES = [
  '07700 900123',
  '+44 7700 900123',
  '(020) 7946-0123',
  '020.7946.0123',
  ' +447700900123',
  '-07700900123',
  '="07700900123"',
  "'07700900123",
  '07700,900123',
  'tel 07700900123',
  '07700\t900123',
  '07700\u00a0900123',
  '+',
  '',
];
const FORMS = [FieldForm.plain, FieldForm.quoted, FieldForm.escaped];

const number = fc.record({
  value: fc.constantFrom(...VALUES),
  form: fc.constantFrom(...FORMS),
  isAlone: fc.boolean(),
  e164: fc.constantFrom(447700900123, 442079460123),
  reasons: fc.constantFrom(
    ['TPS'] as const,
    ['CTPS'] as const,
    ['TPS', 'CTPS'] as const,
    [] as const,
  ),
  flags: fc.constantFrom(0, 1, 4),
});
const records = fc.array(fc.array(number, { minLength: 1, maxLength: 3 }), { maxLength: 20 });

const NARRATOR = new Narrator({
  registers: [],
  listings: undefined,
  lists: { listing: () => ({ list: '=own', told: '2026-11-20' as Day, daysListed: 1 }) },
  doubts: { voidUpTo: () => '' },
} as unknown as ConstructorParameters<typeof Narrator>[0]);

describe('lines of a report', () => {
  it('are those that reportLine writes, and their checksums', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...NAMES), fc.boolean(), (all, name, copies) => {
        let text = '';
        let numbers: FoundNumber[] = [];
        let forms: number[] = [];
        let spans: [number, number][] = [];
        let buffer = Buffer.alloc(0);
        const cell = (slot: number): string => {
          const [start, end] = spans[slot] ?? [0, 0];
          return fieldBytes(buffer, start, end, forms[slot] ?? 0).toString();
        };
        const plan: unknown = {
          phones: [0, 1, 2].map((index) => ({ index, name })),
          copied: copies ? [{ index: 0, name: 'copy' }] : [],
          narrator: NARRATOR,
          report: {
            write: (bytes: Buffer, start: number, end: number) => {
              text += bytes.toString('utf8', start, end);
            },
          },
          current: {
            line: 7,
            start: (slot: number) => spans[slot]?.[0],
            end: (slot: number) => spans[slot]?.[1],
            form: (slot: number) => forms[slot],
          },
          cells: {
            get count() {
              return numbers.length;
            },
            at: (place: number) => numbers[place],
            text: (_: Buffer, slot: number) => cell(slot),
          },
          summed: true,
        };
        const lines = new HeldLines(plan as HeldLinesPlan);
        lines.begin();
        let wanted = reportHeader(copies ? ['copy'] : []);
        let count = 0;
        all.forEach((cells, index) => {
          const values = cells.map(({ value }) => Buffer.from(value));
          buffer = Buffer.concat(values);
          let at = 0;
          spans = values.map(({ length }) => [at, (at += length)]);
          forms = cells.map(({ form }) => form);
          numbers = cells.map(({ e164, reasons, flags, isAlone }, slot) => ({
            ...found(slot, e164, ...reasons),
            flags,
            item: isAlone ? undefined : ({ kind: 'invalid' } as const),
          }));
          const held = numbers.filter(({ decision }) => decision.reasons !== 0);
          const own = held.map(({ decision, e164, flags, slot }) =>
            reportLine(
              { record: index + 1, line: 7, column: name, value: cell(slot) },
              NARRATOR.words(decision, e164, flags),
              copies ? [cell(0)] : [],
            ),
          );
          lines.turn(buffer);
          lines.numbers(index + 1);
          expect(lines.takeChecksum()).toBe(crc32(own.join('')) & 0xffff);
          wanted += own.join('');
          count += own.length;
        });
        lines.flush();
        expect(text).toBe(wanted);
        expect(lines.count).toBe(count);
      }),
    );
  });
});
