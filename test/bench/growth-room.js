import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { measuredRun, plainEnvironment, spread } from './measured-run.js';
import { writeGrowthList } from './growth-list.js';
import { numberRanges } from './ranges.js';
import { Register } from './register.js';
import { writeRegister } from './register-file.js';

/** @typedef {{ wall: number, cpu: number, peak: number }} Cost seconds, seconds and bytes */
/** @typedef {Cost & { stdout: string }} Run */
/** @typedef {{ path: string, held: number, records: number }} List */

const SEED = 20261123;
const SHARES = { geographic: 0.6, mobile: 0.38, other: 0.02 };
const CONSUMER = ['--policy', 'live-calls-consumer', '--json', '--accept-rate', 'a made list'];

/** A folder with registers, lists and databases of the sizes that are asked for. */
export class GrowthRoom {
  /** @param {{ folder: string, program: string, repetitions: number }} options */
  constructor({ folder, program, repetitions }) {
    this.folder = folder;
    this.program = program;
    this.repetitions = repetitions;
    /** @type {string[]} */
    this.wrong = [];
    this.ranges = numberRanges(SEED);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** @type {(name: string) => string} */
  at(name) {
    return join(this.folder, name);
  }

  /** @type {(count: number, seed?: number) => Register} */
  register(count, seed = 1) {
    return new Register(this.ranges, { count, shares: SHARES, seed: SEED + seed });
  }

  /** @type {(register: Register, name: string) => string} */
  file(register, name) {
    const path = this.at(name);
    if (!existsSync(path)) writeRegister(register, path, undefined);
    return path;
  }

  /** @type {(register: Register, wanted: { records: number, columns?: number, listed?: number }) => List} */
  list(register, { records, columns = 1, listed = 0.1 }) {
    const path = this.at(`list-${records}-${columns}-${listed}.csv`);
    const held = writeGrowthList(register, path, { records, columns, listed, seed: SEED });
    return { path, held, records };
  }

  /**
   * Imports a file into a database.
   * @type {(database: string, file: string, day: string, ...more: string[]) => Promise<Run>}
   */
  async import(database, file, day, ...more) {
    const evening = new Date(`${day}T20:00:00Z`);
    utimesSync(file, evening, evening);
    return this.run(database, 'import', 'tps', file, '--dated', day, '--json', ...more);
  }

  /**
   * Scrubs a list so many times, and holds the counts against those it was made with.
   * @type {(database: string, list: List, options?: { more?: string[], repetitions?: number }) => Promise<Cost>}
   */
  async scrub(database, list, { more = [], repetitions = this.repetitions } = {}) {
    /** @type {Cost[]} */
    const runs = [];
    const outputs = ['--out', this.at('out.csv'), '--report', this.at('report.csv'), '--force'];
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const measured = await this.run(
        database,
        'scrub',
        list.path,
        ...outputs,
        ...CONSUMER,
        ...more,
      );
      const { counts } = JSON.parse(measured.stdout);
      const found = [counts.read, counts.excluded, counts.unscreened].join();
      const wanted = [list.records, list.held, 0].join();
      if (found !== wanted) this.wrong.push(`${list.path}: ${found}, and not ${wanted}`);
      runs.push(measured);
    }
    return middle(runs);
  }

  /** @type {(database: string, ...words: string[]) => Promise<Run>} */
  async run(database, ...words) {
    const { wallSeconds, cpuSeconds, peakBytes, stdout } = await measuredRun(
      [this.program, '--database', this.at(database), ...words],
      plainEnvironment(this.at('home')),
    );
    return { wall: wallSeconds, cpu: cpuSeconds, peak: peakBytes, stdout };
  }

  /** @type {(from: string, to: string) => void} */
  copy(from, to) {
    copyFileSync(this.at(from), this.at(to));
  }

  /** @type {(database: string) => number} */
  size(database) {
    return statSync(this.at(database)).size;
  }

  /** @type {(...names: string[]) => void} */
  remove(...names) {
    for (const name of names) rmSync(this.at(name), { force: true });
  }
}

/** The middle of each. @type {(runs: readonly Cost[]) => Cost} */
export function middle(runs) {
  /** @type {(name: keyof Cost) => number} */
  const of = (name) => spread(runs.map((run) => run[name])).middle;
  return { wall: of('wall'), cpu: of('cpu'), peak: of('peak') };
}

/** The London day so many days before today. @type {(days: number) => string} */
export function dayBefore(days) {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
  return format.format(Date.now() - days * 86_400_000);
}
