import type { SourceFile } from 'typescript';
import { describe, expect, it } from 'vitest';
import { ambientUses } from './ambient.js';
import { undocumentedExports } from './documentation.js';
import { AMBIENT_OWNERS, LONGEST_FILE, PACKAGE_ENTRY } from './layers.js';
import { hasEmptyName, isBarrel, lineCount, parse, sourceFiles } from './source-files.js';

const PLANTED = 'architecture/planted/';

const src = sourceFiles('src');
const tests = sourceFiles('test').filter(({ fileName }) => !fileName.startsWith(PLANTED));
const planted = sourceFiles(`test/${PLANTED}`);

const names = (files: readonly SourceFile[]) => files.map(({ fileName }) => fileName);
const findings = (files: readonly SourceFile[], find: (file: SourceFile) => readonly string[]) =>
  files.flatMap((file) => find(file).map((finding) => `${file.fileName}: ${finding}`));

describe('source files', () => {
  it('are there to be read', () => {
    expect(names(src)).toEqual(expect.arrayContaining([...AMBIENT_OWNERS]));
    expect(names(tests)).toContain('architecture/source.test.ts');
  });

  it('take clock, environment and process as arguments, but for two files', () => {
    const others = src.filter(({ fileName }) => !AMBIENT_OWNERS.includes(fileName));
    expect(findings(others, ambientUses)).toEqual([]);
  });

  it('say what they export', () => {
    expect(findings(src, undocumentedExports)).toEqual([]);
  });

  it('are named after something', () => {
    expect(names([...src, ...tests].filter(hasEmptyName))).toEqual([]);
  });

  it('are no barrels, but for what the package offers', () => {
    expect(names([...src, ...tests].filter(isBarrel))).toEqual([PACKAGE_ENTRY]);
  });

  it(`have at most ${LONGEST_FILE} lines`, () => {
    expect(names(src.filter((file) => lineCount(file) > LONGEST_FILE))).toEqual([]);
  });
});

/** What is planted here must be found, or the scans above find nothing. */
describe('planted files', () => {
  it('touch the clock, the environment and the process', () => {
    expect(findings(planted, ambientUses)).toEqual([
      'core/reads-clock.ts: 1: node:os',
      'core/reads-clock.ts: 2: node:process',
      'core/reads-clock.ts: 4: { now } = Date',
      'core/reads-clock.ts: 5: Date.now',
      'core/reads-clock.ts: 5: new Date()',
      'core/reads-clock.ts: 5: performance',
      'core/reads-clock.ts: 5: Date()',
      'core/reads-clock.ts: 8: process',
      'core/reads-clock.ts: 8: globalThis',
      'core/reads-clock.ts: 8: os',
    ]);
  });

  it('export without a word', () => {
    expect(findings(planted, undocumentedExports)).toEqual([
      'core/undocumented.ts: silentConst',
      'core/undocumented.ts: silentFunction',
      'core/undocumented.ts: SilentClass',
      'core/undocumented.ts: SilentInterface',
      'core/undocumented.ts: SilentType',
      'core/undocumented.ts: listedLater',
      'core/undocumented.ts: default',
    ]);
  });

  it('have names that say nothing', () => {
    expect(names(planted.filter(hasEmptyName))).toEqual(['core/index.ts', 'core/utils.ts']);
  });

  it('pass on what others export', () => {
    expect(names(planted.filter(isBarrel))).toEqual(['core/index.ts', 'core/named-barrel.ts']);
  });

  it('are counted in lines', () => {
    expect(lineCount(parse('three.ts', 'a;\n\nb;\n'))).toBe(3);
  });
});
