/**
 * Takes the room away from commands that write: by a limit on the size of files (ulimit -f), and by a
 * small disk in memory that is filled up (tmpfs; needs the right to mount, and is skipped without it).
 * Prints a line for each fault: kind, how it was injected, status, and what was left.
 *
 *   npm run build && node test/bench/faults.js [COMMAND…] [--program FILE]
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { FULL_DISK_SUBJECTS } from '../faults/full-disk-subjects.js';
import { fileSizeLimit, FullDiskTrials } from '../faults/full-disk.js';
import { Room } from '../kills/room.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { program: { type: 'string', default: 'bin/tps-scrub.js' } },
});
const program = resolve(values.program);
const cli = pathToFileURL(join(dirname(program), '../dist/cli.js')).href;
const { runCommandLine } = await import(cli);

/** Kilobytes beyond which no file may grow, and those left on the small disk; `most` are enough. */
const POINTS = [
  { journal: false, most: (most) => [0, 16, most >> 1, most - 4], left: [0, 24, 64] },
  { journal: true, most: (most) => [4, most >> 2], left: [8, 128] },
];
const PIECE = Buffer.alloc(1 << 12);

for (const name of positionals) {
  if (!(name in FULL_DISK_SUBJECTS))
    throw new Error(`${name} is none of ${Object.keys(FULL_DISK_SUBJECTS).join(', ')}`);
}
const names = positionals.length > 0 ? positionals : Object.keys(FULL_DISK_SUBJECTS);
for (const name of names) {
  for (const points of POINTS) {
    await limited(name, points);
    await filled(name, points);
  }
}

async function prepared(name, folder, journal) {
  const room = new Room(folder, { program, runCommandLine }, journal);
  const trials = new FullDiskTrials(FULL_DISK_SUBJECTS[name], room);
  await trials.prepare();
  return trials;
}

async function limited(name, { journal, most }) {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    const trials = await prepared(name, folder, journal);
    for (const kilobytes of new Set(most(trials.kilobytes))) {
      const found = await trials.one(fileSizeLimit(kilobytes));
      tell(name, journal, `files of ${kilobytes} kB`, found);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function filled(name, { journal, left }) {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', folder]);
  if (mounted.status !== 0) {
    console.log(`${name}: a full disk in memory: skipped, nothing may be mounted here`);
    rmSync(folder, { recursive: true });
    return;
  }
  try {
    const trials = await prepared(name, folder, journal);
    const filler = join(folder, 'filler');
    for (const kilobytes of left) {
      trials.room.putBack();
      const found = await trials.one({ atStart: () => fill(filler, kilobytes) }, () =>
        rmSync(filler),
      );
      tell(name, journal, `a disk with ${kilobytes} kB left`, found);
    }
  } finally {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  }
}

/** Fills the disk of a file until nothing goes on it any more, then gives so much back. */
function fill(path, kilobytes) {
  writeFileSync(path, '');
  try {
    for (;;) appendFileSync(path, PIECE);
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  }
  truncateSync(path, Math.max(0, statSync(path).size - 1024 * kilobytes));
}

/** A line of what was found; any fault ends this script with 1. */
function tell(name, journal, how, { status, ended, said, faults }) {
  const called = journal ? `${name}, with a journal` : name;
  const [error = ''] = said.split('\n').filter((line) => line.includes('error: '));
  console.log(
    `full disk | ${called} | ${how} | status ${status} | ${ended} state, faults ${faults.length} | ${error}`,
  );
  faults.forEach((fault) => console.log(`  ${fault}`));
  if (faults.length > 0) process.exitCode = 1;
}
