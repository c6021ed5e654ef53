import { describe, expect, it } from 'vitest';
import { territoryName } from '../../src/core/territory-name.js';

describe('the country of a number', () => {
  it.each([
    [12025550123, 'United States'],
    [61491570006, 'Australia'],
    [441534000012, 'Jersey'],
    [35312345677, 'Ireland'],
  ])('+%i: %s', async (e164, name) => {
    expect(await territoryName(e164)).toBe(name);
  });

  it.each([999000000000, 12345])('+%i: none is known', async (e164) => {
    expect(await territoryName(e164)).toBeUndefined();
  });
});
