import { crc32 } from 'node:zlib';
import { BLOCK_SIZE, blockHas, unpackBlock } from '../core/packed-block.js';
import type { PackedBlock, PackedNumbers } from '../core/number-set-builder.js';
import type { Outcome } from '../policy/reasons.js';
import type { Store } from './database.js';

/** The numbers of a run by the outcome of the records that they stood in. */
export type RunNumbers = Readonly<Record<Outcome, PackedNumbers>>;

/** Records which numbers stood in a run's list; call it in the transaction that seals the run. */
export function writeRunNumbers(store: Store, run: string, numbers: RunNumbers): void {
  const insert = store.prepare(
    'INSERT INTO run_numbers (run, outcome, block, count, crc, numbers) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [outcome, { blocks }] of Object.entries(numbers)) {
    for (const { block, count, bytes } of blocks) {
      insert.run(run, outcome, block, count, crc32(bytes), bytes);
    }
  }
}

/** How many released runs had a number in their list, whatever they decided. */
export function runsWith(store: Store, e164: number): number {
  const block = Math.floor(e164 / BLOCK_SIZE);
  const rows = store
    .prepare(
      `SELECT run.id AS run, numbers FROM run, (VALUES ('clean'), ('excluded'), ('unscreened')) AS o
       JOIN run_numbers n ON n.run = run.id AND n.outcome = o.column1 AND n.block = ?
       WHERE run.state = 'released'`,
    )
    .all(block) as { run: string; numbers: Uint8Array }[];
  const offset = e164 - block * BLOCK_SIZE;
  return new Set(rows.filter(({ numbers }) => blockHas(numbers, offset)).map(({ run }) => run))
    .size;
}

/** A run whose numbers are held. */
export interface CountedRun {
  readonly run: string;
  readonly input: string;
  /** Its numbers added up over outcomes: one may have stood in records of up to three. */
  readonly numbers: number;
}

/** Released runs that began after an instant, newest first. */
export function recentRuns(store: Store, after: string): CountedRun[] {
  return store
    .prepare(
      `SELECT id AS run, json_extract(record, '$.plan.input') AS input,
         (SELECT coalesce(sum(count), 0) FROM run_numbers n WHERE n.run = run.id) AS numbers
       FROM run WHERE state = 'released' AND started > ? ORDER BY started DESC`,
    )
    .all(after) as CountedRun[];
}

/**
 * How many distinct numbers a run had, and how many of them are among others.
 *
 * @param counts which numbers are counted at all
 * @param step only every so many millions of numbers are looked at: 1 for all
 */
export function numbersInCommon(
  store: Store,
  run: string,
  others: ReadonlyMap<number, PackedBlock>,
  counts: (e164: number) => boolean,
  step: number,
): { readonly distinct: number; readonly common: number } {
  const find = store.prepare(
    `SELECT block, count, numbers AS bytes FROM run_numbers
     WHERE run = ? AND block % ? = 0 ORDER BY block`,
  );
  const byBlock = new Map<number, Uint32Array[]>();
  for (const { block, count, bytes } of find.all(run, step) as PackedBlock[]) {
    const offsets = unpackBlock(bytes, count);
    const before = byBlock.get(block);
    if (before) before.push(offsets);
    else byBlock.set(block, [offsets]);
  }
  let distinct = 0;
  let common = 0;
  for (const [block, [first = new Uint32Array(), ...more]] of byBlock) {
    const other = others.get(block)?.bytes;
    const offsets =
      more.length === 0 ? first : new Set([first, ...more].flatMap((one) => [...one]));
    for (const offset of offsets) {
      if (!counts(block * BLOCK_SIZE + offset)) continue;
      distinct++;
      if (other && blockHas(other, offset)) common++;
    }
  }
  return { distinct, common };
}
