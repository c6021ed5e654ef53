import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { prepared, runProgram } from '../commands/built-program.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const PROGRAM = resolve('bin/tps-scrub.js');
/** Refuses every byte as a full disk does; not every system has it. */
const FULL = '/dev/full';

/** Answers that go nowhere, of commands whose work is done: what is said, and what stands afterwards. */
const ANSWERS = [
  { words: ['status'], left: ['lists', /internal +0 numbers/] },
  { words: ['suppress', 'add', '07700900789'], left: ['lists', /internal +1 number/] },
  // Done with something left over (7) is done as well.
  { words: ['suppress', 'import', 'odd.csv'], left: ['lists', /internal +1 number/] },
  { words: ['scrub', 'list.csv'], left: ['runs', /3 read, 1 clean/] },
] as const;

it.skipIf(!existsSync(FULL))(
  'what was recorded stands when the answer cannot be written, and that is said',
  () => {
    for (const { words, left } of ANSWERS) {
      const setting = prepared(newFolder());
      const { folder } = setting;
      writeFileSync(join(folder, 'odd.csv'), 'Number\r\n07700900789\r\nask him 0207\r\n');
      const { status, stderr } = intoFull(words, folder);
      expect([words, status]).toEqual([words, 2]);
      expect(stderr).toContain('error: standard output cannot be written\n');
      expect(stderr).toContain('the command came to its end, and what it recorded stands');
      const [question, answer] = left;
      expect(runProgram([question], setting).stdout).toMatch(answer);
    }
  },
);

it.skipIf(!existsSync(FULL))(
  'a list that does not come whole to standard output is told of',
  () => {
    const setting = prepared(newFolder());
    const report = join(setting.folder, 'report.csv');
    const words = ['scrub', 'list.csv', '--out', '-', '--report', 'report.csv'];
    const { status, stderr } = intoFull(words, setting.folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/the cleaned list of run \S+ did not come whole/);
    expect(stderr).toContain(`the run is recorded and its report stands, ${report}`);
    expect(existsSync(report)).toBe(true);
    expect(runProgram(['runs'], setting).stdout).toContain('3 read, 1 clean');
    expect(runProgram(['verify'], setting).status).toBe(0);
  },
);

function intoFull(words: readonly string[], folder: string): { status: unknown; stderr: string } {
  return spawnSync(
    'bash',
    ['-c', `exec "$@" >${FULL}`, 'bash', process.execPath, PROGRAM, ...words],
    {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: join(folder, 'home'),
        TPS_SCRUB_DATABASE: join(folder, 'scrub.db'),
      },
      encoding: 'utf8',
    },
  );
}
