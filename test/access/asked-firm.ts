import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** A line of the access log, taken apart without the program's own reader. */
export interface LoggedLine {
  readonly previous: string;
  readonly instant: string;
  readonly status: string;
  readonly said: {
    readonly account: string;
    readonly case: string;
    readonly command: string;
    readonly database: string;
    readonly numbers: readonly string[];
    readonly operator: string;
    readonly others: readonly string[];
  };
}

/** A firm with both registers, an objection and a run, and a clock that goes on by minutes. */
export class AskedFirm {
  readonly folder: string;
  #minute = 0;

  constructor(folder: string) {
    this.folder = folder;
    for (const name of ['nobody', 'held']) mkdirSync(this.path(name));
    writeFileSync(this.path('tps.txt'), '07700900123 \r\n');
    writeFileSync(this.path('ctps.txt'), '02079460123 \r\n');
    writeFileSync(this.path('list.csv'), 'Name,Phone\nAnn,07700 900123\nBob,07700 900456\n');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  get database(): string {
    return this.path('held/scrub.db');
  }

  /** Where a user's own log would be. */
  get ofUser(): string {
    return this.path('nobody/.local/share/tps-scrub/access.log');
  }

  async run(words: readonly string[], atEachLook?: () => void): Promise<Said> {
    const at = Date.parse('2026-11-21T09:00:00Z') + this.#minute++ * 60_000;
    const { folder, database } = this;
    const world = { folder, database, now: new Date(at).toISOString() };
    return runInProcess(words, atEachLook ? { ...world, atEachLook } : world);
  }

  /** The same, of a command that must succeed. */
  async done(...words: string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(words);
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}${stdout.toString()}`);
    return stdout.toString();
  }

  /** Registers, an objection, and a run. */
  async begin(): Promise<void> {
    for (const name of ['tps', 'ctps']) {
      await this.done('import', name, this.path(`${name}.txt`), '--dated', '2026-11-20');
    }
    await this.done('suppress', 'add', '07700900789', '--reason', 'vulnerable');
    await this.done('scrub', this.path('list.csv'));
  }

  /** The log beside the database. */
  lines(path = `${this.database}.access.log`): LoggedLine[] {
    return linesOf(path);
  }
}

/** The lines of an access log. */
export function linesOf(path: string): LoggedLine[] {
  if (!existsSync(path)) return [];
  const texts = readFileSync(path, 'latin1').split('\n');
  return texts.slice(0, -1).map((text) => {
    const [version, previous = '', instant = '', status = '', ...json] = text.split(' ');
    if (version !== 'tps-scrub-access-1') throw new Error(text);
    return { previous, instant, status, said: JSON.parse(json.join(' ')) as LoggedLine['said'] };
  });
}

/** What each line should name as the one before it. */
export function previousHashes(path: string): string[] {
  const texts = readFileSync(path, 'latin1').split('\n').slice(0, -1);
  const hashes = texts.map((text) => createHash('sha256').update(`${text}\n`).digest('hex'));
  return ['0'.repeat(64), ...hashes.slice(0, -1)];
}

/** Runs a step as a user who is not root: to root no folder is read-only. */
export async function asOrdinaryUser<T>(step: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await step();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
