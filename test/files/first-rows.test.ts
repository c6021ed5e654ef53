import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { csvLine } from '../../src/files/csv-line.js';
import { firstRows } from '../../src/files/first-rows.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const { signal } = new AbortController();

/** Writes rows as a report is written; its path and its hash. */
function written(rows: readonly (readonly string[])[]): { path: string; sha256: string } {
  const text = rows.map(csvLine).join('');
  const path = join(newFolder(), 'report.csv');
  writeFileSync(path, text);
  return { path, sha256: createHash('sha256').update(text).digest('hex') };
}

it('reads as many rows as are asked for, and the hash of all of the file', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => [String(at), `a "quoted",\r\nline of ${at}`]);
  const { path, sha256 } = written(rows);
  for (const most of [1, 3, 20, 30]) {
    expect(await firstRows(path, most, signal)).toEqual({ rows: rows.slice(0, most), sha256 });
  }
});

it('knows a row that is longer than what is read at a time, quotes and all', async () => {
  const long = `"${'é\r\n'.repeat(600_000)}"`;
  const rows = [
    ['head', 'x'],
    [long, 'y'],
    ['last', long],
  ];
  const { path, sha256 } = written(rows);
  expect(await firstRows(path, 2, signal)).toEqual({ rows: rows.slice(0, 2), sha256 });
});

it('is stopped by a signal, and refuses a file that is not there', async () => {
  const { path } = written([['a', 'b']]);
  await expect(firstRows(path, 1, AbortSignal.abort())).rejects.toThrow('interrupted');
  await expect(firstRows(`${path}.gone`, 1, signal)).rejects.toThrow('no such file');
});
