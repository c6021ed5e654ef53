import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.js';
import { ENDS_AT_ONCE } from '../../src/commands/ending-at-once.js';
import { startProgram } from '../commands/built-program.js';
import { READING } from '../commands/reading-commands.js';
import { WRITING } from '../commands/writing-commands.js';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();
/** Milliseconds; there for hangs, on a machine that does much else. */
const LIMIT = 300_000;
const DAY = 86_400_000;
/** Milliseconds after which a command waits, mostly; one that does not yet is ended by the signal too. */
const WAITING = 2_500;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const NAMES = COMMANDS.map(({ name }) => name);

/** Each command, on a firm with something recorded; registers of yesterday, so that it can do its work. */
async function firmFor(name: string): Promise<{ firm: Firm; words: readonly string[] }> {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  const words = WRITING[name] ?? READING[name];
  if (words === undefined) throw new Error(`${name} is in no table of commands`);
  if (WRITING[name] === undefined) {
    await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900007'])]);
    await firm.json(['suppress', 'add', '07700900001']);
  }
  const line = await words(firm);
  firm.now = new Date().toISOString();
  await firm.loadRegisters(new Date(Date.now() - DAY).toISOString().slice(0, 10));
  return { firm, words: [...line, '--config', `${firm.folder}/firm.toml`] };
}

function start(firm: Firm, words: readonly string[]): ReturnType<typeof startProgram> {
  const child = startProgram(words, {
    folder: firm.folder,
    environment: { TPS_SCRUB_DATABASE: firm.database },
  });
  child.stdin.end();
  return child;
}

/**
 * Whether a rollback journal is one that SQLite would roll back: its header begins with a byte that is not
 * nought (SQLite, "Atomic Commit", 4.2). One whose header never came to the disk changed nothing; it goes
 * with the next transaction.
 */
function isHot(path: string): boolean {
  return (readFileSync(path)[0] ?? 0) !== 0;
}

it('every command has words to be stopped with', () => {
  expect(
    NAMES.filter((name) => WRITING[name] === undefined && READING[name] === undefined),
  ).toEqual([]);
});

it('what ends at once is a command', () => {
  expect(ENDS_AT_ONCE.filter((name) => !NAMES.includes(name))).toEqual([]);
});

describe('a signal, whenever it comes', () => {
  it.each(NAMES.map((name, at) => [name, SIGNALS[at % SIGNALS.length] as 'SIGINT', at] as const))(
    'ends %s by it (%s), or it is done; nothing half-written stays',
    async (name, signal, seed) => {
      const { firm, words } = await firmFor(name);
      const before = readdirSync(firm.folder);
      const started = performance.now();
      const child = start(firm, words);
      const exited = once(child, 'exit');
      // As soon as it runs, or later: another moment for each command.
      const later = (seed * 97) % 600;
      await once(child, 'spawn');
      await pause(later, undefined, { ref: false });
      child.kill(signal);
      const [status, by] = (await exited) as [number | null, string | null];
      expect([status, by], `${performance.now() - started} ms`).toEqual(
        by === null ? [expect.any(Number), null] : [null, signal],
      );
      // What it recorded, if it was done, is of this moment and not of its beginning.
      firm.now = new Date().toISOString();
      const said = await firm.run('verify');
      expect(said.status, said.stdout.toString() + said.stderr).toBe(0);
      const { status: readiness, stderr } = await firm.run('status');
      // A restore that was done brings back the registers of March alone: out of date.
      expect(name === 'restore' ? [0, 4] : [0], stderr).toContain(readiness);
      const fresh = readdirSync(firm.folder).filter((file) => !before.includes(file));
      const journals = fresh.filter((file) => /-journal$/.test(file));
      expect(journals.filter((file) => isHot(join(firm.folder, file)))).toEqual([]);
      if (!ENDS_AT_ONCE.includes(name)) {
        expect(fresh.filter((file) => /\.partial$/.test(file))).toEqual([]);
      }
    },
    LIMIT,
  );
});

describe('work in one piece', () => {
  // What waits for the database is such: no turn of the event loop, and so no handler, for ten seconds.
  it.each(['status', 'suppress add', 'import', 'suppress import'])(
    'of %s is ended by a signal before it is done',
    async (name) => {
      const { firm, words } = await firmFor(name);
      const store = new Database(firm.database);
      store.exec('BEGIN EXCLUSIVE');
      const child = start(firm, words);
      const exited = once(child, 'exit');
      await pause(WAITING, undefined, { ref: false });
      child.kill('SIGINT');
      const ended = await exited;
      store.exec('ROLLBACK');
      store.close();
      expect(ended).toEqual([null, 'SIGINT']);
      expect((await firm.run('verify')).status).toBe(0);
    },
    LIMIT,
  );
});

describe('a second signal', () => {
  it.each([
    ['SIGINT', 'SIGINT'],
    ['SIGINT', 'SIGTERM'],
  ] as const)('after %s ends what still waits (%s)', async (first, second) => {
    const firm = newFirm();
    firm.now = new Date().toISOString();
    await firm.loadRegisters(new Date(Date.now() - DAY).toISOString().slice(0, 10));
    const words = ['scrub', '-', '--out', 'out.csv', '--report', 'report.csv'];
    const child = startProgram(words, {
      folder: firm.folder,
      environment: { TPS_SCRUB_DATABASE: firm.database },
    });
    child.stdin.on('error', () => undefined);
    const exited = once(child, 'exit');
    await once(child, 'spawn');
    child.kill(first);
    child.kill(second);
    const [, by] = (await exited) as [number | null, string | null];
    expect([first, second]).toContain(by);
    expect((await firm.run('verify')).status).toBe(0);
  });
});
