import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/scrub/run-record.js';
import { openForReading, openForWriting } from '../../src/store/database.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const LIST = 'Name,Phone\nAnn,07700 900123\nBob,07700 900456\n';
const CLEANED = 'Name,Phone\nBob,07700 900456\n';

let folder = '';
let minute = 0;

/** Runs a command a minute after the one before. `atEachLook` is called when the clock is read. */
function run(
  words: readonly string[],
  atEachLook: () => void = () => undefined,
  othersLive = false,
): Promise<Said> {
  const now = new Date(Date.parse('2026-11-21T09:00:00Z') + minute++ * 60_000).toISOString();
  const stdin = Readable.from([Buffer.from(LIST)]);
  return runInProcess(words, {
    folder,
    database: path('scrub.db'),
    now,
    stdin,
    atEachLook,
    othersLive,
  });
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

/** What stands in the ledger before the run. */
const BEFORE = ['configuration', 'edition', 'edition'];

/** State of each run, and the ledger's kinds in order. */
function recorded(): { runs: unknown[]; kinds: unknown[] } {
  const store = openForReading(path('scrub.db'));
  const runs = store?.prepare('SELECT state FROM run ORDER BY started').pluck().all() ?? [];
  const kinds = store?.prepare('SELECT kind FROM ledger ORDER BY sequence').pluck().all() ?? [];
  store?.close();
  return { runs, kinds };
}

/**
 * Scrubs, and takes back what follows the run's record, as a kill would have left it: the run is
 * sealed, and `unnamed` outputs stand under their temporary names.
 */
async function scrubStopped(unnamed: readonly string[], ...options: string[]): Promise<void> {
  const { status, stderr } = await run(['scrub', path('list.csv'), ...options]);
  expect(status, stderr).toBe(0);
  const store = openForWriting(path('scrub.db'));
  store.exec(`UPDATE run SET state = 'sealed'; DELETE FROM ledger_payload
    WHERE sequence = (SELECT sequence FROM ledger WHERE kind = 'run-released')`);
  store.exec("DELETE FROM ledger WHERE kind = 'run-released'");
  const record = store.prepare('SELECT record FROM run').pluck().get() as string;
  store.close();
  for (const output of (JSON.parse(record) as RunRecord).outputs) {
    if (unnamed.includes(basename(output.path))) renameSync(output.path, output.temporary);
  }
}

const BOTH = ['list.excluded.csv', 'list.clean.csv'];

/** Scrubs while something puts a file in the way of an output after the outputs were opened. */
function scrubWithFileAt(name: string): Promise<Said> {
  return run(['scrub', path('list.csv')], () => {
    if (temporaries().length > 0 && !existsSync(path(name))) writeFileSync(path(name), 'taken');
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

describe('a run whose output is taken while it goes on', () => {
  it.each(BOTH)('is abandoned, and leaves what took %s', async (name) => {
    const { status, stderr } = await scrubWithFileAt(name);
    expect(status).toBe(2);
    expect(stderr).toContain('is there already');
    expect(readFileSync(path(name), 'utf8')).toBe('taken');
    const other = BOTH.filter((output) => output !== name).map(path);
    expect(other.map((output) => existsSync(output))).toEqual([false]);
    expect(temporaries()).toEqual([]);
    expect(recorded().runs).toEqual(['abandoned']);
    expect(recorded().kinds).toEqual([...BEFORE, 'run-sealed', 'run-abandoned']);
  });
});

describe('a run stopped after its record', () => {
  it('is shown by status, which changes nothing', async () => {
    await scrubStopped(BOTH);
    const { status, stdout } = await run(['status', '--json']);
    expect(status).toBe(0);
    const { sealed_runs } = JSON.parse(stdout.toString()) as { sealed_runs: string[] };
    expect(sealed_runs).toHaveLength(1);
    expect(recorded().runs).toEqual(['sealed']);
  });

  it.each([
    [['erase', '07700900123', '--request', 'D-1', '--dry-run']],
    [['purge', '--before', '2020-01-01', '--dry-run']],
  ])('is left alone by %j', async (words) => {
    await scrubStopped(BOTH);
    expect((await run(words)).status).toBe(0);
    expect(recorded().runs).toEqual(['sealed']);
    expect(temporaries()).not.toEqual([]);
  });

  it.each([
    ['before the report', BOTH],
    ['before the cleaned list', ['list.clean.csv']],
    ['before the release', []],
  ])('%s had its name is finished by the next writing command, once', async (_, unnamed) => {
    await scrubStopped(unnamed);
    const { status, stderr } = await importAgain();
    expect(status).toBe(0);
    expect(stderr).toMatch(/run 20261121T090200Z-[0-9a-f]{4} was interrupted; its files now stand/);
    expect(stderr).toMatch(/; ledger head [0-9a-f]{64}\n/);
    expect(readFileSync(path('list.clean.csv'), 'utf8')).toBe(CLEANED);
    expect(readFileSync(path('list.excluded.csv'), 'utf8').split('\r\n')).toHaveLength(3);
    expect(temporaries()).toEqual([]);
    expect(recorded().runs).toEqual(['released']);
    expect(recorded().kinds).toEqual([...BEFORE, 'run-sealed', 'run-released']);
    expect((await importAgain()).stderr).toBe('');
  });

  it('replaces what it was to replace, and nothing else', async () => {
    writeFileSync(path('list.clean.csv'), 'of yesterday');
    await scrubStopped(BOTH, '--force');
    writeFileSync(path('list.clean.csv'), 'of yesterday');
    await importAgain();
    expect(readFileSync(path('list.clean.csv'), 'utf8')).toBe(CLEANED);
    expect(recorded().runs).toEqual(['released']);
  });

  it.each([
    [
      'its name is taken',
      () => {
        writeFileSync(path('list.clean.csv'), 'taken');
      },
    ],
    [
      'its name is a folder',
      () => {
        mkdirSync(path('list.clean.csv'));
      },
    ],
    [
      'its bytes are others',
      () => {
        temporaries().forEach((name) => {
          writeFileSync(path(name), LIST);
        });
      },
    ],
    [
      'its files are gone',
      () => {
        temporaries().forEach((name) => {
          rmSync(path(name));
        });
      },
    ],
  ])('is abandoned when %s, told once, and stops nobody', async (_, happen) => {
    await scrubStopped(BOTH);
    happen();
    const { status, stderr } = await importAgain();
    expect(status).toBe(0);
    expect(stderr).toContain('counts as abandoned');
    expect(recorded().runs).toEqual(['abandoned']);
    expect(temporaries()).toEqual([]);
    expect((await importAgain()).stderr).toBe('');
    const words = ['--out', path('a.csv'), '--report', path('b.csv')];
    expect((await run(['scrub', path('list.csv'), ...words])).status).toBe(0);
    expect(readFileSync(path('a.csv'), 'utf8')).toBe(CLEANED);
  });

  it('is left alone while the process that sealed it lives', async () => {
    await scrubStopped(BOTH);
    const { stderr } = await run(
      ['import', 'tps', path('tps.txt'), '--dated', '2026-11-20'],
      undefined,
      true,
    );
    expect(stderr).toBe('');
    expect(recorded().runs).toEqual(['sealed']);
  });
});

describe('a report that has its name, of a run that cannot be finished', () => {
  const TO_STDOUT = ['--out', '-', '--report'];

  it('goes with a list that was to go to standard output', async () => {
    await scrubStopped([], ...TO_STDOUT, path('report.csv'));
    expect(existsSync(path('report.csv'))).toBe(true);
    expect((await importAgain()).stderr).toContain('counts as abandoned');
    expect(existsSync(path('report.csv'))).toBe(false);
    expect(recorded().runs).toEqual(['abandoned']);
  });

  it('goes with a list whose name was taken', async () => {
    await scrubStopped(['list.clean.csv']);
    writeFileSync(path('list.clean.csv'), 'taken');
    await importAgain();
    expect(recorded().runs).toEqual(['abandoned']);
    expect(existsSync(path('list.excluded.csv'))).toBe(false);
    expect(readFileSync(path('list.clean.csv'), 'utf8')).toBe('taken');
  });

  it('stays when the run was to replace what stood there', async () => {
    await scrubStopped([], ...TO_STDOUT, path('report.csv'), '--force');
    await importAgain();
    expect(existsSync(path('report.csv'))).toBe(true);
  });

  it('stays when somebody wrote to it since', async () => {
    await scrubStopped([], ...TO_STDOUT, path('report.csv'));
    writeFileSync(path('report.csv'), 'of somebody');
    await importAgain();
    expect(readFileSync(path('report.csv'), 'utf8')).toBe('of somebody');
  });
});

describe("a run with a dialler's file", () => {
  const DIALLER = 'list.numbers.txt';
  const ALL = ['list.excluded.csv', DIALLER, 'list.clean.csv'];
  const FORMAT = ['--format', 'numbers'];

  it.each([
    ['before any name', ALL],
    ["before the dialler's file", [DIALLER, 'list.clean.csv']],
    ['before the list', ['list.clean.csv']],
    ['before the release', []],
  ])('that was stopped %s is finished by the next command', async (_, unnamed) => {
    await scrubStopped(unnamed, ...FORMAT);
    expect((await importAgain()).stderr).toContain('its files now stand');
    expect(readFileSync(path('list.clean.csv'), 'utf8')).toBe(CLEANED);
    expect(readFileSync(path(DIALLER), 'utf8')).toBe('+447700900456\r\n');
    expect(temporaries()).toEqual([]);
    expect(recorded().runs).toEqual(['released']);
  });

  it.each([
    ['', []],
    [' that replaced another', ['--force']],
  ])('leaves none%s when the list cannot have its name', async (_, force) => {
    writeFileSync(path(DIALLER), 'of yesterday');
    if (force.length === 0) rmSync(path(DIALLER));
    await scrubStopped(['list.clean.csv'], ...FORMAT, ...force);
    mkdirSync(path('list.clean.csv'));
    expect((await importAgain()).stderr).toContain('counts as abandoned');
    expect(existsSync(path(DIALLER))).toBe(false);
    expect(temporaries()).toEqual([]);
    expect(recorded().runs).toEqual(['abandoned']);
  });

  it.each(ALL)(
    'is abandoned when %s is taken while it goes on, with nothing left',
    async (name) => {
      const { status } = await run(['scrub', path('list.csv'), ...FORMAT], () => {
        if (temporaries().length > 0 && !existsSync(path(name))) writeFileSync(path(name), 'taken');
      });
      expect(status).toBe(2);
      expect(readFileSync(path(name), 'utf8')).toBe('taken');
      const others = ALL.filter((output) => output !== name);
      expect(others.filter((output) => existsSync(path(output)))).toEqual([]);
      expect(temporaries()).toEqual([]);
      expect(recorded().runs).toEqual(['abandoned']);
    },
  );
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
