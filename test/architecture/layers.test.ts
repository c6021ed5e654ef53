import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cruiseRooms, outsideRooms } from './imports.js';
import { PACKAGE_OWNERS } from './layers.js';
import { sourceFiles } from './source-files.js';

const src = await cruiseRooms('src');
const planted = await cruiseRooms('test/architecture/planted');

describe('imports of src/', () => {
  it('are read from every file', () => {
    expect(src.modules).toContain('cli.ts');
    expect(src.modules).toEqual(sourceFiles('src').map(({ fileName }) => fileName));
  });

  it('go one way, in no circle, and to packages only from their owners', () => {
    expect(src.violations).toEqual([]);
  });

  it('come from rooms of the table', () => {
    expect(outsideRooms(src.modules)).toEqual([]);
  });

  it('find an owner for each package that is installed with the product', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(Object.keys(PACKAGE_OWNERS).sort()).toEqual(Object.keys(dependencies).sort());
  });
});

/** What is planted must be reported: rules that report nothing here check nothing. */
describe('imports of planted/', () => {
  it('break each kind of rule', () => {
    expect(planted.violations).toEqual([
      'better-sqlite3 has an owner: core/takes-packages.ts -> better-sqlite3/lib/index.js',
      'chalk has an owner: core/takes-packages.ts -> chalk/source/index.js',
      'commander has an owner: core/takes-packages.ts -> commander/esm.mjs',
      'core imports itself and rightward: core/leftward.ts -> store/held.ts',
      'csv-parse has an owner: core/takes-packages.ts -> csv-parse/lib/sync.js',
      'csv-stringify has an owner: core/takes-packages.ts -> csv-stringify/lib/sync.js',
      'libphonenumber-js has an owner: ui/takes-numbers.ts -> libphonenumber-js/max/index.js',
      'no cycle: registers/circle-a.ts -> registers/circle-b.ts',
      'resolvable: core/unresolved.ts -> ./not-there.js',
      'smol-toml has an owner: core/takes-packages.ts -> smol-toml/dist/index.js',
      'store imports itself and rightward: store/neighbour.ts -> files/near.ts',
      'zod has an owner: core/takes-packages.ts -> zod/index.js',
    ]);
  });

  it('come from a room that is not in the table', () => {
    expect(outsideRooms(planted.modules)).toEqual(['attic/chest.ts']);
  });
});
