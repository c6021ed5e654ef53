import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReplayRoom } from './replay-room.js';

const CONSENT = ['--method', 'form', '--wording', 'yes please', '--reference', '7'];

const LIST = [
  'name,phone,mobile,customer',
  'Ann,01632 960001,07700 900001,A1',
  'Bob,01632 960002,,A2',
  'Cy,1632960003,07700 900003 or 07700 900004,A3',
  'Dee,01632 960004 x12,+1 202 555 0123,A4',
  'Eve,0163296,,A5',
  'Fay,,,A6',
  'Gus,01632 960001,07700 900001,A7',
  'Hal,01632 96000O5,,A8',
  'Ivy,"01632\n960006",07700 900006,A9',
  'Joe,01632 960007',
  'Kim,01632 960008,07700 900008,A10',
  'Lou,0114 496 0009,0909 8790 010,A11',
  '',
].join('\r\n');

const PARTY = ['--party-column', 'customer'];

/** Every way in which a list is screened: its bytes, and the options. */
const RUNS: Readonly<Record<string, readonly [list: string, ...options: string[]]>> = {
  'as it comes': [LIST],
  'cells emptied': [LIST, '--rows', 'blank'],
  'every record flagged': [LIST, '--rows', 'flag'],
  'flagged in semicolons': [LIST.replaceAll(',', ';'), '--rows', 'flag'],
  'duplicates dropped': [LIST, '--duplicates', 'drop-later'],
  'duplicates dropped, cells emptied': [LIST, '--duplicates', 'drop-later', '--rows', 'blank'],
  'parties asked about': [LIST, ...PARTY],
  'for a caller with consents': [LIST, '--caller', 'Acme'],
  'for a campaign': [LIST, '--caller', 'Acme', '--campaign', 'Spring'],
  'with grace': [LIST, '--policy', 'spring'],
  'only with consent': [LIST, '--policy', 'consent-only', '--caller', 'Acme'],
  'consumers only': [LIST, '--policy', 'live-calls-consumer'],
  'to a last day': [LIST, '--caller', 'Acme', '--until', '2026-11-25'],
  'calls to come': [LIST, '--call-date', '2026-11-28'],
  'as of another day': [LIST, '--as-of', '2026-11-12', '--policy', 'spring'],
  'of past calls': [LIST, '--call-date', '2026-11-15', '--historical'],
  'in windows-1252': [`n\xe4me,phone\r\nZo\xeb,01632 960001\r\n\x80uro,01632 960099`],
  'said to be windows-1252': ['name\xacphone\nZo\xeb\xac01632 960001\n', '--encoding', 'cp1252'],
  'with columns copied': [LIST, '--report-columns', 'name,customer', '--column', 'phone'].concat(
    '--ignore-column',
    'mobile',
  ) as [string, ...string[]],
  'without a header': ['01632 960001;x\n01632 960099;y\n', '--no-header'],
  'with lines skipped': [`export of today\n\n${LIST}`, '--skip-lines', '2'],
  'with a mark and Excel’s first line': [
    `\xef\xbb\xbfsep=;\r\nphone;name\r\n01632 960001;"a;b"\r\n`,
  ],
  'delimited by a byte': ['phone\xacname\n01632 960001\xacAnn\n', '--delimiter', '\\xAC'],
  'delimited by a character of two bytes': [
    'phone\xc2\xacname\n01632 960001\xc2\xacAnn\n',
    '--delimiter',
    '\u00ac',
  ],
  'nothing but a header': ['phone\r\n', '--column', 'phone'],
};

describe('a run, after fifty later imports and events,', () => {
  const room = new ReplayRoom();
  const runs = new Map<string, string>();
  const lists = new Map<string, string>();
  let stdin = '';

  beforeAll(async () => {
    room.at('2026-11-01T09:00:00Z');
    await room.import('tps', '2026-10-31', '01632 960008', '01632 960900');
    await room.import('ctps', '2026-10-31', '020 7946 0900');
    await room.do('suppress', 'add', '01632 960003', '--reason', 'complaint');
    await room.do('suppress', 'add', '01632 960002', '--caller', 'Acme', '--on', '2026-10-20');
    await room.do('suppress', 'add', '+1 202 555 0123');
    room.at('2026-11-11T09:00:00Z');
    await room.import('tps', '2026-11-10', '01632 960008', '07700 900006', '01632 960900');
    room.at('2026-11-21T09:00:00Z');
    await room.import('tps', '2026-11-20', '01632 960001', '07700 900006', '01632 960900');
    await room.import('ctps', '2026-11-20', '0114 496 0009', '020 7946 0900');
    await room.do('suppress', 'add', '--party', 'A10');
    await room.do('suppress', 'add', '07700 900003', '--campaign', 'Spring');
    const told = ['--caller', 'Acme', '--on', '2026-11-19', ...CONSENT];
    await room.do('consent', 'add', '01632 960001', ...told);
    await room.do('consent', 'add', '07700 900006', ...told, '--until', '2026-11-30');
    await room.do('consent', 'add', '01632 960099', ...told);
    for (const [name, [list, ...options]] of Object.entries(RUNS)) {
      runs.set(name, await room.scrub(list, ...options));
      lists.set(name, list);
    }
    const piped = ['scrub', '-', '--report', room.path('r.csv'), '--force', '--no-header'];
    const said = await room.run(
      [...piped, '--out', room.path('o.csv'), '--json'],
      '01632 960001\n',
    );
    stdin = (JSON.parse(said.stdout.toString()) as { run: string }).run;
    await fiftyLaterEvents(room);
  }, 120_000);

  afterAll(() => {
    room.close();
  });

  it.each(Object.keys(RUNS))('%s, comes out the same to the byte', async (name) => {
    const list = room.file('list.csv', lists.get(name) ?? '');
    const before = room.files();
    const found = await room.replay(0, runs.get(name) ?? '', '--input', list);
    expect(found).toMatchObject({ ok: true, same: true, figures: [], differences: [], more: 0 });
    expect(found.differences_unknown).toBeUndefined();
    expect(found.outputs.map(({ same }) => same)).toEqual([true, true]);
    expect(room.files()).toEqual(before);
  });

  it.each(Object.keys(RUNS))('%s, decides about each number as before', async (name) => {
    const found = await room.replay(0, runs.get(name) ?? '', '--from-trace');
    expect(found).toMatchObject({ same: true, contradictions: 0, differences: [] });
    if (name !== 'nothing but a header') expect(found.traced).toBeGreaterThan(0);
  });

  it('comes out the same from standard input, whichever way it came', async () => {
    const run = runs.get('as it comes') ?? '';
    const words = (id: string) => ['replay', id, '--input', '-', '--json'];
    for (const [id, list] of [
      [run, LIST],
      [stdin, '01632 960001\n'],
    ] as const) {
      const said = await room.run(words(id), list);
      expect(said.stderr).toBe('');
      expect(JSON.parse(said.stdout.toString())).toMatchObject({ same: true });
    }
    const other = await room.run(words(run), LIST.slice(1));
    expect(other.status).toBe(3);
  });

  it('is not what a scrub would decide now', async () => {
    const list = room.file('list.csv', LIST);
    const run = runs.get('as it comes') ?? '';
    const { hindsight } = await room.replay(0, run, '--input', list, '--hindsight');
    expect(hindsight?.changed).toBeGreaterThan(3);
  });
});

/** Whatever can be recorded later: none of it may be known by a run of before. */
async function fiftyLaterEvents(room: ReplayRoom): Promise<void> {
  let events = 0;
  const done = async (step: Promise<unknown>): Promise<void> => {
    await step;
    events++;
  };
  for (let day = 22; day <= 30; day++) {
    const dated = `2026-11-${String(day - 1)}`;
    room.at(`2026-11-${String(day)}T09:00:00Z`);
    const numbers = ['01632 960004', `01632 9600${String(day)}`, '01632 960900'];
    await done(room.import('tps', dated, ...numbers));
    await done(room.import('ctps', dated, '020 7946 0900', `0114 496 00${String(day)}`));
    await done(room.do('suppress', 'add', `01632 9600${String(day)}`, '--on', '2026-11-20'));
  }
  // Known later, of days before: editions, and what had been told.
  await done(room.import('tps', '2026-11-14', '01632 960004', '07700 900004', '01632 960900'));
  await done(room.import('tps', '2026-11-20', '01632 960002', '01632 960900'));
  await done(room.import('ctps', '2026-11-20', '01632 960002', '020 7946 0900'));
  for (const number of ['01632 960001', '01632 960004', '07700 900001', '07700 900008']) {
    await done(room.do('suppress', 'add', number, '--on', '2026-11-01', '--reason', 'legal'));
  }
  const why = ['--why', 'it was somebody else'];
  for (const kind of ['mistake', 'person-asked']) {
    const number = kind === 'mistake' ? '01632 960003' : '07700 900003';
    const words = ['suppress', 'withdraw', number, '--kind', kind, '--all', ...why];
    await done(room.do(...words));
  }
  const party = ['suppress', 'withdraw', '--party', 'A10', '--kind', 'mistake', '--all', ...why];
  await done(room.do(...party));
  await done(room.do('suppress', 'add', '--party', 'A1', '--on', '2026-11-02'));
  for (const number of ['01632 960001', '07700 900006']) {
    const words = ['consent', 'withdraw', number, '--caller', 'Acme', '--on', '2026-11-22'];
    await done(room.do(...words, ...why));
  }
  for (const number of ['01632 960002', '01632 960008', '0114 496 0009']) {
    const words = ['consent', 'add', number, '--caller', 'Acme', '--on', '2026-11-02', ...CONSENT];
    await done(room.do(...words));
  }
  for (let file = 0; file < 6; file++) {
    const path = room.file(
      `opt-outs-${String(file)}.csv`,
      `phone\r\n07700 90000${String(file)}\r\n`,
    );
    const said = await room.do('suppress', 'import', path, '--source', 'agent', '--json');
    events++;
    if (file > 1) continue;
    const { import: id } = JSON.parse(said.stdout.toString()) as { import: string };
    await done(room.do('suppress', 'undo', id, '--why', 'the wrong file'));
  }
  expect(events).toBeGreaterThanOrEqual(50);
}
