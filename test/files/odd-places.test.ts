import { linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScreeningError } from '../../src/core/errors.js';
import { fileAt, isOtherThanFile, WholeOutput } from '../../src/files/whole-output.js';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tps-scrub-places-'));
  writeFileSync(at('file'), 'text');
  linkSync(at('file'), at('hard'));
  symlinkSync('file', at('link'));
  symlinkSync('nowhere', at('dangling'));
  symlinkSync('circle', at('circle'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a place for an output', () => {
  it('that is a link, whole, dangling or in a circle, is no file', () => {
    expect(['link', 'dangling', 'circle'].map((name) => isOtherThanFile(at(name)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is known for the file that it leads to', () => {
    expect(fileAt(at('link'))).toEqual(fileAt(at('file')));
    expect(fileAt(at('hard'))).toEqual(fileAt(at('file')));
    expect([fileAt(at('dangling')), fileAt(at('circle'))]).toEqual([undefined, undefined]);
  });

  it.each([
    ['a name', 'a'.repeat(256)],
    ['a name with room for nothing beside it', 'a'.repeat(250)],
    ['a path', './'.repeat(2100) + 'out.csv'],
  ])('that is too long is refused: %s', (_what, name) => {
    const write = (): void => {
      fileAt(`${folder}/${name}`);
      new WholeOutput(`${folder}/${name}`);
    };
    if (name.startsWith('./')) expect(() => fileAt(`${folder}/${name}`)).toThrow(ScreeningError);
    else expect(write).toThrow(/its name is too long/);
  });
});
