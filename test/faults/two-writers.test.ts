import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import {
  prepared,
  runProgram,
  startProgram,
  type Ran,
  type Setting,
} from '../commands/built-program.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
/** Milliseconds; there for hangs, on a machine that does much else. */
const LIMIT = 300_000;
const TODAY = new Date().toISOString().slice(0, 10);
const CLEANED = 'Name,Phone\r\nBob,07700 900456\r\n';

const WRITERS = [
  ['suppress', 'add', '07700900789'],
  ['import', 'tps', 'more.txt', '--dated', TODAY, '--accept-change', 'a number more'],
  ['scrub', 'list.csv'],
] as const;
const READERS = [['status'], ['check', '07700900456'], ['runs'], ['verify']] as const;

/** Registers of today, a list, and a register file with a number more. */
function room(): Setting {
  const setting = prepared(newFolder());
  writeFileSync(join(setting.folder, 'more.txt'), '07700900123 \r\n07700900124 \r\n');
  return setting;
}

/** A command that goes on beside others; what it did, once it ends. */
function beside(words: readonly string[], setting: Setting) {
  const child = startProgram(words, setting);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  const ended = once(child, 'close').then(([status]): Ran => ({
    status: status as number,
    ...said,
  }));
  return { child, ended };
}

function kindsOf({ folder }: Setting): unknown[] {
  const store = new Database(join(folder, 'scrub.db'), { readonly: true });
  const kinds = store.prepare('SELECT kind FROM ledger ORDER BY sequence').pluck().all();
  store.close();
  return kinds;
}

function done(ran: Ran): string {
  expect(ran.status, ran.stderr).toBe(0);
  return ran.stdout;
}

it(
  'who waits in vain for a database says which; readers go on; afterwards all are recorded whole',
  async () => {
    const setting = room();
    const held = new Database(join(setting.folder, 'scrub.db'));
    held.exec('BEGIN IMMEDIATE');
    const before = kindsOf(setting);
    const waiting = WRITERS.map((words) => beside(words, setting));
    for (const words of READERS) done(runProgram(words, setting));
    for (const { status, stdout, stderr } of await Promise.all(waiting.map(({ ended }) => ended))) {
      expect([status, stdout]).toEqual([6, '']);
      expect(stderr).toContain(`error: the database ${held.name} is in use by another writer`);
      expect(stderr).toContain(
        'hint: wait until the other import or scrub is done, then try again',
      );
    }
    held.exec('ROLLBACK');
    held.close();
    expect(kindsOf(setting)).toEqual(before);
    const left = readdirSync(setting.folder).filter((name) => /\.partial$|\.clean|copy/.test(name));
    expect(left).toEqual([]);
    const again = [['suppress', 'add', '07700900789'], WRITERS[1]].map((words) =>
      beside(words, setting),
    );
    for (const { ended } of again) done(await ended);
    expect(kindsOf(setting).filter((kind) => kind === 'edition')).toHaveLength(3);
    expect(done(runProgram(['lists'], setting))).toMatch(/internal +1 number/);
    done(runProgram(['verify'], setting));
  },
  LIMIT,
);

it(
  'a list is screened and a backup made while a register comes in slowly',
  async () => {
    const setting = room();
    const { folder } = setting;
    const pipe = join(folder, 'slow.txt');
    execFileSync('mkfifo', [pipe]);
    const words = ['import', 'tps', pipe, '--dated', TODAY, '--accept-change', 'a number more'];
    const imported = beside(words, setting);
    // Opens once the import has.
    const { open } = await import('node:fs/promises');
    const writer = await open(pipe, 'w');
    await writer.write('07700900123 \r\n');
    done(runProgram(['scrub', 'list.csv'], setting));
    done(runProgram(['backup', 'copy.db'], setting));
    await writer.write('07700900124 \r\n');
    await writer.close();
    done(await imported.ended);
    expect(readFileSync(join(folder, 'list.clean.csv'), 'utf8')).toBe(CLEANED);
    for (const database of ['scrub.db', 'copy.db']) {
      done(runProgram(['verify', '--database', join(folder, database)], setting));
    }
    expect(done(runProgram(['status'], setting))).toMatch(/tps.* 2 numbers/i);
  },
  LIMIT,
);
