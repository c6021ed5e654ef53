import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/audit/verification.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';
import { fullDatabase } from './full-database-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
const database = join(folder, 'scrub.db');
let bytes: Buffer;

beforeAll(async () => {
  await fullDatabase(folder);
  bytes = readFileSync(database);
});

beforeEach(() => {
  writeFileSync(database, bytes);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface VerifyJson {
  readonly ok: boolean;
  readonly code?: string;
  readonly checks: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly findings: readonly { readonly table: string; readonly row: string; column: string }[];
  }[];
  readonly findings: number;
  readonly notes: readonly string[];
  readonly left_out: readonly string[];
  readonly ledger_lines: number | null;
  readonly ledger_head: string;
  readonly head: { readonly sequence: number | null; readonly lines_since: number } | null;
}

function verify(...options: readonly string[]): Promise<Said> {
  return runInProcess(['verify', ...options], { folder, database, now: '2026-11-07T09:00:00Z' });
}

async function json(status: number, ...options: readonly string[]): Promise<VerifyJson> {
  const said = await verify(...options, '--json');
  expect(said.status, said.stdout.toString()).toBe(status);
  return JSON.parse(said.stdout.toString()) as VerifyJson;
}

function tamper(sql: string): void {
  const store = new Database(database);
  store.pragma('foreign_keys = OFF');
  store.exec(sql);
  store.close();
}

describe('the words of verify', () => {
  /** A finding in its lines, which are joined again. */
  const joined = ({ stdout }: Said) => stdout.toString().replace(/\n {2,}/g, ' ');

  it('fit 80 columns, but for the head, and end with how much was found', async () => {
    tamper("UPDATE own_fragment SET terms = x'00'; DELETE FROM own_terms WHERE id = 1");
    const said = await verify();
    const lines = said.stdout.toString().trimEnd().split('\n');
    const long = lines.filter(
      (line) => line.length > 80 && !/^Ledger: .* head [0-9a-f]{64}$/.test(line),
    );
    expect(long).toEqual([]);
    const { findings, checks } = await json(3);
    expect(findings).toBeGreaterThan(2);
    expect(lines.at(-1)).toBe(`${String(findings)} findings in ${String(checks.length)} checks.`);
  });

  it('say of one line and of several what they say', async () => {
    tamper('UPDATE own_fragment SET first = 0 WHERE batch = (SELECT min(id) FROM own_batch)');
    const said = joined(await verify());
    expect(said).toMatch(/(1 entry has|[2-9] entries have) no line in the ledger/);
    expect(said).not.toMatch(/\b1 (entries|lines|payloads|runs|records|findings) /);
  });

  it('say that what is read through a damaged schema may follow from that', async () => {
    const following = '(this may follow from what is wrong above)';
    tamper("UPDATE edition SET licence = 'other' WHERE id = 2");
    expect((await verify()).stdout.toString()).not.toContain(following);
    tamper('CREATE TABLE beside (a)');
    const said = (await verify()).stdout.toString();
    expect(said.split('\n').filter((line) => line.includes(following))).toHaveLength(1);
  });
});

describe('verify', () => {
  it('says of each check that it holds, notes a sealed run, and writes nothing', async () => {
    const before = readdirSync(folder);
    const found = await json(0);
    expect(found.checks.map(({ name }) => name)).toEqual(CHECKS.map(({ name }) => name));
    expect(found).toMatchObject({ ok: true, findings: 0, left_out: [] });
    expect(found.notes).toEqual([
      expect.stringMatching(/^run \S+ is sealed/),
      '1 hold stands: tps-scrub hold list',
      expect.stringMatching(/^no journal is configured/),
      ...new Array<unknown>(3).fill(
        expect.stringMatching(/^(1 payload was|\d+ payloads were) erased by line \d+$/),
      ),
    ]);
    expect(readFileSync(database).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(before);
    const said = await verify();
    const lines = said.stdout.toString().trimEnd().split('\n');
    expect(lines.filter((line) => / {2}ok$/.test(line))).toHaveLength(CHECKS.length);
    expect(lines.at(-1)).toBe(`${String(CHECKS.length)} checks, nothing found.`);
  });

  it('works in a folder that cannot be written', async () => {
    chmodSync(database, 0o400);
    chmodSync(folder, 0o500);
    try {
      await json(0);
    } finally {
      chmodSync(folder, 0o700);
      chmodSync(database, 0o600);
    }
  });

  it('names every finding with its place, and does not stop at the first', async () => {
    tamper(`UPDATE edition SET licence = 'other' WHERE id = 2;
      UPDATE own_terms SET told = '2020-01-01' WHERE id = 1;
      UPDATE run SET record = replace(record, '"for_calling":true', '"for_calling":false');
      DELETE FROM run_verdicts WHERE chunk = 0`);
    const found = await json(3);
    expect(found).toMatchObject({ ok: false, code: 'evidence-disagrees' });
    const places = found.checks.flatMap(({ findings }) => findings);
    expect(places).toContainEqual(
      expect.objectContaining({ table: 'edition', row: 'id 2', column: 'licence' }),
    );
    expect(places).toContainEqual(expect.objectContaining({ table: 'own_terms', row: 'id 1' }));
    expect(
      places.filter(({ table, column }) => table === 'run' && column === 'record'),
    ).toHaveLength(5);
    expect(new Set(places.map(({ table }) => table))).toContain('run_verdicts');
    const said = await verify();
    expect(said.status).toBe(3);
    expect(said.stdout.toString()).toContain('edition, id 2, licence: is not what the ledger says');
    expect(said.stderr).toContain('the database is not as it was recorded');
  });

  it('finds what is none of the schema', async () => {
    tamper(`CREATE TRIGGER quiet AFTER INSERT ON own_batch BEGIN SELECT 1; END;
      CREATE TABLE beside (a); CREATE VIEW seen AS SELECT 1; DROP INDEX edition_by_day`);
    const { checks } = await json(3);
    const schema = checks.find(({ name }) => name === 'schema')?.findings ?? [];
    expect(schema.map(({ table }) => table).sort()).toEqual([
      'beside',
      'edition',
      'own_batch',
      'seen',
    ]);
  });

  it('takes a head that was kept elsewhere, from a hash or a file', async () => {
    const { ledger_head: head, ledger_lines: lines } = await json(0);
    expect((await json(0, '--head', head)).head).toMatchObject({ sequence: lines, lines_since: 0 });
    const store = new Database(database);
    const early = store
      .prepare('SELECT hash FROM ledger WHERE sequence = 3')
      .pluck()
      .get() as string;
    store.close();
    const certificate = join(folder, 'certificate.html');
    writeFileSync(
      certificate,
      `<p>list ${'ab'.repeat(32)}</p><th>Ledger head</th>\n<td><code>${early.toUpperCase()}</code></td>`,
    );
    expect((await json(0, '--head', certificate)).head).toMatchObject({
      sequence: 3,
      lines_since: (lines ?? 0) - 3,
    });
    writeFileSync(certificate, JSON.stringify({ other: 'cd'.repeat(32), ledger_head: head }));
    expect((await json(0, '--head', certificate)).head?.sequence).toBe(lines);
    expect((await json(3, '--head', 'cd'.repeat(32))).head).toMatchObject({ sequence: null });
    writeFileSync(certificate, 'nothing here');
    expect((await verify('--head', certificate)).status).toBe(2);
  });

  it('says what a quick look leaves out', async () => {
    const found = await json(0, '--quick');
    expect(found.left_out).toEqual([expect.stringContaining('editions kept as differences')]);
  });

  it('takes a file that cannot be read as a database for damage, and a missing one for a mistake', async () => {
    writeFileSync(database, 'Phone\r\n07700900123\r\n'.repeat(20));
    expect(await json(3)).toMatchObject({ findings: 1, ledger_lines: null });
    for (const missing of [5000, bytes.length - 5000]) {
      writeFileSync(database, bytes.subarray(0, bytes.length - missing));
      const words = `${String(bytes.length / 4096)} pages were to come, of 4096 bytes each, and the file has ${String(bytes.length - missing)} bytes`;
      const { checks } = await json(3);
      expect(checks[0]?.findings).toContainEqual(
        expect.objectContaining({ table: 'file', column: 'pages', what: words }),
      );
    }
    rmSync(database);
    expect((await verify()).status).toBe(2);
  });
});
