import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.js';
import { DURING_WAIT } from '../../src/commands/during-wait.js';
import { entryText, openText, rowText } from '../../src/store/journal-lines.js';
import { contentOfJournal, rowsOfEntry } from '../../src/store/journal-scan.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Firm } from './firm-with-journal.js';

const newFolder = temporaryFolders();
const NUMBERS = ['07700 900201', '07700 900202', '07700 900203'] as const;

/** One objection, a backup `copy.db`, three objections, and the database is lost. */
async function firmInNeed() {
  const firm = new Firm(newFolder());
  await firm.suppress('07700 900001');
  await firm.done(['backup', firm.path('copy.db')]);
  copyFileSync(firm.path('journal'), firm.path('stale'));
  for (const number of NUMBERS) await firm.suppress(number);
  const lines = firm.ledger().kinds.length;
  rmSync(firm.path('scrub.db'));
  const restoring = ['restore', firm.path('copy.db'), '--journal'];
  return { firm, restoring, lines };
}

async function suppressed(firm: Firm): Promise<string[]> {
  const found: string[] = [];
  for (const number of NUMBERS) {
    const { stdout } = await firm.run(['check', number, '--json'], 'without.toml');
    if (stdout.toString().includes('"OBJECTION"')) found.push(number);
  }
  return found;
}

/** Changes a byte of the last line that has a text. */
function flip(firm: Firm, text: string): void {
  const bytes = readFileSync(firm.path('journal'));
  const at = bytes.lastIndexOf(text);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(firm.path('journal'), bytes);
}

describe('a journal that is not all', () => {
  it('is refused when it is empty, old, or less than the one of the configuration', async () => {
    const { firm, restoring, lines } = await firmInNeed();
    writeFileSync(firm.path('empty'), '');
    const opening = readFileSync(firm.path('journal'), 'utf8').split('\n')[0] ?? '';
    writeFileSync(firm.path('opening'), `${opening}\n`);
    for (const configuration of ['with.toml', 'without.toml']) {
      for (const name of ['empty', 'opening']) {
        const refused = await firm.refused([...restoring, firm.path(name)], configuration);
        expect({ name, status: refused.status }).toEqual({ name, status: 2 });
        expect(existsSync(firm.path('scrub.db'))).toBe(false);
      }
    }
    const stale = await firm.refused([...restoring, firm.path('stale')]);
    expect(stale.status).toBe(2);
    expect(stale.why).toContain(`that is ${String(lines - 4)} lines more`);
    expect(stale.fix).toContain(`--journal ${firm.path('journal')}`);
    const loss = ['restore', firm.path('copy.db'), '--accept-loss', 'none'];
    expect((await firm.refused(loss)).status).toBe(2);
    const restored = await firm.done([...restoring, firm.path('journal')]);
    expect(restored).toMatchObject({ replayed: { batches: 3, torn_bytes: 0, stopped: null } });
    expect(await suppressed(firm)).toEqual([...NUMBERS]);
  });

  it('is refused when it ends before what the backup has of it', async () => {
    const firm = new Firm(newFolder());
    await firm.suppress('07700 900001');
    copyFileSync(firm.path('journal'), firm.path('stale'));
    await firm.suppress(NUMBERS[0]);
    await firm.done(['backup', firm.path('copy.db')]);
    rmSync(firm.path('scrub.db'));
    const words = ['restore', firm.path('copy.db'), '--journal', firm.path('stale')];
    const refused = await firm.refused(words, 'without.toml');
    expect(refused.status).toBe(2);
    expect(refused.why).toContain('an older copy');
    await firm.done([...words, '--accept-loss', 'all that is left'], 'without.toml');
    expect(firm.ledger().kinds.slice(-3)).toEqual(['fork', 'loss-accepted', 'journal-replayed']);
  });
});

describe('damage of a journal', () => {
  it.each(['tps-scrub-journal-1 entry', ' entry ', '\n'])(
    'in its last line, at %j, is no torn one',
    async (text) => {
      const { firm, restoring } = await firmInNeed();
      flip(firm, text);
      const refused = await firm.refused([...restoring, firm.path('journal')]);
      expect(refused.status).toBe(3);
      expect(existsSync(firm.path('scrub.db'))).toBe(false);
    },
  );

  it('is told from a torn end, of which is said how much was not read', async () => {
    const { firm, restoring } = await firmInNeed();
    const { lines } = contentOfJournal(firm.path('journal'));
    const whole = lines.at(-2)?.end ?? 0;
    truncateSync(firm.path('journal'), whole + 1000);
    const { status, stdout } = await firm.run([...restoring, firm.path('journal')]);
    expect(status).toBe(0);
    expect(stdout.toString()).toContain('1,000 bytes after the last whole entry were not read');
    expect(await suppressed(firm)).toEqual(NUMBERS.slice(0, 2));
  });

  it('costs what comes after it, if somebody accepts that, and not what comes before', async () => {
    const { firm, restoring } = await firmInNeed();
    const text = readFileSync(firm.path('journal'), 'utf8');
    const batches = [...text.matchAll(/row \d+ own_batch /g)];
    const bytes = Buffer.from(text);
    const at = batches[2]?.index ?? 0;
    bytes.write('ROW', at);
    writeFileSync(firm.path('journal'), bytes);
    expect((await firm.refused([...restoring, firm.path('journal')])).status).toBe(3);
    const words = [...restoring, firm.path('journal'), '--accept-loss', 'a broken disk'];
    const restored = await firm.done(words);
    expect(restored).toMatchObject({ waits_for_journal: false, replayed: { batches: 1 } });
    expect(restored['replayed']).toHaveProperty('stopped', expect.stringContaining('line '));
    expect(await suppressed(firm)).toEqual([NUMBERS[0]]);
    expect(firm.ledger().kinds.slice(-3)).toEqual(['fork', 'loss-accepted', 'journal-replayed']);
    // The journal goes on behind the damage, and completes the old backup.
    const next = await firm.run(['suppress', 'add', '07700 900204']);
    expect(next.stderr).toContain('in force nowhere');
    expect((await firm.run(['verify'])).status).toBe(0);
    const { head } = firm.ledger();
    rmSync(firm.path('scrub.db'));
    const again = await firm.done([...restoring, firm.path('journal')]);
    expect(again).toMatchObject({ restored_to: { ledger_head: head } });
  });

  it('at its very end too', async () => {
    const { firm, restoring } = await firmInNeed();
    flip(firm, ' entry ');
    const words = [...restoring, firm.path('journal'), '--accept-loss', 'a broken disk'];
    expect(await firm.done(words)).toMatchObject({ replayed: { batches: 2 } });
    await firm.suppress(NUMBERS[2]);
    expect(await suppressed(firm)).toEqual([...NUMBERS]);
  });

  it('is found by verify, as is that it is missing, or none is named', async () => {
    const firm = new Firm(newFolder());
    await firm.suppress(NUMBERS[0]);
    await firm.suppress(NUMBERS[1]);
    expect((await firm.run(['verify'])).status).toBe(0);
    const bytes = readFileSync(firm.path('journal'));
    const at = bytes.indexOf('own_batch');
    bytes.writeUInt8(bytes.readUInt8(at + 20) ^ 1, at + 20);
    writeFileSync(firm.path('journal'), bytes);
    const damaged = await firm.run(['verify']);
    expect(damaged.status).toBe(3);
    expect(damaged.stdout.toString()).toMatch(/the entry that ends in\s+line \d+\s+is\s+not as/);
    renameSync(firm.path('journal'), firm.path('elsewhere'));
    const missing = await firm.run(['verify']);
    expect(missing.status).toBe(3);
    expect(missing.stdout.toString()).toMatch(/is\s+not\s+there/);
    const without = await firm.run(['verify'], 'without.toml');
    expect(without.status).toBe(0);
    expect(without.stdout.toString()).toMatch(/no\s+journal\s+is\s+configured/);
  });
});

describe('a database that waits for its journal', () => {
  it('answers no command that is not said to work meanwhile', async () => {
    const { firm } = await firmInNeed();
    await firm.done(['restore', firm.path('copy.db')]);
    const files: Readonly<Record<string, readonly string[]>> = {
      'verify list': ['verify', firm.path('list.csv')],
    };
    for (const { name, arguments: words } of COMMANDS) {
      const filled = words.map(() => firm.path('list.csv'));
      const given = name === 'verify' || name === 'restore' ? [] : filled;
      const always = DURING_WAIT[name] !== undefined;
      if (always && name !== 'verify' && name !== 'status') continue;
      const said = await firm.run([...name.split(' '), ...given], 'without.toml');
      // Commands that need options are refused for those first.
      const isOfOptions = said.stderr.includes('required option');
      if (always) expect({ name, said: said.stderr }).not.toContain('waits for its journal');
      else if (!isOfOptions) {
        expect({ name, status: said.status }).toEqual({ name, status: 4 });
        expect(said.stderr).toContain('waits for its journal');
      }
    }
    const list = await firm.run(files['verify list'] ?? [], 'without.toml');
    expect(list.status).toBe(4);
    const names = COMMANDS.map(({ name }) => name);
    for (const name of Object.keys(DURING_WAIT)) expect(names).toContain(name);
  });
});

describe('status', () => {
  it('says where the journal is when the database is gone', async () => {
    const { firm, lines } = await firmInNeed();
    const { status, stdout } = await firm.run(['status']);
    expect(status).toBe(4);
    expect(stdout.toString()).toContain(
      `the journal ${firm.path('journal')} has ${String(lines)} lines`,
    );
    expect(stdout.toString()).toContain(`restore BACKUP --journal ${firm.path('journal')}`);
    expect(stdout.toString()).not.toContain('import tps');
  });

  it('names the newest backup, the journal, holds, forks, and copies that were left', async () => {
    const { firm, restoring } = await firmInNeed();
    await firm.done([...restoring, firm.path('journal')]);
    await firm.done(['hold', 'add', NUMBERS[0], '--case', 'C-1']);
    const left = firm.path('.scrub.db.0123456789ab.partial');
    copyFileSync(firm.path('copy.db'), left);
    const fork = firm.ledger().kinds.indexOf('fork') + 1;
    const said = (await firm.run(['status'])).stdout.toString();
    expect(said).toContain('newest backup: 2026-11-21, to line 3');
    expect(said).toContain(`journal    ${firm.path('journal')}, from line 1, to line`);
    expect(said).toContain('1 hold standing');
    expect(said).toContain(`see line ${String(fork)} of the ledger`);
    expect(said).toContain(`${left} holds a copy of a database`);
    // Killed before its first byte; of another file it is for another command to name.
    const [begun, other] = ['.scrub.db.00000000000b.partial', '.list.csv.00000000000c.partial'];
    for (const name of [begun, other]) writeFileSync(firm.path(name), '');
    const again = (await firm.run(['status'])).stdout.toString();
    expect(again).toContain(begun);
    expect(again).not.toContain(other);
    const backup = await firm.run(['backup', firm.path('next.db')]);
    expect(backup.stderr).toContain(left);
    expect(backup.stdout.toString()).toMatch(/recorded in line \d+/);
  });
});

describe('an entry that is longer than what is read at once', () => {
  it('comes back row by row, wherever the pieces end', () => {
    const path = `${newFolder()}/journal`;
    const [branch, instant] = ['a'.repeat(64), '2026-11-21T09:00:00.000Z'];
    const texts = Array.from({ length: 40 }, (_, row) =>
      rowText({
        sequence: row + 1,
        table: 'own_unresolved',
        json: `{"text":"é${'x'.repeat(row)}"}`,
      }),
    );
    const rows = texts.join('');
    const sha256 = createHash('sha256').update(rows).digest('hex');
    const ends = { first: 1, last: 40, previous: branch, head: branch };
    const end = { branch, ...ends, instant, bytes: Buffer.byteLength(rows), sha256 };
    const opening = openText({ branch, sequence: 0, head: branch, instant });
    writeFileSync(path, `${opening}${rows}${entryText(end)}`);
    const [, placed] = contentOfJournal(path).lines;
    if (placed === undefined) throw new Error('there is no entry');
    for (const size of [1, 7, 64, 1 << 20]) {
      const back = [...rowsOfEntry(path, placed, size)].map((row) => rowText(row));
      expect(back).toEqual(texts);
    }
  });
});
