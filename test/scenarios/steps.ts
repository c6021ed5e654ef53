import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One command of a scenario, in the world as it stands then. */
export interface Step {
  /** The instant that the clock shows, ISO 8601 UTC. */
  readonly now: string;
  /** The command line without the program's name. */
  readonly run: readonly string[];
  readonly status: number;
  /** Names, in `expected/`, of what must come out on standard output and standard error. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** Fields of a JSON object on standard output that are compared; all when not given. */
  readonly shows?: readonly string[];
  /** An input file that stands on standard input. */
  readonly stdin?: string;
  /** Instants set as the times of input files before the command runs. */
  readonly modified?: Readonly<Record<string, string>>;
  /** Symbolic links made before the command runs: name to target. */
  readonly links?: Readonly<Record<string, string>>;
  /** Hard links made before the command runs: name to file. */
  readonly hardLinks?: Readonly<Record<string, string>>;
}

/** Folders beside the scenarios: the inputs that every scenario is given. */
export const GIVEN = 'given-to-every-scenario';

/** Where scenarios stand, from the root of the repository. */
export const SCENARIOS = 'fixtures/scenarios';

const KEYS: Readonly<Record<keyof Step, boolean>> = {
  now: true,
  run: true,
  status: true,
  stdout: false,
  stderr: false,
  shows: false,
  stdin: false,
  modified: false,
  links: false,
  hardLinks: false,
};

/** The sentences of all scenarios: the names of their folders. */
export function scenarioNames(root: string): string[] {
  return readdirSync(root)
    .filter((name) => name !== GIVEN && statSync(join(root, name)).isDirectory())
    .sort();
}

/**
 * The steps of a scenario, checked: a mistyped key would otherwise leave something unchecked.
 *
 * @throws Error naming the step and the key
 */
export function readSteps(folder: string): readonly Step[] {
  const steps = JSON.parse(readFileSync(join(folder, 'steps.json'), 'utf8')) as Step[];
  if (!Array.isArray(steps) || steps.length === 0) throw new Error(`${folder} has no steps`);
  steps.forEach((step, index) => {
    const known = Object.keys(KEYS);
    const unknown = Object.keys(step).filter((key) => !known.includes(key));
    const missing = known.filter((key) => KEYS[key as keyof Step] && !(key in step));
    if (unknown.length + missing.length > 0) {
      const words = [...unknown.map((key) => `unknown ${key}`), ...missing.map((k) => `no ${k}`)];
      throw new Error(`${folder}, step ${index + 1}: ${words.join(', ')}`);
    }
  });
  return steps;
}
