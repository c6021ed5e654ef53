import { describe, expect, it } from 'vitest';
import { namedAs } from '../../../src/intake/guards/named-as.js';

describe('the register that a name says', () => {
  it.each([
    ['tps', 'in/ctps_ns.txt', 'ctps'],
    ['tps', 'CTPS-2026.zip', 'ctps'],
    ['ctps', 'tps full.txt', 'tps'],
    ['ctps', 'in/ctps/TPS20261120.txt', 'tps'],
  ] as const)('imported as %s, %s is of %s', (register, path, other) => {
    expect(namedAs(register, [path])?.register).toBe(other);
  });

  it.each([
    ['tps', 'tps_ns.txt'],
    ['tps', 'tps_and_ctps.txt'],
    ['tps', 'ctps/register.txt'],
    ['tps', 'httpsctpsx.txt'],
    ['ctps', ''],
  ] as const)('imported as %s, %s says nothing', (register, path) => {
    expect(namedAs(register, [path])).toBeUndefined();
  });

  it('is asked of an entry in an archive too', () => {
    expect(namedAs('tps', ['download.zip', 'CTPS.txt'])).toEqual({
      register: 'ctps',
      name: 'CTPS.txt',
    });
  });
});
