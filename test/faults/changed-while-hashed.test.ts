import type * as FileSystem from 'node:fs';
import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { fileSha256, namedFileSha256 } from '../../src/files/file-hash.js';
import { readWhole } from '../../src/files/whole-text.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const TEXT = 'Name,Phone\r\nAnn,020 7946 0123\r\n';
/** What others do to a file once its first bytes were read. */
const meanwhile = vi.hoisted(() => ({ happens: (): void => undefined }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  const after = <A extends unknown[], R>(read: (...asked: A) => R, ...asked: A): R => {
    const came = read(...asked);
    meanwhile.happens();
    meanwhile.happens = () => undefined;
    return came;
  };
  return {
    ...fs,
    readSync: (...asked: Parameters<typeof fs.readSync>) => after(fs.readSync, ...asked),
    readFileSync: (...asked: Parameters<typeof fs.readFileSync>) =>
      after(fs.readFileSync, ...asked),
  };
});

afterEach(() => {
  meanwhile.happens = () => undefined;
});

const CHANGES = {
  grows: (path) => {
    appendFileSync(path, 'Bob,07700 900456\r\n');
  },
  shrinks: (path) => {
    truncateSync(path, 12);
  },
  'is replaced': (path) => {
    writeFileSync(`${path}.new`, TEXT);
    renameSync(`${path}.new`, path);
  },
} as const satisfies Readonly<Record<string, (path: string) => void>>;

const READERS = {
  'its hash': namedFileSha256,
  'its text': (path: string) => readWhole(path, 1 << 20),
} as const;

const CASES = Object.entries(READERS).flatMap(([what, read]) =>
  Object.entries(CHANGES).map(([how, change]) => ({ what, how, read, change })),
);

it.each(CASES)('a file that $how while $what is taken is refused', ({ read, change }) => {
  const path = join(newFolder(), 'list.csv');
  writeFileSync(path, TEXT);
  const before = read(path);
  meanwhile.happens = () => {
    change(path);
  };
  expect(() => read(path)).toThrow(`${path} changed while it was read`);
  writeFileSync(path, TEXT);
  expect(read(path)).toBe(before);
});

it('what this program asks of its own files is no refusal', () => {
  const path = join(newFolder(), 'list.csv');
  writeFileSync(path, TEXT);
  meanwhile.happens = () => {
    appendFileSync(path, 'x');
  };
  expect(fileSha256(path)).toMatch(/^[0-9a-f]{64}$/);
});
