import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATABASE, runScenario, type StepResult } from './run-scenario.js';
import { SCENARIOS, scenarioNames } from './steps.js';
import { brokenSummaryRules } from './summary-holds.js';

const root = resolve(SCENARIOS);
const names = scenarioNames(root);
/** Set by `npm run scenarios:update` alone. */
const update = process.env['SCENARIOS'] === 'update';

/** Statuses of refusals: after them no file may have come, gone or changed. */
const REFUSED = [2, 3, 4, 5];

/** Words of commands that change nothing. */
const READING = [
  'status',
  'check',
  'runs',
  'replay',
  'explain',
  'suppliers',
  'coverage',
  '--dry-run',
];

/** What a step changed and may not have changed. */
function wronglyTouched({ step, status, touched }: StepResult): readonly string[] {
  const onlyReads = READING.some((word) => step.run.includes(word));
  const pages = status === 0 ? pagesOf(step.run) : [];
  if (onlyReads) return touched.filter((path) => !pages.includes(path));
  // That a refusal leaves the database's own bytes alone is a test of store/.
  return REFUSED.includes(status) ? touched.filter((path) => path !== DATABASE) : [];
}

/** Pages that a command which reads was asked for. */
function pagesOf(run: readonly string[]): readonly string[] {
  return run.filter((_, at) => run[at - 1] === '--html');
}

function expectedFiles(folder: string): Map<string, Buffer> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path)];
    }),
  );
}

function write(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

describe('scenarios', () => {
  it('are there', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  it.each(names)('%s', async (name) => {
    const { steps, produced, spoilt } = await runScenario(root, name);
    const folder = join(root, name, 'expected');
    if (update) write(folder, produced);
    for (const result of steps) {
      const { step, status, stderr } = result;
      const words = `tps-scrub ${step.run.join(' ')}\n${stderr}`;
      expect(status, words).toBe(step.status);
      expect(wronglyTouched(result), words).toEqual([]);
      expect(brokenSummaryRules(result), words).toEqual([]);
    }
    expect(spoilt).toEqual([]);
    const expected = expectedFiles(folder);
    expect([...produced.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [file, content] of expected) {
      expect(produced.get(file)?.toString('latin1'), file).toBe(content.toString('latin1'));
    }
  });
});
