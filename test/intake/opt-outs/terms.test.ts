import { describe, expect, it } from 'vitest';
import type { Day } from '../../../src/core/day.js';
import { ScreeningError } from '../../../src/core/errors.js';
import type { OptOutRows } from '../../../src/intake/opt-outs/rows.js';
import { FAR_DAY, SAID_CLASS_NAMES, type ObjectionTerms } from '../../../src/policy/objections.js';
import { read, TODAY, type Asked } from './reading.js';

/** The terms of a row that says nothing but its number. */
const SILENT: ObjectionTerms = {
  list: 'internal',
  class: 'asked-not-to-call',
  reason: '',
  source: '',
  told: TODAY,
  undated: 1,
  told_text: '',
  until: FAR_DAY,
  caller: '',
  campaign: '',
};

/** What the terms of each number's row differ in from silence. */
function saidByRow({ terms, termsOf }: OptOutRows): Partial<ObjectionTerms>[] {
  return [...termsOf].map((place) => {
    const own = Object.entries(terms[place] ?? {});
    const silent = new Map<string, unknown>(Object.entries(SILENT));
    return Object.fromEntries(own.filter(([name, value]) => silent.get(name) !== value));
  });
}

/** The notes that are not 0. */
function noted({ notes }: OptOutRows): Record<string, number> {
  return Object.fromEntries(Object.entries(notes).filter(([, rows]) => rows > 0));
}

/** Reads one row a cell, all in the column of that header. */
async function readCells(header: string, cells: readonly string[], asked?: Asked) {
  const quoted = cells.map((cell) => `"${cell.replaceAll('"', '""')}",07700900123`);
  return read([`${header},phone`, ...quoted].join('\n'), asked);
}

async function readCell(header: string, cell: string, asked?: Asked) {
  const found = await readCells(header, [cell], asked);
  return [saidByRow(found)[0], noted(found)];
}

const day = (text: string): Day => text as Day;

describe('terms', () => {
  it('of a row that says nothing are the defaults', async () => {
    const found = await read('07700900123\n');
    expect(found.terms).toEqual([SILENT]);
    expect(found.references).toEqual([]);
  });

  it('come from options, the list and the source', async () => {
    const defaults = {
      list: 'agents',
      class: 'abandoned-call',
      source: 'agent 12',
      on: day('2026-11-01'),
      until: day('2026-11-30'),
      reference: 'batch 7',
      caller: 'Acme Energy',
      campaign: 'spring',
    } as const;
    const found = await read('07700900123\n07700900124\n', { defaults });
    const { reference, on, ...same } = defaults;
    expect(found.terms).toEqual([{ ...SILENT, ...same, told: on, undated: 0 }]);
    expect(found.references).toEqual([reference, reference]);
  });

  it('of a row come before the defaults, and empty cells do not', async () => {
    const found = await read(
      'phone,reason,source,reference,on,until,caller,campaign\n' +
        '07700900123,other,web,r1,2026-11-02,2026-12-24,acme energy,SPRING\n' +
        '07700900124,, ,,\u00a0,,,\n',
      {
        columns: { caller: 'caller', campaign: 'campaign' },
        defaults: {
          class: 'complaint',
          source: 'post',
          reference: 'r0',
          on: day('2026-11-01'),
          caller: 'Acme Water',
        },
      },
    );
    expect(saidByRow(found)).toEqual([
      {
        class: 'other',
        source: 'web',
        told: '2026-11-02',
        undated: 0,
        until: '2026-12-24',
        caller: 'Acme Energy',
        campaign: 'spring',
      },
      { class: 'complaint', source: 'post', told: '2026-11-01', undated: 0, caller: 'Acme Water' },
    ]);
    expect(found.references).toEqual(['r1', 'r0']);
    expect(noted(found)).toEqual({});
  });

  it('are given once, however often and however they are said', async () => {
    const found = await readCells('reason', ['complaint', 'COMPLAINT ', 'x', 'complaint', 'x', '']);
    expect(found.terms.map((terms) => [terms.class, terms.reason])).toEqual([
      ['complaint', ''],
      ['other', 'x'],
      ['asked-not-to-call', ''],
    ]);
    expect([...found.termsOf]).toEqual([0, 0, 1, 0, 1, 2]);
  });

  it('are read from columns that are named, and from windows-1252', async () => {
    const file = Buffer.from('phone,why,agent\n07700900123,d\xe9j\xe0 vu,Ren\xe9\n', 'latin1');
    const found = await read(file, { columns: { reason: 'WHY', source: '3' } });
    expect(saidByRow(found)).toEqual([{ class: 'other', reason: 'déjà vu', source: 'René' }]);
    expect(found.columns.others).toEqual({ reason: 'why', source: 'agent' });
  });

  it('hold for an unresolved row too', async () => {
    const found = await read('phone,reason\n07700900123,\nwithheld,complaint\n');
    expect(found.terms[found.unresolved[0]?.terms ?? -1]?.class).toBe('complaint');
  });

  it('are told apart among more than any table of short cells holds', async () => {
    const sources = Array.from(
      { length: 30_000 },
      (_, at) => `agent ${String((at * 7919) % 29_989)}`,
    );
    const found = await readCells('source', [...sources, ...sources]);
    expect(saidByRow(found).map(({ source }) => source)).toEqual([...sources, ...sources]);
    expect(found.terms).toHaveLength(29_989);
  });

  it('are told apart in every combination of cells', async () => {
    const row = (at: number): string[] => [
      `agent ${String(at % 97)}`,
      `2026-0${String(1 + (at % 9))}-01`,
      `why ${String(at % 101)}`,
    ];
    const rows = Array.from({ length: 20_000 }, (_, at) => row(at));
    const lines = rows.map((cells) => `07700900123,${cells.join(',')}`);
    const found = await read(['phone,source,on,reason', ...lines].join('\n'));
    const said = saidByRow(found).map(({ source, told, reason }) => [source, told, reason]);
    expect(said).toEqual(rows);
    expect(found.terms).toHaveLength(20_000);
  });
});

describe('a reason', () => {
  it.each(SAID_CLASS_NAMES)('%s is a class', async (name) => {
    const lines = [
      name,
      ` ${name.toUpperCase()} `,
      name.replaceAll('-', ' '),
      name.replaceAll('-', '_'),
    ];
    const found = await readCells('reason', lines);
    expect(found.terms.map((terms) => [terms.class, terms.reason])).toEqual([[name, '']]);
    expect(noted(found)).toEqual({});
  });

  it.each([
    ['no class', 'asked-not-to-call', 'shouted', { class: 'other', reason: 'shouted' }],
    [
      'what an erasure leaves',
      'asked-not-to-call',
      'suppressed',
      { class: 'other', reason: 'suppressed' },
    ],
    ['no class either', 'abandoned-call', 'shouted', { class: 'other', reason: 'shouted' }],
    [
      'text beside a class that nothing lifts',
      'complaint',
      'shouted',
      { class: 'complaint', reason: 'shouted' },
    ],
    [
      'text beside another of those',
      'wrong-number',
      'a shop',
      { class: 'wrong-number', reason: 'a shop' },
    ],
  ] as const)('%s is kept as text: %s', async (_, byDefault, cell, said) => {
    const asked = { defaults: { class: byDefault } };
    expect(await readCell('reason', cell, asked)).toEqual([said, { reasonsAsText: 1 }]);
  });

  it('that is a class holds against the default', async () => {
    const asked = { defaults: { class: 'complaint' as const } };
    expect(await readCell('reason', 'abandoned call', asked)).toEqual([
      { class: 'abandoned-call' },
      {},
    ]);
  });

  it('as text is counted row by row', async () => {
    const found = await readCells('reason', ['x', 'x', 'y', 'complaint', '']);
    expect(found.notes.reasonsAsText).toBe(3);
  });
});

describe('the day told', () => {
  it.each([
    ['2026-11-20', { told: '2026-11-20', undated: 0 }, {}],
    ['2026-11-21', { undated: 0 }, {}],
    ['20/11/2026', { told: '2026-11-20', undated: 0 }, {}],
    ['20/11/2026 10:15:30', { told: '2026-11-20', undated: 0 }, {}],
    ['1984-01-01', { told: '1984-01-01', undated: 0 }, {}],
    ['', {}, {}],
    ['1983-12-31', { told_text: '1983-12-31' }, { daysUnread: 1 }],
    ['01/01/1900', { told_text: '01/01/1900' }, { daysUnread: 1 }],
    ['soon', { told_text: 'soon' }, { daysUnread: 1 }],
    ['30/02/2026', { told_text: '30/02/2026' }, { daysUnread: 1 }],
    ['2026-11-22', { told_text: '2026-11-22' }, { daysAhead: 1 }],
    ['22/11/2026 10:15', { told_text: '22/11/2026 10:15' }, { daysAhead: 1 }],
  ])('%j', async (cell, said, notes) => {
    expect(await readCell('on', cell)).toEqual([said, notes]);
  });

  it('is read in the order asked', async () => {
    expect(await readCell('on', '11/12/2025', { days: 'mdy' })).toEqual([
      { told: '2025-11-12', undated: 0 },
      {},
    ]);
  });

  it('that is unreadable does not become the default day', async () => {
    const asked = { defaults: { on: day('2026-11-01') } };
    expect(await readCell('on', 'soon', asked)).toEqual([{ told_text: 'soon' }, { daysUnread: 1 }]);
  });

  it('that another order could read is told apart', async () => {
    const otherOf = async (cell: string, days?: 'mdy'): Promise<string | undefined> =>
      (await readCells('on', [cell], days === undefined ? {} : { days })).otherOrder;
    expect(await otherOf('05/13/2026')).toBe('mdy');
    expect(await otherOf('13/05/2026', 'mdy')).toBe('dmy');
    expect(await otherOf('2026/05/13')).toBe('ymd');
    expect(await otherOf('31/02/2026')).toBeUndefined();
    expect(await otherOf('05/12/2026')).toBeUndefined();
    expect((await readCells('until', ['12/31/2026'])).otherOrder).toBe('mdy');
  });

  it('keeps its time of day where it lies ahead, row by row', async () => {
    const cells = ['2027-01-01 10:15', '2027-01-01 11:30', '2026-01-01 10:15', '2026-01-01 11:30'];
    const found = await readCells('on', cells);
    expect(found.terms.map(({ told, told_text }) => [told, told_text])).toEqual([
      [TODAY, '2027-01-01 10:15'],
      [TODAY, '2027-01-01 11:30'],
      ['2026-01-01', ''],
    ]);
    expect([...found.termsOf]).toEqual([0, 1, 2, 2]);
    expect(noted(found)).toEqual({ daysAhead: 2 });
  });

  it('is read from more distinct times than are remembered', async () => {
    const times = Array.from({ length: 25_000 }, (_, at) => {
      return new Date(Date.UTC(2020, 0, 1) + at * 3_600_000).toISOString();
    });
    const found = await readCells('on', times);
    const told = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
    expect(saidByRow(found).map((said) => said.told)).toEqual(
      times.map((time) => told.format(new Date(time))),
    );
  });
});

describe('the last day', () => {
  it.each([
    ['other', '2026-12-24', '', '2026-12-24', {}],
    ['abandoned-call', '24/12/2026', '', '2026-12-24', {}],
    ['other', '2026-11-21', '2026-11-21', '2026-11-21', {}],
    ['other', '2020-01-01', '', '2020-01-01', { untilOver: 1 }],
    ['other', '1900-01-01', '', FAR_DAY, { untilUnread: 1 }],
    ['other', '30/12/1899', '', FAR_DAY, { untilUnread: 1 }],
    ['other', '1970-01-01', '', FAR_DAY, { untilUnread: 1 }],
    ['other', '2026-11-19', '2026-11-20', FAR_DAY, { untilUnread: 1 }],
    ['other', 'soon', '', FAR_DAY, { untilUnread: 1 }],
    ['other', '30/02/2027', '', FAR_DAY, { untilUnread: 1 }],
    ['complaint', '2026-12-24', '', FAR_DAY, { untilNotForClass: 1 }],
    ['asked-not-to-call', '2026-12-24', '', FAR_DAY, { untilNotForClass: 1 }],
    ['complaint', '', '', FAR_DAY, {}],
  ] as const)('%s until %j, told %j', async (byDefault, until, on, last, notes) => {
    const file = `phone,until,on\n07700900123,${until},${on}\n`;
    const found = await read(file, { defaults: { class: byDefault } });
    expect([found.terms[0]?.until, noted(found)]).toEqual([last, notes]);
  });

  it('that is unreadable does not become the default one', async () => {
    const asked = { defaults: { class: 'other' as const, until: day('2026-12-24') } };
    const found = await readCells('until', ['soon', ''], asked);
    expect(found.terms.map(({ until }) => until)).toEqual([FAR_DAY, '2026-12-24']);
  });

  it('by default is none for a class that cannot have it', async () => {
    const asked = { defaults: { class: 'other' as const, until: day('2026-12-24') } };
    const found = await readCells('reason', ['complaint', ''], asked);
    expect(found.terms.map(({ until }) => until)).toEqual([FAR_DAY, '2026-12-24']);
    expect(noted(found)).toEqual({ untilNotForClass: 1 });
  });
});

describe('a caller or campaign that is not declared', () => {
  it.each([
    ['caller', 'Acme Enrgy', "did you mean 'Acme Energy'?"],
    ['campaign', 'sprnig', "did you mean 'spring'?"],
  ])('%s is refused with file and line', async (header, name, fix) => {
    const good = header === 'caller' ? 'Acme Water' : 'spring';
    const file = `phone,note,${header}\n07700900123,"a\nb",${good}\n07700900124,,${name}\n`;
    const error: unknown = await read(file, { columns: { [header]: header } }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ScreeningError);
    const { code, explanation } = error as ScreeningError;
    expect(code).toBe('wrong-use');
    expect(explanation.summary).toBe(`optouts.csv, line 4: there is no ${header} '${name}'`);
    expect(explanation.where).toBe('optouts.csv, line 4');
    expect(explanation.fix).toBe(fix);
  });

  it('is not asked about in rows that are passed over', async () => {
    const file = 'phone,status,caller\n07700900123,DNC,acme water\n07700900124,SALE,Nobody\n';
    const found = await read(file, { where: ['status=DNC'], columns: { caller: 'caller' } });
    expect(saidByRow(found)).toEqual([{ caller: 'Acme Water' }]);
  });

  it('is no scope unless the column was named: diallers export it for other ends', async () => {
    const found = await read('phone,caller,campaign\n07700900123,Nobody,AUTUMN\n');
    expect(saidByRow(found)).toEqual([{}]);
    expect(found.columns.unused).toEqual(['caller', 'campaign']);
  });
});

describe('references', () => {
  it('stand by row, unresolved ones too', async () => {
    const found = await read(
      'phone,reference\n07700900123 / 07700900124, A-1 \nx,A-2\n07700900123,\n',
    );
    expect(found.references).toEqual(['A-1', 'A-2', '']);
    expect(found.unresolved[0]?.reference).toBe('A-2');
  });

  it('are none when no row has one', async () => {
    expect((await read('phone,reference\n07700900123,\n07700900124,\n')).references).toEqual([]);
  });
});
