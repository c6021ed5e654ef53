import type { Inbox } from '../config/job.js';
import { arrivedFiles, isAsBefore, type ArrivedFile } from '../files/arrived-files.js';
import type { JobWorld } from './world.js';

/** The files of a folder, by whether they have stopped growing. */
export interface SettledFiles {
  readonly settled: readonly ArrivedFile[];
  readonly growing: readonly ArrivedFile[];
}

/**
 * Looks which files arrived, and waits, within limits, until they have stopped growing: until nothing of
 * them changed for the job's settle time. A time stamp that lies in the future says nothing; such a file
 * is watched for so long.
 *
 * @param now milliseconds since 1970
 * @throws ScreeningError wrong-use when the folder cannot be read
 */
export async function settledFiles(
  { folder, pattern, settle, wait }: Inbox,
  now: () => number,
  pause: JobWorld['pause'],
): Promise<SettledFiles> {
  const settleTime = settle * 1000;
  let waited = 0;
  const watched = new Map<string, { file: ArrivedFile; since: number }>();
  for (;;) {
    const settled: ArrivedFile[] = [];
    const growing: ArrivedFile[] = [];
    let needed = 0;
    for (const file of arrivedFiles(folder, pattern)) {
      const before = watched.get(file.name);
      const since = before && isAsBefore(before.file, file) ? before.since : waited;
      watched.set(file.name, { file, since });
      const age = now() - file.modified;
      // After waiting, what was seen counts: the clock and the time stamp may be of two machines.
      if (age >= settleTime || waited - since >= settleTime) settled.push(file);
      else {
        growing.push(file);
        const byAge = age < 0 ? Infinity : settleTime - age;
        needed = Math.max(needed, Math.min(byAge, settleTime - (waited - since)));
      }
    }
    const left = wait * 1000 - waited;
    if (growing.length === 0 || left <= 0 || pause === undefined) return { settled, growing };
    const pausing = Math.ceil(Math.min(needed, left));
    await pause(pausing);
    waited += pausing;
  }
}
