import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { documentText } from './documents.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tps-scrub-night-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The script that the README shows, for a folder of ours. */
function script(): string {
  const [, text = ''] = /^```sh\n(#!\/bin\/sh\n[^]*?)^```/m.exec(documentText('README.md')) ?? [];
  return text.replaceAll('/srv/tps-scrub', folder);
}

/** Runs it as cron would: another working folder, hardly a variable, no terminal. */
function night(): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync('/bin/sh', [join(folder, 'nightly.sh')], {
    cwd: '/',
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, HOME: join(folder, 'home') },
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

it('the script for every night does its night, twice, and leaves unread lines for the morning', async () => {
  for (const name of ['bin', 'home', 'in', 'out', 'safe']) mkdirSync(join(folder, name));
  const program = join(folder, 'bin', 'tps-scrub');
  writeFileSync(
    program,
    `#!/bin/sh\nexec '${process.execPath}' '${resolve('bin/tps-scrub.js')}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'nightly.sh'), script());
  writeFileSync(join(folder, 'in/tps.txt'), '07700900123 \r\n');
  writeFileSync(join(folder, 'in/ctps.txt'), '02079460123 \r\n');
  writeFileSync(join(folder, 'in/optouts.csv'), 'number\n07700900124\n07700\n');
  const first = night();
  expect(first.status, first.text).toBe(0);
  expect(readdirSync(join(folder, 'safe'))).toHaveLength(1);
  expect(first.text).toContain('suppress resolve');
  // Made again on the same day: the same files are no second imports. Its files are named by the second.
  await setTimeout(1000);
  writeFileSync(join(folder, 'in/optouts.csv'), 'number\n07700900124\n');
  const again = night();
  expect(again.status, again.text).toBe(0);
  expect(readdirSync(join(folder, 'safe'))).toHaveLength(2);
});
