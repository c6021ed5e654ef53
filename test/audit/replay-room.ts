import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { inTransaction, openForWriting, type Store } from '../../src/store/database.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** A policy of the firm's own that changes can be made to, and the caller with its party key. */
export const CONFIGURATION = `party_key = "0123456789abcdef0123456789abcdef"
[caller.Acme]
[policy.spring]
like = "live-calls"
grace = true
`;

/** What `replay` says in JSON, as far as tests look at it. */
export interface ReplayJson {
  readonly ok: boolean;
  readonly code?: string;
  readonly summary?: string;
  readonly why?: string;
  readonly run: string;
  readonly state: string;
  readonly same: boolean;
  readonly outputs: readonly { kind: string; same: boolean; sha256_now: string }[];
  readonly figures?: readonly { figure: string }[];
  readonly policy: {
    declared: string;
    settings: readonly { setting: string; was: string; now: string }[];
    rules: readonly { change: string; rule: { reason: string } }[];
  };
  readonly reader: Record<'then' | 'now', { reader_version: number; numbering_plan: string }>;
  readonly traced?: number;
  readonly contradictions?: number;
  readonly differences: readonly Record<string, unknown>[];
  readonly differences_unknown?: string;
  readonly more: number;
  readonly hindsight: {
    changed: number;
    moves: readonly { was: string; now: string; count: number }[];
    differences: readonly Record<string, unknown>[];
  } | null;
}

/** A folder with a database, a configuration, and a clock that goes on by a minute a command. */
export class ReplayRoom {
  readonly folder = mkdtempSync(join(tmpdir(), 'replay-'));
  readonly database = this.path('scrub.db');
  #now = Date.parse('2026-11-01T09:00:00Z');

  constructor() {
    this.configure(CONFIGURATION);
  }

  /** Removes the folder. */
  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** A path in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  configure(text: string): void {
    writeFileSync(this.path('room.toml'), text, { mode: 0o600 });
  }

  /** Sets the clock; the next command runs then, to the millisecond. */
  at(instant: string): this {
    this.#now = Date.parse(instant) - 60_000;
    return this;
  }

  /** Writes bytes, each given as one character; the path. */
  file(name: string, content: string): string {
    writeFileSync(this.path(name), content, 'latin1');
    return this.path(name);
  }

  /** Runs a command, a minute after the one before. */
  run(words: readonly string[], stdin = ''): Promise<Said> {
    const now = new Date((this.#now += 60_000)).toISOString();
    const { folder, database } = this;
    const configured = [...words, '--config', this.path('room.toml')];
    const stream = Readable.from(stdin === '' ? [] : [Buffer.from(stdin, 'latin1')]);
    return runInProcess(configured, { folder, database, now, stdin: stream });
  }

  /** Runs a command that must be done. @throws Error when it is not */
  async do(...words: readonly string[]): Promise<Said> {
    const said = await this.run(words);
    if (said.status !== 0) {
      throw new Error(
        `${words.join(' ')}: ${String(said.status)} ${said.stdout.toString()} ${said.stderr}`,
      );
    }
    return said;
  }

  /** Imports a register with some numbers, in national form. */
  async import(register: string, dated: string, ...numbers: readonly string[]): Promise<void> {
    const lines = numbers.map((number) => `${number.replaceAll(' ', '').padEnd(12)}\r\n`);
    const path = this.file(`${register}-${dated}.txt`, lines.join(''));
    const written = Date.parse(`${dated}T22:00:00Z`) / 1000;
    utimesSync(path, written, written);
    await this.do('import', register, path, '--dated', dated, '--accept-change', 'a test made it');
  }

  /** Scrubs a list that is given as its bytes; the run's id. */
  async scrub(list: string, ...options: readonly string[]): Promise<string> {
    const path = this.file('list.csv', list);
    const outputs = ['--out', this.path('out.csv'), '--report', this.path('report.csv')];
    const said = await this.do('scrub', path, ...outputs, '--force', '--json', ...options);
    return (JSON.parse(said.stdout.toString()) as { run: string }).run;
  }

  /** Repeats a run; what was said, after its status was looked at. */
  async replay(status: number, run: string, ...options: readonly string[]): Promise<ReplayJson> {
    const said = await this.run(['replay', run, ...options, '--json']);
    const text = said.stdout.toString();
    if (said.status !== status) throw new Error(`status ${String(said.status)}: ${text}`);
    return JSON.parse(text) as ReplayJson;
  }

  /** Repeats a run with the list in the folder, or with another one. */
  withList(status: number, run: string, ...options: readonly string[]): Promise<ReplayJson> {
    return this.replay(status, run, '--input', this.path('list.csv'), ...options);
  }

  /** Changes something in the database behind the program's back. */
  tamper(change: (store: Store) => void): void {
    const store = openForWriting(this.database);
    inTransaction(store, () => {
      change(store);
    });
    store.close();
  }

  /** Changes the record of a run behind the ledger's back. */
  forge(run: string, path: string, value: unknown): void {
    this.tamper((store) => {
      store
        .prepare('UPDATE run SET record = json_set(record, ?, json(?)) WHERE id = ?')
        .run(path, JSON.stringify(value), run);
    });
  }

  /** Makes a run one with another record, as if another program had sealed it. */
  alter(run: string, path: string, value: unknown): void {
    this.forge(run, path, value);
    this.reseal(run);
  }

  /** Has the ledger say that the record of a run is the one that stands there. */
  reseal(run: string): void {
    this.tamper((store) => {
      const record = store
        .prepare('SELECT record FROM run WHERE id = ?')
        .pluck()
        .get(run) as string;
      const { sequence, salt } = store
        .prepare(
          `SELECT sequence, salt FROM ledger JOIN ledger_payload USING (sequence)
           WHERE kind = 'run-sealed' AND id = ?`,
        )
        .get(run) as { sequence: number; salt: Buffer };
      const hash = createHash('sha256').update(salt).update(record).digest();
      store
        .prepare('UPDATE ledger_payload SET payload = ? WHERE sequence = ?')
        .run(record, sequence);
      store.prepare('UPDATE ledger SET payload_sha256 = ? WHERE sequence = ?').run(hash, sequence);
    });
  }

  /** Every file of the folder, with its SHA-256. */
  files(): string[] {
    return readdirSync(this.folder).map((name) => {
      const hash = createHash('sha256').update(readFileSync(this.path(name)));
      return `${name} ${hash.digest('hex')}`;
    });
  }
}
