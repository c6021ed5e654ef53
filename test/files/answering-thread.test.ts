import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AnsweringThread, hasThread } from '../../src/files/answering-thread.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();

/** A thread that remembers what it is told, answers with that, and fails or ends when it is told to. */
function thread(): AnsweringThread<string, string> {
  const path = join(newFolder(), 'thread.mjs');
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
     let all = '';
     parentPort.on('message', (told) => {
       if (told === 'throw') throw new RangeError('told to');
       if (told === 'end') process.exit(0);
       if (told.startsWith('ask')) parentPort.postMessage(all + told);
       else all += told + ' ';
     });`,
  );
  const script = pathToFileURL(path);
  expect(hasThread(script)).toBe(true);
  return new AnsweringThread(script);
}

describe('a thread', () => {
  it('answers in the order in which it is asked, knowing what it was told', async () => {
    const asked = thread();
    asked.tell('a');
    const first = asked.ask('ask 1');
    asked.tell('b');
    expect(await Promise.all([first, asked.ask('ask 2')])).toEqual(['a ask 1', 'a b ask 2']);
    await asked.end();
  });

  it.each([
    ['throws', 'throw', 'told to'],
    ['ends', 'end', 'a thread ended that was to answer'],
  ])('that %s leaves nobody waiting, then or later', async (_, told, why) => {
    const asked = thread();
    const before = asked.ask('ask');
    asked.tell(told);
    const waiting = asked.ask('ask');
    expect(await before).toBe('ask');
    await expect(waiting).rejects.toThrow(why);
    await expect(asked.ask('ask')).rejects.toThrow(why);
    await asked.end();
  });

  it('that is ended answers nobody', async () => {
    const asked = thread();
    await asked.end();
    await expect(asked.ask('ask')).rejects.toThrow('a thread ended');
  });
});
