import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type PastRoom } from './past-room.js';

const newRoom = newRooms();
const LATER = '2026-07-20T09:00:00Z';
const LIST = ['07700 900456', '07700 900123', '7700900456'];

interface ShownJson {
  readonly run: string;
  readonly state: string;
  readonly registers: readonly object[];
  readonly trace: { readonly kept: boolean; readonly why: string; readonly numbers: object[] };
  readonly ledger: readonly object[];
  readonly record: object;
}

let room: PastRoom;
beforeEach(async () => {
  room = newRoom();
  await room.loadRegisters('2026-07-10');
});

function show(name: string): Promise<ShownJson> {
  return room.json<ShownJson>(LATER, 'runs', 'show', name);
}

async function sheet(name: string): Promise<string> {
  const said = await room.run(LATER, 'runs', 'show', name);
  expect([said.status, said.stderr]).toEqual([0, '']);
  return said.stdout.toString();
}

describe('runs show', () => {
  it('answers with the whole record, the ledger lines, the editions and the trace', async () => {
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', LIST, '--operator', 'Jo');
    let stored = '';
    let lines: unknown[] = [];
    room.write((store) => {
      stored = store.prepare('SELECT record FROM run').pluck().get() as string;
      lines = store
        .prepare("SELECT sequence, kind, instant, hash FROM ledger WHERE kind LIKE 'run-%'")
        .all();
    });
    const shown = await show('last');
    expect(shown).toMatchObject({ ok: true, run, state: 'released', for_calling: true });
    expect(shown.record).toEqual(JSON.parse(stored));
    expect(shown.record).toMatchObject({ operator: 'Jo', counts: { read: 3, clean: 2 } });
    expect(shown.ledger).toEqual(lines);
    expect(shown.ledger).toMatchObject([{ kind: 'run-sealed' }, { kind: 'run-released' }]);
    expect(shown.registers).toMatchObject([
      { id: 'tps', edition: 1, dated: '2026-07-10', estimated: false, numbers: 1, covers: null },
      { id: 'ctps', edition: 2, last_call_day: '2026-08-06' },
    ]);
    expect(shown.trace.kept).toBe(true);
    expect(shown.trace.numbers).toHaveLength(3);
    expect(shown.trace.numbers).toContainEqual({
      reason: 'TPS',
      kept: false,
      reading: 'number',
      count: 1,
    });
  });

  it('is a sheet for a person, at most 80 columns wide but for paths', async () => {
    const terms = ['--caller', 'Acme', '--campaign', 'summer', '--rows', 'blank'];
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', LIST, ...terms);
    const text = await sheet(run);
    for (const words of [
      `Run ${run}: released, clears calls to 2026-08-06 (17 days)\n`,
      '  started      2026-07-15 10:00 in London (2026-07-15T09:00:00.000Z)\n',
      '  calls        2026-07-15 to 2026-08-06\n',
      'tps        edition 1 dated 2026-07-10, 1 number, clears calls to 2026-08-06\n',
      'policy     live-calls, for Acme, campaign summer\n',
      '  read              3                3\n',
      '  clean             2  66.7 %        2  66.7 %\n',
      'reasons  TPS 1, CLEAN 2\n',
      'flags    zero-restored 1\n',
      `cleaned list  ${room.path('a.clean.csv')}\n                2 records, `,
      'trace    kept, 3 numbers\n',
      'run by   tester (1000) on machine\n',
      'run-sealed 2026-07-15T09:00:00.000Z\n',
      'run-released 2026-07-15T09:00:00.001Z\n',
    ]) {
      expect(text).toContain(words);
    }
    const wide = text.split('\n').filter((line) => line.length > 80 && !line.includes(room.folder));
    expect(wide).toEqual([]);
  });

  it('says what a historical, an interrupted and an abandoned run are', async () => {
    const past = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', LIST, '--as-of', '2026-07-14');
    expect(await sheet(past)).toContain('Historical: not a list to call from.\n');
    for (const [state, words] of [
      ['sealed', 'interrupted: the next scrub finishes it'],
      ['abandoned', 'abandoned: no list came of it'],
    ] as const) {
      room.write((store) => store.prepare('UPDATE run SET state = ?').run(state));
      expect(await sheet(past)).toContain(`Run ${past}: ${state}, ${words}\n`);
    }
  });

  it('names the coverage of a partial licence and an estimated date', async () => {
    const partial = ['--downloaded', '2026-07-12', '--covers', '0113,07'];
    const accepted = ['--accept-change', 'as the test wants it'];
    const words = ['import', 'tps', room.path('tps.txt'), ...partial, ...accepted];
    await room.json('2026-07-12T06:00:00Z', ...words);
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', LIST);
    expect(await sheet(run)).toContain(
      'dated 2026-07-11 (estimated), 1 number, clears calls to 2026-08-07, covers 0113, 07 only\n',
    );
    const [tps] = (await show(run)).registers;
    expect(tps).toMatchObject({ estimated: true, covers: ['0113', '07'] });
  });

  it('says when there is no trace, or a damaged one, and shows the rest', async () => {
    const without = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', LIST, '--no-trace');
    expect(await sheet(without)).toContain('trace    none: no trace was kept of it\n');
    const damaged = await room.scrub('2026-07-15T09:01:00Z', 'b.csv', LIST);
    room.write((store) => store.exec('UPDATE run_traced SET sets_crc = sets_crc + 1'));
    const { trace, record } = await show(damaged);
    expect(trace).toMatchObject({ kept: false, numbers: [] });
    expect(trace.why).toMatch(/^its trace is damaged: /);
    expect(record).toMatchObject({ counts: { read: 3 } });
  });

  it('shows control characters of a path as text', async () => {
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a\u001b[31m.csv', LIST);
    expect(await sheet(run)).toContain('a\\x1b[31m.csv\n');
    const listed = await room.run(LATER, 'runs');
    expect(listed.stdout.toString()).not.toContain('\u001b');
  });

  it('of a run that is not there is wrong use', async () => {
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', LIST);
    const said = await room.run(LATER, 'runs', 'show', '2025');
    expect(said.status).toBe(2);
    expect(said.stderr).toBe(
      `tps-scrub: error: there is no run '2025'\ntps-scrub: no run id begins so\ntps-scrub: hint: the latest are ${run}\n`,
    );
  });

  it('of a run that was purged is status 4', async () => {
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', LIST);
    room.write((store) => {
      store
        .prepare("INSERT INTO purged VALUES ('run', ?, '2026-07-16T00:00:00.000Z', 'asked for')")
        .run(run);
    });
    const said = await room.run(LATER, 'runs', 'show', run, '--json');
    expect(said.status).toBe(4);
    expect(JSON.parse(said.stdout.toString())).toMatchObject({ ok: false, code: 'not-safe' });
  });
});
