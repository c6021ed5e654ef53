import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInProcess } from '../commands/run-in-process.js';

export type Json = Readonly<Record<string, unknown>>;

/** A firm whose clock a test sets; it goes on by a minute with each command. */
export class ErasingFirm {
  readonly folder: string;
  #now = Date.parse('2026-11-21T09:00:00Z');

  constructor(folder: string, toml: string) {
    this.folder = folder;
    mkdirSync(this.path('nobody'));
    writeFileSync(this.path('firm.toml'), toml);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  get database(): string {
    return this.path('scrub.db');
  }

  at(instant: string): void {
    this.#now = Date.parse(instant);
  }

  async run(...words: readonly string[]): Promise<{ status: number; json: Json }> {
    const now = new Date((this.#now += 60_000)).toISOString();
    const configured = [...words, '--config', this.path('firm.toml'), '--json'];
    const world = { folder: this.folder, database: this.database, now };
    const { status, stdout } = await runInProcess(configured, world);
    return { status, json: JSON.parse(stdout.toString()) as Json };
  }

  /** What a command prints for people. */
  async text(...words: readonly string[]): Promise<string> {
    const now = new Date((this.#now += 60_000)).toISOString();
    const world = { folder: this.folder, database: this.database, now };
    const configured = [...words, '--config', this.path('firm.toml')];
    return (await runInProcess(configured, world)).stdout.toString();
  }

  /** The same, of a command that must succeed. */
  async done(...words: readonly string[]): Promise<Json> {
    const { status, json } = await this.run(...words);
    if (status !== 0) throw new Error(`${words.join(' ')}: ${status} ${JSON.stringify(json)}`);
    return json;
  }

  /** Both registers, cut on the day before, with a number each. */
  async registers(dated: string): Promise<void> {
    const listed = { tps: '07700900123', ctps: '02079460123' };
    for (const [name, number] of Object.entries(listed)) {
      writeFileSync(this.path(`${name}.txt`), `${number} \r\n`);
      const cut = Date.parse(`${dated}T20:00:00Z`) / 1000;
      utimesSync(this.path(`${name}.txt`), cut, cut);
      await this.done('import', name, this.path(`${name}.txt`), '--dated', dated);
    }
  }

  /** Imports an opt-out file of these rows; lines may be left over. @returns its JSON */
  async optOuts(rows: readonly string[]): Promise<Json> {
    writeFileSync(this.path('told.csv'), ['Phone,Reason', ...rows, ''].join('\r\n'));
    const columns = ['--column', 'number=Phone', '--column', 'reason=Reason'];
    const { status, json } = await this.run(
      ...['suppress', 'import', this.path('told.csv'), ...columns],
    );
    if (status !== 0 && status !== 7) throw new Error(JSON.stringify(json));
    return json;
  }

  /** Records a consent to calls for Acme that has all that it needs. */
  async consent(number: string, on: string, shown: string, ...more: readonly string[]) {
    const said = ['--caller', 'Acme', '--on', on, '--method', 'form', '--wording', 'call me'];
    return this.done('consent', 'add', number, ...said, '--reference', shown, ...more);
  }

  /** What a check says of a number: its reason, and all of its words. */
  async verdict(number: string, ...more: readonly string[]) {
    const { json } = await this.run('check', number, ...more);
    const [first] = json['numbers'] as { reason: string }[];
    return { reason: first?.reason, text: JSON.stringify(json) };
  }

  holds(word: string): boolean {
    return readFileSync(this.database).includes(word);
  }
}
