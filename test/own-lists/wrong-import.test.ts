import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { checkLedger } from './ledger-lines.js';
import { Firm } from './firm.js';

// 01632 is no area code that is in use: these numbers are nobody's.
const CUSTOMERS = Array.from({ length: 50_000 }, (_, at) => `01632${String(900_000 + at)}`);
/** Of the customers, those that did object: to another source, and in a later file of the same. */
const LETTERS = CUSTOMERS.filter((_, at) => at % 50 === 0);
const THIRD = CUSTOMERS.filter((_, at) => at % 3 === 0);
const OTHERS = ['07700900001', '07700900002'];
const STAY = new Set([...LETTERS, ...THIRD, ...OTHERS]);

interface Import {
  readonly import: string;
  readonly rows: { recorded: number; repeated: number; unresolved: number };
  readonly new_numbers: number;
}

interface Undo {
  readonly entries: number;
  readonly numbers: number;
  readonly freed: number;
  readonly still_suppressed: number;
}

const firm = new Firm();
let wrong: Import;
let again: Import;
let undone: Undo;

beforeAll(async () => {
  firm.at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  await firm.json(['suppress', 'import', firm.file('letters.txt', LETTERS), '--source', 'letters']);
  await firm.json(['suppress', 'add', ...OTHERS]);
  const customers = firm.file('customers.csv', ['Phone', ...CUSTOMERS]);
  wrong = await firm.at('2026-03-03').json(['suppress', 'import', customers, '--source', 'crm']);
  const third = firm.file('third.csv', ['Phone', ...THIRD]);
  again = await firm.at('2026-03-05').json(['suppress', 'import', third, '--source', 'crm']);
  firm.at('2026-03-06');
  undone = await firm.json(['suppress', 'undo', wrong.import, '--why', 'all customers']);
});
afterAll(() => {
  rmSync(firm.folder, { recursive: true });
});

/** What a scrub of all of them leaves to be called. */
async function callable(name: string, ...words: string[]): Promise<string[]> {
  const list = firm.file(`${name}.csv`, ['Phone', ...CUSTOMERS, ...OTHERS]);
  await firm.json(['scrub', list, ...words]);
  return readFileSync(join(firm.folder, `${name}.clean.csv`), 'latin1')
    .trimEnd()
    .split('\r\n')
    .slice(1);
}

describe('a wrong file of 50,000 customers', () => {
  it('was counted to the row', () => {
    expect(wrong.rows).toMatchObject({ recorded: 50_000, repeated: 0, unresolved: 0 });
    expect(wrong.new_numbers).toBe(50_000 - LETTERS.length);
    expect(again.rows).toMatchObject({ recorded: 0, repeated: THIRD.length, unresolved: 0 });
  });

  it('is undone with what nobody else said', () => {
    const stay = CUSTOMERS.filter((number) => STAY.has(number)).length;
    expect(undone).toMatchObject({
      entries: 50_000,
      numbers: 50_000,
      freed: 50_000 - stay,
      still_suppressed: stay,
    });
  });

  it('frees exactly the others in a scrub', async () => {
    const expected = CUSTOMERS.filter((number) => !STAY.has(number));
    expect(await callable('after')).toEqual(expected);
  });

  it('held all of them back until then', async () => {
    const asOf = ['--as-of', '2026-03-05T23:00:00Z'];
    expect(await callable('before', ...asOf)).toEqual([]);
    const earlier = ['--as-of', '2026-03-02T23:00:00Z'];
    const letters = new Set([...LETTERS, ...OTHERS]);
    expect(await callable('first', ...earlier)).toEqual(
      CUSTOMERS.filter((number) => !letters.has(number)),
    );
  });

  it('leaves a ledger in which every event has its line', () => {
    const store = openForReading(firm.database);
    if (store === undefined) throw new Error('there is no database');
    const { faults, kinds } = checkLedger(store);
    expect(faults).toEqual([]);
    expect(kinds.get('objection')).toBe(1_000 + 2 + 50_000);
    store.close();
  });
});
