import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const LIST = 'Name,Phone\nAnn,07700 900123\nBob,07700 900456\n';
const CLEANED = 'Name,Phone\nBob,07700 900456\n';

let folder = '';
let minute = 0;

/** Runs a command a minute after the one before. `atEachLook` is called when the clock is read. */
function run(words: readonly string[], atEachLook: () => void = () => undefined): Promise<Said> {
  const now = new Date(Date.parse('2026-11-21T09:00:00Z') + minute++ * 60_000).toISOString();
  const stdin = Readable.from([Buffer.from(LIST)]);
  return runInProcess(words, { folder, database: path('scrub.db'), now, stdin, atEachLook });
}

function path(name: string): string {
  return join(folder, name);
}

function temporaries(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.partial'));
}

function importAgain(): Promise<Said> {
  return run(['import', 'tps', path('tps.txt'), '--dated', '2026-11-20']);
}

/** State of each run, and the ledger's kinds in order. */
function recorded(): { runs: unknown[]; kinds: unknown[] } {
  const store = openForReading(path('scrub.db'));
  const runs = store?.prepare('SELECT state FROM run ORDER BY started').pluck().all() ?? [];
  const kinds = store?.prepare('SELECT kind FROM ledger ORDER BY sequence').pluck().all() ?? [];
  store?.close();
  return { runs, kinds };
}

/**
 * Scrubs and puts a folder in the way of an output after the outputs were opened: the run is
 * recorded, and then that file cannot get its name.
 */
function scrubWithFolderAt(name: string, ...options: string[]): Promise<Said> {
  return run(['scrub', path('list.csv'), ...options], () => {
    if (temporaries().length > 0 && !existsSync(path(name))) mkdirSync(path(name));
  });
}

beforeEach(async () => {
  folder = newFolder();
  minute = 0;
  writeFileSync(path('tps.txt'), '07700900123 \r\n');
  writeFileSync(path('ctps.txt'), '02079460123 \r\n');
  writeFileSync(path('list.csv'), LIST);
  const days = ['--dated', '2026-11-20', '--accept-change', 'the file was made by a test'];
  await run(['import', 'tps', path('tps.txt'), ...days]);
  await run(['import', 'ctps', path('ctps.txt'), ...days]);
});

describe('a run stopped after its record', () => {
  it('has neither file under its name when the report could not get its own', async () => {
    const { status } = await scrubWithFolderAt('list.excluded.csv');
    expect(status).not.toBe(0);
    expect(existsSync(path('list.clean.csv'))).toBe(false);
    expect(recorded().runs).toEqual(['sealed']);
    expect(recorded().kinds).toEqual(['edition', 'edition', 'run-sealed']);
  });

  it('has its report when only the cleaned list could not get its name', async () => {
    const { status } = await scrubWithFolderAt('list.clean.csv');
    expect(status).not.toBe(0);
    expect(readFileSync(path('list.excluded.csv'), 'utf8')).toContain('+447700900123');
    expect(recorded().runs).toEqual(['sealed']);
  });

  it('is shown by status, which changes nothing', async () => {
    await scrubWithFolderAt('list.clean.csv');
    const { status, stdout } = await run(['status', '--json']);
    expect(status).toBe(0);
    expect((JSON.parse(stdout.toString()) as { sealed_runs: string[] }).sealed_runs).toHaveLength(
      1,
    );
    expect(recorded().runs).toEqual(['sealed']);
  });

  it.each(['list.excluded.csv', 'list.clean.csv'])(
    'is finished by the next writing command once %s is out of the way',
    async (name) => {
      await scrubWithFolderAt(name);
      rmdirSync(path(name));
      const { status, stderr } = await importAgain();
      expect(status).toBe(0);
      expect(stderr).toMatch(/run 20261121T090200Z-[0-9a-f]{4} was interrupted/);
      expect(readFileSync(path('list.clean.csv'), 'utf8')).toBe(CLEANED);
      expect(readFileSync(path('list.excluded.csv'), 'utf8').split('\r\n')).toHaveLength(3);
      expect(temporaries()).toEqual([]);
      expect(recorded().runs).toEqual(['released']);
      expect(recorded().kinds).toEqual(['edition', 'edition', 'run-sealed', 'run-released']);
    },
  );

  it('is finished once: the command after next says nothing', async () => {
    await scrubWithFolderAt('list.clean.csv');
    rmdirSync(path('list.clean.csv'));
    await importAgain();
    expect((await importAgain()).stderr).toBe('');
  });

  it('is reported, and stops nobody, while its files cannot get their names', async () => {
    await scrubWithFolderAt('list.clean.csv');
    const { status, stderr } = await importAgain();
    expect(status).toBe(0);
    expect(stderr).toContain('was interrupted');
    expect(recorded().runs).toEqual(['sealed']);
    const other = await run([
      'scrub',
      path('list.csv'),
      '--out',
      path('a.csv'),
      '--report',
      path('b.csv'),
    ]);
    expect(other.status).toBe(0);
    expect(readFileSync(path('a.csv'), 'utf8')).toBe(CLEANED);
  });

  it('is not finished with a file that is no longer what was recorded', async () => {
    await scrubWithFolderAt('list.clean.csv');
    rmdirSync(path('list.clean.csv'));
    for (const name of temporaries()) writeFileSync(path(name), LIST);
    const { status, stderr } = await importAgain();
    expect(status).toBe(0);
    expect(stderr).toContain('cannot be finished');
    expect(existsSync(path('list.clean.csv'))).toBe(false);
    expect(recorded().runs).toEqual(['sealed']);
  });

  it('is not finished without its files', async () => {
    await scrubWithFolderAt('list.clean.csv');
    rmdirSync(path('list.clean.csv'));
    for (const name of temporaries()) rmSync(path(name));
    expect((await importAgain()).stderr).toContain('cannot be finished');
    expect(existsSync(path('list.clean.csv'))).toBe(false);
  });
});

describe('a list for standard output', () => {
  it('stays unwritten when its run cannot be recorded as released', async () => {
    const words = ['scrub', '-', '--report', path('report.csv')];
    const { status, stdout } = await run(words, () => {
      if (temporaries().length > 0 && !existsSync(path('report.csv')))
        mkdirSync(path('report.csv'));
    });
    expect(status).not.toBe(0);
    expect(stdout.toString()).toBe('');
  });
});

describe('a run stopped before its record', () => {
  it('leaves no file and no record when the list cannot be read to its end', async () => {
    writeFileSync(path('list.csv'), `${LIST}"Cas,07700 900457\n`);
    const { status } = await run(['scrub', path('list.csv')]);
    expect(status).toBe(2);
    expect(temporaries()).toEqual([]);
    expect(recorded().runs).toEqual([]);
  });

  it('leaves no file when the database cannot be written', async () => {
    const { status, stderr } = await run(['scrub', path('list.csv')], () => {
      if (temporaries().length > 0) rmSync(path('scrub.db'), { force: true });
    });
    expect(status, stderr).not.toBe(0);
    expect(
      readdirSync(folder)
        .filter((name) => name.startsWith('list.'))
        .sort(),
    ).toEqual(['list.csv']);
    expect(temporaries()).toEqual([]);
  });
});
