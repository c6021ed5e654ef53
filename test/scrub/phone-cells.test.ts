import { expect, it } from 'vitest';
import type { Decision } from '../../src/policy/decide.js';
import { PhoneCells } from '../../src/scrub/phone-cells.js';
import { CurrentRecord, RecordRows } from '../../src/scrub/rows/record-rows.js';
import { RowShape } from '../../src/scrub/rows/row-shape.js';
import type { Screener } from '../../src/scrub/screener.js';
import { Tally } from '../../src/scrub/tally.js';

const LISTED = 1;
const COVERED = 2;
const CLASS = 1;
const isListed = (e164: number): boolean => e164 % 3 === 0;
const CLEAN: Decision = { reason: 'CLEAN', reasons: 0 } as unknown as Decision;
const NUMBERS = Array.from({ length: 10 }, (_, at) => 447700900000 + at);

/** What each number is decided by, when another thread has looked up the first so many. */
function decidedBy(lookedUp: number): [e164: number, listings: number][] {
  const decided: [number, number][] = [];
  const screener: Partial<Screener> = {
    lookUp: (numbers, count, into) => {
      for (let at = 0; at < count; at++)
        into[at] = COVERED | (isListed(numbers[at] as number) ? LISTED : 0);
    },
    complete: (_, count, into) => {
      for (let at = 0; at < count; at++) into[at] = (into[at] as number) | COVERED;
    },
    lookedUp: (e164, _, listings) => {
      decided.push([e164, listings]);
      return CLEAN;
    },
  };
  const rows = new RecordRows(new RowShape(1, 1, [0]));
  const record = { recordStart: 0, recordEnd: 0, fieldCount: 1, line: 1 };
  for (const number of NUMBERS) {
    rows.add({ ...record, spans: Int32Array.of(0, 11, 1) });
    rows.addCell(CLASS, number);
  }
  rows.listings = new Int32Array(NUMBERS.length);
  rows.lookedUp = lookedUp;
  for (let at = 0; at < lookedUp; at++) {
    rows.listings[at] = isListed(NUMBERS[at] as number) ? LISTED : 0;
  }
  const current = new CurrentRecord();
  const cells = new PhoneCells(current, [0], screener as Screener, new Tally(1), undefined);
  current.begin(rows);
  cells.lookUp(rows);
  while (current.next()) cells.screen(Buffer.alloc(0));
  return decided;
}

it.each(Array.from({ length: NUMBERS.length + 1 }, (_, at) => at))(
  'numbers are decided alike when another thread has looked up %i of them',
  (lookedUp) => {
    expect(decidedBy(lookedUp)).toEqual(
      NUMBERS.map((e164) => [e164, COVERED | (isListed(e164) ? LISTED : 0)]),
    );
  },
);
