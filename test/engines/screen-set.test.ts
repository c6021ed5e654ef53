import { createHmac } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();
const SECRET = '0123456789abcdef'.repeat(4);
const DAY = '2026-03-05';
const BOTH = '[register.tps]\nmay_disclose = true\n[register.ctps]\nmay_disclose = true\n';

interface Answer {
  readonly rows: number;
  readonly complete: boolean;
  readonly compared: readonly string[];
  readonly left_out: readonly string[];
  readonly reasons: Readonly<Record<string, number>>;
  readonly last_call_day: string;
  readonly key_id: string;
  readonly output: { readonly path: string; readonly sha256: string };
}

function keyOf(e164: string): string {
  return createHmac('sha256', SECRET).update(e164).digest('hex');
}

function wordsFor(firm: Firm): string[] {
  const key = firm.file('numbers.key', [SECRET]);
  const out = join(firm.folder, 'screen.parquet');
  return ['screen-set', '--out', out, '--call-date', DAY, '--keyed', key, '--force'];
}

async function engine(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:')).connect();
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<string[][]> {
  const rows = await connection.runAndReadAll(sql);
  return rows.getRows().map((row) => row.map((cell) => String(cell)));
}

async function setOf(firm: Firm): Promise<Record<string, string>> {
  const path = join(firm.folder, 'screen.parquet');
  const sql = `SELECT key, reason || ' ' || last_call_day FROM '${path}'`;
  const rows = await rowsOf(await engine(), sql);
  expect(rows.map(([key]) => key)).toEqual(rows.map(([key]) => key).sort());
  return Object.fromEntries(rows as [string, string][]);
}

async function toldFirm(): Promise<Firm> {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  await firm.json(['suppress', 'add', '07700900001']);
  await firm.json(['suppress', 'add', '07700900003', '--caller', 'Borough']);
  await firm.json(['suppress', 'add', '02079460999', '--caller', 'Borough']);
  return firm.at(DAY);
}

describe('a screen set', () => {
  it('holds objections alone without permission, and says so where it is read', async () => {
    const firm = await toldFirm();
    const said = await firm.run(...wordsFor(firm));
    expect(said.status, said.stderr).toBe(0);
    expect(said.stderr).toContain('NOT a whole screen: the numbers of TPS, CTPS are left out');
    expect(Object.keys(await setOf(firm)).sort()).toEqual(
      ['+447700900001', '+447700900003', '+442079460999'].map(keyOf).sort(),
    );
    const path = join(firm.folder, 'screen.parquet');
    const sql = `SELECT decode(key), decode(value) FROM parquet_kv_metadata('${path}')`;
    expect(Object.fromEntries(await rowsOf(await engine(), sql))).toMatchObject({
      'tps-scrub.left_out': 'tps,ctps',
      'tps-scrub.complete': 'false',
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('holds what a caller may not call, each with the reason that decides', async () => {
    const firm = await toldFirm();
    appendFileSync(join(firm.folder, 'firm.toml'), BOTH);
    const found = await firm.json<Answer>([...wordsFor(firm), '--caller', 'Acme']);
    expect(found).toMatchObject({
      complete: true,
      left_out: [],
      compared: ['objections', 'tps', 'ctps'],
      rows: 3,
      reasons: { OBJECTION: 1, TPS: 1, CTPS: 1 },
      last_call_day: '2026-03-28',
    });
    expect(await setOf(firm)).toEqual({
      [keyOf('+447700900001')]: 'OBJECTION 2026-03-28',
      [keyOf('+442079460999')]: 'TPS 2026-03-28',
      [keyOf('+441134960999')]: 'CTPS 2026-03-28',
    });
  });

  it('leaves out a listed number that a consent clears, for its caller alone', async () => {
    const firm = await toldFirm();
    appendFileSync(join(firm.folder, 'firm.toml'), BOTH);
    await firm.json([
      ...['consent', 'add', '01134960999', '--caller', 'Acme', '--on', '2026-03-04'],
      ...['--method', 'web', '--wording', 'w1', '--reference', 'c-1'],
    ]);
    await firm.json([...wordsFor(firm), '--caller', 'Acme']);
    expect(await setOf(firm)).not.toHaveProperty(keyOf('+441134960999'));
    await firm.json([...wordsFor(firm), '--caller', 'Borough']);
    expect(await setOf(firm)).toHaveProperty(keyOf('+441134960999'));
  });

  it.each([
    [['--policy', 'consent-only'], 2, 'cannot be said by a set of numbers'],
    [['--policy', 'automated'], 2, 'cannot be said by a set of numbers'],
    [['--call-date', '2026-03-29'], 4, 'clears calls to 2026-03-28 only'],
    [['--call-date', '2026-03-04'], 2, 'is in the past'],
    [['--until', '2026-03-29'], 4, 'past the last call day'],
  ])('is refused with %j, and nothing is written', async (more, status, why) => {
    const firm = await toldFirm();
    const said = await firm.run(...wordsFor(firm), ...more);
    expect([said.status, said.stderr]).toEqual([status, expect.stringContaining(why)]);
    expect(existsSync(join(firm.folder, 'screen.parquet'))).toBe(false);
  });

  it.each([['short'], ['é'.repeat(32)], ['x'.repeat(65)]])(
    'is refused with the key %s, which no message shows',
    async (secret) => {
      const firm = await toldFirm();
      const words = wordsFor(firm);
      firm.file('numbers.key', [secret]);
      const said = await firm.run(...words);
      expect([said.status, said.stderr]).toEqual([2, expect.stringContaining('numbers.key')]);
      expect(said.stderr).not.toContain(secret);
    },
  );

  it('replaces no file unasked, and never its key', async () => {
    const firm = await toldFirm();
    const words = wordsFor(firm).filter((word) => word !== '--force');
    writeFileSync(join(firm.folder, 'screen.parquet'), 'mine');
    expect((await firm.run(...words)).status).toBe(2);
    const key = join(firm.folder, 'numbers.key');
    expect((await firm.run(...words, '--out', key, '--force')).status).toBe(2);
    expect(readFileSync(key, 'utf8')).toContain(SECRET);
  });

  it('keeps no number and no key in the ledger, and verifies', async () => {
    const firm = await toldFirm();
    await firm.json(wordsFor(firm));
    const said = await firm.run('ledger', 'export', '--payloads');
    const line = said.stdout.toString();
    expect(line).toContain('screen_set');
    expect(line).not.toContain(SECRET);
    expect((await firm.run('verify')).status).toBe(0);
  });
});

/** Blocks of SQL of the document's section. */
function documented(section: string): string[] {
  const text = readFileSync(new URL('../../docs/engines.md', import.meta.url), 'utf8');
  const part = text.split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...part.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql ?? '');
}

describe("DuckDB's join, as the document has it", () => {
  it('keeps the contacts that a scrub keeps, of 200,000', { timeout: 120_000 }, async () => {
    const firm = newFirm().at('2026-03-02');
    appendFileSync(join(firm.folder, 'firm.toml'), BOTH);
    // Exchanges of numbers for drama only have 17,000: contacts come more than once, as in life.
    const numbers = (from: number, step: number): string[] =>
      Array.from({ length: 1000 }, (_, at) => at)
        .filter((at) => at % step === from)
        .flatMap((at) =>
          ['07700900', '02079460', '01632960'].map((x) => x + String(at).padStart(3, '0')),
        );
    for (const [register, from] of [
      ['tps', 1],
      ['ctps', 2],
    ] as const) {
      const file = firm.file(
        `${register}.txt`,
        numbers(from, 7).map((one) => `${one} `),
      );
      await firm.json(['import', register, file, '--dated', '2026-03-01', '--accept-change', 'x']);
    }
    await firm.json(['suppress', 'import', firm.file('told.csv', numbers(3, 11))]);
    await firm.json([
      ...['consent', 'import', firm.file('yes.csv', ['number', ...numbers(1, 13)])],
      ...['--caller', 'Acme', '--on', '2026-03-01', '--method', 'web', '--wording', 'w1'],
      ...['--reference', 'c-1', '--lift-objections', 'a test'],
    ]);
    firm.at(DAY);
    await firm.json([...wordsFor(firm), '--caller', 'Acme']);
    const all = numbers(0, 1).map((one) => `+44${one.slice(1)}`);
    const contacts = Array.from(
      { length: 200_000 },
      (_, at) => `${at},${all[(at * 7919) % all.length] ?? ''}`,
    );
    const list = firm.file('contacts.csv', ['id,phone', ...contacts]);
    await firm.json(['scrub', list, '--caller', 'Acme', '--column', 'phone']);
    const clean = readFileSync(join(firm.folder, 'contacts.clean.csv'), 'utf8').split('\r\n');

    const duck = await engine();
    const place = (sql: string) =>
      sql
        .replaceAll("'screen.parquet'", `'${firm.folder}/screen.parquet'`)
        .replaceAll("'numbers.key'", `'${firm.folder}/numbers.key'`)
        .replaceAll('current_date', `DATE '${DAY}'`);
    await duck.run(
      `CREATE TABLE contacts AS SELECT * FROM read_csv('${list}', all_varchar = true)`,
    );
    const [makeKeys = '', join1 = '', checks = ''] = documented('DuckDB').map(place);
    await duck.run(makeKeys);
    await duck.run(checks);
    const kept = await rowsOf(duck, join1);
    const ids = kept.map(([id, phone]) => `${id ?? ''},${phone ?? ''}`);
    const wanted = clean.slice(1).filter((line) => line !== '');
    expect(ids.length).toBeGreaterThan(100_000);
    expect(ids.length).toBeLessThan(190_000);
    expect(ids.sort()).toEqual(wanted.sort());
  });
});
