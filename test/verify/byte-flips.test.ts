import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/verify.js';
import { flipTrial } from './flip-trial.js';
import { fullDatabase } from './full-database-in-process.js';
import { meaningless } from './used-bytes.js';

const folder = mkdtempSync(join(tmpdir(), 'flips-'));
const copy = join(folder, 'copy.db');
let bytes: Buffer;

beforeAll(async () => {
  bytes = readFileSync(await fullDatabase(folder));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function findings(file: Buffer): Promise<number> {
  writeFileSync(copy, file);
  const verified = await verifyDatabase(
    { database: copy, head: undefined, quick: false },
    { signal: new AbortController().signal, begins: () => undefined },
  );
  return verified.checks.reduce((sum, check) => sum + check.findings.length, 0);
}

/** Ten thousand are tried by test/bench/verify-flips.js. */
const FLIPS = 200;

/** Where a table's first page is. */
function pageOf(table: string): { root: number; size: number } {
  const store = new Database(bytes);
  const root = store
    .prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table) as number;
  store.close();
  return { root, size: bytes.readUInt16BE(16) };
}

/** Copies in each of which one row of the ledger stands under a key that is out of order. */
function* outOfOrder(): Generator<Buffer> {
  const { root, size } = pageOf('ledger');
  let page = (root - 1) * size;
  // A table that has outgrown its first page: down to the leaf on the left.
  while (bytes[page] === 5) {
    const cell = page + bytes.readUInt16BE(page + 12);
    page = (bytes.readUInt32BE(cell) - 1) * size;
  }
  for (let cell = 0; cell < bytes.readUInt16BE(page + 3); cell++) {
    let at = page + bytes.readUInt16BE(page + 8 + 2 * cell);
    while ((bytes[at] as number) > 127) at++;
    const file = Buffer.from(bytes);
    file[at + 1] = (file[at + 1] as number) ^ 64;
    yield file;
  }
}

describe('rows of the ledger that do not stand in order', () => {
  it('are found, and nobody goes round in a circle among them', async () => {
    let copies = 0;
    for (const file of outOfOrder()) {
      writeFileSync(copy, file);
      const verified = await verifyDatabase(
        { database: copy, head: 'ab'.repeat(32), quick: false },
        { signal: new AbortController().signal, begins: () => undefined },
      );
      const pages = verified.checks.find(({ name }) => name === 'pages')?.findings ?? [];
      expect(pages.map(({ table }) => table)).toContain('ledger');
      expect(verified.leftOut).toEqual([
        'anchors: the pages are damaged',
        'where the head stands: the pages are damaged',
      ]);
      copies++;
    }
    expect(copies).toBeGreaterThan(3);
  });
});

describe('a byte of the file that is another one', () => {
  it('is found, unless it changes no value', async () => {
    expect(await findings(bytes)).toBe(0);
    // Most of so small a file is unused space: two thirds are chosen where something is.
    const result = await flipTrial({ bytes, flips: FLIPS, seed: 6, findings, onlyUsed: 0.67 });
    expect(result.unfound).toEqual([]);
    expect(result.unexplained).toEqual([]);
    expect(result.found).toBeGreaterThan(FLIPS / 2);
  });

  it('is found or explained where it is the kind of a value that is null', async () => {
    const { root, size } = pageOf('edition_packing');
    const page = (root - 1) * size;
    const cell = page + bytes.readUInt16BE(page + 8);
    // Two varints of one byte before the record, whose header begins with its own length: the key's kind.
    const at = cell + 3;
    expect(bytes[at]).toBe(0);
    const unfound: number[] = [];
    for (let changed = 1; changed < 128; changed++) {
      const file = Buffer.from(bytes);
      file[at] = changed;
      if ((await findings(file)) > 0) continue;
      expect([changed, meaningless(bytes, at, changed)]).toEqual([
        changed,
        expect.not.stringMatching(/^$/),
      ]);
      unfound.push(changed);
    }
    // The key stands beside the record, which has room for no value of its own.
    expect(unfound).toEqual([8, 9, 10, 11, 12, 13]);
  });
});
