import { afterEach } from 'vitest';
import { ReplayRoom } from '../audit/replay-room.js';

/** A line of `recall --json`. */
export interface RecalledJson {
  readonly run: string;
  readonly record: number | null;
  readonly line: number | null;
  readonly value: string;
  readonly number: string;
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly list: string;
  readonly listed_from: string;
  readonly listed_after: string;
  readonly recorded: string;
  readonly passed_on: string;
}

/** What `recall --json` says, as far as tests look at it. */
export interface RecallJson {
  readonly ok: boolean;
  readonly summary?: string;
  readonly why?: string;
  readonly fix?: string;
  readonly runs: readonly {
    run: string;
    looked_at: number;
    recalled: number;
    passed_on: number;
    recalled_through: string;
    marked: boolean;
  }[];
  readonly unchanged: readonly { run: string; recalled_through: string }[];
  readonly recalled: readonly RecalledJson[];
  readonly not_known: readonly { run: string; why: string; fix: string }[];
  readonly marked: number | null;
}

/** A firm whose lists have gone out, and who is told things afterwards. */
export class RecallRoom extends ReplayRoom {
  #lists = 0;

  constructor() {
    super();
    this.configure(
      'party_key = "0123456789abcdef0123456789abcdef"\n[caller.Acme]\n[caller.Bolt]\n[list.shop]\n',
    );
  }

  /** Imports both registers as of a day; each lists one number that no list here has, and these. */
  async registers(dated: string, ...numbers: readonly string[]): Promise<void> {
    await this.import('tps', dated, '01632 960900', ...numbers);
    await this.import('ctps', dated, '020 7946 0900');
  }

  /** Scrubs a list of some numbers, one a record; the run's id. */
  async list(numbers: readonly string[], ...options: readonly string[]): Promise<string> {
    const name = `list-${String(++this.#lists)}`;
    const path = this.file(`${name}.csv`, ['phone', ...numbers, ''].join('\r\n'));
    const said = await this.do('scrub', path, '--json', ...options);
    return (JSON.parse(said.stdout.toString()) as { run: string }).run;
  }

  /** The cleaned list of the newest run. */
  get cleaned(): string {
    return this.path(`list-${String(this.#lists)}.clean.csv`);
  }

  /** Recalls; what was said, after its status was looked at. */
  async recall(status: number, ...words: readonly string[]): Promise<RecallJson> {
    const said = await this.run(['recall', ...words, '--json']);
    const text = said.stdout.toString();
    if (said.status !== status) {
      throw new Error(`status ${String(said.status)}: ${text} ${said.stderr}`);
    }
    return JSON.parse(text) as RecallJson;
  }

  /** The numbers that are recalled, with what decides. */
  async recalled(...words: readonly string[]): Promise<string[]> {
    const { recalled } = await this.recall(0, ...words);
    return recalled.map(({ number, reason }) => `${number} ${reason}`);
  }
}

/** Gives each test of a file a room of its own, and removes it after it. */
export function newRooms(): () => RecallRoom {
  const made: RecallRoom[] = [];
  afterEach(() => {
    for (const room of made.splice(0)) room.close();
  });
  return () => {
    const room = new RecallRoom();
    made.push(room);
    return room;
  };
}
