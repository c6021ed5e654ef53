import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { addDays, type Day } from '../../src/core/day.js';
import { REGISTER_NAMES, type RegisterName } from '../../src/registers/registers.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** The policy of these tests: the built-in one, with the 28 days of grace. */
const CONFIGURATION = '[policy.with-grace]\nlike = "live-calls"\ngrace = true\n';

/** A register's file: national numbers, and the options of its import. */
export interface File {
  readonly numbers: readonly string[];
  readonly covers?: string;
  /** Day of the import; that of the file when not given. */
  readonly imported?: string;
  readonly accepted?: string;
  /** Only the day of the download is known: the edition is dated the day before, estimated. */
  readonly isEstimated?: true;
}

interface Summary {
  readonly reasons: Record<string, number>;
  readonly numbers_in_grace: number;
}

/** A desk that imports registers and asks about numbers, by a clock that the days of both set. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'desk-'));
  #minute = 0;

  constructor() {
    writeFileSync(join(this.folder, 'desk.toml'), CONFIGURATION);
  }

  /** Runs a command on a day, each a minute after the one before. */
  run(day: string, ...words: readonly string[]): Promise<Said> {
    const now = new Date(Date.parse(`${day}T06:00:00Z`) + 60_000 * this.#minute++).toISOString();
    const configured = [...words, '--config', join(this.folder, 'desk.toml')];
    return runInProcess(configured, { folder: this.folder, database: this.#path('desk.db'), now });
  }

  /** Imports a file; what was said. */
  import(register: RegisterName, dated: string, file: File): Promise<Said> {
    const path = this.#path(`${register}-${dated}-${String(this.#minute)}.txt`);
    writeFileSync(path, file.numbers.map((number) => `${number.padEnd(12)}\r\n`).join(''));
    const cut = Date.parse(`${dated}T05:00:00Z`) / 1000;
    utimesSync(path, cut, cut);
    const covers = file.covers === undefined ? [] : ['--covers', file.covers];
    const accepted = file.accepted === undefined ? [] : ['--accept-change', file.accepted];
    const days = file.isEstimated ? ['--downloaded', addDays(dated as Day, 1)] : ['--dated', dated];
    const words = ['import', register, path, ...days, ...covers, ...accepted];
    return this.run(file.imported ?? dated, ...words);
  }

  /** Imports files by the days of their import. @throws Error when one is refused */
  async load(files: Partial<Record<RegisterName, Readonly<Record<string, File>>>>): Promise<void> {
    const each = REGISTER_NAMES.flatMap((register) =>
      Object.entries(files[register] ?? {}).map(([dated, file]) => ({ register, dated, file })),
    );
    const day = ({ file, dated }: (typeof each)[number]) => file.imported ?? dated;
    for (const { register, dated, file } of each.sort((a, b) => (day(a) < day(b) ? -1 : 1))) {
      const accepted = 'the same numbers, as the test wants it';
      const said = await this.import(register, dated, { accepted, ...file });
      if (said.status !== 0) throw new Error(`${register} of ${dated}: ${said.stderr}`);
    }
  }

  /** The verdict on a number for a call on a day, as known that day, under the policy with grace. */
  async reason(number: string, day: string, ...options: readonly string[]): Promise<string> {
    const said = await this.run(
      day,
      'check',
      number,
      '--policy',
      'with-grace',
      '--json',
      ...options,
    );
    const found = JSON.parse(said.stdout.toString()) as { numbers?: { reason: string }[] };
    return found.numbers?.[0]?.reason ?? said.stdout.toString();
  }

  /** By reason, the records of a scrub of one number on a day, for calls until another, with grace. */
  async scrubbed(number: string, day: string, until: string): Promise<Record<string, number>> {
    return (await this.#summary(number, day, until)).reasons;
  }

  /** How many numbers such a scrub keeps though they are listed. */
  async numbersInGrace(number: string, day: string, until: string): Promise<number> {
    return (await this.#summary(number, day, until)).numbers_in_grace;
  }

  async #summary(number: string, day: string, until: string): Promise<Summary> {
    writeFileSync(this.#path('list.csv'), `Phone\r\n${number}\r\n`);
    const words = ['scrub', this.#path('list.csv'), '--force', '--until', until, '--json'];
    const said = await this.run(day, ...words, '--policy', 'with-grace');
    return JSON.parse(said.stdout.toString()) as Summary;
  }

  #path(name: string): string {
    return join(this.folder, name);
  }
}

/** Gives each test of a file desks of its own, and removes their folders after it. */
export function newDesks(): () => Desk {
  const made: Desk[] = [];
  afterEach(() => {
    for (const { folder } of made.splice(0)) rmSync(folder, { recursive: true });
  });
  return () => {
    const desk = new Desk();
    made.push(desk);
    return desk;
  };
}
