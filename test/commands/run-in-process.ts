import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../../src/cli.js';

/** The world around a command that runs in this process. */
export interface World {
  /** Home of nobody's configuration, and where the database stands. */
  readonly folder: string;
  /** Path of the database, from the working directory or absolute. */
  readonly database: string;
  /** The instant that the clock shows, ISO 8601. */
  readonly now: string;
  readonly stdin?: Readable;
  /** Whether standard input and standard error are a terminal. */
  readonly terminal?: boolean;
  /** Whether standard output is one: results are brief then. */
  readonly outTerminal?: boolean;
  readonly signal?: AbortSignal;
  /** Called whenever the program looks at the clock. */
  readonly atEachLook?: () => void;
  /** Variables beside those of every test. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called when the program waits; it does not wait without. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** Whether every other process counts as living. */
  readonly othersLive?: boolean;
}

/** What a command did. */
export interface Said {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs one command line in this process, with a clock of its own and no terminal. */
export async function runInProcess(words: readonly string[], world: World): Promise<Said> {
  const out: Buffer[] = [];
  let stderr = '';
  const status = await runCommandLine({
    arguments: words,
    environment: {
      HOME: join(world.folder, 'nobody'),
      TPS_SCRUB_DATABASE: world.database,
      ...world.environment,
    },
    now: () => {
      world.atEachLook?.();
      return Date.parse(world.now);
    },
    stdin: Object.assign(world.stdin ?? Readable.from([]), { isTTY: world.terminal ?? false }),
    writeOut: (text) => void out.push(Buffer.from(text)),
    writeError: (text) => void (stderr += text),
    copyToStdout: (source) => {
      if (typeof source === 'string') out.push(readFileSync(source));
      else for (const text of source) out.push(Buffer.from(text));
      return Promise.resolve();
    },
    outIsTerminal: world.outTerminal ?? false,
    errorIsTerminal: world.terminal ?? false,
    account: 'tester (1000) on machine',
    process: { id: 1, host: 'test' },
    isAlive: () => world.othersLive ?? false,
    ...(world.pause && { pause: world.pause }),
    signal: world.signal ?? new AbortController().signal,
  });
  return { status, stdout: Buffer.concat(out), stderr };
}
