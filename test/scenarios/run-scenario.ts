import { createHash } from 'node:crypto';
import {
  cpSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  createReadStream,
  type ReadStream,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInProcess, type Said } from '../commands/run-in-process.js';
import { namedParts, plainJson } from './volatile-parts.js';
import { GIVEN, readSteps, type Step } from './steps.js';

/** What one step did. */
export interface StepResult extends Said {
  readonly step: Step;
  /** Files whose name or content changed, the database included. */
  readonly touched: readonly string[];
  /** SHA-256 by path of every file after the step. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a scenario did: its steps, and by name in `expected/` what came out. */
export interface ScenarioResult {
  readonly steps: readonly StepResult[];
  readonly produced: ReadonlyMap<string, Buffer>;
  /** Files of the folder that were there before the first step and are not what they were. */
  readonly spoilt: readonly string[];
}

/** The database of every scenario, in its folder. */
export const DATABASE = 'scrub.db';

/** Who asked, from which machine: another on each, and written by commands that change nothing else. */
const ACCESS_LOG = [`${DATABASE}.access.log`, `${DATABASE}.access.log.lock`];

/** Runs a scenario in a temporary folder of its own, in this process, by the steps' clocks. */
export async function runScenario(root: string, name: string): Promise<ScenarioResult> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'scenario-')));
  const origin = process.cwd();
  try {
    for (const from of [join(root, GIVEN), join(root, name)]) {
      cpSync(from, folder, {
        recursive: true,
        filter: (path) => !['expected', 'steps.json'].includes(path.slice(from.length + 1)),
      });
    }
    const steps = readSteps(join(root, name));
    const inputs = hashes(folder);
    setTimes(folder, [...inputs.keys()], steps[0]?.now ?? '');
    process.chdir(folder);
    const done: StepResult[] = [];
    for (const step of steps) done.push(await runStep(folder, step));
    return {
      steps: done,
      produced: produced(folder, inputs, done),
      spoilt: spoilt(folder, inputs),
    };
  } finally {
    process.chdir(origin);
    rmSync(folder, { recursive: true });
  }
}

async function runStep(folder: string, step: Step): Promise<StepResult> {
  for (const [file, instant] of Object.entries(step.modified ?? {})) {
    setTimes(folder, [file], instant);
  }
  for (const [link, target] of Object.entries(step.links ?? {})) symlinkSync(target, link);
  for (const [link, target] of Object.entries(step.hardLinks ?? {})) linkSync(target, link);
  const before = hashes(folder);
  const said = await runInProcess(step.run, {
    folder,
    database: DATABASE,
    now: step.now,
    ...(step.stdin === undefined ? {} : { stdin: await openedStream(step.stdin) }),
  });
  const files = hashes(folder);
  const touched = [...new Set([...before.keys(), ...files.keys()])].filter(
    (path) => before.get(path) !== files.get(path) && !ACCESS_LOG.includes(path),
  );
  return { step, ...said, touched, files };
}

/** Opened before the command runs: one that never reads it would leave it opening. */
async function openedStream(path: string): Promise<ReadStream> {
  const stream = createReadStream(path);
  await once(stream, 'open');
  return stream;
}

function setTimes(folder: string, files: readonly string[], instant: string): void {
  const at = Date.parse(instant) / 1000;
  for (const file of files) utimesSync(join(folder, file), at, at);
}

/** SHA-256 of every file below a folder, by path; a symbolic link by itself, not by its target. */
function hashes(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    paths.flatMap((path): [string, string][] => {
      const found = lstatSync(join(folder, path));
      if (found.isSymbolicLink()) return [[path, 'link']];
      if (!found.isFile()) return [];
      const bytes = readFileSync(join(folder, path));
      return [[path, createHash('sha256').update(bytes).digest('hex')]];
    }),
  );
}

function produced(
  folder: string,
  inputs: ReadonlyMap<string, string>,
  steps: readonly StepResult[],
): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const put = (name: string, content: Buffer): void => {
    if (found.has(name)) throw new Error(`two things are called ${name}`);
    found.set(name, content);
  };
  for (const [path, hash] of hashes(folder)) {
    if (inputs.has(path) || [DATABASE, ...ACCESS_LOG].includes(path) || hash === 'link') continue;
    const content = readFileSync(join(folder, path));
    // Lists and reports say nothing of their run; a page does.
    put(path, path.endsWith('.html') ? namedParts(content, folder) : content);
  }
  for (const { step, stdout, stderr } of steps) {
    if (step.stdout !== undefined) {
      const named = namedParts(stdout, folder);
      put(step.stdout, step.stdout.endsWith('.json') ? plainJson(named, step.shows) : named);
    }
    if (step.stderr !== undefined) put(step.stderr, namedParts(Buffer.from(stderr), folder));
  }
  return found;
}

function spoilt(folder: string, inputs: ReadonlyMap<string, string>): string[] {
  const now = hashes(folder);
  return [...inputs].filter(([path, hash]) => now.get(path) !== hash).map(([path]) => path);
}
