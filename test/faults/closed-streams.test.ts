import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const PROGRAM = `"${process.execPath}" "${resolve('bin/tps-scrub.js')}"`;
/** Of a command on a database that is a folder: an error, told on standard error. */
const STATUS = 2;

it.each([
  ['standard error is closed', '2>&-'],
  ['nobody reads standard error', '2> >(exec true)'],
  ['nobody reads the two joined', '2>&1 | (exec true)'],
  ['standard input is closed', '<&-'],
])('%s: the status is what it is', (_, redirection) => {
  const folder = newFolder();
  const status = `${PROGRAM} status ${redirection}; exit "\${PIPESTATUS[0]}"`;
  const ran = spawnSync('bash', ['-c', status], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: join(folder, 'home'), TPS_SCRUB_DATABASE: folder },
  });
  expect(ran.status).toBe(STATUS);
});
