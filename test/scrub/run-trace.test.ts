import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/day.js';
import { openForReading, type Store } from '../../src/store/database.js';
import { hasTrace } from '../../src/store/run-trace.js';
import { readVerdicts, type RecordVerdict } from '../../src/store/run-verdicts.js';
import type { RunRecord } from '../../src/scrub/run-record.js';
import { runInProcess } from '../commands/run-in-process.js';
import { NUMBERS, ScreeningRoom } from './screening-room.js';
import { tracedSets } from './traced-sets.js';

const { free, other, consented, tps, ctps, objected } = NUMBERS;
const room = new ScreeningRoom();
const TWO = ['--column', 'Phone', '--column', 'Mobile'];
const HEADER = 'Name,Phone,Mobile\n';

beforeAll(() => room.open());
afterAll(() => {
  room.close();
});

function asked<T>(question: (store: Store) => T): T {
  const store = openForReading(room.database);
  if (store === undefined) throw new Error('the database is gone');
  try {
    return question(store);
  } finally {
    store.close();
  }
}

function verdictsOf(run = ''): RecordVerdict[] {
  return asked((store) => [...readVerdicts(store, run)]);
}

/** What stands in the report, as checksums by record: the file cut at its line ends. */
function checksumsInReport(): Map<number, number> {
  const found = new Map<number, number>();
  const lines = readFileSync(room.path('report.csv'), 'utf8')
    .split(/(?<=\r\n)/)
    .slice(1);
  const texts = new Map<number, string>();
  for (const line of lines) {
    const record = Number.parseInt(line, 10);
    texts.set(record, (texts.get(record) ?? '') + line);
  }
  for (const [record, text] of texts) found.set(record, crc32(text) & 0xffff);
  return found;
}

const LIST =
  HEADER +
  [
    `Ann,${tps},${free}`,
    `Bob,${free},7700900456`,
    `Cas,${consented},+1 202 555 0123`,
    `Dee,${objected},7.7009001230E+10`,
    `Eve,n/a,`,
    `Fay,${other}`,
    `Gus,${ctps},0770O 900123`,
    `Hal,${other},`,
  ]
    .map((line) => `${line}\n`)
    .join('');

describe('a run', () => {
  it('remembers each number by its own reason, whether it left, and how it was read', async () => {
    const { json } = await room.scrub(LIST, ...TWO, '--caller', 'Acme');
    const sets = tracedSets(room.database, json?.run ?? '');
    expect(sets).toEqual({
      'CLEAN kept': [441632960456, 447700900456],
      'CLEAN kept zero-restored': [447700900456],
      'CLEAN held': [447700900456],
      'CONSENT held': [441632960555],
      'NOT_UK held': [12025550123],
      'CTPS held': [442079460123],
      'OBJECTION held': [441614960123],
      'TPS held': [447700900123],
      'TPS held reading': [447700900123],
    });
  });

  it('remembers what was decided about each record, and its lines of the report', async () => {
    const { json } = await room.scrub(LIST, ...TWO);
    const verdicts = verdictsOf(json?.run);
    expect(verdicts.map(({ record, reason }) => `${String(record)} ${reason}`)).toEqual([
      '1 TPS',
      '2 CLEAN',
      '3 TPS',
      '4 OBJECTION',
      '5 NO_NUMBER',
      '6 MALFORMED_RECORD',
      '7 TPS',
      '8 CLEAN',
    ]);
    const reported = checksumsInReport();
    expect(reported.size).toBe(6);
    expect(verdicts.map(({ lines }) => lines)).toEqual(
      verdicts.map(({ record }) => reported.get(record) ?? 0),
    );
  });

  it('remembers the verdict on records whose cells were emptied, or that were flagged', async () => {
    for (const rows of ['blank', 'flag']) {
      const { json } = await room.scrub(LIST, ...TWO, '--rows', rows);
      const [first, second] = verdictsOf(json?.run);
      expect([first?.reason, second?.reason]).toEqual(['TPS', 'CLEAN']);
      expect(first?.lines).toBe(checksumsInReport().get(1));
    }
  });

  it('leaves nothing beside its outputs', async () => {
    const before = readdirSync(room.folder).sort();
    await room.scrub(LIST, ...TWO);
    expect(readdirSync(room.folder).sort()).toEqual(before);
  });

  it('that only counts remembers nothing', async () => {
    const { stdout } = await room.run('scrub', room.path('list.csv'), '--dry-run', '--json');
    expect(JSON.parse(stdout.toString())).toMatchObject({ dry_run: true, trace: false });
  });
});

describe('a run without a trace', () => {
  const NONE = /No trace kept: which numbers this list had cannot be asked later/;

  it('is one with --no-trace', async () => {
    const { json } = await room.scrub(LIST, ...TWO, '--no-trace');
    expect(json).toMatchObject({ trace: false });
    expect(asked((store) => hasTrace(store, json?.run ?? ''))).toBe(false);
    const record = asked((store) =>
      store.prepare('SELECT record FROM run WHERE id = ?').pluck().get(json?.run),
    );
    expect((JSON.parse(record as string) as RunRecord).trace).toBe(false);
  });

  it('writes the same outputs', async () => {
    const kept = await room.scrub(LIST, ...TWO);
    const without = await room.scrub(LIST, ...TWO, '--no-trace');
    expect(kept.json).toMatchObject({ trace: true });
    expect([without.list, without.report]).toEqual([kept.list, kept.report]);
  });

  it('is said in one line, and only then', async () => {
    const words = ['scrub', room.path('list.csv'), '--force', ...TWO];
    const [kept, without, dry] = [
      await room.run(...words),
      await room.run(...words, '--no-trace'),
      await room.run(...words, '--no-trace', '--dry-run'),
    ];
    expect(kept.stdout.toString()).not.toMatch(NONE);
    expect(without.stdout.toString()).toMatch(NONE);
    expect(dry.stdout.toString()).not.toMatch(NONE);
  });

  it('is every one when the configuration says so', async () => {
    const other = await new ScreeningRoom().open();
    for (const [said, kept] of [
      ['trace = false', false],
      ['trace = true', true],
    ] as const) {
      writeFileSync(other.path('room.toml'), `${said}\n[caller.Acme]\n`);
      expect((await other.scrub(LIST, ...TWO)).json).toMatchObject({ trace: kept });
      expect((await other.scrub(LIST, ...TWO, '--no-trace')).json).toMatchObject({ trace: false });
    }
    other.close();
  });

  it('is not counted among those that had a number', async () => {
    const other = await new ScreeningRoom().open();
    const add = async (): Promise<unknown> => {
      const { stdout } = await other.run('suppress', 'add', free, '--json');
      const { recorded, runs_without_trace } = JSON.parse(stdout.toString()) as {
        recorded: { runs: number }[];
        runs_without_trace: number;
      };
      return [recorded[0]?.runs, runs_without_trace];
    };
    const shown = async () => (await other.run('suppress', 'add', objected)).stdout.toString();
    await other.scrub(`${HEADER}Ann,${free},\n`, ...TWO, '--no-trace');
    expect(await add()).toEqual([0, 1]);
    expect(await shown()).not.toContain('check the digits');
    await other.scrub(`${HEADER}Ann,${free},\n`, ...TWO);
    expect(await add()).toEqual([1, 1]);
    expect(await shown()).toContain(
      'in none of the lists that runs remember (1 run kept no trace): check the digits',
    );
    other.close();
  });

  it('does not keep a file from being taken for a call list of another run', async () => {
    const other = await new ScreeningRoom().open();
    const phones = ['07700 900001', '07700 900002', '07700 900003', '07700 900004'];
    const list = `Name,Phone\n${phones.map((phone) => `Ann,${phone}\n`).join('')}`;
    writeFileSync(other.path('phones.txt'), phones.map((phone) => `${phone}\n`).join(''));
    const given = () => other.run('suppress', 'import', other.path('phones.txt'), '--dry-run');
    await other.scrub(list, '--no-trace');
    expect((await given()).status).toBe(0);
    await other.scrub(list);
    const { status, stderr } = await given();
    expect([status, stderr]).toEqual([5, expect.stringContaining('holds 4 of the 4 numbers')]);
    other.close();
  });
});

describe('a clock that is set back while a run goes on', () => {
  it('leaves the run recorded no earlier than what it knew', async () => {
    const other = await new ScreeningRoom().open();
    writeFileSync(other.path('list.csv'), `Name,Phone\nAnn,${free}\n`);
    const started = Date.parse('2026-11-22T09:00:00.900Z');
    const world = {
      folder: other.folder,
      database: other.database,
      stdin: Readable.from([]),
      // As soon as there are outputs the clock stands where it stood eight tenths before.
      get now() {
        const hasBegun = readdirSync(other.folder).some((name) => name.endsWith('.partial'));
        return new Date(hasBegun ? started - 800 : started).toISOString();
      },
    };
    const { status } = await runInProcess(['scrub', other.path('list.csv')], world);
    expect(status).toBe(0);
    expect(existsSync(other.path('list.clean.csv'))).toBe(true);
    const store = openForReading(other.database);
    const sealed = store
      ?.prepare("SELECT instant FROM ledger WHERE kind = 'run-sealed'")
      .pluck()
      .get() as Instant;
    const record = store?.prepare('SELECT record FROM run').pluck().get() as string;
    store?.close();
    const { as_of } = (JSON.parse(record) as RunRecord).plan;
    expect(as_of).toBe(new Date(started).toISOString());
    expect(sealed >= as_of).toBe(true);
    other.close();
  });
});
