import { describe, expect, it } from 'vitest';
import { nearest, unknownName } from '../../src/core/nearest.js';

describe('the nearest name', () => {
  it.each<[shows: string, name: string, candidates: readonly string[], near: string | undefined]>([
    ['the name itself', 'live', ['automated', 'live'], 'live'],
    ['in other case', 'LIVE', ['live'], 'live'],
    ['of a candidate in other case', 'acme', ['Borough', 'ACME'], 'ACME'],
    ['two letters changed round', 'lvie', ['live'], 'live'],
    ['a letter left out', 'tp', ['tps'], 'tps'],
    ['a letter left out at the end', 'statu', ['status'], 'status'],
    ['a letter left out at the beginning', 'tatus', ['status'], 'status'],
    ['a letter too many', 'cctps', ['ctps'], 'ctps'],
    ['half of the letters wrong', 'abcd', ['abxy'], 'abxy'],
    ['half of them wrong, at the beginning', 'abcd', ['xycd'], 'xycd'],
    ['more than half wrong', 'abcd', ['axyz'], undefined],
    ['more than half left out', 'ab', ['abxyz'], undefined],
    ['more than half wrong, and one too many', 'abxyz', ['acde'], undefined],
    ['one of four letters', 'a', ['axyz'], undefined],
    ['none in common', 'abcd', ['wxyz'], undefined],
    ['none in common, and a letter moved', 'abcdef', ['fuvwxy'], undefined],
    ['nothing to choose from', 'live', [], undefined],
    ['no name', '', ['live'], undefined],
    ['no name for no name', '', ['', 'live'], ''],
    ['a long candidate that holds the name', 'sup', ['suppress-import'], 'suppress-import'],
    ['a long name that holds the candidate', 'tps-register-of-today', ['tps'], 'tps'],
    ['a candidate that holds two letters', 'su', ['suppress-import'], undefined],
    ['the nearer of two', 'stats', ['start', 'status'], 'status'],
    ['the nearer of two, first', 'stats', ['status', 'start'], 'status'],
    ['the first of two alike', 'cat', ['bat', 'hat'], 'bat'],
    ['one letter wrong before one that holds the name', 'list', ['blacklists', 'lost'], 'lost'],
    [
      'one that holds the name before two letters wrong',
      'list',
      ['lose', 'blacklists'],
      'blacklists',
    ],
  ])('%s', (_shows, name, candidates, near) => {
    expect(nearest(name, candidates)).toBe(near);
  });
});

describe('a name that is in no table', () => {
  it('is refused with the nearest that there is', () => {
    const { code, explanation } = unknownName(
      ['policy', 'policies'],
      'lvie',
      ['automated', 'live'],
      '--policy',
    );
    expect(code).toBe('wrong-use');
    expect(explanation).toEqual({
      summary: "there is no policy 'lvie'",
      fix: "did you mean 'live'?",
      where: '--policy',
    });
  });

  it('is refused with all that there are when none is near', () => {
    const known = ['automated', 'live'];
    const { explanation } = unknownName(['policy', 'policies'], 'zzz', known, '--policy');
    expect(explanation.fix).toBe('policies: automated, live');
  });
});
