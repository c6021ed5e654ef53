import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { openForWriting } from '../../src/store/database.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const LISTED = '07700 900123';
const FREE = '07700 900456';
const DAYS = ['--dated', '2026-11-20', '--accept-change', 'the file was made by a test'];

let folder = '';
let now = Date.parse('2026-11-21T09:00:00Z');

function path(name: string): string {
  return join(folder, name);
}

function run(...words: string[]): Promise<Said> {
  now += 60_000;
  return runInProcess(words, {
    folder,
    database: path('scrub.db'),
    now: new Date(now).toISOString(),
    stdin: Readable.from([]),
  });
}

/** Scrubs a list of these lines; the cleaned list, or the status when there is none. */
async function cleaned(lines: readonly string[], ...options: string[]): Promise<string | number> {
  writeFileSync(path('list.csv'), lines.map((line) => `${line}\n`).join(''));
  const { status } = await run('scrub', path('list.csv'), '--force', ...options);
  return status === 0 ? readFileSync(path('list.clean.csv'), 'utf8') : status;
}

beforeEach(async () => {
  folder = newFolder();
  now = Date.parse('2026-11-21T09:00:00Z');
  writeFileSync(path('tps.txt'), '07700900123 \r\n01632960555 \r\n');
  writeFileSync(path('ctps.txt'), '02079460123 \r\n');
  expect(await run('import', 'tps', path('tps.txt'), ...DAYS)).toMatchObject({ status: 0 });
  expect(await run('import', 'ctps', path('ctps.txt'), ...DAYS)).toMatchObject({ status: 0 });
});

describe('a listed number is never clean', () => {
  it.each([
    `${FREE} ext ${LISTED}`,
    `${FREE},,447700900123`,
    `${FREE} x447700900123`,
    `${FREE} # +447700900123`,
    `${FREE};ext=7700900123`,
    `${FREE} / 900123`,
    `${FREE} ${LISTED}`,
  ])('in %s', async (cell) => {
    expect(await cleaned(['Name,Phone', `Ann,"${cell}"`])).toBe('Name,Phone\n');
  });

  it('in a column that is filled only further down, named or found', async () => {
    const rows = Array.from({ length: 1400 }, (_, row) => `${String(row)},${FREE},`);
    const late = Array.from({ length: 1500 }, (_, row) => `${String(row)},${FREE},${LISTED}`);
    const lines = ['id,Phone,Alt', ...rows, ...late];
    expect(await cleaned(lines, '--column', 'Phone')).toBe(2);
    expect(await cleaned(lines)).not.toContain(LISTED);
  });

  it('in a column that is filled only after all that is looked at first', async () => {
    const padding = 'x'.repeat(500);
    const rows = Array.from({ length: 6000 }, () => `${padding},${FREE},`);
    const late = Array.from({ length: 12_000 }, () => `${padding},${FREE},${LISTED}`);
    const lines = ['Note,Phone,Alt', ...rows, ...late];
    expect(await cleaned(lines)).toBe(2);
    expect(existsSync(path('list.clean.csv'))).toBe(false);
  });

  it.each([
    ['in the last tenth of a long list', 'Alt', '', LISTED],
    ['late, without its nought', 'Alt', '', '7700900123'],
    ['late, under a header that seemed to say otherwise', 'Mobile', 'none 123', LISTED],
  ])('in a column that is filled %s', async (_, header, before, after) => {
    const padding = 'x'.repeat(300);
    const rows = Array.from({ length: 20_000 }, () => `${padding},${FREE},${before}`);
    const late = Array.from(
      { length: before === '' ? 2000 : 21_000 },
      () => `${padding},${FREE},${after}`,
    );
    expect(await cleaned([`Note,Phone,${header}`, ...rows, ...late])).toBe(2);
  });

  it('beside cells that say that there is none', async () => {
    const rows = Array.from({ length: 50 }, () => `1,${FREE},none`);
    const lines = ['id,Phone,Alt', ...rows, `1,${FREE},${LISTED}`];
    expect(await cleaned(lines, '--column', 'Phone')).toBe(2);
  });

  it('in a second column that lost its noughts', async () => {
    const lines = ['Name,Tel,Contact No', `Ann,${FREE},7700900123`];
    expect(await cleaned(lines)).toBe('Name,Tel,Contact No\n');
  });

  it.each(['7700900123', '7700900123.0', '077O0900123', '+1 202 555 0123'])(
    'nor is a header that is the record %s',
    async (cell) => {
      expect(await cleaned([cell, FREE], '--column', '1')).toBe(2);
    },
  );

  it('in a second column whose cells are filled up with blanks', async () => {
    const cell = `${LISTED}${' '.repeat(300)}`;
    expect(await cleaned(['Name,Phone,Alt', `Ann,${FREE},${cell}`])).toBe('Name,Phone,Alt\n');
  });

  it('in a column of telephones in digits that are not read', async () => {
    const cell = '\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663';
    const lines = ['Name,Phone,Alt phone', `Ann,${FREE},${cell}`];
    expect(await cleaned(lines)).toBe('Name,Phone,Alt phone\n');
  });

  it('nor is a column that is both screened and ignored', async () => {
    const both = ['--column', 'Mob', '--ignore-column', 'Mob'];
    expect(await cleaned(['Tel,Mob', `${FREE},${LISTED}`], ...both)).toBe(2);
  });

  it('nor is a cell too long to be a phone cell', async () => {
    const long = Array.from({ length: 400 }, () => FREE).join(' / ');
    expect(await cleaned(['Name,Phone', `Ann,${long}`, `Bob,${FREE}`])).toBe(
      `Name,Phone\nBob,${FREE}\n`,
    );
  });
});

describe('what is held clears nothing when it is damaged', () => {
  it.each([
    ['a block is missing', 'DELETE FROM edition_block WHERE edition = 1 AND block = 447700'],
    [
      'a block is changed',
      "UPDATE edition_block SET numbers = x'14000000000000' WHERE edition = 1",
    ],
  ])('%s', async (_, damage) => {
    const store = openForWriting(path('scrub.db'));
    store.exec(damage);
    store.close();
    expect(await cleaned(['Name,Phone', `Ann,${LISTED}`])).toBe(4);
    expect((await run('check', LISTED)).status).toBe(4);
  });

  it('a clock behind the newest record is refused', async () => {
    now = Date.parse('2026-11-21T08:00:00Z');
    for (const words of [['check', LISTED], ['status'], ['scrub', path('tps.txt'), '--dry-run']]) {
      const said = await run(...words);
      expect(said.status).toBe(2);
      expect(said.stderr).toContain('set the clock right');
    }
  });
});

describe('a register file', () => {
  it('with zero bytes in it is refused whatever is said', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, n) => `07700900${String(n).padStart(3, '0')} \r\n`,
    );
    const middle = lines.slice(0, 150).join('') + '\0'.repeat(5000) + lines.slice(150).join('');
    writeFileSync(path('holed.txt'), middle);
    expect((await run('import', 'tps', path('holed.txt'), ...DAYS)).status).toBe(5);
  });

  it.each(['07700900456\r\n0120462345', '07700900456 \r\n07700900457 \r\n016329605'])(
    'whose last line may be cut is refused: %j',
    async (content) => {
      writeFileSync(path('cut.txt'), content);
      expect((await run('import', 'tps', path('cut.txt'), ...DAYS)).status).toBe(5);
    },
  );

  it('can be put back after a wrong one of the same day', async () => {
    writeFileSync(path('wrong.txt'), '07700900456 \r\n');
    expect((await run('import', 'tps', path('wrong.txt'), ...DAYS)).status).toBe(0);
    expect((await run('import', 'tps', path('tps.txt'), ...DAYS)).status).toBe(0);
    expect((await run('check', LISTED, '--json')).stdout.toString()).toContain('"reason":"TPS"');
  });
});

describe('the report', () => {
  it('names the reading that is on the deciding register', async () => {
    writeFileSync(path('later.txt'), '01204623456 \r\n07700900123 \r\n');
    writeFileSync(path('later-ctps.txt'), '0120462345  \r\n02079460123 \r\n');
    const days = ['--dated', '2026-11-21', '--accept-change', 'the file was made by a test'];
    await run('import', 'tps', path('later.txt'), ...days);
    await run('import', 'ctps', path('later-ctps.txt'), ...days);
    await cleaned(['Name,Phone', 'Ann,01204 62345 6']);
    const [, line] = readFileSync(path('list.excluded.csv'), 'utf8').split('\r\n');
    expect(line).toContain('+441204623456,excluded,TPS,TPS;CTPS;NUMBER_AMBIGUOUS,tps,2026-11-21');
  });
});

describe('an output', () => {
  it('is never a link or a device', async () => {
    copyFileSync(path('tps.txt'), path('target'));
    const { symlinkSync } = await import('node:fs');
    symlinkSync(path('target'), path('link'));
    symlinkSync(path('nowhere'), path('dangling'));
    for (const out of [path('link'), path('dangling'), '/dev/null']) {
      expect(await cleaned(['Name,Phone', `Ann,${FREE}`], '--out', out)).toBe(2);
    }
    expect(readFileSync(path('target'))).toEqual(readFileSync(path('tps.txt')));
  });
});
