import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForReading, openForWriting, type Store } from '../../src/store/database.js';
import { findHead, lineAt, newestSequence } from '../../src/store/ledger-lines.js';
import { ledgerHead, LEDGER_START } from '../../src/store/ledger.js';
import { dramaNumbers, Firm, newFirms } from '../own-lists/firm.js';
import { KEY, keep } from '../own-lists/party-firm.js';

const WALK = fileURLToPath(new URL('../../fixtures/ledger/walk.sh', import.meta.url));
const newFirm = newFirms();

/** Records a line of every kind that is packed, and several of those that stand alone. */
async function recordAll(firm: Firm): Promise<void> {
  keep(firm, KEY);
  await firm.loadRegisters('2026-03-01');
  await firm.json(['suppress', 'add', '07700900001', '07700900001', '--reference', 'T "1" \\ é']);
  await firm.json(['suppress', 'add', '--party', 'C-1042', '--reason', 'legal']);
  const typed = dramaNumbers(40).map(
    (number, at) => `${number},${at % 3 ? 'other' : 'legal'},R${at}`,
  );
  const file = firm.file('typed.csv', ['number,reason,reference', ...typed, 'ring him 07700,,']);
  await firm.json(['suppress', 'import', file, '--source', 'agent-12'], 7);
  const why = ['--kind', 'person-asked', '--why', 'letter', '--all'];
  await firm.json(['suppress', 'withdraw', '07700900001', ...why]);
  const said = ['--method', 'web', '--wording', 'w1', '--reference', 'c-1', '--on', '2026-03-01'];
  await firm.json(['consent', 'add', '01134960900', '--caller', 'Acme', ...said]);
  const list = firm.file('list.csv', ['phone', '07700900001', '01632960001']);
  await firm.json(['scrub', list]);
}

/** A firm with many lines, which the tests of a block only read. */
let firm: Firm;
beforeAll(async () => {
  firm = new Firm();
  await recordAll(firm);
});
afterAll(() => {
  rmSync(firm.folder, { recursive: true });
});

async function exported(of: Firm, ...words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await of.run('ledger', 'export', ...words);
  expect([status, stderr]).toEqual([0, '']);
  return stdout.toString();
}

/** Walks text by /bin/sh and sha256sum. */
function walk(text: string): string {
  return spawnSync('/bin/sh', [WALK], { input: text, encoding: 'utf8' }).stdout.trimEnd();
}

function opened({ database }: Firm): Store {
  const store = openForReading(database);
  if (store === undefined) throw new Error('there is no database');
  return store;
}

describe('an export of the ledger', () => {
  it('is walked by a shell and sha256sum alone, to the head', async () => {
    const text = await exported(firm);
    const store = opened(firm);
    const kinds = store.prepare('SELECT DISTINCT kind FROM ledger').pluck().all();
    const [lines, head] = [newestSequence(store), ledgerHead(store)];
    store.close();
    for (const kind of ['edition', 'objection', 'withdrawal', 'consent', 'unresolved']) {
      expect(kinds).toContain(kind);
    }
    expect(lines).toBeGreaterThan(50);
    expect(walk(text)).toBe(`${String(lines)} lines, head ${head}`);
    const digest = execFileSync('sha256sum', { input: `${text.split('\n').at(-2) ?? ''}\n` });
    expect(digest.toString().split(' ')[0]).toBe(head);
  });

  it.each([
    ['a letter of a kind', (line: string) => line.replace(' objection ', ' objectiom ')],
    ['an instant', (line: string) => line.replace(':00.', ':01.')],
    ['a line that is gone', () => ''],
    ['a line twice', (line: string) => line + line],
    ['a digit of a hash', (line: string) => line.replace(/[0-9a](?=\w* \w+\n)/, 'b')],
    ['CR LF', (line: string) => line.replace('\n', '\r\n')],
    ['a line without LF', (line: string) => line.slice(0, -1)],
    ['two blanks for one', (line: string) => line.replace(' objection', '  objection')],
    ['a blank at the end', (line: string) => line.replace('\n', ' \n')],
    ['a byte of nought', (line: string) => line.replace(' objection', ' \0objection')],
    ['an empty line', (line: string) => `${line}\n`],
  ])('is not walked past %s', async (_, change) => {
    const lines = (await exported(firm)).split(/(?<=\n)/);
    const at = lines.findIndex((line) => line.includes(' objection ')) + 1;
    const line = lines[at] ?? '';
    expect(change(line)).not.toBe(line);
    lines[at] = change(line);
    expect(walk(lines.join(''))).toMatch(/^not line \d+:/);
  });

  it('is not walked past two lines that changed places', async () => {
    const lines = (await exported(firm)).split(/(?<=\n)/);
    const [one = '', other = ''] = lines.splice(-2);
    expect(walk([...lines, other, one].join(''))).toMatch(/^not line \d+: /);
  });

  it.each([
    ['lacks its LF', (text: string) => text.slice(0, -1)],
    ['is cut in the middle', (text: string) => text.slice(0, -30)],
    ['is followed by something without an end', (text: string) => `${text}tps-scrub-ledger-1`],
    ['is followed by a byte of nought', (text: string) => `${text}\0`],
  ])('is not walked to a last line that %s', async (_, change) => {
    expect(walk(change(await exported(firm)))).toMatch(/^not line \d+, it has no end: /);
  });

  it('says another head when its last line is missing or changed: a head kept elsewhere shows it', async () => {
    const text = await exported(firm);
    const head = /head \w+$/.exec(walk(text))?.[0] ?? 'none';
    const lines = text.split(/(?<=\n)/);
    expect(walk(lines.slice(0, -1).join(''))).toMatch(/lines, head \w+$/);
    expect(walk(lines.slice(0, -1).join(''))).not.toContain(head);
    const changed = text.replace(/Z (?=\w+ \w+\n$)/, 'X ');
    expect(changed).not.toBe(text);
    expect(walk(changed)).toMatch(/lines, head \w+$/);
    expect(walk(changed)).not.toContain(head);
  });

  it('is walked by the shell that docs/ledger.md shows', () => {
    const shown = readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8');
    expect(shown).toContain(`\n\`\`\`sh\n${readFileSync(WALK, 'utf8')}\`\`\`\n`);
  });

  it('begins with the line that is asked for, in the middle of a packed row too', async () => {
    const lines = (await exported(firm)).split(/(?<=\n)/);
    for (const from of [1, 2, 9, 21, lines.length - 1]) {
      expect(await exported(firm, '--from', String(from))).toBe(lines.slice(from - 1).join(''));
    }
  });

  it('gives salt and payload, whose SHA-256 stands in the line', async () => {
    const lines = (await exported(firm)).trimEnd().split('\n');
    const contents = (await exported(firm, '--payloads')).trimEnd().split('\n');
    expect(contents).toHaveLength(lines.length);
    const keys = new Set<string>();
    contents.forEach((text, at) => {
      const { sequence, salt, payload } = JSON.parse(text) as Record<string, string>;
      const hash = createHash('sha256')
        .update(Buffer.from(salt ?? '', 'hex'))
        .update(payload ?? '');
      expect([sequence, hash.digest('hex')]).toEqual([at + 1, lines[at]?.split(' ')[5]]);
      for (const key of Object.keys(JSON.parse(payload ?? '') as object)) keys.add(key);
    });
    for (const key of ['number', 'party', 'wording', 'text', 'plan', 'numbers_sha256']) {
      expect(keys).toContain(key);
    }
    const tail = await exported(firm, '--payloads', '--from', '30');
    expect(tail).toBe(`${contents.slice(29).join('\n')}\n`);
  });

  it('is refused before there is a database, and of no line is nothing', async () => {
    const { status, stdout, stderr } = await newFirm().run('ledger', 'export');
    expect([status, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toContain('there is no database');
    expect(walk('')).toBe(`0 lines, head ${LEDGER_START}`);
  });

  it.each([
    [['--from', '100000'], 'the ledger has no line 100000'],
    [['--from', 'x'], "--from: 'x' is not a whole number"],
    [['--json'], '--json and ledger export exclude each other'],
  ])('is refused with %j', async (words, summary) => {
    const { status, stdout, stderr } = await firm.run('ledger', 'export', ...words);
    expect(status).toBe(2);
    expect(stdout.toString() + stderr).toContain(summary);
  });
});

describe('an export of a ledger that was changed', () => {
  async function changed(...sql: readonly string[]): Promise<Firm> {
    const copy = newFirm();
    cpSync(firm.database, copy.database);
    const store = openForWriting(copy.database);
    sql.forEach((one) => store.exec(one));
    store.close();
    return Promise.resolve(copy);
  }

  it('says which payloads were erased, and the chain still holds', async () => {
    const copy = await changed(
      "UPDATE ledger_payload SET salt = x'', payload = '' WHERE sequence = 1",
      `UPDATE ledger_payload SET salt = CAST(zeroblob(32) || substr(salt, 33) AS BLOB)
         WHERE sequence = (SELECT min(sequence) FROM ledger WHERE kind = 'objection')`,
    );
    const contents = (await exported(copy, '--payloads')).trimEnd().split('\n');
    const erased = contents.flatMap((text) => {
      const content = JSON.parse(text) as { sequence: number; erased?: true };
      return content.erased ? [content] : [];
    });
    expect(erased).toHaveLength(2);
    expect(erased[0]).toEqual({ sequence: 1, salt: null, payload: null, erased: true });
    expect(walk(await exported(copy))).toMatch(/lines, head/);
  });

  it('stops with status 4 at a row without its hashes', async () => {
    const copy = await changed("UPDATE ledger SET payload_sha256 = x'00' WHERE sequence = 2");
    const { status, stderr } = await copy.run('ledger', 'export');
    expect([status, stderr]).toEqual([4, expect.stringContaining('damaged at line 2')]);
  });

  it('shows a shell where a row was changed', async () => {
    const copy = await changed("UPDATE ledger SET id = 'tps-9' WHERE sequence = 2");
    expect(walk(await exported(copy))).toMatch(/^not line 3: /);
  });
});

describe('a head kept elsewhere', () => {
  it('is found at its line, packed or not, in either case, and at no other', async () => {
    const lines = (await exported(firm)).trimEnd().split('\n');
    const store = opened(firm);
    for (const at of [1, 2, 11, 20, 40, lines.length]) {
      const hash = createHash('sha256')
        .update(`${lines[at - 1] ?? ''}\n`)
        .digest('hex');
      expect(findHead(store, hash)).toBe(at);
      expect(findHead(store, hash.toUpperCase())).toBe(at);
      expect(lineAt(store, at)).toMatchObject({
        sequence: at,
        hash,
        text: `${lines[at - 1] ?? ''}\n`,
      });
    }
    expect(findHead(store, LEDGER_START)).toBe(0);
    expect(findHead(store, 'f'.repeat(64))).toBeUndefined();
    expect(lineAt(store, 0)).toBeUndefined();
    expect(lineAt(store, lines.length + 1)).toBeUndefined();
    store.close();
  });
});
