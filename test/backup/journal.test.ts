import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Firm } from './firm-with-journal.js';

const newFolder = temporaryFolders();
const NUMBERS = ['07700 900201', '07700 900202', '07700 900203', '07700 900204'] as const;

function journalOf(firm: Firm): string {
  return readFileSync(firm.path('journal'), 'utf8');
}

/** Objections to some numbers, each with the journal. */
async function firmWith(...numbers: readonly string[]): Promise<Firm> {
  const firm = new Firm(newFolder());
  for (const number of numbers) await firm.suppress(number);
  return firm;
}

/** Puts a copy of the database that an earlier moment had in its place, as a rolled back writer does. */
function keeping(firm: Firm): () => void {
  copyFileSync(firm.path('scrub.db'), firm.path('kept.db'));
  return () => {
    renameSync(firm.path('kept.db'), firm.path('scrub.db'));
  };
}

async function isSuppressed(firm: Firm, number: string): Promise<boolean> {
  const { stdout } = await firm.run(['check', number, '--json'], 'without.toml');
  return stdout.toString().includes('"OBJECTION"');
}

/** The same tables, row by row. */
function rowsOf(firm: Firm, database: string): Record<string, unknown[]> {
  const store = openForReading(firm.path(database));
  if (store === undefined) throw new Error(`${database} is not there`);
  const tables = store
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'own_%'")
    .pluck()
    .all() as string[];
  const all = [...tables, 'consent_terms', 'ledger', 'ledger_payload'].map((table) => [
    table,
    store.prepare(`SELECT * FROM ${table}`).all(),
  ]);
  store.close();
  return Object.fromEntries(all) as Record<string, unknown[]>;
}

describe('the journal', () => {
  it('is text whose entries can be checked without this program', async () => {
    const firm = await firmWith(...NUMBERS);
    const lines = journalOf(firm).split('\n');
    expect(lines.pop()).toBe('');
    const fields = lines.map((line) => line.split(' '));
    expect(new Set(fields.map(([version]) => version))).toEqual(new Set(['tps-scrub-journal-1']));
    expect(fields[0]?.[1]).toBe('open');
    let rows = '';
    const entries: string[][] = [];
    lines.forEach((line, index) => {
      const [, kind] = fields[index] ?? [];
      if (kind === 'row') rows += `${line}\n`;
      if (kind !== 'entry') return;
      const [first = '', last = '', previous = '', head = '', , bytes, sha256] =
        fields[index]?.slice(3) ?? [];
      expect(Number(bytes)).toBe(Buffer.byteLength(rows));
      expect(sha256).toBe(createHash('sha256').update(rows).digest('hex'));
      rows = '';
      entries.push([first, last, previous, head]);
    });
    expect(entries.length).toBe(NUMBERS.length);
    entries.slice(1).forEach(([first, , previous], index) => {
      expect(Number(first)).toBe(Number(entries[index]?.[1]) + 1);
      expect(previous).toBe(entries[index]?.[3]);
    });
    expect(entries.at(-1)?.[3]).toBe(firm.ledger().head);
    expect(statSync(firm.path('journal')).mode & 0o777).toBe(0o600);
  });

  it('holds all that is recorded on own lists and of consents, row by row', async () => {
    const firm = new Firm(newFolder());
    const key = 'party_key = "0123456789abcdef0123456789abcdef"\n[caller.Acme]\n';
    writeFileSync(firm.path('with.toml'), `journal = "${firm.path('journal')}"\n${key}`);
    writeFileSync(
      firm.path('optouts.csv'),
      'Number,Reason\n07700 900301,complaint\n0161 496 0301 or 2,\nring me not 0770,x\n',
    );
    writeFileSync(
      firm.path('consents.csv'),
      'Number,Caller\n07700 900401,Acme\n07700 900402,Acme\n',
    );
    await firm.suppress('07700 900001');
    await firm.run(['suppress', 'import', firm.path('optouts.csv'), '--column', 'number=Number']);
    await firm.run(['suppress', 'import', firm.path('optouts.csv'), '--column', 'number=Number']);
    await firm.done(['suppress', 'add', '--party', 'C-1042']);
    await firm.done(['consent', 'import', firm.path('consents.csv')]);
    await firm.done(['consent', 'add', '07700 900403', '--caller', 'Acme', '--on', '2026-11-20']);
    await firm.done(['consent', 'withdraw', '07700 900403', '--caller', 'Acme']);
    await firm.done(['suppress', 'undo', 'import-2', '--why', 'a wrong file']);
    const withdraw = ['suppress', 'withdraw', '07700 900001', '--kind', 'mistake', '--why', 'typo'];
    await firm.done(withdraw);
    const before = rowsOf(firm, 'scrub.db');
    for (const [table, rows] of Object.entries(before)) {
      if (table !== 'own_settled')
        expect({ table, some: rows.length > 0 }).toEqual({ table, some: true });
    }
    await firm.done(['restore', '--journal', firm.path('journal')], 'with.toml', 'new.db');
    const rebuilt = rowsOf(firm, 'new.db');
    for (const table of ['ledger', 'ledger_payload']) rebuilt[table]?.splice(-2);
    expect(rebuilt).toEqual(before);
  });

  it('that cannot be written stops the command before anything is recorded', async () => {
    const firm = await firmWith(NUMBERS[0]);
    const before = firm.ledger();
    for (const [path, status] of [
      [firm.path('missing/journal'), 4],
      [firm.folder, 2],
      [firm.path('list.csv'), 2],
    ] as const) {
      writeFileSync(firm.path('other.toml'), `journal = ${JSON.stringify(path)}\n`);
      const refused = await firm.refused(['suppress', 'add', NUMBERS[1]], 'other.toml');
      expect({ path, status: refused.status }).toEqual({ path, status });
    }
    expect(firm.ledger()).toEqual(before);
  });

  it('has what was recorded without it as soon as it is written again', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.suppress(NUMBERS[1], 'without.toml');
    await firm.importRegisters();
    await firm.suppress(NUMBERS[2]);
    const { head } = firm.ledger();
    const rebuilt = await firm.done(
      ['restore', '--journal', firm.path('journal')],
      'with.toml',
      'new.db',
    );
    expect(rebuilt).toMatchObject({ restored_to: { ledger_head: head }, replayed: { batches: 3 } });
  });
});

describe('a command that is killed', () => {
  it('between journal and commit is recorded by the next one', async () => {
    const firm = await firmWith(NUMBERS[0]);
    const back = keeping(firm);
    await firm.suppress(NUMBERS[1]);
    const { head, kinds } = firm.ledger();
    back();
    expect(firm.ledger().head).not.toBe(head);
    const next = await firm.run(['suppress', 'add', NUMBERS[2]]);
    expect(next.status, next.stderr).toBe(0);
    expect(next.stderr).toContain('is recorded now');
    expect(firm.ledger().kinds.slice(0, kinds.length)).toEqual(kinds);
    for (const number of NUMBERS.slice(0, 3)) expect(await isSuppressed(firm, number)).toBe(true);
    const journal = ['restore', '--journal', firm.path('journal')];
    await firm.done(journal, 'with.toml', 'new.db');
    expect(firm.ledger('new.db').kinds.slice(0, -2)).toEqual(firm.ledger().kinds);
  });

  it('at its first objection too', async () => {
    const firm = await firmWith();
    await firm.run(['status']);
    await firm.suppress(NUMBERS[0]);
    const { kinds } = firm.ledger();
    writeFileSync(firm.path('scrub.db'), '');
    await firm.suppress(NUMBERS[1]);
    expect(firm.ledger().kinds.slice(0, kinds.length)).toEqual(kinds);
    expect(await isSuppressed(firm, NUMBERS[0])).toBe(true);
  });

  it('is heeded by a scrub that comes next', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.importRegisters();
    const back = keeping(firm);
    await firm.suppress('07700 900456');
    back();
    await firm.done(['scrub', firm.path('list.csv')]);
    expect(readFileSync(firm.path('list.clean.csv'), 'utf8')).toBe('Name,Phone\n');
  });

  it('after the commit, before the journal: the next entry has it', async () => {
    const firm = await firmWith(NUMBERS[0]);
    const { size } = statSync(firm.path('journal'));
    await firm.suppress(NUMBERS[1]);
    truncateSync(firm.path('journal'), size);
    await firm.suppress(NUMBERS[2]);
    const journal = ['restore', '--journal', firm.path('journal')];
    const rebuilt = await firm.done(journal, 'with.toml', 'new.db');
    expect(rebuilt).toMatchObject({ restored_to: { ledger_head: firm.ledger().head } });
  });

  it('while it writes the journal leaves what counts for nothing, wherever it is torn', async () => {
    const firm = await firmWith(NUMBERS[0]);
    const back = keeping(firm);
    const { size: whole } = statSync(firm.path('journal'));
    await firm.suppress(NUMBERS[1]);
    const torn = readFileSync(firm.path('journal'));
    back();
    const { head } = firm.ledger();
    const step = Math.ceil((torn.length - whole) / 12);
    for (let size = whole + 1; size < torn.length; size += step) {
      copyFileSync(firm.path('scrub.db'), firm.path('now.db'));
      writeFileSync(firm.path('journal'), torn.subarray(0, size));
      await firm.suppress(NUMBERS[2], 'with.toml', 'now.db');
      expect(firm.ledger('now.db').kinds.length).toBe(firm.ledger().kinds.length + 2);
      expect(journalOf(firm).slice(0, whole)).toBe(torn.toString('utf8', 0, whole));
      const journal = ['restore', '--journal', firm.path('journal')];
      await firm.done(journal, 'with.toml', `new-${String(size)}.db`);
    }
    expect(firm.ledger().head).toBe(head);
  });

  it('by a power cut that kept part of its entry from the disk counts for nothing', async () => {
    const firm = await firmWith(NUMBERS[0]);
    const back = keeping(firm);
    const { size } = statSync(firm.path('journal'));
    await firm.suppress(NUMBERS[1]);
    back();
    const bytes = readFileSync(firm.path('journal'));
    bytes.fill(0x20, size + 100, size + 200);
    writeFileSync(firm.path('journal'), bytes);
    await firm.suppress(NUMBERS[2]);
    expect(await isSuppressed(firm, NUMBERS[1])).toBe(false);
    expect(
      journalOf(firm)
        .split('\n')
        .filter((line) => / entry /.test(line)).length,
    ).toBe(2);
  });
});

describe('a journal that does not belong', () => {
  it('is refused when another database wrote it', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.suppress(NUMBERS[1], 'without.toml', 'other.db');
    const refused = await firm.refused(['suppress', 'add', NUMBERS[2]], 'with.toml', 'other.db');
    expect(refused.status).toBe(2);
    expect(refused.summary).toContain('of another branch');
    const replay = ['restore', '--journal', firm.path('journal')];
    expect((await firm.refused(replay, 'with.toml', 'other.db')).status).toBe(2);
  });

  it('is refused when two databases continued from one copy, whoever comes second', async () => {
    const firm = await firmWith(NUMBERS[0]);
    copyFileSync(firm.path('scrub.db'), firm.path('twin.db'));
    await firm.suppress(NUMBERS[1]);
    await firm.suppress(NUMBERS[2], 'without.toml', 'twin.db');
    await firm.suppress(NUMBERS[2], 'without.toml', 'twin.db');
    const { head } = firm.ledger('twin.db');
    const refused = await firm.refused(['suppress', 'add', NUMBERS[3]], 'with.toml', 'twin.db');
    expect(refused.status).toBe(2);
    expect(refused.why).toContain('continued from one copy');
    expect(firm.ledger('twin.db').head).toBe(head);
  });

  it('is refused when the other one was restored and goes on with it', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.done(['backup', firm.path('copy.db')]);
    const restoring = ['restore', firm.path('copy.db'), '--journal', firm.path('journal')];
    await firm.done(restoring, 'with.toml', 'twin.db');
    await firm.suppress(NUMBERS[1], 'with.toml', 'twin.db');
    const { head } = firm.ledger();
    const refused = await firm.refused(['suppress', 'add', NUMBERS[2]]);
    expect(refused.status).toBe(2);
    expect(refused.summary).toContain('of another branch');
    expect(firm.ledger().head).toBe(head);
  });

  it('is followed on the branch that went on when a loss was accepted', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.done(['backup', firm.path('copy.db')]);
    await firm.suppress(NUMBERS[1]);
    const lost = ['restore', firm.path('copy.db'), '--force', '--accept-loss', 'a test'];
    await firm.done(lost, 'without.toml');
    await firm.suppress(NUMBERS[2]);
    const { head } = firm.ledger();
    const again = ['restore', firm.path('copy.db'), '--journal', firm.path('journal')];
    const restored = await firm.done([...again, '--force']);
    expect(restored).toMatchObject({ restored_to: { ledger_head: head } });
    expect(await isSuppressed(firm, NUMBERS[1])).toBe(false);
    expect(await isSuppressed(firm, NUMBERS[2])).toBe(true);
  });

  it('stops a database that is older than it by more than a command', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.importRegisters();
    const back = keeping(firm);
    for (const number of NUMBERS.slice(1)) await firm.suppress(number);
    const { head } = firm.ledger();
    back();
    for (const words of [
      ['scrub', firm.path('list.csv')],
      ['scrub', firm.path('list.csv'), '--dry-run'],
      ['check', NUMBERS[2]],
      ['suppress', 'add', '07700 900999'],
    ]) {
      const refused = await firm.refused(words);
      expect(refused.status).toBe(4);
      expect(refused.fix).toContain(`restore --journal ${firm.path('journal')}`);
    }
    const status = await firm.run(['status']);
    expect(status.status).toBe(4);
    expect(status.stdout.toString()).toContain('is older than its journal');
    const restored = await firm.done(['restore', '--journal', firm.path('journal')]);
    expect((await firm.run(['status'])).status).toBe(0);
    expect(restored).toMatchObject({
      restored_to: { ledger_head: head },
      replayed: { batches: 3 },
    });
  });

  it('stops everything when it is damaged before its end, and stays as it is', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.done(['backup', firm.path('copy.db')]);
    await firm.suppress(NUMBERS[1]);
    await firm.suppress(NUMBERS[2]);
    const before = firm.ledger();
    const damaged = journalOf(firm).replace(
      /own_batch \{"about":"objections"/g,
      'own_batch {"about":"objectionz"',
    );
    expect(damaged).not.toBe(journalOf(firm));
    writeFileSync(firm.path('journal'), damaged);
    const words = ['restore', firm.path('copy.db'), '--force', '--journal', firm.path('journal')];
    expect((await firm.refused(words)).status).toBe(3);
    expect(firm.ledger()).toEqual(before);
    expect(journalOf(firm)).toBe(damaged);
  });

  it('is refused when what it holds was changed and hashed again', async () => {
    const firm = await firmWith(NUMBERS[0]);
    await firm.done(['backup', firm.path('copy.db')]);
    await firm.suppress(NUMBERS[1]);
    const before = firm.ledger();
    const lines = journalOf(firm).split('\n');
    const end = lines.at(-2) ?? '';
    const from = lines.slice(0, -2).findLastIndex((line) => / (?:entry|open) /.test(line)) + 1;
    const rows = lines
      .slice(from, -2)
      .map((line) => `${line.replaceAll('tester (1000)', 'another (1)')}\n`)
      .join('');
    const fields = end.split(' ').slice(0, -2);
    fields.push(String(Buffer.byteLength(rows)), createHash('sha256').update(rows).digest('hex'));
    const forged = `${lines.slice(0, from).join('\n')}\n${rows}${fields.join(' ')}\n`;
    expect(rows).toContain('another (1)');
    writeFileSync(firm.path('journal'), forged);
    const words = ['restore', firm.path('copy.db'), '--force', '--journal', firm.path('journal')];
    const refused = await firm.refused(words);
    expect(refused.status).toBe(3);
    expect(refused.why).toContain('is not what was recorded');
    expect(firm.ledger()).toEqual(before);
  });

  it('is refused when it begins only after the backup', async () => {
    const firm = new Firm(newFolder());
    await firm.suppress(NUMBERS[0], 'without.toml');
    await firm.done(['backup', firm.path('copy.db')], 'without.toml');
    await firm.suppress(NUMBERS[1], 'without.toml');
    await firm.suppress(NUMBERS[2]);
    const words = ['restore', firm.path('copy.db'), '--force', '--journal', firm.path('journal')];
    const refused = await firm.refused(words);
    expect(refused.status).toBe(2);
    expect(refused.why).toContain('stands in neither');
  });

  it('is refused when it is missing: that is no empty one', async () => {
    const firm = await firmWith(NUMBERS[0]);
    const refused = await firm.refused(['restore', '--journal', firm.path('nowhere')]);
    expect(refused.status).toBe(2);
  });
});

describe('a journal in a folder', () => {
  it('may be followed by lines of an editor only as what was torn off', async () => {
    const firm = await firmWith(NUMBERS[0]);
    const { size } = statSync(firm.path('journal'));
    appendFileSync(firm.path('journal'), 'half a line');
    await firm.suppress(NUMBERS[1]);
    expect(journalOf(firm)).not.toContain('half a line');
    expect(statSync(firm.path('journal')).size).toBeGreaterThan(size);
  });

  it('that only its owner may write is no hindrance to reading', async () => {
    const firm = await firmWith(NUMBERS[0]);
    mkdirSync(firm.path('apart'));
    copyFileSync(firm.path('journal'), firm.path('apart/journal'));
    chmodSync(firm.path('apart/journal'), 0o400);
    const journal = ['restore', '--journal', firm.path('apart/journal')];
    await firm.done(journal, 'with.toml', 'new.db');
    expect(firm.ledger('new.db').kinds.slice(0, -2)).toEqual(firm.ledger().kinds);
  });
});
