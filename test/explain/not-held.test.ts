import { existsSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectRules, life } from './life-json.js';
import { newFirms, NUMBER, OTHER, type Firm } from './told-number.js';

describe('what is not held', () => {
  const newFirm = newFirms();
  let firm: Firm;
  const NOW = '2026-03-20T09:00:00Z';
  beforeEach(() => {
    firm = newFirm();
  });

  const load = async (dated: string, numbers: readonly string[], ...options: string[]) => {
    await firm.register('ctps', dated, ['02079460123'], ...options);
    await firm.register('tps', dated, numbers, ...options);
  };

  it('is no "no" where there is no database, and nothing is made', async () => {
    const said = await firm.run(NOW, 'explain', NUMBER);
    expect([said.status, said.stdout.toString()]).toEqual([4, '']);
    expect(said.stderr).toContain(`there is no database ${firm.database}\n`);
    expect(existsSync(firm.database)).toBe(false);
  });

  it('says that a partial licence says nothing of the number', async () => {
    await load('2026-03-10', [OTHER], '--covers', '020');
    const { events } = await life(firm, NOW, 4, NUMBER);
    expect(events).toMatchObject([
      { kind: 'no-data', register: 'tps', day: '2026-03-10', until: '2026-03-10' },
      { kind: 'no-data', register: 'ctps', why: 'the ctps edition covers 020 only' },
    ]);
  });

  it('says from when no file is held when that time is asked about', async () => {
    await load('2026-03-10', [NUMBER]);
    const asked = await life(firm, NOW, 4, NUMBER, '--from', '2026-03-01');
    expect(asked.events).toMatchObject([
      { kind: 'no-data', register: 'tps', day: '2026-03-01', until: '2026-03-09' },
      { kind: 'no-data', register: 'ctps' },
      { kind: 'listed', listed_after: null },
    ]);
    expect((await life(firm, NOW, 0, NUMBER)).events).toHaveLength(1);
  });

  it('says so when the time that is asked about ends before the first edition', async () => {
    await load('2026-03-10', [NUMBER]);
    const asked = await life(firm, NOW, 4, NUMBER, '--to', '2026-03-01');
    expect(asked.events).toMatchObject([
      { kind: 'no-data', register: 'tps', day: '2026-03-01', until: '2026-03-09' },
      { kind: 'no-data', register: 'ctps', day: '2026-03-01', until: '2026-03-09' },
    ]);
    const said = (await firm.run(NOW, 'explain', NUMBER, '--to', '2026-03-01')).stdout.toString();
    expect(said).not.toContain('Nothing is recorded');
    expect(said.replaceAll(/\n {12}(?=\S)/g, ' ')).toContain(
      'no data to 2026-03-09: the first edition of tps held is of 2026-03-10',
    );
    await life(firm, NOW, 0, NUMBER, '--to', '2026-03-11');
    const own = newFirm();
    await own.json('2026-03-12T09:00:00Z', ['suppress', 'add', NUMBER]);
    const unheld = await life(own, NOW, 4, NUMBER, '--to', '2026-03-01');
    expect(unheld.events).toMatchObject([
      { kind: 'no-data', register: 'tps', day: '2026-03-01', why: 'no edition of tps is held' },
      { kind: 'no-data', register: 'ctps' },
    ]);
  });

  it('says of how many editions list it, and of how many nothing is known', async () => {
    const last = async () => (await firm.run(NOW, 'explain', NUMBER)).stdout.toString();
    await load('2026-03-10', [OTHER]);
    expect(await last()).toContain('tps: 1 edition held, of 2026-03-10; it does not list it.');
    await load('2026-03-11', [OTHER]);
    expect(await last()).toContain(
      'tps: 2 editions held, of 2026-03-10 to 2026-03-11; none lists it.',
    );
    await load('2026-03-12', [NUMBER]);
    await load('2026-03-13', [OTHER], '--covers', '020');
    expect(await last()).toContain(
      'tps: 4 editions held, of 2026-03-10 to 2026-03-13; 1 of 4 lists it, 1 says\nnothing of it.',
    );
    const { registers } = await life(firm, NOW, 4, NUMBER);
    expect(registers).toMatchObject([
      { register: 'tps', editions: 4, listing: 1, silent: 1 },
      { register: 'ctps', editions: 4, listing: 0, silent: 1 },
    ]);
  });

  it('marks an unread line that may be about another number', async () => {
    await load('2026-03-10', [OTHER]);
    const file = firm.file('out.csv', ['Number', '07700 900999,or 07700 900123?', '07700 900,Bob']);
    await firm.json('2026-03-12T09:00:00Z', ['suppress', 'import', file], 7);
    const resolve = ['suppress', 'resolve', 'import-1:3', '--number', NUMBER];
    await firm.json('2026-03-12T10:00:00Z', resolve);
    const { events } = await life(firm, NOW, 0, NUMBER);
    expect(events.filter(({ kind }) => kind === 'unread')).toMatchObject([
      { line: 'import-1:2', about_it: false },
      { line: 'import-1:3', about_it: true },
    ]);
    const said = (await firm.run(NOW, 'explain', NUMBER)).stdout.toString();
    const lines = said.replaceAll(/\n {12}(?=\S)/g, ' ');
    expect(lines).toContain(
      "unread line import-1:2, which may be another's: '07700 900999,or 07700 900123?'",
    );
    expect(lines).toContain(
      "import-1:3: '07700 900,Bob' (more fields than the header), settled by naming it 2026-03-12",
    );
  });

  it('says that files whose numbers went say nothing', async () => {
    const toml = '[register.tps]\nhistory = "none"\n';
    writeFileSync(firm.path('firm.toml'), toml);
    await load('2026-03-10', [NUMBER]);
    await load('2026-03-17', [OTHER]);
    const { events } = await life(firm, NOW, 4, NUMBER);
    expect(events).toMatchObject([{ kind: 'no-data', register: 'tps', day: '2026-03-10' }]);
    expect(events[0]?.['why']).toContain('no longer held');
  });

  it('takes the last of two files of one day, and a listing past one that is silent for one', async () => {
    await load('2026-03-10', [NUMBER, OTHER]);
    await load('2026-03-12', [OTHER], '--covers', '020');
    await load('2026-03-14', [OTHER]);
    await load('2026-03-14', [NUMBER, OTHER]);
    const { events } = await life(firm, NOW, 4, NUMBER);
    expect(events).toMatchObject([
      { kind: 'listed', day: '2026-03-10' },
      { kind: 'no-data', register: 'tps', day: '2026-03-12' },
      { kind: 'no-data', register: 'ctps', day: '2026-03-12' },
      { kind: 'replaced', register: 'tps', day: '2026-03-14', listed: false, edition: 6, by: 7 },
    ]);
    expectRules(events);
    const said = (await firm.run(NOW, 'explain', NUMBER)).stdout.toString();
    expect(said).toMatch(
      /not on the tps edition of this day that edition 7 replaced on\s+2026-03-15 \(recorded 2026-03-15, line \d+\)/,
    );
  });

  it('is the numbers of an edition that was replaced and went', async () => {
    writeFileSync(firm.path('firm.toml'), '[register.tps]\nhistory = "none"\n');
    await load('2026-03-10', [NUMBER]);
    await firm.register('tps', '2026-03-10', [OTHER]);
    const { events } = await life(firm, NOW, 0, NUMBER);
    expect(events).toMatchObject([{ kind: 'replaced', listed: null }]);
  });

  it('is purged runs, by their day', async () => {
    await load('2026-03-10', [OTHER]);
    const run = await firm.scrub('2026-03-16T09:00:00Z', 'list.csv', [NUMBER]);
    firm.write((store) => {
      store.pragma('foreign_keys = OFF');
      store.prepare('DELETE FROM run WHERE id = ?').run(run);
      const purged = "INSERT INTO purged VALUES ('run', ?, '2026-03-17T00:00:00.000Z', 'old')";
      store.prepare(purged).run(run);
    });
    const { events } = await life(firm, NOW, 4, NUMBER);
    expect(events).toMatchObject([{ kind: 'run-no-data', day: '2026-03-16', run }]);
    expect((await life(firm, NOW, 0, NUMBER, '--to', '2026-03-15')).events).toEqual([]);
  });

  it('is a purged run by its day in London, where it was late in summer', async () => {
    await load('2026-07-10', [OTHER]);
    const run = '20260715T233000Z-4f2a';
    firm.write((store) => {
      const purged = "INSERT INTO purged VALUES ('run', ?, '2026-07-17T00:00:00.000Z', 'old')";
      store.prepare(purged).run(run);
    });
    const { events } = await life(firm, '2026-07-20T09:00:00Z', 4, NUMBER);
    expect(events).toMatchObject([{ kind: 'run-no-data', day: '2026-07-16', run }]);
  });

  it('is not asked of registers for a number of another country', async () => {
    await load('2026-03-10', [OTHER]);
    const { events, registers, verdict } = await life(firm, NOW, 0, '+1 212 555 0123');
    expect([events, registers]).toEqual([[], []]);
    expect(verdict).toMatchObject({ reasons: ['NOT_UK'] });
  });

  it('is named where a list that says no could not be read whole', async () => {
    await load('2026-03-10', [OTHER]);
    await firm.scrub('2026-03-16T09:00:00Z', 'list.csv', [OTHER, '07700 9001']);
    expect(await life(firm, NOW, 0, NUMBER)).toMatchObject({ events: [], partly_read: 1 });
    const said = await firm.run(NOW, 'explain', NUMBER);
    expect(said.stdout.toString()).toContain(
      '1 list without it had records or cells that could not be read.',
    );
  });
});

describe('what was said before, or was taken back', () => {
  const newFirm = newFirms();
  const CONSENTS = [
    'Number,On,Method,Wording,Reference,Caller',
    `${NUMBER},2026-03-01,web form,Call me,form 17,Acme`,
  ];

  it('is told as said again by a file, and counts once', async () => {
    const firm = newFirm();
    const rows = firm.file('opt-outs.csv', ['Number,On', `${NUMBER},2026-03-01`]);
    const more = firm.file('more.csv', [
      'Number,On',
      `${NUMBER},2026-03-01`,
      `${OTHER},2026-03-01`,
    ]);
    const day = (at: number) => `2026-03-0${String(at)}T09:00:00Z`;
    await firm.json(day(2), ['suppress', 'import', rows]);
    await firm.json(day(3), ['suppress', 'import', more]);
    await firm.json(day(4), ['consent', 'import', firm.file('consents.csv', CONSENTS)]);
    const again = firm.file('again.csv', [...CONSENTS, CONSENTS[1]?.replace(NUMBER, OTHER) ?? '']);
    await firm.json(day(5), ['consent', 'import', again]);
    const { events } = await life(firm, day(6), 4, NUMBER);
    const told = events.filter(({ kind }) => kind === 'objection' || kind === 'consent');
    expect(told).toMatchObject([
      { kind: 'objection', batch: 'import-1', said_again: false, stands: true },
      { kind: 'objection', batch: 'import-2', said_again: true, stands: false },
      { kind: 'consent', batch: 'consent-import-3', said_again: false, usable: true, fault: '' },
      { kind: 'consent', batch: 'consent-import-4', said_again: true, usable: false },
    ]);
    expect(told.map(({ ledger_line: line }) => line)).toEqual([3, 4, 7, 8]);
  });

  it('is told of a consent whose import was undone', async () => {
    const firm = newFirm();
    const day = (at: number) => `2026-03-0${String(at)}T09:00:00Z`;
    const file = firm.file('consents.csv', CONSENTS);
    const said = await firm.json<{ import: string }>(day(4), ['consent', 'import', file]);
    await firm.json(day(5), ['suppress', 'undo', said.import, '--why', 'another firm’s']);
    const { events } = await life(firm, day(6), 4, NUMBER);
    expect(events.filter(({ kind }) => kind !== 'no-data')).toMatchObject([
      { kind: 'consent', undone: true, usable: false, fault: 'undone' },
      { kind: 'undone', batch: said.import, why: 'another firm’s' },
    ]);
  });

  it('asks of a consent what binds its own caller', async () => {
    const firm = newFirm();
    const consent = (caller: string) => [
      ...['consent', 'add', NUMBER, '--caller', caller, '--on', '2026-03-01', '--method', 'card'],
      ...['--wording', 'Call me', '--reference', `card of ${caller}`],
    ];
    await firm.json('2026-03-02T09:00:00Z', consent('Acme'));
    await firm.json('2026-03-02T09:01:00Z', consent('Bolt'));
    const withdraw = ['consent', 'withdraw', NUMBER, '--caller', 'Acme', '--why', 'a letter'];
    await firm.json('2026-03-04T09:00:00Z', withdraw);
    const { events } = await life(firm, '2026-03-06T09:00:00Z', 4, NUMBER);
    expect(events.filter(({ kind }) => kind === 'consent')).toMatchObject([
      { caller: 'Acme', usable: false, fault: 'withdrawn' },
      { caller: 'Bolt', usable: true, fault: '' },
    ]);
    expect(events.find(({ kind }) => kind === 'objection')).toMatchObject({
      ...{ reason: 'consent-withdrawn', caller: 'Acme', note: 'a letter', stands: true },
    });
  });
});
