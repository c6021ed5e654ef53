import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WRITING } from '../commands/writing-commands.js';
import { runInProcess } from '../commands/run-in-process.js';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { openForWriting } from '../../src/store/database.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFirm = newFirms();
const newFolder = temporaryFolders();
const USUAL = process.umask(0o022);

afterEach(() => {
  process.umask(USUAL);
});

/** Mode of everything below a folder, but for what a test wrote itself, wherever a job moved that. */
function modesIn(folder: string, own: ReadonlySet<string>): Record<string, string> {
  const names = new Set([...own].map((path) => basename(path)));
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths
      .map((path) => join(folder, path))
      .filter((path) => !names.has(basename(path)))
      .map((path) => [path.slice(folder.length + 1), modeOf(path)]),
  );
}

function modeOf(path: string): string {
  const found = statSync(path);
  return `${found.isDirectory() ? 'd' : ''}${(found.mode & 0o7777).toString(8)}`;
}

/** A firm whose files are all of its owner's making, with a journal and an access log that it names. */
async function journalledFirm(journal = true): Promise<{ firm: Firm; own: ReadonlySet<string> }> {
  const firm = newFirm();
  const configuration = join(firm.folder, 'firm.toml');
  const second = journal ? `journal = "${firm.folder}/journal"\n` : '';
  const kept = `${second}access_log = "${firm.folder}/asked.log"\n`;
  writeFileSync(configuration, kept + readFileSync(configuration, 'utf8'));
  const own = new Set([configuration]);
  const file = firm.file.bind(firm);
  vi.spyOn(firm, 'file').mockImplementation((name, lines) => {
    const path = file(name, lines);
    own.add(path);
    return path;
  });
  await firm.loadRegisters('2026-03-01');
  return { firm, own };
}

/** Commands that write a file and nothing in the database. */
const ALSO: typeof WRITING = {
  certificate: async (firm) => {
    await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900007'])]);
    return ['certificate', 'last', '--out', join(firm.folder, 'page.html')];
  },
  'audit-calls': (firm) =>
    Promise.resolve([
      ...['audit-calls', firm.file('calls.csv', ['number,start', '07700900001,2026-03-01T10:00Z'])],
      ...['--out', join(firm.folder, 'findings.csv')],
    ]),
  'scrub of a workbook': (firm) =>
    Promise.resolve([
      ...['scrub', resolve('fixtures/workbooks/openpyxl.xlsx'), '--sheet', '1'],
      ...['--out', join(firm.folder, 'clean.xlsx'), '--report', join(firm.folder, 'report.csv')],
    ]),
  'suppress import with lines that nobody can read': (firm) => {
    const file = firm.file('odd.csv', ['number', '07700900004', 'ring him 07700']);
    return Promise.resolve(['suppress', 'import', file]);
  },
};

const UMASKS = [0o000, 0o077];

describe('what the program makes', () => {
  it.each(Object.entries({ ...WRITING, ...ALSO }))(
    'is readable by its owner alone, by %s, whatever the umask',
    async (name, wordsFor) => {
      for (const umask of UMASKS) {
        process.umask(umask);
        // What a restore would leave out of the journal is refused.
        const { firm, own } = await journalledFirm(name !== 'restore');
        const { status, stderr } = await firm.run(...(await wordsFor(firm)));
        expect([0, 7], stderr).toContain(status);
        const modes = modesIn(firm.folder, own);
        expect(Object.keys(modes)).toContain('scrub.db');
        expect([umask, ...Object.values(modes)]).toEqual([
          umask,
          ...Object.values(modes).map((mode) => (mode.startsWith('d') ? 'd700' : '600')),
        ]);
      }
    },
  );

  it('is a rollback journal of its owner’s alone', async () => {
    process.umask(0);
    const { firm } = await journalledFirm();
    const store = openForWriting(firm.database);
    store.exec("BEGIN IMMEDIATE; UPDATE ledger SET id = id || 'x'");
    const mode = modeOf(`${firm.database}-journal`);
    store.exec('ROLLBACK');
    store.close();
    expect(mode).toBe('600');
  });

  it('stands in folders that are their owner’s alone', async () => {
    process.umask(0);
    const folder = newFolder();
    mkdirSync(join(folder, 'nobody'));
    writeFileSync(join(folder, 'tps.txt'), '02079460999 \r\n');
    const world = { folder, database: '', now: '2026-03-02T09:00:00Z' };
    const words = ['import', 'tps', join(folder, 'tps.txt'), '--dated', '2026-03-01'];
    const { status, stderr } = await runInProcess(words, world);
    expect(status, stderr).toBe(0);
    const modes = modesIn(join(folder, 'nobody'), new Set());
    expect(modes).toMatchObject({
      '.local': 'd700',
      '.local/share': 'd700',
      '.local/share/tps-scrub': 'd700',
      '.local/share/tps-scrub/tps-scrub.db': '600',
    });
  });

  it.each(['list.clean.csv', 'list.excluded.csv'])(
    'replaces %s of a wider mode by one of its own',
    async (name) => {
      const { firm } = await journalledFirm();
      const list = firm.file('list.csv', ['phone', '07700900007']);
      const there = join(firm.folder, name);
      writeFileSync(there, 'old');
      chmodSync(there, 0o666);
      const { status, stderr } = await firm.run('scrub', list, '--force');
      expect(status, stderr).toBe(0);
      expect(modeOf(there)).toBe('600');
    },
  );

  it('is a backup of its owner’s alone in place of one that was not, and so is what is restored', async () => {
    const { firm } = await journalledFirm(false);
    const copy = join(firm.folder, 'copy.db');
    writeFileSync(copy, 'old');
    chmodSync(copy, 0o644);
    await firm.json(['backup', copy, '--force']);
    expect(modeOf(copy)).toBe('600');
    chmodSync(copy, 0o644);
    await firm.json(['restore', copy, '--force', '--accept-loss', 'a test']);
    expect(modeOf(firm.database)).toBe('600');
  });

  it('closes a journal to others that was begun by touch', async () => {
    const { firm } = await journalledFirm();
    const journal = join(firm.folder, 'journal');
    writeFileSync(journal, '');
    chmodSync(journal, 0o644);
    await firm.json(['suppress', 'add', '07700900001']);
    expect([modeOf(journal), statSync(journal).size > 0]).toEqual(['600', true]);
  });

  it('follows no link that was planted where a journal is begun anew', async () => {
    const { firm } = await journalledFirm();
    const victim = firm.file('victim.txt', ['theirs']);
    symlinkSync(victim, join(firm.folder, '.journal.begun.partial'));
    await firm.json(['suppress', 'add', '07700900002', '--reference', 'T-1']);
    await firm.json(['erase', '07700900002', '--request', 'D-1']);
    expect(readFileSync(victim, 'utf8')).toBe('theirs\r\n');
    expect(readFileSync(join(firm.folder, 'journal'), 'utf8')).toMatch(/^tps-scrub-journal/);
    expect(readdirSync(firm.folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('is removed by the next command that writes when a kill left it of a journal begun anew', async () => {
    const { firm } = await journalledFirm();
    await firm.json(['suppress', 'add', '07700900001']);
    const left = firm.file('.journal.begun.partial', ['tps-scrub-journal']);
    await firm.json(['suppress', 'add', '07700900002']);
    expect(existsSync(left)).toBe(false);
  });

  it('is made nowhere through a link in place of the access log’s lock', async () => {
    const { firm } = await journalledFirm();
    const victim = join(firm.folder, 'victim');
    symlinkSync(victim, join(firm.folder, 'asked.log.lock'));
    const { status } = await firm.run('check', '07700900001');
    expect([status, existsSync(victim)]).toEqual([2, false]);
  });
});

/** Files that are to be their owner's alone, and what leaves them to others. */
const WIDE = [
  { name: 'scrub.db', mode: 0o644 },
  { name: 'journal', mode: 0o640 },
  { name: 'asked.log', mode: 0o606 },
  { name: 'party.key', mode: 0o444 },
];

describe('a file that others may read', () => {
  async function firmWithKey(): Promise<Firm> {
    const { firm } = await journalledFirm();
    const configuration = join(firm.folder, 'firm.toml');
    const key = `party_key_file = "${firm.folder}/party.key"\n`;
    writeFileSync(configuration, key + readFileSync(configuration, 'utf8'));
    writeFileSync(join(firm.folder, 'party.key'), 'a key of more than thirty-two characters\n');
    chmodSync(join(firm.folder, 'party.key'), 0o600);
    await firm.json(['suppress', 'add', '07700900001']);
    await firm.json(['check', '07700900002']);
    return firm;
  }

  it('is none of those that the program made', async () => {
    const firm = await firmWithKey();
    expect((await firm.run('status')).stderr).not.toContain('chmod');
    expect(await firm.json(['status'])).toMatchObject({ warnings: [] });
  });

  it.each(WIDE)('is warned of once a command: $name', async ({ name, mode }) => {
    const firm = await firmWithKey();
    const path = join(firm.folder, name);
    chmodSync(path, mode);
    const words = `others than its owner may use ${path} (mode 0${mode.toString(8)}): chmod 600 ends that`;
    for (const command of [
      ['status'],
      ['check', '07700900001'],
      ['suppress', 'add', '07700900003'],
    ]) {
      const { stderr } = await firm.run(...command);
      expect(stderr.split('\n').filter((line) => line.includes(words))).toHaveLength(1);
    }
    expect(await firm.json(['status'])).toMatchObject({ warnings: [words] });
    expect((await firm.run('status', '--quiet')).stderr).not.toContain('chmod');
  });

  it('is the configuration when the key stands in it', async () => {
    const firm = newFirm();
    const configuration = join(firm.folder, 'firm.toml');
    const key = 'party_key = "a key of more than thirty-two characters"\n';
    writeFileSync(configuration, key + readFileSync(configuration, 'utf8'));
    chmodSync(configuration, 0o640);
    expect((await firm.run('status')).stderr).toContain(`may use ${configuration} (mode 0640)`);
    chmodSync(configuration, 0o600);
    expect((await firm.run('status')).stderr).not.toContain('chmod');
  });
});
