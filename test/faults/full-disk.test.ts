import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli.js';
import { Room } from '../kills/room.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { FULL_DISK_SUBJECTS } from './full-disk-subjects.js';
import { fileSizeLimit, FullDiskTrials } from './full-disk.js';

const newFolder = temporaryFolders();
/** Milliseconds; there for hangs, on a machine that does much else. */
const LIMIT = 300_000;

/** What fails for want of room when no file may grow larger than so many kilobytes, and what is said. */
const CASES = [
  ['import', 32, /the database \S+scrub\.db cannot be written/],
  ['scrub', 4, /list\.clean\.csv cannot be written/],
  ['scrub', 32, /the database \S+scrub\.db cannot be written/],
  ['backup', 4, /copy\.db cannot be written/],
  ['restore', 4, /the backup cannot be copied to/],
  ['ledger anchor', 32, /the database \S+scrub\.db cannot be written/],
  ['ledger export', 4, /standard output cannot be written/],
  ['recall', 100, /the database \S+scrub\.db cannot be written/],
  ['recall --out', 32, /the database \S+scrub\.db cannot be written/],
  ['check', 0, /the access log \S+ cannot be written/],
] as const;

it.each(CASES)(
  '%s in files of %d kB says where to make room, changes nothing, and can be given again',
  async (name, kilobytes, says) => {
    const subject = FULL_DISK_SUBJECTS[name];
    if (subject === undefined) throw new Error(`${name} is no subject`);
    const program = resolve('bin/tps-scrub.js');
    const trials = new FullDiskTrials(
      subject,
      new Room(newFolder(), { program, runCommandLine }, false),
    );
    await trials.prepare();
    const found = await trials.one(fileSizeLimit(kilobytes));
    expect(found.faults).toEqual([]);
    expect([found.status, found.ended]).toEqual([2, 'old']);
    expect(found.said).toMatch(says);
  },
  LIMIT,
);
