import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/day.js';
import { ScreeningError } from '../../src/core/errors.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import type { PackedNumbers } from '../../src/core/numbers-packer.js';
import { difference } from '../../src/intake/edition-changes.js';
import { openForWriting, type Store } from '../../src/store/database.js';
import { EditionNumbers } from '../../src/store/edition-numbers.js';
import { purgeNumbers, writeDifference, writeKey } from '../../src/store/edition-packing.js';

const A = 441134960000;
const B = 441632960001;
const C = 447700900002;
const ASKED = [A, B, C];

/** Editions 1, 2, …: their numbers, and of a difference the edition it was taken from. */
const EDITIONS: readonly { readonly has: readonly number[]; readonly base?: number }[] = [
  { has: [A, B] },
  { has: [A, B, C], base: 1 },
  // The same numbers again: no change at all.
  { has: [A, B, C], base: 2 },
  { has: [A, C], base: 3 },
  { has: [B] },
  { has: [B, C], base: 5 },
  { has: [C] },
];
const GONE = 7;
const IDS = EDITIONS.map((_, index) => index + 1);

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packing-'));
  store = openForWriting(join(folder, 'editions.db'));
  store.exec('PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY');
  EDITIONS.forEach(({ has, base }, index) => {
    const from = base === undefined ? undefined : EDITIONS[base - 1];
    const { blocks } = packed(has);
    if (base === undefined || from === undefined) {
      writeKey(store, index + 1, blocks);
      return;
    }
    const { changes } = difference(packed(from.has).blocks, { blocks }, 1e6);
    writeDifference(store, index + 1, base, changes as Uint8Array);
  });
  purgeNumbers(store, [GONE], '2026-11-22T10:00:00.000Z' as Instant, 'a test');
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function packed(numbers: Iterable<number>): PackedNumbers {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  return builder.build();
}

/** Numbers that an edition is said not to have, though it was sealed with them. */
function missed(): string[] {
  const numbers = new EditionNumbers(store);
  return IDS.flatMap((id) =>
    (EDITIONS[id - 1]?.has ?? []).flatMap((e164) => {
      const ways = {
        set: () => numbers.set(id).has(e164),
        has: () => numbers.has(id, e164),
        blocks: () => [...numbers.blocks(id)].length > 0,
      };
      return Object.entries(ways).flatMap(([name, has]) =>
        saysNo(has) ? [`${name}: edition ${String(id)} lacks ${String(e164)}`] : [],
      );
    }),
  );
}

/** Whether it answers, and with no. An error is no answer. */
function saysNo(has: () => boolean): boolean {
  try {
    return !has();
  } catch (error) {
    if (error instanceof ScreeningError && error.code === 'not-safe') return false;
    throw error;
  }
}

const pairs = IDS.flatMap((one) => IDS.filter((other) => other > one).map((other) => [one, other]));

const alterations: readonly string[] = [
  ...IDS.flatMap((id) =>
    ['key', 'difference', 'gone'].map(
      (form) => `UPDATE edition_packing SET form = '${form}' WHERE edition = ${String(id)}`,
    ),
  ),
  ...IDS.flatMap((id) =>
    [0, ...IDS].map(
      (base) =>
        `UPDATE edition_packing SET base = ${String(base)} WHERE edition = ${String(id)} AND form = 'difference'`,
    ),
  ),
  ...IDS.map((id) => `DELETE FROM edition_packing WHERE edition = ${String(id)}`),
  ...IDS.map((id) => `DELETE FROM edition_block WHERE edition = ${String(id)}`),
  ...pairs.map(([one, other]) => swap('edition_packing', one, other)),
  ...pairs.map(([one, other]) => swap('edition_block', one, other)),
  ...pairs.map(
    ([one, other]) =>
      `${swap('edition_packing', one, other)}; ${swap('edition_block', one, other)}`,
  ),
  ...pairs.map(
    ([one, other]) =>
      `UPDATE edition_packing SET (form, bytes, crc, changes) =
         (SELECT form, bytes, crc, changes FROM edition_packing WHERE edition = ${String(one)})
       WHERE edition = ${String(other)}`,
  ),
];

function swap(table: string, one = 0, other = 0): string {
  const move = (from: number, to: number): string =>
    `UPDATE ${table} SET edition = ${String(to)} WHERE edition = ${String(from)}`;
  return [move(one, 999), move(other, one), move(999, other)].join('; ');
}

describe('an edition whose packing is not the one it was sealed with', () => {
  it('has every number that it was sealed with, as long as nothing is altered', () => {
    const numbers = new EditionNumbers(store);
    const kept = IDS.filter((id) => id !== GONE);
    const found = kept.map((id) => ASKED.filter((e164) => numbers.has(id, e164)));
    expect(found).toEqual(kept.map((id) => EDITIONS[id - 1]?.has));
  });

  it.each(alterations)('is never said to lack a number: %s', (statements) => {
    store.exec(statements);
    expect(missed()).toEqual([]);
  });
});
