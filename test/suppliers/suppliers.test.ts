import { beforeEach, describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../explain/told-number.js';

interface ClaimJson {
  readonly day: string;
  readonly numbers: number;
  readonly listed: number | null;
  readonly listed_28_days: number | null;
  readonly no_data: readonly { readonly register: string; readonly why: string }[];
}

interface SuppliersJson {
  readonly ok: boolean;
  readonly suppliers: readonly {
    readonly name: string;
    readonly lists: number;
    readonly runs: number;
    readonly records: number;
    readonly unread: number;
    readonly numbers: number;
    readonly objected: number;
    readonly claims: readonly ClaimJson[];
  }[];
  readonly overlaps: readonly { readonly suppliers: readonly string[]; readonly numbers: number }[];
  readonly not_known: readonly { readonly run: string; readonly why: string }[];
  readonly runs_without_supplier: number;
  readonly purged: readonly string[];
}

interface ScrubJson {
  readonly run: string;
  readonly supplier?: string;
  readonly claim?: ClaimJson | { readonly not_known: string };
  readonly outputs: readonly { readonly sha256: string }[];
  readonly counts: object;
}

const newFirm = newFirms();
const NOW = '2026-03-20T09:00:00Z';
/** Appeared on the file of the day; the last one is on CTPS. */
const LISTED = {
  '2026-02-02': ['07700900100', '07700900101', '07700900102', '07700900103'],
  '2026-03-02': ['07700900104', '07700900105'],
} as const;
const CTPS = '02079460123';
const OBJECTED = ['07700900200', '07700900201'];

let firm: Firm;
beforeEach(async () => {
  firm = newFirm();
  const [first, later] = [LISTED['2026-02-02'], LISTED['2026-03-02']];
  await firm.register('ctps', '2026-02-02', [CTPS]);
  await firm.register('tps', '2026-02-02', first);
  await firm.register('ctps', '2026-03-02', [CTPS]);
  await firm.register('tps', '2026-03-02', [...first, ...later]);
  await firm.json('2026-03-03T09:00:00Z', ['suppress', 'add', ...OBJECTED]);
});

const scrub = (minute: number, name: string, numbers: readonly string[], ...options: string[]) => {
  const list = firm.file(name, ['Phone', ...numbers]);
  const now = `2026-03-10T09:${String(minute).padStart(2, '0')}:00Z`;
  return firm.json<ScrubJson>(now, ['scrub', list, '--force', ...options]);
};
const from = (name: string, day?: string) => [
  ...['--supplier', name],
  ...(day === undefined ? [] : ['--claimed-screened', day]),
];
const suppliers = (status: number, ...options: string[]) =>
  firm.json<SuppliersJson>(NOW, ['suppliers', ...options], status);

/** Numbers 07700 900nnn. */
function range(first: number, end: number): string[] {
  return Array.from({ length: end - first }, (_, at) => `07700900${String(first + at)}`);
}

describe('scrub --supplier', () => {
  it('changes nothing but the record', async () => {
    const numbers = [...range(100, 110), '07700 9001'];
    const without = await scrub(1, 'a.csv', numbers);
    const named = await scrub(2, 'b.csv', numbers, ...from('Leads', '2026-03-05'));
    expect([named.counts, named.outputs.map(({ sha256 }) => sha256)]).toEqual([
      without.counts,
      without.outputs.map(({ sha256 }) => sha256),
    ]);
    expect(without).not.toHaveProperty('supplier');
    for (const run of [without.run, named.run]) {
      const list = firm.path(run === named.run ? 'b.csv' : 'a.csv');
      expect((await firm.run(NOW, 'replay', run, '--input', list)).status).toBe(0);
      expect((await firm.run(NOW, 'replay', run, '--from-trace')).status).toBe(0);
    }
    expect((await firm.run(NOW, 'verify')).status).toBe(0);
    const sheet = (await firm.run(NOW, 'runs', 'show', named.run)).stdout.toString();
    expect(sheet).toContain('Leads, who says it screened it on 2026-03-05');
    const { record } = await firm.json<{ record: object }>(NOW, ['runs', 'show', named.run]);
    expect(record).toMatchObject({
      supplier: { name: 'Leads', claimed_screened: '2026-03-05' },
    });
  });

  it('holds the list against what the supplier says', async () => {
    const list = [...range(100, 110), ...OBJECTED, CTPS];
    const { claim } = await scrub(1, 'a.csv', list, ...from('Leads', '2026-03-05'));
    expect(claim).toEqual({
      ...{ day: '2026-03-05', numbers: 13, listed: 7, listed_28_days: 5, no_data: [] },
    });
    const said = await firm.run(
      '2026-03-11T09:00:00Z',
      ...['scrub', firm.file('b.csv', ['Phone', ...list]), ...from('Leads', '2026-03-05')],
    );
    expect(said.stdout.toString()).toContain(
      'Of these 13 different numbers, 5 (38.5 %) had been listed for 28 days or more on 2026-03-05, when Leads says it screened them; 2 more were listed, for less long as far as the files held show.',
    );
  });

  it('counts 28 days from the first file with the number: one day less is less', async () => {
    const list = [...LISTED['2026-02-02'], CTPS, '07700900300'];
    const before = await scrub(1, 'a.csv', list, ...from('Leads', '2026-03-01'));
    expect(before.claim).toMatchObject({ listed: 5, listed_28_days: 0 });
    const on = await scrub(2, 'b.csv', list, ...from('Leads', '2026-03-02'));
    expect(on.claim).toMatchObject({ listed: 5, listed_28_days: 5 });
  });

  it('says so where the registers of that day, or the numbers, are not held', async () => {
    const early = await scrub(1, 'a.csv', range(100, 102), ...from('Leads', '2026-01-20'));
    expect(early.claim).toMatchObject({
      ...{ numbers: 2, listed: null, listed_28_days: null },
      no_data: [{ register: 'tps' }, { register: 'ctps' }],
    });
    const list = firm.file('early.csv', ['Phone', '07700900100']);
    const told = await firm.run(
      '2026-03-10T09:01:30Z',
      ...['scrub', list, ...from('Leads', '2026-01-20')],
    );
    expect(told.stdout.toString()).toContain(
      'Whether this 1 number was listed on 2026-01-20, when Leads says it screened it, is not known.',
    );
    const words = [...from('Leads', '2026-03-05'), '--no-trace'];
    const untraced = await scrub(2, 'b.csv', range(100, 102), ...words);
    expect(untraced.claim).toEqual({ not_known: 'no trace was kept of it' });
    const dry = await scrub(
      3,
      'c.csv',
      range(100, 102),
      ...from('Leads', '2026-03-05'),
      '--dry-run',
    );
    expect(dry.claim).toEqual({ not_known: 'a dry run remembers no numbers' });
    const nothing = await scrub(4, 'd.csv', range(100, 102), ...from('Leads'));
    expect(nothing).toMatchObject({ supplier: 'Leads', claimed_screened: null });
    expect(nothing).not.toHaveProperty('claim');
  });

  it.each([
    [['--claimed-screened', '2026-03-05'], '--claimed-screened needs --supplier'],
    [from('Leads', '2026-03-21'), 'is a day to come'],
    [from('  '), 'is no name'],
    [from('07700 900123'), 'is no name'],
    [from('Le\tads'), 'is no name'],
  ])('refuses %j', async (words, summary) => {
    const list = firm.file('a.csv', ['Phone', '07700900300']);
    const said = await firm.run(NOW, 'scrub', list, ...words);
    expect([said.status, said.stderr]).toEqual([2, expect.stringContaining(summary)]);
  });

  it('keeps the first spelling of a name, and names one that is near', async () => {
    await scrub(1, 'a.csv', range(300, 301), ...from('Leads & Co'));
    expect((await scrub(2, 'b.csv', range(301, 302), ...from('LEADS &  co'))).supplier).toBe(
      'Leads & Co',
    );
    const list = firm.file('c.csv', ['Phone', '07700900303']);
    const near = await firm.run(NOW, 'scrub', list, ...from('Leeds & Co'));
    expect(near.stderr).toContain(
      "no list of 'Leeds & Co' was screened before; if 'Leads & Co' is meant, suppliers counts them as two",
    );
    const far = await firm.run(NOW, 'scrub', list, '--force', ...from('Zyx'));
    expect(far.stderr).not.toContain('was screened before');
  });
});

describe('suppliers', () => {
  const lists = {
    a1: [...range(100, 140), ...OBJECTED, '07700 9001'],
    a2: [...range(130, 160), '07700 900130', CTPS],
    b: [
      ...range(150, 180),
      ...range(104, 107),
      OBJECTED[0] ?? '',
      '7700900131',
      'O7700900133',
      ',x,',
    ],
  } as const;

  /** Distinct numbers of some lists, counted without the program. */
  function numbersOf(...some: (readonly string[])[]): Set<string> {
    const whole = some.flat().map((text) => text.replaceAll(' ', '').replace(/^7/, '07'));
    return new Set(whole.filter((text) => /^0\d{10}$/.test(text)));
  }

  function shared(one: Set<string>, other: Set<string>): number {
    return [...one].filter((number) => other.has(number)).length;
  }

  it('counts as a model does: lists once, numbers once, and what two share', async () => {
    await scrub(1, 'a1.csv', lists.a1, ...from('Aleph', '2026-03-05'));
    await scrub(2, 'b.csv', lists.b, ...from('Beth'));
    await scrub(3, 'a2.csv', lists.a2, ...from('Aleph', '2026-03-02'));
    await scrub(4, 'a1.csv', lists.a1, ...from('aleph', '2026-03-05'));
    await scrub(5, 'other.csv', range(100, 200));
    const found = await suppliers(0);
    const aleph = numbersOf(lists.a1, lists.a2);
    const beth = numbersOf(lists.b);
    expect(found.suppliers).toMatchObject([
      {
        ...{ name: 'Aleph', lists: 2, runs: 3 },
        ...{ records: lists.a1.length + lists.a2.length, unread: 1 },
        ...{ numbers: aleph.size, objected: 2 },
      },
      {
        ...{ name: 'Beth', lists: 1, runs: 1, records: lists.b.length, unread: 2 },
        ...{ numbers: beth.size, objected: 1, claims: [] },
      },
    ]);
    const claims = [...(found.suppliers[0]?.claims ?? [])].sort((a, b) => (a.day < b.day ? -1 : 1));
    expect(claims).toMatchObject([
      { day: '2026-03-02', numbers: numbersOf(lists.a2).size, listed: 1, listed_28_days: 1 },
      { day: '2026-03-05', numbers: numbersOf(lists.a1).size, listed: 6, listed_28_days: 4 },
    ]);
    expect(found.overlaps).toEqual([
      { suppliers: ['Aleph', 'Beth'], numbers: shared(aleph, beth) },
    ]);
    expect(found).toMatchObject({ ok: true, not_known: [], runs_without_supplier: 1, purged: [] });
    const text = (await firm.run(NOW, 'suppliers')).stdout.toString();
    expect(
      text
        .split('\n')
        .slice(0, 3)
        .map((line) => line.trim().replaceAll(/ {2,}/g, ' | ')),
    ).toEqual([
      'lists | records | unread | numbers | objected | listed | supplier',
      `2 | 75 | 1 (1.3 %) | ${String(aleph.size)} | 2 (3.2 %) | 5 (6.8 %) | Aleph`,
      `1 | 37 | 2 (5.4 %) | ${String(beth.size)} | 1 (2.9 %) | - | Beth`,
    ]);
    expect(text).toContain('of Aleph');
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('is asked of a time', async () => {
    await scrub(1, 'a.csv', lists.a1, ...from('Aleph'));
    expect((await suppliers(0, '--from', '2026-03-11')).suppliers).toEqual([]);
    expect((await suppliers(0, '--to', '2026-03-10')).suppliers).toHaveLength(1);
    expect((await firm.run(NOW, 'suppliers', '--from', '2026-03-11')).stdout.toString()).toBe(
      'No run of that time names a supplier.\n',
    );
  });

  it('names lists whose numbers are not known, and leaves them out of the counts alone', async () => {
    await scrub(1, 'a.csv', lists.a1, ...from('Aleph'));
    const untraced = await scrub(2, 'b.csv', lists.b, ...from('Aleph'), '--no-trace');
    const damaged = await scrub(3, 'c.csv', lists.a2, ...from('Beth'));
    firm.write((store) => {
      const sets = 'SELECT id FROM run_trace_set WHERE run = ?';
      store
        .prepare(`UPDATE run_trace SET crc = crc + 1 WHERE trace_set IN (${sets})`)
        .run(damaged.run);
    });
    const found = await suppliers(4);
    expect(found.not_known).toMatchObject([
      { run: untraced.run, supplier: 'Aleph', why: 'no trace was kept of it' },
      { run: damaged.run, supplier: 'Beth' },
    ]);
    expect(found.suppliers).toMatchObject([
      { lists: 2, records: lists.a1.length + lists.b.length, numbers: numbersOf(lists.a1).size },
      { lists: 1, numbers: 0 },
    ]);
    expect(found.overlaps).toEqual([]);
    const said = await firm.run(NOW, 'suppliers');
    expect([said.status, said.stdout.toString()]).toEqual([
      4,
      expect.stringContaining('Not known, and left out of the counts:'),
    ]);
  });

  it('asks of a list the run that remembers its numbers', async () => {
    await scrub(1, 'a.csv', lists.a1, ...from('Aleph'));
    await scrub(2, 'a.csv', lists.a1, ...from('Aleph'), '--no-trace');
    const found = await suppliers(0);
    expect(found.suppliers).toMatchObject([
      { lists: 1, runs: 2, numbers: numbersOf(lists.a1).size },
    ]);
  });

  it('says at least how many where one register alone is held', async () => {
    firm = newFirm();
    await firm.register('tps', '2026-01-05', LISTED['2026-02-02'].slice(0, 2));
    await firm.register('ctps', '2026-03-02', [CTPS]);
    await firm.register('tps', '2026-03-02', LISTED['2026-02-02']);
    const list = [...range(100, 104), CTPS];
    const { claim } = await scrub(1, 'a.csv', list, ...from('Aleph', '2026-01-20'));
    expect(claim).toMatchObject({
      ...{ numbers: 5, listed: 2, listed_28_days: 0 },
      no_data: [{ register: 'ctps', numbers: 5 }],
    });
    const file = firm.file('b.csv', ['Phone', ...list]);
    const told = await firm.run(NOW, 'scrub', file, ...from('Aleph', '2026-01-20'));
    expect(told.stdout.toString()).toContain(
      'Of these 5 different numbers, at least 0 (0 %) had been listed for 28 days or more on 2026-01-20, when Aleph says it screened them; 2 more were listed, for less long as far as the files held show; ctps not known.',
    );
    const text = (await firm.run('2026-03-20T11:00:00Z', 'suppliers')).stdout.toString();
    expect(text).toContain('at least 0  Aleph');
  });

  it('says of how many numbers an edition of a partial licence says nothing', async () => {
    firm = newFirm();
    await firm.register('ctps', '2026-03-02', [CTPS]);
    await firm.register('tps', '2026-03-02', ['07700900100'], '--covers', '077');
    const file = firm.file('a.csv', ['Phone', '07700900100', '07700900101', CTPS, '02079460199']);
    const told = await firm.run(NOW, 'scrub', file, ...from('Aleph', '2026-03-05'));
    expect(told.stdout.toString()).toContain(
      'at least 0 (0 %) had been listed for 28 days or more on 2026-03-05, when Aleph says it screened them; 2 more were listed, for less long as far as the files held show; tps not known of 2.',
    );
  });

  it('says which claims the registers held cannot answer', async () => {
    await scrub(1, 'a.csv', lists.a1, ...from('Aleph', '2026-01-20'));
    const found = await suppliers(4);
    expect(found.suppliers[0]?.claims[0]?.no_data.map(({ register }) => register)).toEqual([
      ...['tps', 'ctps'],
    ]);
    expect(found.suppliers[0]?.claims).toMatchObject([{ listed: null, listed_28_days: null }]);
    const text = (await firm.run(NOW, 'suppliers')).stdout.toString();
    expect(text).toContain('no data  Aleph');
  });
});
