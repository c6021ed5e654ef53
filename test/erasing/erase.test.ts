import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInProcess } from '../commands/run-in-process.js';

/** Words that an erasure must leave nowhere. */
const WORDS = [
  'Quillfeather',
  'wheelchair',
  'moonstone',
  'Gorgonzola',
  'harpsichord',
  'xylophone',
  'Wensleydale',
] as const;

const CONFIGURATION = (folder: string) =>
  `journal = ${JSON.stringify(join(folder, 'journal'))}\n[caller.Acme]\n[list.care]\n`;

let folder = '';
let minute = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'erase-'));
  minute = 0;
  mkdirSync(join(folder, 'nobody'));
  writeFileSync(join(folder, 'firm.toml'), CONFIGURATION(folder));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function path(name: string): string {
  return join(folder, name);
}

async function run(...words: readonly string[]) {
  const now = new Date(Date.parse('2026-11-21T09:00:00Z') + minute++ * 60_000).toISOString();
  const configured = [...words, '--config', path('firm.toml'), '--json'];
  const said = await runInProcess(configured, { folder, database: path('scrub.db'), now });
  return { status: said.status, json: JSON.parse(said.stdout.toString()) as Json };
}

type Json = Readonly<Record<string, unknown>>;

async function done(...words: readonly string[]): Promise<Json> {
  const { status, json } = await run(...words);
  if (status !== 0) throw new Error(`${words.join(' ')}: ${status} ${JSON.stringify(json)}`);
  return json;
}

async function registers(): Promise<void> {
  for (const [name, number] of [
    ['tps', '07700900123'],
    ['ctps', '02079460123'],
  ] as const) {
    writeFileSync(path(`${name}.txt`), `${number} \r\n`);
    await done('import', name, path(`${name}.txt`), '--dated', '2026-11-20');
  }
}

/** Everything that can be said of one number, and of others beside it. */
async function history(): Promise<void> {
  const about = ['--reason', 'vulnerable', '--source', 'Quillfeather', '--list', 'care'];
  await done('suppress', 'add', '07700900123', ...about, '--reference', 'moonstone');
  const header = 'Phone,Reason,Ref,Source';
  const columns = ['number=Phone', 'reason=Reason', 'reference=Ref', 'source=Source'].flatMap(
    (column) => ['--column', column],
  );
  const rows = [
    '07700900123,wheelchair,Gorgonzola,Quillfeather',
    '07700900124,moved,kept-1,desk',
    '0770x,wheelchair,Gorgonzola,Quillfeather',
  ];
  writeFileSync(path('first.csv'), [header, ...rows, ''].join('\r\n'));
  await run('suppress', 'import', path('first.csv'), ...columns);
  writeFileSync(path('second.csv'), [header, ...rows.slice(0, 2), ''].join('\r\n'));
  await done('suppress', 'import', path('second.csv'), ...columns);
  const line = ['import-2:4', '--number', '07700900123', '--why', 'harpsichord'];
  await done('suppress', 'resolve', ...line);
  const consent = ['--caller', 'Acme', '--on', '2026-11-10', '--method', 'xylophone'];
  const shown = ['--wording', 'Wensleydale', '--reference', 'moonstone'];
  await done('consent', 'add', '07700900123', ...consent, ...shown);
  const ended = ['--source', 'Quillfeather', '--list', 'care', '--kind', 'person-asked'];
  await done('suppress', 'withdraw', '07700900123', ...ended, '--why', 'harpsichord');
}

function files(): string[] {
  return readdirSync(folder).filter((name) => !/\.(csv|toml|txt)$/.test(name) && name !== 'nobody');
}

/** Which of the words stand in which file. */
function left(): string[] {
  return files().flatMap((name) => {
    const bytes = readFileSync(path(name));
    return WORDS.filter((word) => bytes.includes(word)).map((word) => `${name}: ${word}`);
  });
}

describe('an erasure', () => {
  it('leaves no word of what it erased in the database, the journal or a new backup', async () => {
    await registers();
    await history();
    expect(left().length).toBeGreaterThanOrEqual(WORDS.length);
    const erased = await done('erase', '07700 900123', '--request', 'DSR-14');
    expect(erased).toMatchObject({ consents: 1, repeats: 1, unread_lines: 1 });
    await done('backup', path('copy.db'));
    expect(files()).toEqual(expect.arrayContaining(['copy.db', 'journal', 'scrub.db']));
    expect(left()).toEqual([]);
  });

  it('is a line without a number, and verify says how much went', async () => {
    await history();
    const { payloads, line } = await done('erase', '07700900123', '--request', 'DSR-14');
    const verified = await done('verify');
    expect(verified['notes']).toContain(
      `${String(payloads)} payloads were erased by line ${String(line)}`,
    );
    const store = new Database(path('scrub.db'), { readonly: true });
    const said = store
      .prepare(
        'SELECT id, payload FROM ledger JOIN ledger_payload USING (sequence) WHERE sequence = ?',
      )
      .get(line) as { id: string; payload: string };
    store.close();
    expect(said.id).toBe('erasure-1');
    expect(said.payload).toContain('DSR-14');
    expect(said.payload).not.toContain('7700900123');
  });

  it('keeps the number suppressed, and lets no consent clear it', async () => {
    await registers();
    await history();
    await done('erase', '07700900123', '--request', 'DSR-14');
    const { status, json } = await run('check', '07700900123', '--caller', 'Acme');
    expect(status).toBe(0);
    expect(JSON.stringify(json)).toContain('OBJECTION');
    expect(JSON.stringify(json)).not.toContain('"CONSENT"');
  });

  it('leaves what is said of other numbers as it was', async () => {
    await history();
    await done('erase', '07700900123', '--request', 'DSR-14');
    expect(readFileSync(path('scrub.db')).includes('kept-1')).toBe(true);
  });

  it('changes nothing in a dry run', async () => {
    await history();
    const before = readFileSync(path('scrub.db'));
    const would = await done('erase', '07700900123', '--request', 'DSR-14', '--dry-run');
    expect(would['payloads']).toBeGreaterThan(5);
    expect(readFileSync(path('scrub.db')).equals(before)).toBe(true);
  });

  it('erases nothing a second time, and says so', async () => {
    await history();
    await done('erase', '07700900123', '--request', 'DSR-14');
    const again = await done('erase', '07700900123', '--request', 'DSR-14');
    expect(again).toMatchObject({ payloads: 0, line: 0 });
    await done('suppress', 'add', '07700900123', '--source', 'Quillfeather');
    await done('erase', '07700900123', '--request', 'DSR-15');
    expect(left()).toEqual([]);
    await done('verify');
  });

  it('is refused while an unread line of the number waits', async () => {
    writeFileSync(
      path('waits.csv'),
      'Phone\r\n07700900124\r\n07700900123 x 5 7700900126 99999\r\n',
    );
    await run('suppress', 'import', path('waits.csv'));
    const { status, json } = await run('erase', '07700900123', '--request', 'DSR-14');
    expect([status, json['code']]).toEqual([5, 'guard-refused']);
  });

  it('is refused where the lists were altered before', async () => {
    await history();
    const store = new Database(path('scrub.db'));
    store.exec("UPDATE own_batch SET why = 'x' WHERE id = 1");
    store.close();
    const { status, json } = await run('erase', '07700900123', '--request', 'DSR-14');
    expect(status, JSON.stringify(json)).not.toBe(0);
    expect(left().length).toBeGreaterThan(0);
  });
});

describe('what an erasure leaves of a class', () => {
  it('cannot be typed, nor configured, and is text in a file', async () => {
    await history();
    const { status, json } = await run('suppress', 'add', '07700900125', '--reason', 'suppressed');
    expect([status, json['where']]).toEqual([2, '--reason']);
    writeFileSync(path('status.csv'), 'Phone,Status\r\n07700900125,Suppressed\r\n');
    const columns = ['number=Phone', 'reason=Status'].flatMap((column) => ['--column', column]);
    await done('suppress', 'import', path('status.csv'), ...columns);
    const store = new Database(path('scrub.db'), { readonly: true });
    const terms = store.prepare("SELECT class FROM own_terms WHERE reason = 'Suppressed'");
    expect(terms.pluck().all()).toEqual(['other']);
    store.close();
    writeFileSync(path('firm.toml'), '[list.care]\nreason = "suppressed"\n');
    expect((await run('lists')).status).toBe(2);
  });
});

describe('a hold', () => {
  it('keeps a number from being erased until its case is released', async () => {
    await history();
    await done('hold', 'add', '07700900123', '--case', 'ICO-1');
    const { status, json } = await run('erase', '07700900123', '--request', 'DSR-14');
    expect([status, json['where']]).toEqual([5, 'ICO-1']);
    await done('hold', 'release', 'ICO-1', '--why', 'closed');
    await done('erase', '07700900123', '--request', 'DSR-14');
    await done('verify');
    const { holds } = await done('hold', 'list');
    expect(holds).toEqual([expect.objectContaining({ case: null, what: null })]);
  });

  it('of a run keeps the numbers of its list', async () => {
    await registers();
    await history();
    writeFileSync(path('list.csv'), 'Phone\r\n07700900123\r\n07700900456\r\n');
    await done('scrub', path('list.csv'));
    await done('hold', 'add', 'last', '--case', 'ICO-2');
    expect((await run('erase', '07700900123', '--request', 'DSR-14')).status).toBe(5);
    await done('erase', '07700900124', '--request', 'DSR-15');
  });

  it('is refused twice for one case, and released only where there is one', async () => {
    await done('suppress', 'add', '07700900123');
    await done('hold', 'add', '07700900123', '--case', 'ICO-1');
    expect((await run('hold', 'add', '07700900123', '--case', 'ICO-1')).status).toBe(2);
    expect((await run('hold', 'release', 'ICO-2', '--why', 'closed')).status).toBe(2);
  });
});

describe('the journal', () => {
  it('begins anew with the next command that writes it, when the erasure was made without it', async () => {
    await history();
    const said = readFileSync(path('firm.toml'), 'utf8');
    writeFileSync(path('firm.toml'), said.replace(/^journal.*\n/, ''));
    await done('erase', '07700900123', '--request', 'DSR-14');
    expect(left().length).toBeGreaterThan(0);
    writeFileSync(path('firm.toml'), said);
    await done('suppress', 'add', '07700900125');
    expect(left()).toEqual([]);
    const journal = readFileSync(path('journal'), 'utf8');
    expect(journal.match(/^tps-scrub-journal-1 open /gm)).toHaveLength(1);
    expect(journal).toContain(' row ');
  });

  it('is overwritten where it lay, and not only unlinked', async () => {
    await history();
    linkSync(path('journal'), path('another-name'));
    const { size } = statSync(path('another-name'));
    expect(size).toBeGreaterThan(1000);
    await done('erase', '07700900123', '--request', 'DSR-14');
    expect(statSync(path('another-name')).size).toBe(0);
  });
});

describe('a restore after an erasure', () => {
  it('refuses a backup of before with the journal that began anew', async () => {
    await history();
    await done('backup', path('old.db'));
    await done('erase', '07700900123', '--request', 'DSR-14');
    await done('suppress', 'add', '07700900125');
    await done('backup', path('new.db'));
    await done('suppress', 'add', '07700900126');
    const journal = ['--journal', path('journal')];
    const old = await run('restore', path('old.db'), '--force', ...journal);
    const said = JSON.stringify(old.json);
    expect([old.status, said.includes('begins after line')], said).toEqual([2, true]);
    await done('restore', path('new.db'), '--force', ...journal);
    await done('verify');
  });
});
