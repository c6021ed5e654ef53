import { describe, expect, it } from 'vitest';
import { foldName } from '../../src/core/fold-name.js';

describe('two spellings of one name', () => {
  it.each([
    ['case', 'Acme Energy', 'ACME energy'],
    ['blanks around', 'Acme Energy', '  Acme Energy\t'],
    ['blanks within', 'Acme Energy', 'Acme \n  Energy'],
    ['a blank that does not break', 'Acme Energy', 'Acme\u00a0Energy'],
    ['invisible characters', 'Acme Energy', '\ufeffAc\u00adme\u200b Ener\u200dgy'],
    ['an invisible character between blanks', 'Acme Energy', 'Acme \u200b Energy'],
    ['full width', 'Acme 24', '\uff21\uff43\uff4d\uff45\u3000\uff12\uff14'],
    ['a ligature', 'Offices', 'O\ufb03ces'],
    ['an accent of its own', 'Caf\u00e9', 'Cafe\u0301'],
  ])('differ in %s', (_in, one, other) => {
    expect(foldName(other)).toBe(foldName(one));
  });

  it.each([
    ['a blank', 'Acme Energy', 'AcmeEnergy'],
    ['an accent', 'Cafe', 'Caf\u00e9'],
    ['a hyphen', 'Acme-Energy', 'Acme Energy'],
  ])('do not differ in %s', (_in, one, other) => {
    expect(foldName(other)).not.toBe(foldName(one));
  });

  it('are folded to small letters and single blanks', () => {
    expect(foldName(' The  Acme ENERGY Company ')).toBe('the acme energy company');
  });
});
