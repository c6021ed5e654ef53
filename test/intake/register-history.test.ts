import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForReading, type Store } from '../../src/store/database.js';
import { newDesks, type Desk } from '../grace/desk.js';

const newDesk = newDesks();
const OTHERS = Array.from({ length: 600 }, (_, at) => `07700900${String(at).padStart(3, '0')}`);
const ASKED = '02079460123';

/** A desk whose configuration says what is kept of the TPS; its CTPS is of 1 March. */
async function deskKeeping(history: string): Promise<Desk> {
  const desk = newDesk();
  configure(desk, history);
  await desk.load({ ctps: { '2026-03-01': { numbers: ['01614960999'] } } });
  return desk;
}

function configure(desk: Desk, history: string): void {
  const policy = '[policy.with-grace]\nlike = "live-calls"\ngrace = true\n';
  const text = history === '' ? policy : `[register.tps]\nhistory = "${history}"\n${policy}`;
  writeFileSync(join(desk.folder, 'desk.toml'), text);
}

/** Three files a week apart: the asked number is on the second alone. */
async function loadThree(desk: Desk): Promise<void> {
  await desk.load({
    tps: {
      '2026-03-01': { numbers: OTHERS },
      '2026-03-08': { numbers: [...OTHERS, ASKED] },
      '2026-03-15': { numbers: OTHERS },
    },
  });
}

interface Row {
  readonly form: string;
  readonly base: number;
  readonly blocks: number;
  readonly bytes: number;
}

/** How the editions of the TPS are packed, in order. */
function packed(desk: Desk): Row[] {
  const store = openForReading(join(desk.folder, 'desk.db')) as Store;
  const rows = store
    .prepare(
      `SELECT form, base, bytes,
         (SELECT count(*) FROM edition_block b WHERE b.edition = p.edition) AS blocks
       FROM edition_packing p JOIN edition e ON e.id = p.edition
       WHERE register = 'tps' ORDER BY p.edition`,
    )
    .all() as Row[];
  store.close();
  return rows;
}

interface Checked {
  readonly numbers: readonly {
    readonly reason: string;
    readonly listed_from: string;
    readonly listed_after: string;
    readonly answers: readonly {
      readonly register: string;
      readonly answer: string;
      readonly why: string;
    }[];
  }[];
}

/** What is said in April of the asked number on a day in March: verdict, and the TPS's answer. */
async function asked(desk: Desk, day: string) {
  const said = await desk.run('2026-04-01', 'check', ASKED, '--call-date', day, '--json');
  const number = (JSON.parse(said.stdout.toString()) as Checked).numbers[0];
  const tps = number?.answers.find(({ register }) => register === 'tps');
  return { status: said.status, reason: number?.reason, answer: tps?.answer, why: tps?.why ?? '' };
}

describe('what is kept of a register', () => {
  it.each(['', 'differences'])('is what changed since the file before (%j)', async (history) => {
    const desk = await deskKeeping(history);
    await loadThree(desk);
    const forms = packed(desk).map(({ form, base, blocks }) => ({ form, base, blocks }));
    expect(forms).toEqual([
      { form: 'key', base: 0, blocks: 1 },
      { form: 'difference', base: 2, blocks: 0 },
      { form: 'difference', base: 3, blocks: 0 },
    ]);
    expect(await asked(desk, '2026-03-02')).toMatchObject({
      reason: 'CLEAN',
      answer: 'not listed',
    });
    expect(await asked(desk, '2026-03-09')).toMatchObject({ reason: 'TPS', answer: 'listed' });
    expect(await asked(desk, '2026-03-16')).toMatchObject({
      reason: 'CLEAN',
      answer: 'not listed',
    });
  });

  it('is each file whole where the configuration says so', async () => {
    const desk = await deskKeeping('full');
    await loadThree(desk);
    expect(packed(desk).map(({ form }) => form)).toEqual(['key', 'key', 'key']);
    expect(await asked(desk, '2026-03-09')).toMatchObject({ reason: 'TPS', answer: 'listed' });
  });

  it('is whole again when what changed takes more than a quarter and more than a page', async () => {
    const desk = await deskKeeping('differences');
    const codes = ['01134960', '01144960', '01154960', '01164960', '01174960', '01184960'];
    const half = codes.flatMap((code) =>
      Array.from({ length: 500 }, (_, at) => `${code}${String(2 * at).padStart(3, '0')}`),
    );
    await desk.load({
      tps: { '2026-03-01': { numbers: OTHERS }, '2026-03-02': { numbers: half } },
    });
    expect(packed(desk).map(({ form }) => form)).toEqual(['key', 'difference']);
    const moved = half.map((number) => String(Number(number) + 1).padStart(11, '0'));
    await desk.load({ tps: { '2026-03-03': { numbers: moved } } });
    expect(packed(desk).map(({ form }) => form)).toEqual(['key', 'difference', 'key']);
  });
});

describe('a register of which no history is kept', () => {
  it('has the numbers of the edition in force alone, and says when the others went', async () => {
    const desk = await deskKeeping('none');
    await loadThree(desk);
    expect(packed(desk).map(({ form, bytes }) => [form, bytes > 0])).toEqual([
      ['gone', false],
      ['gone', false],
      ['key', true],
    ]);
    const store = openForReading(join(desk.folder, 'desk.db')) as Store;
    const purged = store.prepare('SELECT subject, id, why FROM purged ORDER BY id').all();
    store.close();
    const why = 'history = "none": a newer edition was imported';
    expect(purged).toEqual([
      { subject: 'edition-numbers', id: '2', why },
      { subject: 'edition-numbers', id: '3', why },
    ]);
  });

  it('says at the import whose numbers went', async () => {
    const desk = await deskKeeping('none');
    await desk.load({ tps: { '2026-03-01': { numbers: OTHERS } } });
    const said = await desk.import('tps', '2026-03-08', { numbers: [...OTHERS, ASKED] });
    expect(said.stdout.toString()).toContain(
      'no longer held: the numbers of 1 other edition (history = "none")\n',
    );
  });

  it('keeps them while a case holds anything, says so, and lets them go after its release', async () => {
    const desk = await deskKeeping('none');
    const forms = () => packed(desk).map(({ form }) => form);
    await desk.load({ tps: { '2026-03-01': { numbers: OTHERS } } });
    await desk.run('2026-03-02', 'hold', 'add', ASKED, '--case', 'ICO-1');
    await desk.run('2026-03-02', 'hold', 'add', '07700900001', '--case', 'ICO-1');
    const listed = { '2026-03-08': { numbers: [...OTHERS, ASKED] } };
    const said = await desk.import('tps', '2026-03-08', listed['2026-03-08']);
    expect(said.stdout.toString()).toContain(
      'kept for the case ICO-1: the numbers of 1 other edition',
    );
    expect(said.stdout.toString()).not.toContain('no longer held');
    expect(forms()).toEqual(['key', 'key']);
    expect(await asked(desk, '2026-03-02')).toMatchObject({ answer: 'not listed' });
    await desk.run('2026-04-01', 'hold', 'release', 'ICO-1', '--why', 'closed');
    expect(forms()).toEqual(['key', 'key']);
    const path = join(desk.folder, 'next.txt');
    writeFileSync(path, OTHERS.map((number) => `${number} \r\n`).join(''));
    const words = ['import', 'tps', path, '--dated', '2026-04-01', '--json'];
    const next = await desk.run('2026-04-01', ...words);
    const { purged, kept_for } = JSON.parse(next.stdout.toString()) as Record<string, unknown>;
    expect([purged, kept_for, forms()]).toEqual([[2, 3], [], ['gone', 'gone', 'key']]);
    const { status, stdout } = await desk.run('2026-04-01', 'verify');
    expect([status, stdout.toString()]).toEqual([0, expect.any(String)]);
  });

  it('never says of the past that a number was not listed', async () => {
    const desk = await deskKeeping('none');
    await loadThree(desk);
    for (const day of ['2026-03-02', '2026-03-09']) {
      const found = await asked(desk, day);
      expect(found).toMatchObject({ status: 4, reason: 'NO_DATA', answer: 'no data' });
      expect(found.why).toMatch(/are no longer held: they went on 2026-03-\d\d.*history = "none"/);
    }
    expect(await asked(desk, '2026-03-16')).toMatchObject({ status: 0, answer: 'not listed' });
  });

  it('knows no file without a number that is on the one in force', async () => {
    const desk = await deskKeeping('none');
    await desk.load({
      tps: {
        '2026-03-01': { numbers: OTHERS },
        '2026-03-08': { numbers: [...OTHERS, ASKED] },
      },
    });
    const said = await desk.run('2026-03-09', 'check', ASKED, '--json');
    const [number] = (JSON.parse(said.stdout.toString()) as Checked).numbers;
    expect(number).toMatchObject({ reason: 'TPS', listed_from: '2026-03-08', listed_after: '' });
    expect(await desk.reason(ASKED, '2026-03-10')).toBe('TPS');
  });

  it('gives nobody grace of whom an earlier file might have had the number', async () => {
    const desk = await deskKeeping('differences');
    await desk.load({
      tps: {
        '2026-03-01': { numbers: OTHERS },
        '2026-03-08': { numbers: [...OTHERS, ASKED] },
      },
    });
    expect(await desk.reason(ASKED, '2026-03-10')).toBe('CLEAN');
    configure(desk, 'none');
    await desk.load({ tps: { '2026-03-12': { numbers: [...OTHERS, ASKED, '02079460124'] } } });
    expect(await desk.reason(ASKED, '2026-03-13')).toBe('TPS');
  });

  it('takes no file of the past, which would not be kept', async () => {
    const desk = await deskKeeping('none');
    await desk.load({ tps: { '2026-03-08': { numbers: OTHERS } } });
    const file = { numbers: [...OTHERS, ASKED], imported: '2026-03-09', accepted: 'found late' };
    const said = await desk.import('tps', '2026-03-01', file);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain('would not be kept');
    expect(packed(desk)).toHaveLength(1);
  });

  it('takes the same file again when history is kept once more', async () => {
    const desk = await deskKeeping('none');
    await loadThree(desk);
    configure(desk, 'differences');
    const file = {
      numbers: [...OTHERS, ASKED],
      imported: '2026-03-20',
      accepted: 'licence changed',
    };
    const said = await desk.import('tps', '2026-03-08', file);
    expect(said.status).toBe(0);
    expect(await asked(desk, '2026-03-09')).toMatchObject({ reason: 'TPS', answer: 'listed' });
  });

  it('rests the next file on nothing that went', async () => {
    const desk = await deskKeeping('none');
    await loadThree(desk);
    configure(desk, 'differences');
    await desk.load({ tps: { '2026-03-22': { numbers: [...OTHERS, ASKED] } } });
    expect(packed(desk).map(({ form, base }) => [form, base])).toEqual([
      ['gone', 0],
      ['gone', 0],
      ['key', 0],
      ['difference', 4],
    ]);
    expect(await asked(desk, '2026-03-23')).toMatchObject({ reason: 'TPS' });
  });
});

describe('a file of the past', () => {
  it('rests on the file before it, or on the one after it when it is the first', async () => {
    const desk = await deskKeeping('differences');
    await desk.load({ tps: { '2026-03-15': { numbers: OTHERS } } });
    const late = { numbers: [...OTHERS, ASKED], imported: '2026-03-20', accepted: 'found late' };
    expect((await desk.import('tps', '2026-03-08', late)).status).toBe(0);
    const between = { numbers: OTHERS, imported: '2026-03-21', accepted: 'found late' };
    expect((await desk.import('tps', '2026-03-10', between)).status).toBe(0);
    expect(packed(desk).map(({ form, base }) => [form, base])).toEqual([
      ['key', 0],
      ['difference', 2],
      ['difference', 3],
    ]);
    expect(await asked(desk, '2026-03-09')).toMatchObject({ reason: 'TPS', answer: 'listed' });
    expect(await asked(desk, '2026-03-11')).toMatchObject({ reason: 'CLEAN' });
  });

  it('is not known to a question as of an instant before it was recorded', async () => {
    const desk = await deskKeeping('differences');
    await desk.load({ tps: { '2026-03-01': { numbers: OTHERS } } });
    const late = { numbers: [...OTHERS, ASKED], imported: '2026-03-20' };
    await desk.import('tps', '2026-03-08', late);
    const words = ['check', ASKED, '--call-date', '2026-03-09', '--json'];
    const then = await desk.run('2026-03-21', ...words, '--as-of', '2026-03-19');
    const now = await desk.run('2026-03-21', ...words);
    const reason = (said: { stdout: Buffer }) =>
      (JSON.parse(said.stdout.toString()) as Checked).numbers[0]?.reason;
    expect([reason(then), reason(now)]).toEqual(['CLEAN', 'TPS']);
  });
});
