import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { linesOf, previousHashes } from './asked-firm.js';

const newFolder = temporaryFolders();

const PROCESSES = 10;
const LINES = 20;

/** Appends its lines through the built program's log; numbers make some lines longer than a page. */
const WRITER = `
  const [module, database, name] = process.argv.slice(1);
  const { AccessLog } = await import(module);
  const log = AccessLog.of({ database, configured: undefined, ofUser: undefined });
  for (let line = 0; line < ${String(LINES)}; line++) {
    const numbers = Array(line % 2 === 0 ? 1 : 700).fill('+44*******123');
    const instant = new Date(1_700_000_000_000 + line).toISOString();
    const said = { numbers, others: [String(line)], case: '', operator: name, account: '' };
    log.append({ instant, status: 0, command: 'check', ...said });
  }`;

it('ten processes append twenty lines each: all are whole, in one chain', async () => {
  const folder = newFolder();
  const database = join(folder, 'scrub.db');
  writeFileSync(database, '');
  const module = pathToFileURL(resolve('dist/store/access-log.js')).href;
  const names = Array.from({ length: PROCESSES }, (_, process) => `operator ${String(process)}`);
  const ends = names.map(
    (name) =>
      new Promise<string>((done) => {
        const words = ['--input-type=module', '-e', WRITER, module, database, name];
        const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
        let said = '';
        child.stderr.on('data', (text: Buffer) => (said += text.toString()));
        child.on('close', (status) => {
          done(`${String(status)}${said}`);
        });
      }),
  );
  expect(await Promise.all(ends)).toEqual(names.map(() => '0'));
  const path = `${database}.access.log`;
  const lines = linesOf(path);
  expect(lines.map(({ previous }) => previous)).toEqual(previousHashes(path));
  for (const name of names) {
    const own = lines.filter(({ said }) => said.operator === name);
    expect(own.map(({ said }) => said.others[0])).toEqual(
      Array.from({ length: LINES }, (_, line) => String(line)),
    );
    expect(own.map(({ said }) => said.numbers.length)).toEqual(
      own.map((_, line) => (line % 2 === 0 ? 1 : 700)),
    );
  }
  expect(lines).toHaveLength(PROCESSES * LINES);
  expect(readdirSync(folder).sort()).toEqual([
    'scrub.db',
    'scrub.db.access.log',
    'scrub.db.access.log.lock',
  ]);
});
