import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram, type Setting } from './built-program.js';

const LISTS_PACKAGES = resolve('test/commands/loaded-packages.js');

let setting: Setting;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'tps-scrub-start-'));
  setting = { folder, environment: { NODE_OPTIONS: `--import "${LISTS_PACKAGES}"` } };
});
afterEach(() => {
  rmSync(setting.folder, { recursive: true, force: true });
});

/** The packages that the program loads for a command line, each once. */
function packages(...words: string[]): string[] {
  const { stderr } = runProgram(words, setting);
  return [...new Set([...stderr.matchAll(/^loads (.*)$/gm)].map(([, name]) => name ?? ''))].sort();
}

describe('what asks nothing of a database', () => {
  it.each([
    ['--version'],
    ['--help'],
    ['scrub', '--help'],
    ['suppress', '--help'],
    ['ledger', 'export', '--help'],
    ['completion', 'bash', '--', 'scrub', '--rows', 'd'],
  ])('%s %s loads commander alone', (...words) => {
    expect(packages(...words)).toEqual(['commander']);
  });

  it('is told from what does', () => {
    expect(packages('status')).toEqual(['commander']);
    expect(packages('check', '07700900123')).toEqual(['commander']);
    runProgram(['suppress', 'add', '07700900123'], setting);
    expect(packages('status')).toEqual([
      'better-sqlite3',
      'bindings',
      'commander',
      'file-uri-to-path',
    ]);
  });
});
