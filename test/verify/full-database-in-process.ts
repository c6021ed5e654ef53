import { runInProcess } from '../commands/run-in-process.js';
import { makeFullDatabase } from './full-database.js';

/** Makes a database in a folder that has rows of every kind, with the program in this process; its path. */
export function fullDatabase(folder: string): Promise<string> {
  return makeFullDatabase(folder, async (words, database, now) => {
    const { status, stdout, stderr } = await runInProcess(words, { folder, database, now });
    return { status, text: stdout.toString() + stderr };
  });
}
