import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openFile } from '../../src/files/byte-source.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();

function newPipe(): string {
  const path = join(newFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

/** Opens both ends, which waits for nobody. */
function bothEnds(path: string): number {
  return openSync(path, constants.O_RDWR);
}

it('a signal ends the wait for a pipe that nobody writes to', async () => {
  const path = newPipe();
  const stop = new AbortController();
  const opening = openFile(path, stop.signal);
  stop.abort();
  await expect(opening).rejects.toThrow('interrupted');
  closeSync(bothEnds(path));
});

it('after a signal what comes of opening a file troubles nobody', async () => {
  const missing = join(newFolder(), 'missing');
  const strays: unknown[] = [];
  const take = (error: unknown): void => void strays.push(error);
  process.on('unhandledRejection', take);
  await expect(openFile(missing, AbortSignal.abort())).rejects.toThrow('interrupted');
  await setTimeout(50);
  process.off('unhandledRejection', take);
  expect(strays).toEqual([]);
});

it('a signal ends the wait for a pipe whose writer says nothing, and closing it waits neither', async () => {
  const path = newPipe();
  const end = bothEnds(path);
  const stop = new AbortController();
  const source = await openFile(path, stop.signal);
  const reading = source.read(Buffer.alloc(1), 0);
  stop.abort();
  await expect(reading).rejects.toThrow('interrupted');
  await source.close();
  writeSync(end, 'x');
  closeSync(end);
});

it('a pipe is read as a file is, though its writer comes late', async () => {
  const path = newPipe();
  const opening = openFile(path, new AbortController().signal);
  const end = bothEnds(path);
  const source = await opening;
  writeSync(end, 'text');
  const buffer = Buffer.alloc(9);
  expect(await source.read(buffer, 0)).toBe(4);
  expect([buffer.toString('utf8', 0, 4), source.bytes]).toEqual(['text', 4]);
  closeSync(end);
  expect(await source.read(buffer, 0)).toBe(0);
  await source.close();
});
