import {
  appendFileSync,
  closeSync,
  openSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFile } from '../../src/files/byte-source.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const TEXT = 'Name,Phone\r\nAnn,020 7946 0123\r\n';

/** What others do to a file while it is read. */
const CHANGES = {
  grows: (path) => {
    appendFileSync(path, 'Bob,07700 900456\r\n');
  },
  shrinks: (path) => {
    truncateSync(path, 12);
  },
  'is emptied': (path) => {
    truncateSync(path, 0);
  },
  'is written over in place': (path) => {
    const handle = openSync(path, 'r+');
    writeSync(handle, 'N', 0);
    closeSync(handle);
    utimesSync(path, 1, 1);
  },
  'is replaced by another of the same size and time': (path) => {
    writeFileSync(`${path}.new`, TEXT);
    utimesSync(`${path}.new`, 2, 2);
    renameSync(`${path}.new`, path);
  },
  'is deleted': (path) => {
    rmSync(path);
  },
} as const satisfies Readonly<Record<string, (path: string) => void>>;

it.each(Object.entries(CHANGES))(
  'a file that %s while it is read is refused',
  async (_, change) => {
    const path = join(newFolder(), 'list.csv');
    writeFileSync(path, TEXT);
    utimesSync(path, 2, 2);
    const source = await openFile(path);
    const buffer = Buffer.alloc(20);
    await source.read(buffer, 0);
    change(path);
    const toTheEnd = async (): Promise<void> => {
      while ((await source.read(buffer, 0)) > 0);
    };
    await expect(toTheEnd()).rejects.toMatchObject({
      code: 'wrong-use',
      explanation: { summary: `${path} changed while it was read; nothing of it was used` },
    });
    await source.close();
  },
);

it('a file that nobody touches is read to its end', async () => {
  const path = join(newFolder(), 'list.csv');
  writeFileSync(path, TEXT);
  const source = await openFile(path);
  const buffer = Buffer.alloc(64);
  expect(await source.read(buffer, 0)).toBe(TEXT.length);
  expect(await source.read(buffer, 0)).toBe(0);
  await source.close();
});
