import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, londonDay, type Day } from '../../src/core/day.js';
import { verifyDatabase } from '../../src/audit/verify.js';
import { runInProcess } from '../commands/run-in-process.js';

const DAY = 86_400_000;
const NUMBERS = Array.from({ length: 12 }, (_, at) => `07700900${String(100 + at)}`);
const HISTORIES = ['differences', 'differences', 'full', 'none'];
/** How often each thing happens, of all. */
const STEPS = [
  ...['import', 'import', 'import', 'import', 'import', 'late', 'late', 'waver', 'purge'],
  ...['add', 'file', 'undo', 'withdraw', 'consent', 'resolve', 'erase', 'hold', 'release'],
  ...['scrub', 'scrub', 'untraced', 'anchor', 'backup', 'restore', 'loss', 'wait', 'journal'],
  ...['journal', 'file', 'resolve', 'resolve'],
] as const;
export type Step = (typeof STEPS)[number];

/** A firm to which anything may happen that the commands allow, in an order that its seed gives. */
export class RandomFirm {
  readonly #folder: string;
  #seed: number;
  #now = Date.parse('2026-11-02T09:00:00Z');
  #files = 0;
  #hasBackup = false;
  /** Names of imports that were recorded. */
  readonly #imports = ['import-1'];
  /** What was done, with the status that it ended with. */
  readonly log: string[] = [];
  /** How often each thing was done and not refused. */
  readonly done = new Map<Step, number>();

  constructor(folder: string, seed: number) {
    this.#folder = folder;
    this.#seed = 1000 * seed + 7;
    mkdirSync(this.#path('nobody'));
    writeFileSync(this.#path('list.csv'), ['Phone', ...NUMBERS.slice(3), '12', ''].join('\n'));
    this.#configure();
  }

  get database(): string {
    return this.#path('scrub.db');
  }

  /** Something happens. */
  async step(): Promise<void> {
    this.#now += this.#pick([60_000, 60_000, DAY, 3 * DAY, 12 * DAY]);
    const step = this.#pick(STEPS);
    if (step === 'waver') {
      this.#configure();
      this.log.push('another configuration');
      this.done.set(step, (this.done.get(step) ?? 0) + 1);
      return;
    }
    const words = [...this.#words(step), '--config', this.#path('firm.toml'), '--json'];
    const { status, stdout } = await runInProcess(words, {
      folder: this.#folder,
      database: this.database,
      now: new Date(this.#now).toISOString(),
    });
    this.log.push(`${words.join(' ')}: ${String(status)}`);
    if (status === 1) throw new Error([...this.log, stdout.toString()].join('\n'));
    if (status !== 0 && status !== 7) return;
    if (step === 'backup') this.#hasBackup = true;
    if (step === 'file') this.#imports.push(/import-\d+/.exec(stdout.toString())?.[0] ?? '');
    this.done.set(step, (this.done.get(step) ?? 0) + 1);
  }

  /** What `verify` finds, after all that happened. */
  async findings(): Promise<string[]> {
    const { checks } = await verifyDatabase(
      { database: this.database, head: undefined, quick: false },
      { signal: new AbortController().signal, begins: () => undefined },
    );
    return checks.flatMap(({ name, findings }) =>
      findings.map((found) => `${name}: ${Object.values(found as object).join(', ')}`),
    );
  }

  #words(step: Exclude<Step, 'waver'>): string[] {
    const number = this.#pick(NUMBERS);
    switch (step) {
      case 'import':
        return this.#import(addDays(this.#today, -this.#below(4)));
      case 'late':
        return this.#import(addDays(this.#today, -this.#below(60)));
      case 'purge': {
        const before = addDays(this.#today, -this.#below(40));
        return ['purge', '--before', before, '--shorter-than-retention', 'a test', '--leave-held'];
      }
      case 'add':
        return ['suppress', 'add', number, '--reference', 'R1'];
      case 'file':
        return ['suppress', 'import', this.#file([...this.#some(0.3), '1234', `x${number}`])];
      case 'undo':
        return ['suppress', 'undo', this.#pick(this.#imports), '--why', 'wrong'];
      case 'withdraw':
        return ['suppress', 'withdraw', number, '--all', '--kind', 'mistake', '--why', 'typed'];
      case 'consent':
        return [
          ...['consent', 'add', number, '--caller', 'Acme', '--on', this.#today],
          ...['--method', 'web', '--wording', 'yes', '--reference', 'C1'],
        ];
      case 'resolve': {
        const line = `${this.#pick(this.#imports)}:${String(2 + this.#below(5))}`;
        return ['suppress', 'resolve', line, '--why', 'none'];
      }
      case 'erase':
        return ['erase', number, '--request', 'DSR-1'];
      case 'hold':
        return ['hold', 'add', number, '--case', this.#pick(['C-1', 'C-2'])];
      case 'release':
        return ['hold', 'release', this.#pick(['C-1', 'C-2']), '--why', 'closed'];
      case 'scrub':
        return ['scrub', this.#path('list.csv'), '--force', '--historical'];
      case 'untraced':
        return ['scrub', this.#path('list.csv'), '--force', '--no-trace'];
      case 'anchor':
        return ['ledger', 'anchor', '--request', this.#path(`${String(++this.#files)}.tsq`)];
      case 'backup':
        return ['backup', this.#path('copy.db'), '--force'];
      case 'restore':
        return [...this.#restore(), '--journal', this.#path('journal')];
      case 'loss':
        // While the journal goes further than the backup nothing is given up: a new one is begun.
        if (this.#hasBackup && this.#below(2) === 0) writeFileSync(this.#path('journal'), '');
        return [...this.#restore(), '--accept-loss', 'a test'];
      case 'wait':
        return this.#restore();
      case 'journal':
        return ['restore', '--journal', this.#path('journal')];
    }
  }

  /** Minimal standard generator (Park and Miller 1988): the same history on every machine. */
  #below(limit: number): number {
    this.#seed = (this.#seed * 48271) % 2147483647;
    return this.#seed % limit;
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[this.#below(choices.length)] as T;
  }

  #restore(): string[] {
    // Without a backup it is refused, as it must be.
    if (this.#hasBackup && this.#below(3) === 0) rmSync(this.database, { force: true });
    return ['restore', this.#path('copy.db'), '--force'];
  }

  #import(dated: Day): string[] {
    const register = this.#pick(['tps', 'tps', 'tps', 'ctps']);
    const path = this.#file(this.#some(0.5), (number) => number.padEnd(12));
    utimesSync(path, this.#now / 1000, this.#now / 1000);
    return ['import', register, path, '--dated', dated, '--accept-change', 'a test'];
  }

  #some(share: number): string[] {
    const some = NUMBERS.filter(() => this.#below(1000) / 1000 < share);
    return some.length === 0 ? NUMBERS.slice(0, 1) : some;
  }

  #file(numbers: readonly string[], line = (number: string) => number): string {
    const path = this.#path(`${String(++this.#files)}.csv`);
    writeFileSync(path, numbers.map((number) => `${line(number)}\r\n`).join(''));
    return path;
  }

  get #today(): Day {
    return londonDay(new Date(this.#now).toISOString() as Parameters<typeof londonDay>[0]);
  }

  #configure(): void {
    const sections = ['tps', 'ctps'].map(
      (name) => `[register.${name}]\nhistory = "${this.#pick(HISTORIES)}"\n`,
    );
    const journal = `journal = ${JSON.stringify(this.#path('journal'))}\n`;
    writeFileSync(this.#path('firm.toml'), `${journal}[caller.Acme]\n${sections.join('')}`);
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
