import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { runInProcess, type Said, type World } from '../commands/run-in-process.js';
import type { Firm } from '../own-lists/firm.js';

/** A job in the JSON of `job run`. */
export interface ToldJob {
  readonly job: string;
  readonly status: number;
  readonly words: string;
  readonly files: readonly {
    readonly file: string;
    readonly fate: string;
    readonly status: number;
    readonly words: string;
  }[];
}

/** A firm whose files arrive in folders, with a job of every kind. */
export class JobsFirm {
  readonly firm: Firm;

  constructor(firm: Firm, more = '') {
    this.firm = firm;
    for (const name of ['tps', 'ctps', 'optouts', 'lists']) this.#make('in', name);
    for (const name of ['out', 'safe']) this.#make(name);
    const inbox = (name: string, pattern: string) =>
      `folder = "${this.path('in', name)}"\npattern = "${pattern}"\n`;
    const jobs = `
[job.copies]
kind = "backup"
folder = "${this.path('safe')}"
[job.recalls]
kind = "recall"
out = "${this.path('out')}"
form = "e164"
mark_sent = true
[job.lists]
kind = "scrub"
${inbox('lists', '*.csv')}out = "${this.path('out')}"
[job.optouts]
kind = "suppress"
${inbox('optouts', '*.csv')}
[job.tps]
kind = "import"
register = "tps"
dated = "name"
${inbox('tps', 'tps_*.txt')}
[job.ctps]
kind = "import"
register = "ctps"
dated = "yesterday"
${inbox('ctps', '*.txt')}`;
    const path = join(firm.folder, 'firm.toml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, `job_log = "${this.path('jobs.log')}"\n${more}${text}${jobs}`);
  }

  path(...names: string[]): string {
    return join(this.firm.folder, ...names);
  }

  #make(...names: string[]): void {
    mkdirSync(this.path(...names), { recursive: true });
  }

  /** A file arrives, so many seconds ago. */
  arrives(folder: string, name: string, text: string, seconds = 3600): string {
    const path = this.path('in', folder, name);
    writeFileSync(path, text);
    const at = Date.parse(this.firm.now) / 1000 - seconds;
    utimesSync(path, at, at);
    return path;
  }

  /** A file of 20 numbers of a register arrives, so that one can come and go. */
  register(register: 'tps' | 'ctps', name: string, extra: readonly string[] = []): string {
    const prefix = register === 'tps' ? '01632960' : '01134960';
    const numbers = Array.from({ length: 20 }, (_, at) => prefix + String(at).padStart(3, '0'));
    const lines = [...numbers, ...extra].sort().map((number) => `${number} \r\n`);
    return this.arrives(register, name, lines.join(''));
  }

  /** Runs a command. */
  run(words: readonly string[], world: Partial<World> = {}): Promise<Said> {
    const { folder, database, now } = this.firm;
    const configured = [...words, '--config', join(folder, 'firm.toml')];
    return runInProcess(configured, { folder, database, now, ...world });
  }

  /** Runs jobs; their statuses by name, and the exit status. */
  async night(name = '--all', world: Partial<World> = {}) {
    const { status, stdout, stderr } = await this.run(['job', 'run', name, '--json'], world);
    const text = stdout.toString();
    const { jobs = [] } = JSON.parse(text) as { jobs?: readonly ToldJob[] };
    const statuses = Object.fromEntries(jobs.map((job) => [job.job, job.status]));
    return { status, jobs, statuses, text, stderr };
  }

  /** Names in a folder, but for folders of jobs; none where it is not there. */
  names(...folder: string[]): string[] {
    const path = this.path(...folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => !['done', 'duplicate', 'error'].includes(name))
      .sort();
  }

  /** Adds to a file, as whoever is still writing it. */
  grows(path: string, text: string): void {
    appendFileSync(path, text);
    const at = Date.parse(this.firm.now) / 1000;
    utimesSync(path, at, at);
    mkdirSync(dirname(path), { recursive: true });
  }
}
