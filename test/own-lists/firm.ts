import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** The configuration of the firm: callers that share an agent, and a second list. */
const CONFIGURATION = `
[caller.Acme]
legal_entity = "Acme Ltd"
brands = ["Brightline"]
agents = ["Callwell"]
[caller.Borough]
agents = ["Callwell", "Dialhouse"]
[list.letters]
`;

/** Area and exchange of Ofcom's numbers for drama of ten digits, a thousand numbers each. */
const DRAMA = [
  '0113',
  '0114',
  '0115',
  '0116',
  '0117',
  '0118',
  '0121',
  '0131',
  '0141',
  '0151',
  '0161',
]
  .map((area) => `${area}4960`)
  .concat('02079460', '01914980', '02896496', '02920180', '01632960', '07700900');

/** Numbers for drama in national form, up to 17,000, each another. */
export function dramaNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const exchange = DRAMA[Math.floor(at / 1000)];
    if (exchange === undefined) throw new RangeError('there are no more numbers for drama');
    return exchange + String(at % 1000).padStart(3, '0');
  });
}

/** A firm that keeps own lists: a folder, a database, and a clock that is set by hand. */
export class Firm {
  readonly folder = mkdtempSync(join(tmpdir(), 'own-lists-'));
  readonly database = join(this.folder, 'scrub.db');
  /** What the clock shows, ISO 8601 UTC. */
  now = '2026-03-02T09:00:00Z';

  constructor() {
    writeFileSync(join(this.folder, 'firm.toml'), CONFIGURATION, { mode: 0o600 });
  }

  /** Sets the clock to an hour of a day; a day alone means ten past nine. */
  at(day: string, time = '09:10:00Z'): this {
    this.now = `${day}T${time}`;
    return this;
  }

  /** Writes a file of lines; its path. */
  file(name: string, lines: readonly string[]): string {
    const path = join(this.folder, name);
    writeFileSync(path, lines.map((line) => `${line}\r\n`).join(''));
    return path;
  }

  /** Runs a command; what it said. */
  run(...words: readonly string[]): Promise<Said> {
    const { folder, database, now } = this;
    const configured = [...words, '--config', join(folder, 'firm.toml')];
    return runInProcess(configured, { folder, database, now });
  }

  /** Runs a command that must end with a status; its JSON. @throws Error when it ends otherwise */
  async json<T>(words: readonly string[], status = 0): Promise<T> {
    const said = await this.run(...words, '--json');
    const text = said.stdout.toString();
    if (said.status !== status) {
      throw new Error(`${words.join(' ')}: status ${said.status}\n${text}${said.stderr}`);
    }
    return JSON.parse(text) as T;
  }

  /** Loads both registers, cut on a day, with a number each that nobody asks about. */
  async loadRegisters(dated: string): Promise<void> {
    for (const [register, number] of [
      ['tps', '02079460999 '],
      ['ctps', '01134960999 '],
    ] as const) {
      const path = this.file(`${register}-${dated}.txt`, [number]);
      const written = Date.parse(`${dated}T22:00:00Z`) / 1000;
      utimesSync(path, written, written);
      const why = ['--accept-change', 'the same numbers again'];
      await this.json(['import', register, path, '--dated', dated, ...why]);
    }
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
