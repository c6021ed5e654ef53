import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openForWriting, type Store } from '../../src/store/database.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** The number whose life is told, and another that stands on registers and in lists. */
export const NUMBER = '07700 900123';
export const OTHER = '07700900456';

/** A firm in whose records a number has a life: a folder, a database, a clock that is set by hand. */
export class Firm {
  readonly folder = mkdtempSync(join(tmpdir(), 'life-'));
  readonly database = this.path('scrub.db');

  constructor() {
    writeFileSync(this.path('firm.toml'), '[caller.Acme]\n[caller.Bolt]\n[list.letters]\n');
  }

  /** A path in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes lines; the path. */
  file(name: string, lines: readonly string[]): string {
    writeFileSync(this.path(name), lines.map((line) => `${line}\r\n`).join(''));
    return this.path(name);
  }

  /** Runs a command at an instant. */
  run(now: string, ...words: readonly string[]): Promise<Said> {
    const { folder, database } = this;
    const configured = [...words, '--config', this.path('firm.toml')];
    return runInProcess(configured, { folder, database, now });
  }

  /** Runs a command that must end with a status; its JSON. @throws Error when it ends otherwise */
  async json<T>(now: string, words: readonly string[], status = 0): Promise<T> {
    const said = await this.run(now, ...words, '--json');
    const text = said.stdout.toString();
    if (said.status !== status) throw new Error(`${words.join(' ')}: ${text}${said.stderr}`);
    return JSON.parse(text) as T;
  }

  /** Imports a register on the morning after it was cut. */
  async register(
    name: 'tps' | 'ctps',
    dated: string,
    numbers: readonly string[],
    ...options: readonly string[]
  ): Promise<void> {
    const lines = numbers.map((number) => number.replaceAll(' ', '').padEnd(12));
    const file = this.file(`${name}-${dated}.txt`, lines);
    const written = Date.parse(`${dated}T20:00:00Z`) / 1000;
    utimesSync(file, written, written);
    const now = new Date(Date.parse(`${dated}T06:00:00Z`) + 24 * 3_600_000).toISOString();
    const day = options.includes('--downloaded') ? [] : ['--dated', dated];
    const why = ['--accept-change', 'as the test wants it'];
    await this.json(now, ['import', name, file, ...day, ...why, ...options]);
  }

  /** Scrubs a list of one number a record; the run's id. */
  async scrub(
    now: string,
    name: string,
    numbers: readonly string[],
    ...options: readonly string[]
  ): Promise<string> {
    const list = this.file(name, ['Phone', ...numbers]);
    return (await this.json<{ run: string }>(now, ['scrub', list, ...options])).run;
  }

  /** Changes the database by hand. */
  write(change: (store: Store) => void): void {
    const store = openForWriting(this.database);
    change(store);
    store.close();
  }
}

/** Gives each test of a file firms of its own, and removes their folders after it. */
export function newFirms(): () => Firm {
  const made: Firm[] = [];
  afterEach(() => {
    for (const { folder } of made.splice(0)) rmSync(folder, { recursive: true });
  });
  return () => {
    const firm = new Firm();
    made.push(firm);
    return firm;
  };
}
