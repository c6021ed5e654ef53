import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flagBitsOfClass } from '../../src/core/plain-reader.js';
import { classOfNsn, isInUse, useOfClass } from '../../src/core/numbering-plan.js';
import { READER_VERSION, readCellText } from '../../src/core/read-cell.js';
import { notation } from './cell-notation.js';

/**
 * What each version of the reader makes of the frozen cells and of every prefix of the plan. A run
 * records the version, and a replay relies on it: when a hash below no longer holds, outcomes have
 * changed, READER_VERSION must rise, and the new version gets a row. Released rows never change.
 * With a version the frozen cells may grow by those that it reads differently, at the end: version 1
 * was held against the first 547, version 2 against the first 611.
 */
const OUTCOMES: Readonly<Record<number, { readonly cells: string; readonly plan: string }>> = {
  1: {
    cells: '12c314269a105344e061cfc72577ef09c47426f59fd229f917d0d4d7777530bd',
    plan: '5fd4c4aa4ae2544139d4d2eb3a789c8c29aa605b6f66371c9d82acccd5d34ca8',
  },
  2: {
    cells: '2c311fc3570812bb6d038a584bfac53b310d0f45dcd1eea90dca9c151bec0049',
    plan: '5fd4c4aa4ae2544139d4d2eb3a789c8c29aa605b6f66371c9d82acccd5d34ca8',
  },
  3: {
    cells: '801cfaaa1ea4597a56f298784c5caa7a1da2a27a3fbeb2ce2dd3c2be4ffc49c0',
    plan: '5fd4c4aa4ae2544139d4d2eb3a789c8c29aa605b6f66371c9d82acccd5d34ca8',
  },
};

/** Texts of cells, frozen: a new case in cells/ is no new outcome, so this is a list of its own. */
const frozen = JSON.parse(
  readFileSync(new URL('reader-version-cells.json', import.meta.url), 'utf8'),
) as string[];

function sha256(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
}

function* cellOutcomes(): Generator<string> {
  for (const cell of frozen) {
    yield `${JSON.stringify(cell)} ${readCellText(cell).items.map(notation).join('; ')}`;
  }
}

/** Class by class what a number of each prefix and length is: use, in use or not, flags. */
function* planOutcomes(): Generator<string> {
  for (let prefix = 0; prefix < 100_000; prefix++) {
    for (const [digits, nsn] of [
      [10, prefix * 100_000],
      [9, prefix * 10_000],
      [7, prefix * 100 + 11],
      [7, prefix * 100 + 47],
    ] as const) {
      const found = classOfNsn(nsn, digits);
      if (found === 0) continue;
      yield `${prefix} ${digits} ${useOfClass(found)} ${isInUse(found)} ${flagBitsOfClass(found)}`;
    }
  }
}

describe('the version of the number reader', () => {
  it('is the one that reads the frozen cells as recorded', () => {
    expect(sha256(cellOutcomes())).toBe(OUTCOMES[READER_VERSION]?.cells);
  });

  it('is the one that has the numbering plan as recorded', () => {
    expect(sha256(planOutcomes())).toBe(OUTCOMES[READER_VERSION]?.plan);
  });

  it('has outcomes of its own', () => {
    const rows = Object.values(OUTCOMES).map(({ cells, plan }) => cells + plan);
    expect(new Set(rows).size).toBe(rows.length);
    expect(Math.max(...Object.keys(OUTCOMES).map(Number))).toBe(READER_VERSION);
  });

  it('is held against cells enough', () => {
    expect(frozen.length).toBeGreaterThan(250);
    expect(new Set(frozen).size).toBe(frozen.length);
  });
});
