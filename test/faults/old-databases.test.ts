import {
  chmodSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { asOrdinaryUser } from '../access/asked-firm.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const KEPT = resolve('fixtures/databases');
const SCHEMAS = readdirSync(KEPT)
  .flatMap((name) => /^schema-(\d+)\.sqlite$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((a, b) => a - b);
/** The first schemas by which runs were recorded with all that a replay needs, and with each decision. */
const FIRST = { ownLists: 2, replay: 4, decisions: 6 };
/** The schema whose step makes the table of that name, the last of all. */
const EDITION_FIRST = 12;

/** A firm whose database an earlier build wrote; it has not been opened since. */
class OldFirm {
  readonly folder = newFolder();
  readonly database = join(this.folder, 'scrub.db');

  constructor(readonly schema: number) {
    copyFileSync(join(KEPT, `schema-${schema}.sqlite`), this.database);
    chmodSync(this.database, 0o600);
    copyFileSync(join(KEPT, 'list.csv'), this.path('list.csv'));
    writeFileSync(this.path('firm.toml'), '[caller.Acme]\n');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  run(...words: readonly string[]): Promise<Said> {
    const { folder, database } = this;
    const line = [...words, '--config', this.path('firm.toml')];
    return runInProcess(line, { folder, database, now: '2026-03-10T09:00:00Z' });
  }

  async done(...words: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(...words);
    expect([words, status, stderr]).toEqual([words, 0, expect.anything()]);
    return stdout.toString();
  }

  async runs(): Promise<string[]> {
    const found = JSON.parse(await this.done('runs', '--json')) as { runs: { run: string }[] };
    return found.runs.map(({ run }) => run);
  }

  version(): unknown {
    const store = new Database(this.database, { readonly: true });
    const version: unknown = store.pragma('user_version', { simple: true });
    store.close();
    return version;
  }
}

it('the databases of the schemas that were there are kept', () => {
  expect(SCHEMAS).toEqual(expect.arrayContaining([1, 2, 4, 6, 9, 10, 12]));
});

describe.each(SCHEMAS)('a database of schema %d', (schema) => {
  it('answers what it was asked then, and verifies', async () => {
    const firm = new OldFirm(schema);
    expect(firm.version()).toBe(schema);
    expect(await firm.done('status')).toContain('2026-03-08');
    expect(await firm.done('verify')).not.toContain('disagree');
    const check = await firm.done('check', '07700 900001', '07700 900002', '01632 960001');
    expect(check).toContain('TPS');
    expect(check.includes('OBJECTION')).toBe(schema >= FIRST.ownLists);
    const explained = await firm.run('explain', '020 7946 0001');
    // Runs of the first schema kept no numbers: that is said, and is no answer.
    expect(explained.status).toBe(schema < FIRST.ownLists ? 4 : 0);
    expect(explained.stdout.toString()).toContain('ctps');
  });

  it('tells of its runs, and nothing undefined', async () => {
    const firm = new OldFirm(schema);
    const runs = await firm.runs();
    expect(runs).toHaveLength(2);
    const told = [await firm.done('runs'), await firm.done('runs', '--due', '30')];
    for (const run of runs) told.push(await firm.done('runs', 'show', run));
    for (const run of runs) told.push(await firm.done('runs', 'show', run, '--json'));
    told.push((await firm.run('explain', '020 7946 0001')).stdout.toString());
    told.push(await firm.done('coverage', '--from', '2026-03-01', '--to', '2026-03-10'));
    expect(told.join('\n')).not.toMatch(/undefined|NaN/);
  });

  it('repeats its runs to the byte, or says that a build before kept less', async () => {
    const firm = new OldFirm(schema);
    for (const run of await firm.runs()) {
      const byList = await firm.run('replay', run, '--input', firm.path('list.csv'));
      expect([run, byList.status, byList.stderr]).toEqual(
        schema >= FIRST.replay
          ? [run, 0, expect.anything()]
          : [run, 4, expect.stringContaining('an earlier build of the program made it')],
      );
      const byTrace = await firm.run('replay', run, '--from-trace');
      expect([run, byTrace.status, byTrace.stderr]).toEqual(
        schema >= FIRST.decisions
          ? [run, 0, expect.anything()]
          : [run, 4, expect.stringContaining('an earlier build of the program made it')],
      );
    }
  });

  it('goes on: imports, scrubs, repeats that, and verifies', async () => {
    const firm = new OldFirm(schema);
    const tps = firm.path('tps.txt');
    writeFileSync(tps, '07700900001 \r\n02079460003 \r\n07700900003 \r\n');
    const written = Date.parse('2026-03-09T22:00:00Z') / 1000;
    utimesSync(tps, written, written);
    const why = ['--accept-change', 'a register of a few numbers'];
    await firm.done('import', 'tps', tps, '--dated', '2026-03-09', ...why);
    await firm.done('scrub', firm.path('list.csv'));
    const kept = readFileSync(firm.path('list.clean.csv'), 'utf8');
    expect(kept).toContain('0113 496 0001');
    expect(kept).not.toContain('07700 900001');
    await firm.done('replay', 'last', '--input', firm.path('list.csv'));
    await firm.done('verify', firm.path('list.clean.csv'));
    await firm.done('verify');
    expect(firm.version()).toBeGreaterThanOrEqual(SCHEMAS.at(-1) ?? Infinity);
  });

  it.runIf(schema < EDITION_FIRST)('is brought up to date whole, or stays as it was', async () => {
    const firm = new OldFirm(schema);
    const other = new Database(firm.database);
    // What the last step is to make is there: the steps before it are done when it fails.
    other.exec('CREATE TABLE edition_first (n INTEGER) STRICT');
    other.close();
    const before = readFileSync(firm.database);
    expect((await firm.run('status')).status).not.toBe(0);
    expect(readFileSync(firm.database).equals(before)).toBe(true);
    expect(readdirSync(firm.folder)).not.toContain('scrub.db-journal');
  });
});

it.each(SCHEMAS.filter((schema) => schema < Math.max(...SCHEMAS)))(
  'of schema %d, where nothing can be written, it is said what to do',
  async (schema) => {
    const firm = new OldFirm(schema);
    const before = readFileSync(firm.database);
    chmodSync(firm.database, 0o444);
    chmodSync(firm.folder, 0o555);
    for (const words of [['status'], ['verify'], ['runs'], ['lists']]) {
      const { status, stderr } = await asOrdinaryUser(() => firm.run(...words));
      expect([words, status]).toEqual([words, 2]);
      expect(stderr).toContain(
        'was written by an earlier tps-scrub and has to be brought up to date',
      );
      expect(stderr).toContain('run tps-scrub status where the file can be written, or on a copy');
    }
    expect(readFileSync(firm.database).equals(before)).toBe(true);
  },
);
