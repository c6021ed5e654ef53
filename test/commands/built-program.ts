import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROGRAM = resolve('bin/tps-scrub.js');

/** How the built program is run: the folder it stands in, what it reads, variables beside PATH. */
export interface Setting {
  readonly folder: string;
  readonly stdin?: Buffer | string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Working directory, if it is not the folder. */
  readonly cwd?: string;
}

/** What the built program did. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function environmentOf({ folder, environment }: Setting): NodeJS.ProcessEnv {
  const path = process.env['PATH'] ?? '';
  return {
    PATH: path,
    HOME: join(folder, 'home'),
    TPS_SCRUB_DATABASE: join(folder, 'scrub.db'),
    ...environment,
  };
}

/** Runs the built program to its end. */
export function runProgram(words: readonly string[], setting: Setting): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], {
    cwd: setting.cwd ?? setting.folder,
    env: environmentOf(setting),
    input: setting.stdin ?? '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** Starts the built program; whoever starts it must end it. */
export function startProgram(
  words: readonly string[],
  setting: Setting,
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [PROGRAM, ...words], {
    cwd: setting.cwd ?? setting.folder,
    env: environmentOf(setting),
  });
}

/** The first lines of the lists that tests make. */
export const HEADER = 'Name,Phone\r\n';

/**
 * A folder with both registers imported as of today and a list of three records, of which the second
 * one is kept.
 */
export function prepared(folder: string): Setting {
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(folder, 'tps.txt'), '07700900123 \r\n');
  writeFileSync(join(folder, 'ctps.txt'), '02079460123 \r\n');
  writeFileSync(
    join(folder, 'list.csv'),
    `${HEADER}Ann,07700 900123\r\nBob,07700 900456\r\nCas,020 7946 0123\r\n`,
  );
  const setting = { folder };
  // The UTC day is never later than the London day, and so never in the register's future.
  const today = new Date().toISOString().slice(0, 10);
  for (const register of ['tps', 'ctps']) {
    const ran = runProgram(['import', register, `${register}.txt`, '--dated', today], setting);
    if (ran.status !== 0) throw new Error(ran.stderr);
  }
  return setting;
}
