import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPORTED_HEADER, exportedLine, exportedRow } from '../../src/files/exported-list.js';
import { csvRows } from '../../src/files/csv-rows.js';
import { anyCall, standingObjections } from '../../src/policy/standing.js';
import { openForReading } from '../../src/store/database.js';
import { FAR_INSTANT } from '../../src/store/ledger.js';
import { OwnLists } from '../../src/store/own-lists.js';
import type { Day } from '../../src/core/day.js';
import { dramaNumbers, newFirms, type Firm } from './firm.js';

const newFirm = newFirms();
const TODAY = '2026-03-20';
const NUMBERS = [...dramaNumbers(4), '+1 202 555 0123', '0909 879 0001'];

interface Exported {
  readonly entries: number;
  readonly numbers: number;
  readonly parties_left_out: number;
  readonly unread_left_out: number;
}

/** What stands on a list, as texts that can be compared. */
function standing(firm: Firm, list: string): string[] {
  const store = openForReading(firm.database);
  if (store === undefined) return [];
  const lists = new OwnLists(store, FAR_INSTANT);
  const calling = anyCall(TODAY as Day);
  const found = [...lists.numbers()].flatMap((e164) =>
    standingObjections(lists.eventsOf(e164), calling)
      .filter(({ terms }) => terms.list === list)
      .map(({ terms, reference }) => JSON.stringify({ e164, terms, reference })),
  );
  store.close();
  return [...new Set(found)].sort();
}

async function exported(firm: Firm, list: string, status = 0): Promise<[Exported, string]> {
  const out = join(firm.folder, 'exported.csv');
  const words = ['suppress', 'export', '--list', list, '--out', out, '--force'];
  return [await firm.json<Exported>(words, status), out];
}

function taken(firm: Firm, file: string, list: string): Promise<{ rows: object }> {
  return firm.json(['suppress', 'import', file, '--exported', '--list', list]);
}

async function verdicts(firm: Firm): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const caller of [[], ['--caller', 'Acme'], ['--caller', 'Borough']]) {
    found.push(await firm.json(['check', ...NUMBERS, ...caller]));
  }
  return found;
}

const text = fc.oneof(
  fc.constantFrom(
    '',
    'dealer 7',
    '=1+2',
    "'=1+2",
    "'",
    '+44',
    '@x',
    '-',
    '"',
    'a,b',
    'a\r\nb',
    'é ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const day = fc.constantFrom('2026-03-01', '2026-03-05', '2026-03-19');
const scope = fc.constantFrom([], ['--caller', 'Acme'], ['--caller', 'Callwell']);
const campaign = fc.constantFrom([], ['--campaign', 'winter']);
const reason = fc.constantFrom(
  ...['asked-not-to-call', 'consent-withdrawn', 'other', 'complaint', 'deceased', 'wrong-number'],
);
const typed = fc.record({
  kind: fc.constant('typed' as const),
  number: fc.constantFrom(...NUMBERS),
  ...{ reason, day, scope, campaign },
  ...{ source: text, note: text, reference: text },
});
const filed = fc.record({
  kind: fc.constant('filed' as const),
  rows: fc.array(
    fc.record({
      number: fc.constantFrom(...NUMBERS),
      on: fc.constantFrom('', '2026-03-02', 'last week', '2031-01-01'),
      why: fc.constantFrom('', 'complaint', 'rang twice', '=x'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const withdrawn = fc.record({
  kind: fc.constant('withdrawn' as const),
  number: fc.constantFrom(...NUMBERS),
  manner: fc.constantFrom('mistake', 'person-asked'),
});
const step = fc.oneof({ weight: 3, arbitrary: typed }, filed, withdrawn);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** An option with its value in one word: a value may begin with a dash. */
function said(option: string, value: string): string[] {
  return value.trim() === '' || value.includes('\0') ? [] : [`--${option}=${value}`];
}

async function take(firm: Firm, one: Step, at: number): Promise<void> {
  firm.now = `2026-03-${String(10 + Math.min(at, 9))}T10:${String(10 + at)}:00Z`;
  if (one.kind === 'typed') {
    const { number, source, note, reference, reason: name, day: on, scope: who } = one;
    const texts = [
      ...said('source', source),
      ...said('note', note),
      ...said('reference', reference),
    ];
    const told = ['--reason', name, '--on', on < firm.now.slice(0, 10) ? on : '2026-03-01'];
    await firm.run('suppress', 'add', number, ...told, ...texts, ...who, ...one.campaign);
  } else if (one.kind === 'filed') {
    const rows = one.rows.map(({ number, on, why }) => `${number},${on},${why}`);
    const file = firm.file(`told-${String(at)}.csv`, ['number,on,reason', ...rows]);
    await firm.run('suppress', 'import', file);
  } else {
    const words = ['--kind', one.manner, '--why', 'as told', '--all'];
    await firm.run('suppress', 'withdraw', one.number, ...words);
  }
}

describe('an exported list', () => {
  it('is the same list in another database: events and verdicts', async () => {
    let entries = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const [firm, other] = [newFirm(), newFirm()];
        firm.at('2026-03-02');
        for (const [at, one] of steps.entries()) await take(firm, one, at);
        for (const each of [firm, other]) {
          each.at(TODAY);
          await each.loadRegisters('2026-03-19');
        }
        const [counts, file] = await exported(firm, 'internal');
        entries += counts.entries;
        await taken(other, file, 'internal');
        expect(standing(other, 'internal')).toEqual(standing(firm, 'internal'));
        expect(standing(other, 'internal')).toHaveLength(counts.entries);
        const [again] = [readFileSync(file, 'utf8'), await exported(other, 'internal')];
        const lines = (whole: string) => whole.split('\r\n+').sort();
        expect(lines(readFileSync(join(other.folder, 'exported.csv'), 'utf8'))).toEqual(
          lines(again),
        );
        const reasons = (found: unknown[]) =>
          JSON.stringify(found).match(/"(?:reason|reasons|outcome)":(?:"[^"]*"|\[[^\]]*\])/g);
        expect(reasons(await verdicts(firm))?.length).toBeGreaterThan(3 * NUMBERS.length);
        expect(reasons(await verdicts(other))).toEqual(reasons(await verdicts(firm)));
      }),
      { numRuns: 12 },
    );
    expect(entries).toBeGreaterThan(10);
  });

  it('has every cell as it was, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 11, maxLength: 11 }), (cells) => {
        const row = Object.fromEntries(
          EXPORTED_HEADER.trim()
            .split(',')
            .map((name, at) => [name, cells[at] ?? '']),
        ) as ReturnType<typeof exportedRow>;
        const [read = []] = csvRows(exportedLine(row));
        expect(exportedRow(read)).toEqual(row);
        for (const cell of read) expect(cell).not.toMatch(/^[=@\t]/);
      }),
    );
  });
});

describe('suppress export', () => {
  async function told(): Promise<Firm> {
    const firm = newFirm();
    firm.at('2026-03-02');
    await firm.json([
      'suppress',
      'add',
      '07700900001',
      '--reason',
      'complaint',
      '--note',
      '=shout',
    ]);
    await firm.json(['suppress', 'add', '07700900002', '--list', 'letters', '--caller', 'Acme']);
    return firm;
  }

  it('writes one list, and neither what was withdrawn nor another list', async () => {
    const firm = await told();
    await firm.json(['suppress', 'add', '07700900003']);
    const why = ['--kind', 'mistake', '--why', 'typed wrongly'];
    await firm.json(['suppress', 'withdraw', '07700900003', ...why]);
    const said = await firm.run('suppress', 'export', '--list', 'internal');
    expect(said.stdout.toString()).toBe(
      `${EXPORTED_HEADER}+447700900001,complaint,,,2026-03-02,,,,'=shout,yes,\r\n`,
    );
    expect(said.stderr).toContain('list internal: 1 entry in force of 1 number');
  });

  it('keeps whom it was told to, though the list of the same name narrows its rows', async () => {
    const firm = await told();
    const [, file] = await exported(firm, 'letters');
    expect(readFileSync(file, 'utf8')).toContain(
      '+447700900002,asked-not-to-call,,,2026-03-02,,Acme,,,yes,',
    );
    const other = newFirm().at('2026-03-05');
    await taken(other, file, 'letters');
    expect(standing(other, 'letters')).toEqual(standing(firm, 'letters'));
  });

  it('keeps the class of what an erasure left, which no consent lifts', async () => {
    const firm = await told();
    await firm.json(['erase', '07700900001', '--request', 'D-1', '--yes']);
    const [, file] = await exported(firm, 'internal');
    const other = newFirm().at('2026-03-05');
    await taken(other, file, 'internal');
    expect(standing(other, 'internal')).toEqual(standing(firm, 'internal'));
    expect(standing(other, 'internal')[0]).toContain('"class":"suppressed"');
  });

  it('says what is not in the file, and ends with 7', async () => {
    const firm = await told();
    const file = firm.file('odd.csv', ['number', 'ring him 07700']);
    await firm.json(['suppress', 'import', file, '--column', 'number=number'], 7);
    const [counts] = await exported(firm, 'internal', 7);
    expect(counts).toMatchObject({ entries: 1, unread_left_out: 1, parties_left_out: 0 });
  });

  it('is refused for a list that there is not, with the nearest', async () => {
    const firm = await told();
    const said = await firm.run('suppress', 'export', '--list', 'leters');
    expect(said.status).toBe(2);
    expect(said.stderr).toContain("did you mean 'letters'?");
  });

  it('does not replace a file, and never the database', async () => {
    const firm = await told();
    for (const path of [firm.file('there.csv', ['x']), firm.database]) {
      const said = await firm.run('suppress', 'export', '--list', 'internal', '--out', path);
      expect(said.status).toBe(2);
    }
  });
});

describe('suppress import --exported', () => {
  const ROW = '+447700900001,complaint,,,2026-03-02,,,,,yes,';
  const HEADER = EXPORTED_HEADER.trim();

  it.each([
    ['another header', 'number,reason', ROW, 'its header is another'],
    ['a number that none was written as', HEADER, ROW.replace('+44', '0'), 'line 2'],
    ['a class that there is not', HEADER, ROW.replace('complaint', 'complain'), 'line 2'],
    ['a day that lies ahead', HEADER, ROW.replace('2026-03-02', '2026-04-02'), 'line 2'],
    [
      'a last day that its class cannot have',
      HEADER,
      ROW.replace('-02,', '-02,2026-05-01'),
      'line 2',
    ],
    ['a caller that is not declared', HEADER, ROW.replace('02,,,,', '02,,Acne,,'), 'Acne'],
    ['a row cut off', HEADER, '+447700900001,complaint', 'line 2'],
  ])('records nothing of a file with %s', async (_, header, row, words) => {
    const firm = newFirm().at('2026-03-05');
    const file = firm.file('list.csv', [header, row]);
    const said = await firm.run('suppress', 'import', file, '--exported');
    expect(said.status, said.stdout.toString()).toBe(2);
    expect(said.stderr).toContain(words);
    expect(standing(firm, 'internal')).toEqual([]);
  });

  it('records nothing of a file that ends in the middle of a line', async () => {
    const firm = newFirm().at('2026-03-05');
    const path = firm.file('list.csv', [HEADER, ROW, ROW.replace('001', '002')]);
    writeFileSync(path, readFileSync(path).subarray(0, -2));
    const said = await firm.run('suppress', 'import', path, '--exported');
    expect(said.status).toBe(2);
    expect(said.stderr).toContain('a part of it is missing');
    expect(standing(firm, 'internal')).toEqual([]);
  });

  it('is asked for when a file is one', async () => {
    const firm = newFirm().at('2026-03-05');
    const said = await firm.run('suppress', 'import', firm.file('list.csv', [HEADER, ROW]));
    expect(said.status).toBe(2);
    expect(said.stderr).toContain('add --exported');
  });

  it.each(['--source=x', '--caller=Acme', '--column=number=number', '--no-header', '--days=dmy'])(
    'takes no %s',
    async (option) => {
      const firm = newFirm().at('2026-03-05');
      const file = firm.file('list.csv', [HEADER, ROW]);
      const said = await firm.run('suppress', 'import', file, '--exported', option);
      expect(said.status).toBe(2);
      expect(said.stderr).toContain('exclude each other');
    },
  );

  it('takes a list on which nothing stands', async () => {
    const firm = newFirm().at('2026-03-05');
    await firm.json(['suppress', 'add', '07700900001', '--list', 'letters']);
    const [counts, file] = await exported(firm, 'internal');
    expect(counts).toMatchObject({ entries: 0, numbers: 0 });
    expect(await taken(firm, file, 'internal')).toMatchObject({ rows: { read: 0 } });
  });

  it('records nothing twice', async () => {
    const firm = newFirm().at('2026-03-05');
    const file = firm.file('list.csv', [HEADER, ROW]);
    expect(await taken(firm, file, 'internal')).toMatchObject({ rows: { recorded: 1 } });
    expect(await taken(firm, file, 'internal')).toMatchObject({
      rows: { recorded: 0, repeated: 1 },
    });
  });
});
