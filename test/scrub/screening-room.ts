import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** Numbers by what a room holds against them. */
export const NUMBERS = {
  free: '07700 900456',
  other: '01632 960456',
  consented: '01632 960555',
  tps: '07700 900123',
  ctps: '020 7946 0123',
  objected: '0161 496 0123',
} as const;

/** The JSON of a scrub, as far as tests look at it. */
export interface ScrubJson {
  readonly run: string;
  readonly counts: Readonly<Record<'read' | 'clean' | 'excluded' | 'unscreened', number>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly rows: { readonly mode: string; readonly written: number; readonly blanked: number };
  readonly outputs: readonly { readonly path: string; readonly records: number }[];
}

/** What a scrub left behind. */
export interface Screened {
  readonly status: number;
  /** Everything said on both streams. */
  readonly said: string;
  /** Undefined unless the run was done. */
  readonly json: ScrubJson | undefined;
  /** The bytes of the list that was written, each as one character. */
  readonly list: string | undefined;
  /** The report's lines by column. */
  readonly report: readonly Readonly<Record<string, string>>[];
}

const CONSENT = ['--on', '2026-11-20', '--method', 'form', '--wording', 'yes', '--reference', '7'];

/**
 * A folder with a database of both registers, one objection, and a consent to calls of Acme to one
 * of the listed numbers; and a clock that goes on.
 */
export class ScreeningRoom {
  readonly folder = mkdtempSync(join(tmpdir(), 'screening-room-'));
  readonly database = this.path('scrub.db');
  #now = Date.parse('2026-11-21T09:00:00Z');

  /** Loads the registers and records the objection and the consent. */
  async open(): Promise<this> {
    writeFileSync(this.path('tps.txt'), '07700900123 \r\n01632960555 \r\n');
    writeFileSync(this.path('room.toml'), '[caller.Acme]\n');
    writeFileSync(this.path('ctps.txt'), '02079460123 \r\n');
    const why = ['--dated', '2026-11-20', '--accept-change', 'the file was made by a test'];
    for (const words of [
      ['import', 'tps', this.path('tps.txt'), ...why],
      ['import', 'ctps', this.path('ctps.txt'), ...why],
      ['suppress', 'add', NUMBERS.objected],
      ['consent', 'add', NUMBERS.consented, '--caller', 'Acme', ...CONSENT],
    ]) {
      const { status, stderr } = await this.run(...words);
      if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    }
    return this;
  }

  /** Removes the folder. */
  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** A path in the folder. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a command, a minute after the one before. */
  run(...words: readonly string[]): Promise<Said> {
    const now = new Date((this.#now += 60_000)).toISOString();
    const { folder, database } = this;
    const configured = [...words, '--config', this.path('room.toml')];
    return runInProcess(configured, { folder, database, now, stdin: Readable.from([]) });
  }

  /** Scrubs a list, given as its bytes, each one character. */
  async scrub(list: string, ...options: readonly string[]): Promise<Screened> {
    const [out, report] = [this.path('out.csv'), this.path('report.csv')];
    for (const path of [out, report]) rmSync(path, { force: true });
    writeFileSync(this.path('list.csv'), list, 'latin1');
    const outputs = ['--out', out, '--report', report];
    const words = ['scrub', this.path('list.csv'), ...outputs, ...options, '--json'];
    const { status, stdout, stderr } = await this.run(...words);
    const lines = existsSync(report) ? readFileSync(report) : '';
    return {
      status,
      said: stdout.toString() + stderr,
      json: status === 0 ? (JSON.parse(stdout.toString()) as ScrubJson) : undefined,
      list: existsSync(out) ? readFileSync(out, 'latin1') : undefined,
      report: parse(lines, { columns: true }),
    };
  }
}
