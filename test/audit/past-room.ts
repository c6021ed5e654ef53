import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach } from 'vitest';
import { openForWriting, type Store } from '../../src/store/database.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** A run in the JSON of `runs`, as far as tests look at it. */
export interface RunJson {
  readonly run: string;
  readonly standing: string;
  readonly in_date: boolean;
  readonly days_left: number;
  readonly decisions?: readonly object[];
}

/** What `runs --json` answers. */
export interface RunsJson {
  readonly ok: boolean;
  readonly runs: readonly RunJson[];
  readonly not_known?: readonly { readonly run: string; readonly why: string }[];
  readonly purged: readonly string[];
  readonly runs_looked_at: number;
}

/** Both registers list one number each. */
const LISTED = { tps: '07700900123', ctps: '02079460123' } as const;

/** A folder where lists are scrubbed on days of the past, by a clock that each command sets. */
export class PastRoom {
  readonly folder = mkdtempSync(join(tmpdir(), 'past-room-'));
  readonly database = this.path('scrub.db');

  constructor() {
    writeFileSync(this.path('room.toml'), '[caller.Acme]\n[caller.Bolt]\n');
  }

  /** A path in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a command at an instant; a list of one number stands on standard input. */
  run(now: string, ...words: readonly string[]): Promise<Said> {
    const { folder, database } = this;
    const stdin = Readable.from([Buffer.from('Phone\r\n07700 900456\r\n')]);
    const configured = [...words, '--config', this.path('room.toml')];
    return runInProcess(configured, { folder, database, now, stdin });
  }

  /** Runs a command that must be done; its JSON. @throws Error */
  async json<T>(now: string, ...words: readonly string[]): Promise<T> {
    const said = await this.run(now, ...words, '--json');
    if (said.status !== 0) throw new Error(`${words.join(' ')}: ${said.stdout.toString()}`);
    return JSON.parse(said.stdout.toString()) as T;
  }

  /** Imports both registers as of a day, on its morning. */
  async loadRegisters(day: string): Promise<void> {
    for (const [at, register] of (['tps', 'ctps'] as const).entries()) {
      const file = this.path(`${register}.txt`);
      writeFileSync(file, `${LISTED[register].padEnd(12)}\r\n`);
      utimesSync(file, Date.parse(day) / 1000, Date.parse(day) / 1000);
      const why = ['--dated', day, '--accept-change', 'as the test wants it'];
      await this.json(`${day}T06:0${String(at)}:00Z`, 'import', register, file, ...why);
    }
  }

  /** Scrubs a list of one number a record, at an instant; the run's id. */
  async scrub(
    now: string,
    name: string,
    numbers: readonly string[],
    ...options: readonly string[]
  ): Promise<string> {
    const list = this.path(name);
    writeFileSync(list, ['Phone', ...numbers, ''].join('\r\n'));
    const answer = await this.json<{ run: string }>(now, 'scrub', list, ...options);
    return answer.run;
  }

  /** What `runs` answers at an instant: its status and its JSON. */
  async runs(
    now: string,
    ...options: readonly string[]
  ): Promise<{ readonly status: number; readonly found: RunsJson }> {
    const said = await this.run(now, 'runs', ...options, '--json');
    return { status: said.status, found: JSON.parse(said.stdout.toString()) as RunsJson };
  }

  /** The ids that `runs` answers with. */
  async ids(now: string, ...options: readonly string[]): Promise<string[]> {
    return (await this.runs(now, ...options)).found.runs.map(({ run }) => run);
  }

  /** Changes the database by hand. */
  write(change: (store: Store) => void): void {
    const store = openForWriting(this.database);
    change(store);
    store.close();
  }
}

/** Gives each test of a file rooms of its own, and removes their folders after it. */
export function newRooms(): () => PastRoom {
  const made: PastRoom[] = [];
  afterEach(() => {
    for (const { folder } of made.splice(0)) rmSync(folder, { recursive: true });
  });
  return () => {
    const room = new PastRoom();
    made.push(room);
    return room;
  };
}
