import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/**
 * A folder with a database, put back before each trial: always the same folder, since runs keep the
 * paths of their outputs. Commands that are to be killed are processes; all others run in this one.
 */
export class Room {
  #kept;
  #runCommandLine;
  #program;
  /** How many milliseconds ago commands in this process take place. */
  ago = 0;

  /**
   * @param folder an empty folder, which is this room's own
   * @param programme `program`: path of bin/tps-scrub.js; `runCommandLine`: of the same program's cli
   * @param journal whether the configuration names a journal
   */
  constructor(folder, { program, runCommandLine }, journal) {
    this.folder = join(folder, 'room');
    this.#kept = join(folder, 'kept');
    this.#program = program;
    this.#runCommandLine = runCommandLine;
    mkdirSync(join(this.folder, 'home'), { recursive: true });
    this.journal = journal ? this.path('journal') : undefined;
    const line = journal ? `journal = ${JSON.stringify(this.journal)}\n` : '';
    writeFileSync(this.path('room.toml'), `${line}[caller.Acme]\n`);
  }

  path(name) {
    return join(this.folder, name);
  }

  /** Writes a file of lines; its path. */
  file(name, lines) {
    writeFileSync(this.path(name), lines.map((line) => `${line}\r\n`).join(''));
    return this.path(name);
  }

  /** Remembers the folder as it is now: each trial begins so. */
  keep() {
    cpSync(this.folder, this.#kept, { recursive: true, preserveTimestamps: true });
  }

  /** Puts the folder back as it was kept. */
  putBack() {
    rmSync(this.folder, { recursive: true });
    cpSync(this.#kept, this.folder, { recursive: true, preserveTimestamps: true });
  }

  /** Names in the folder, sorted, but for what belongs to the database and to this room. */
  names() {
    return readdirSync(this.folder).sort();
  }

  /** The bytes of a file as text, or undefined when it is not there. */
  text(name) {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'latin1') : undefined;
  }

  get #environment() {
    const { PATH } = process.env;
    return { PATH, HOME: this.path('home'), TPS_SCRUB_DATABASE: this.path('scrub.db') };
  }

  #wholeLine(words) {
    if (words.includes('--config')) return words;
    return [...words, '--config', this.path('room.toml')];
  }

  /** Runs a command line in this process: its status, and what it said. */
  async run(words) {
    const said = { stdout: '', stderr: '' };
    const status = await this.#runCommandLine({
      arguments: this.#wholeLine(words),
      environment: this.#environment,
      now: () => Date.now() - this.ago,
      stdin: Readable.from([]),
      writeOut: (text) => (said.stdout += text),
      writeError: (text) => (said.stderr += text),
      copyToStdout: () => Promise.reject(new Error('nothing goes to standard output here')),
      outIsTerminal: false,
      errorIsTerminal: false,
      account: 'tester (1) on host',
      signal: new AbortController().signal,
      process: { id: process.pid, host: hostname() },
      isAlive,
    });
    return { status, ...said };
  }

  /** Runs a command that must be done, if with something left over. */
  async do(...words) {
    const said = await this.run(words);
    if (said.status !== 0 && said.status !== 7) {
      throw new Error(`${words.join(' ')}: ${said.status} ${said.stdout}${said.stderr}`);
    }
    return said;
  }

  /**
   * Starts a command in a process and kills it after so many milliseconds, if it still runs.
   *
   * @param after counted from its start or, with `signs`, from the `change`th change that the system
   *   tells of the names in the folder that look so
   * @param before what stands before the program on the command line, such as strace and its options
   * @param options of Node.js
   * @param program another one than this room's: path of its bin/tps-scrub.js
   * @param stdout name of a file in the folder, to which its standard output goes
   * @returns how it ended: `killed`, its `status` when it was not, and the `milliseconds` it lived
   */
  async process(words, how = {}) {
    const { after, before = [], signs, change = 1, options = [], program = this.#program } = how;
    const started = performance.now();
    const line = [...before, process.execPath, ...options, program, ...this.#wholeLine(words)];
    const out = how.stdout === undefined ? 'ignore' : openSync(this.path(how.stdout), 'w');
    const child = spawn(line[0], line.slice(1), {
      cwd: this.folder,
      env: this.#environment,
      stdio: ['ignore', out, 'pipe'],
    });
    if (out !== 'ignore') closeSync(out);
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += text));
    let timer;
    let changes = 0;
    const begin = () => (timer = setTimeout(() => child.kill('SIGKILL'), after));
    if (after !== undefined && signs === undefined) begin();
    const watcher =
      signs &&
      watch(this.folder, (_, name) => {
        if (signs.test(name ?? '') && ++changes === change && after !== undefined) begin();
      });
    const [status, signal] = await once(child, 'close');
    clearTimeout(timer);
    watcher?.close();
    const killed = signal === 'SIGKILL';
    return { killed, status, stderr, changes, milliseconds: performance.now() - started };
  }
}

function isAlive({ id }) {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
