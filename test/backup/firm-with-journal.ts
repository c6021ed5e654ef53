import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openForReading } from '../../src/store/database.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';

/** A firm with a configuration that names a journal, in a folder of its own. */
export class Firm {
  readonly folder: string;
  #minute = 0;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(this.path('nobody'));
    writeFileSync(this.path('tps.txt'), '07700900123 \r\n');
    writeFileSync(this.path('ctps.txt'), '02079460123 \r\n');
    writeFileSync(this.path('list.csv'), 'Name,Phone\nAnn,07700 900123\nBob,07700 900456\n');
    writeFileSync(this.path('with.toml'), `journal = ${JSON.stringify(this.path('journal'))}\n`);
    writeFileSync(this.path('without.toml'), '');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a command a minute after the one before, with the journal unless another is named. */
  async run(words: readonly string[], configuration = 'with.toml', database = 'scrub.db') {
    const now = new Date(Date.parse('2026-11-21T09:00:00Z') + this.#minute++ * 60_000);
    const { folder } = this;
    const world = { folder, database: this.path(database), now: now.toISOString() };
    return runInProcess([...words, '--config', this.path(configuration)], world);
  }

  /** The same, of a command that must succeed; its JSON. */
  async done(words: readonly string[], configuration?: string, database?: string) {
    const said = await this.run([...words, '--json'], configuration, database);
    if (said.status !== 0) throw new Error(said.stdout.toString());
    return JSON.parse(said.stdout.toString()) as Record<string, unknown>;
  }

  /** The error of a command that must not succeed. */
  async refused(words: readonly string[], configuration?: string, database?: string) {
    const said = await this.run([...words, '--json'], configuration, database);
    return { status: said.status, ...errorOf(said) };
  }

  suppress(number: string, configuration?: string, database?: string) {
    return this.done(['suppress', 'add', number], configuration, database);
  }

  async importRegisters(dated = '2026-11-20'): Promise<void> {
    for (const name of ['tps', 'ctps']) {
      await this.done(['import', name, this.path(`${name}.txt`), '--dated', dated]);
    }
  }

  /** Kinds of the ledger's lines, and its head. */
  ledger(database = 'scrub.db'): { readonly kinds: string[]; readonly head: string } {
    const store = openForReading(this.path(database));
    const rows = (store?.prepare('SELECT kind, hash FROM ledger ORDER BY sequence').all() ??
      []) as { kind: string; hash: string }[];
    store?.close();
    return { kinds: rows.map(({ kind }) => kind), head: rows.at(-1)?.hash ?? '' };
  }
}

function errorOf({ stdout }: Said): { summary: string; why: string; fix: string } {
  return JSON.parse(stdout.toString()) as { summary: string; why: string; fix: string };
}
