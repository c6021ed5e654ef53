import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { runInProcess } from '../commands/run-in-process.js';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

interface Disclosed {
  readonly callers: readonly string[];
  readonly known_in: { readonly sha256: string; readonly rows: number };
  readonly rows: number;
  readonly unread: number;
  readonly compared: readonly string[];
  readonly not_compared: readonly string[];
  readonly parties_not_compared: number;
  readonly output: { readonly path: string; readonly sha256: string };
  readonly disclosure: string;
  readonly ledger_line: number;
}

/** The firm with objections told to whom each is named after, and a number on each register. */
async function toldFirm(): Promise<Firm> {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  await firm.json(['suppress', 'add', '07700900001', '--reason', 'complaint']);
  await firm.json(['suppress', 'add', '07700900002', '--caller', 'Acme']);
  await firm.json(['suppress', 'add', '07700900003', '--caller', 'Borough']);
  await firm.json(['suppress', 'add', '07700900004', '--caller', 'Dialhouse']);
  return firm.at('2026-03-05');
}

const HEAD = 'Ref;"Phone ""main""";Note';
const ROWS = [
  'a;07700 900001;everyone was told',
  'b;"07700 900002";Acme',
  "c;0044 7700 900003;Borough, in another's spelling",
  'd;07700 900004;Dialhouse',
  'e;07700 900005;nobody',
  'f;020 7946 0999;on a register',
  'g;07700 9001;no number',
  'h;7700900001.0;damaged',
];
const OPTIONS = ['--column', '2', '--delimiter', ';'];

function known(firm: Firm, rows: readonly string[] = ROWS): string {
  return firm.file('agent.csv', [HEAD, ...rows]);
}

async function disclosed(firm: Firm, ...more: readonly string[]): Promise<[Disclosed, string]> {
  const out = join(firm.folder, 'back.csv');
  const words = ['suppress', 'export', '--known-in', known(firm), '--out', out, '--force'];
  const found = await firm.json<Disclosed>([...words, ...OPTIONS, ...more]);
  return [found, readFileSync(out, 'utf8')];
}

/** What the ledger says was handed over. */
function disclosures(firm: Firm): string[] {
  const store = openForReading(firm.database);
  const find = store?.prepare(
    `SELECT payload FROM ledger JOIN ledger_payload USING (sequence) WHERE kind = 'disclosure'`,
  );
  const found = find?.pluck().all() as string[];
  store?.close();
  return found;
}

/** The rows that came back, by their first cells. */
function refs(text: string): string {
  const [head, ...rows] = text.split('\r\n').slice(0, -1);
  expect(head).toBe(HEAD);
  for (const row of rows) expect(ROWS).toContain(row);
  return rows.map((row) => row[0]).join('');
}

describe('the rows that an agent must not call', () => {
  it.each([
    [['--for', 'Callwell'], ['Acme', 'Borough'], 'abcdh'],
    [['--for', 'callwell', '--caller', 'acme'], ['Acme'], 'abh'],
    [['--for', 'Callwell', '--caller', 'Borough'], ['Borough'], 'acdh'],
    [['--for', 'Dialhouse'], ['Borough'], 'acdh'],
  ])('are those whose objections bind its principals: %j', async (words, callers, rows) => {
    const [found, text] = await disclosed(await toldFirm(), ...words);
    expect(refs(text)).toBe(rows);
    expect(found).toMatchObject({ callers, rows: rows.length, unread: 1 });
    expect(found.known_in.rows).toBe(ROWS.length);
  });

  it('are given back as they came, and tell nothing else', async () => {
    const firm = await toldFirm();
    const [, text] = await disclosed(firm, '--for', 'Callwell');
    const rows = [ROWS[0], ROWS[1], ROWS[2], ROWS[3], ROWS[7]];
    expect(text).toBe([HEAD, ...rows, ''].join('\r\n'));
    expect(text).not.toMatch(/complaint|tps|internal|OBJECTION/i);
  });

  it('leave registers out unless their licence lets that be told', async () => {
    const firm = await toldFirm();
    const [before, without] = await disclosed(firm, '--for', 'Callwell');
    expect(before).toMatchObject({ compared: ['objections'], not_compared: ['tps', 'ctps'] });
    expect(refs(without)).not.toContain('f');
    appendFileSync(join(firm.folder, 'firm.toml'), '[register.tps]\nmay_disclose = true\n');
    const [after, text] = await disclosed(firm, '--for', 'Callwell');
    expect(after).toMatchObject({ compared: ['objections', 'tps'], not_compared: ['ctps'] });
    expect(refs(text)).toBe('abcdfh');
  });

  it('are not told by a register that is out of date', async () => {
    const firm = await toldFirm();
    appendFileSync(join(firm.folder, 'firm.toml'), '[register.tps]\nmay_disclose = true\n');
    firm.at('2026-05-01');
    const out = join(firm.folder, 'back.csv');
    const words = ['suppress', 'export', '--for', 'Callwell', '--known-in', known(firm)];
    expect((await firm.run(...words, '--out', out, ...OPTIONS)).status).toBe(4);
    expect(existsSync(out)).toBe(false);
  });

  it('are fewer where a consent of a later day lifts the objection for the caller', async () => {
    const firm = await toldFirm();
    const consent = ['--method', 'web', '--wording', 'w', '--reference', 'r', '--on', '2026-03-04'];
    await firm.json(['consent', 'add', '07700900002', '--caller', 'Acme', ...consent]);
    const [, text] = await disclosed(firm, '--for', 'Callwell', '--caller', 'Acme');
    expect(refs(text)).toBe('ah');
  });

  it('come back in UTF-16 when they came so', async () => {
    const firm = await toldFirm();
    const path = join(firm.folder, 'wide.csv');
    const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
    writeFileSync(path, wide('Näme,Phone\r\nÉve,07700 900001\r\nBob,07700 900005\r\n'));
    const out = join(firm.folder, 'back.csv');
    await firm.json(['suppress', 'export', '--for', 'Callwell', '--known-in', path, '--out', out]);
    expect(readFileSync(out)).toEqual(wide('Näme,Phone\r\nÉve,07700 900001\r\n'));
  });

  it('say so when there are none: the head alone', async () => {
    const firm = await toldFirm();
    const path = firm.file('other.csv', ['Phone', '07700 900099']);
    const out = join(firm.folder, 'back.csv');
    const words = ['suppress', 'export', '--for', 'Callwell', '--known-in', path, '--out', out];
    expect(await firm.json<Disclosed>(words)).toMatchObject({ rows: 0 });
    expect(readFileSync(out, 'utf8')).toBe('Phone\r\n');
  });
});

describe('what was handed to an agent', () => {
  it('is a line of the ledger: to whom, how many, and the hash; no number', async () => {
    const firm = await toldFirm();
    const [found, text] = await disclosed(firm, '--for', 'Callwell');
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(found.output.sha256).toBe(sha256);
    const [payload = ''] = disclosures(firm);
    expect(JSON.parse(payload)).toMatchObject({
      agent: 'Callwell',
      callers: ['Acme', 'Borough'],
      registers: [],
      known_in_rows: ROWS.length,
      known_in_sha256: found.known_in.sha256,
      rows: 5,
      sha256,
    });
    expect(payload).not.toMatch(/7700|900001|agent\.csv/);
    expect((await firm.run('verify')).status).toBe(0);
    const [again] = await disclosed(firm, '--for', 'Dialhouse');
    expect([found.disclosure, again.disclosure]).toEqual(['disclosure-1', 'disclosure-2']);
  });

  it('stands in the journal', async () => {
    const firm = newFirm().at('2026-03-02');
    const journal = join(firm.folder, 'firm.journal');
    const toml = join(firm.folder, 'firm.toml');
    writeFileSync(toml, `journal = "${journal}"\n${readFileSync(toml, 'utf8')}`, { mode: 0o600 });
    await firm.json(['suppress', 'add', '07700900001']);
    await disclosed(firm, '--for', 'Callwell');
    expect(readFileSync(journal, 'utf8')).toContain('disclosure-1');
    expect((await firm.run('verify')).status).toBe(0);
  });

  it('is recorded first, and said not to have left when its file cannot have its name', async () => {
    const firm = await toldFirm();
    const out = join(firm.folder, 'late.csv');
    const parts = () => readdirSync(firm.folder).filter((name) => name.endsWith('.partial'));
    const words = ['suppress', 'export', '--for', 'Callwell', '--known-in', known(firm)];
    const configured = ['--config', join(firm.folder, 'firm.toml')];
    const { folder, database, now } = firm;
    const world = {
      ...{ folder, database, now },
      atEachLook: () => {
        if (parts().length > 0) writeFileSync(out, 'of somebody');
      },
    };
    const { status, stderr } = await runInProcess(
      [...words, '--out', out, ...OPTIONS, ...configured],
      world,
    );
    expect(status).toBe(2);
    expect(stderr).toContain('is there already');
    expect(stderr).toMatch(/line \d+ of the ledger says that it was handed over, and it was not/);
    expect(readFileSync(out, 'utf8')).toBe('of somebody');
    expect(parts()).toEqual([]);
    expect(disclosures(firm)).toHaveLength(1);
  });

  it('is told of with what was not compared', async () => {
    const firm = await toldFirm();
    const toml = join(firm.folder, 'firm.toml');
    const key = 'party_key = "0123456789abcdef0123456789abcdef"\n';
    writeFileSync(toml, key + readFileSync(toml, 'utf8'), { mode: 0o600 });
    await firm.json(['suppress', 'add', '--party', 'C-1']);
    const out = join(firm.folder, 'back.csv');
    const words = ['suppress', 'export', '--for', 'Callwell', '--known-in', known(firm)];
    const { stdout, stderr } = await firm.run(...words, '--out', out, ...OPTIONS);
    expect(stdout.toString()).toContain(
      '5 of 8 rows must not be called by Callwell for Acme, Borough: ',
    );
    expect(stdout.toString()).toContain('compared: own objections, for live calls today');
    expect(stderr).toContain('not compared: TPS, CTPS');
    expect(stderr).toContain('1 row could not be read whole, and is not in the file');
    expect(stderr).toContain('1 person or firm');
    expect(stdout.toString() + stderr).not.toMatch(/7700/);
  });
});

describe('suppress export --for', () => {
  const OUT = '/nowhere/back.csv';

  it.each([
    [['--for', 'Calwell'], "did you mean 'Callwell'?"],
    [['--for', 'Acme'], "there is no agent 'Acme'"],
    [['--for', 'Dialhouse', '--caller', 'Acme'], "there is no caller of Dialhouse 'Acme'"],
    [['--for', 'Callwell', '--list', 'internal'], 'exclude each other'],
    [['--for', 'Callwell', '--out', '-'], '--out - is not possible'],
    [['--for', 'Callwell', '--known-in', '-'], '--known-in - is not possible'],
    [['--list', 'internal'], '--list writes a whole list'],
    [[], 'nothing was named'],
  ])('is refused with %j, and records nothing', async (words, says) => {
    const firm = await toldFirm();
    const before = readFileSync(firm.database);
    const given = [
      ...(words.includes('--known-in') ? [] : ['--known-in', known(firm)]),
      ...(words.includes('--out') ? [] : ['--out', OUT]),
    ];
    const said = await firm.run('suppress', 'export', ...words, ...given);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(says);
    expect(readFileSync(firm.database).equals(before)).toBe(true);
  });

  it.each([
    ['--known-in', (firm: Firm) => [known(firm), join(firm.folder, 'x.csv')]],
    ['--out', (firm: Firm) => [known(firm), undefined]],
  ])('needs %s', async (option, files) => {
    const firm = await toldFirm();
    const [knownIn, out] = files(firm);
    const given = option === '--out' ? ['--known-in', knownIn ?? ''] : ['--out', out ?? ''];
    const said = await firm.run('suppress', 'export', '--for', 'Callwell', ...given);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(`--for needs ${option} FILE`);
  });

  it("never replaces the agent's own file or the database", async () => {
    const firm = await toldFirm();
    for (const out of [known(firm), firm.database]) {
      const words = ['suppress', 'export', '--for', 'Callwell', '--known-in', known(firm)];
      const said = await firm.run(...words, '--out', out, '--force', ...OPTIONS);
      expect(said.status).toBe(2);
    }
  });

  it('refuses a second column of numbers that was not named', async () => {
    const firm = await toldFirm();
    const lines = ['Phone,Other', '07700 900005,07700 900001', '07700 900006,07700 900002'];
    const path = firm.file('two.csv', lines);
    const out = join(firm.folder, 'back.csv');
    const words = ['suppress', 'export', '--for', 'Callwell', '--known-in', path, '--out', out];
    expect((await firm.run(...words, '--column', 'Phone')).status).toBe(2);
    expect(existsSync(out)).toBe(false);
    const both = ['--column', 'Phone', '--column', 'Other'];
    expect(await firm.json<Disclosed>([...words, ...both])).toMatchObject({ rows: 2 });
  });
});
