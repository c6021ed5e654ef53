import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { instantOf, londonDay } from '../../src/core/day.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { runProgram } from '../commands/built-program.js';

/** The built program packs a register of more than two million numbers, and hashes its file, in a thread of its own. */
const folder = mkdtempSync(join(tmpdir(), 'packs-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const BLOCKS = Array.from({ length: 25 }, (_, index) => 7196 + index);
const EACH = 100_000;

/** Lines of a register: blocks in order, short numbers between, and as many repeats as are asked for. */
function registerLines(again: number): string[] {
  const lines = ['01204 62345 '];
  for (const block of BLOCKS) {
    for (let at = 0; at < EACH; at++)
      lines.push(`0${String(block)}${String(at * 9).padStart(6, '0')} `);
    lines.push(`0120462${String(block).slice(1)} `);
  }
  for (let at = 0; at < again; at++) lines.push(`07196${String(at * 5).padStart(6, '0')} `);
  return lines;
}

function expected(lines: readonly string[]): { readonly numbers: number; readonly sha256: string } {
  const builder = new NumberSetBuilder();
  for (const line of lines) builder.add(Number(`44${line.replaceAll(' ', '').slice(1)}`));
  const { count, sha256 } = builder.build();
  return { numbers: count, sha256 };
}

describe('a register of more than two million numbers', () => {
  it.each([
    ['in order', 0],
    ['with a block that comes again', 1000],
  ])('is packed in a thread as it would be without: %s', (_, again) => {
    const lines = registerLines(again);
    const path = join(folder, 'tps.txt');
    writeFileSync(path, lines.map((line) => `${line}\r\n`).join(''));
    const database = `packs-${String(again)}.db`;
    const words = ['--database', database, 'import', 'tps', path, '--json'];
    const ran = runProgram([...words, '--dated', londonDay(instantOf(Date.now()))], { folder });
    expect(ran.status, ran.stderr).toBe(0);
    const { numbers, numbers_sha256, file } = JSON.parse(ran.stdout) as Record<string, unknown>;
    expect({ numbers, sha256: numbers_sha256 }).toEqual(expected(lines));
    const bytes = readFileSync(path);
    expect(bytes.length).toBeGreaterThan(1 << 25);
    expect(file).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex') });
  });
});
