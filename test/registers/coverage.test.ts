import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../src/core/errors.js';
import { Coverage, coverageNote, coverageWords } from '../../src/registers/coverage.js';

const read = (text: string) => Coverage.read(text, '--covers');

describe('prefixes of a partial licence', () => {
  it.each([
    ['0207,01204,07', '01204,0207,07'],
    [' 0207 , 01204 ', '01204,0207'],
    ['07,07', '07'],
    ['07700900,07,0770', '07'],
    ['01204,012,0120', '012'],
    ['0207,0208', '0207,0208'],
    ['02,020', '02'],
    ['016977', '016977'],
    ['02079460', '02079460'],
    ['0500,055', '0500,055'],
  ])('%s are kept as %s', (text, kept) => {
    expect(read(text).text).toBe(kept);
    expect(read(kept).text).toBe(kept);
  });

  it.each([
    '',
    ' ',
    '0',
    '7',
    '207',
    '00',
    '0044207',
    '+44207',
    '44207',
    '04',
    '061',
    '0207,',
    ',0207',
    '0207,,07',
    '0207 01204',
    '0207;01204',
    '02o7',
    '020-7',
    '020794601',
    '０２０７',
  ])("'%s' are refused", (text) => {
    expect(() => read(text)).toThrow(ScreeningError);
  });

  it('are named in the message', () => {
    expect(() => read('0207, 1204')).toThrow("--covers: '1204' is no national prefix");
  });

  it('are named for people, and counted where they are many', () => {
    expect(coverageWords({ covers: '01204,0207' })).toBe('01204, 0207 only');
    expect(coverageWords({ covers: '' })).toBe('the whole register');
    expect(coverageNote({ covers: '' })).toBe('');
    expect(coverageNote({ covers: '07' })).toBe(', covers 07 only');
    const many = Array.from({ length: 15 }, (_, at) => `0${String(1200 + at)}`).join(',');
    expect(coverageWords({ covers: many })).toMatch(/, 01211 and 3 other prefixes only$/);
  });
});

describe('a number', () => {
  it.each([
    ['0207', 442079460123, true],
    ['0207', 442089460123, false],
    ['0207', 441204600000, false],
    ['07', 447700900123, true],
    ['07', 448081570123, false],
    ['01204', 441204600000, true],
    ['01204', 44120460000, true],
    ['01204', 441205600000, false],
    ['01204', 44120560000, false],
    ['016977', 44169770000, true],
    ['016977', 441697700000, true],
    ['016977', 44169760000, false],
    ['01204600', 441204600000, true],
    ['01204600', 44120460000, true],
    ['01204600', 441204601000, false],
    ['01204600', 44120460100, false],
    ['02079460', 442079460123, true],
    ['02079460', 442079461123, false],
    ['0800', 448001111, true],
    ['0800111', 448001111, true],
    ['08081', 448001111, false],
    ['0845', 448454640, true],
    ['0500', 44500000000, true],
    ['02', 44120200000, false],
  ])('with %s, %i is covered: %s', (text, e164, covered) => {
    expect(read(text).covers(e164)).toBe(covered);
  });

  it('is covered when its national digits begin with one of the prefixes', () => {
    const prefix = fc.stringMatching(/^0[1-35789]\d{0,6}$/);
    const national = fc.stringMatching(/^[1-35789](?:\d{6}|\d{8,9})$/);
    const tail = fc.stringMatching(/^\d{9}$/);
    fc.assert(
      fc.property(
        fc.array(prefix, { minLength: 1, maxLength: 6 }),
        fc.oneof(
          national.map((digits) => () => digits),
          fc.tuple(fc.nat(), tail, fc.constantFrom(7, 9, 10)).map(
            ([at, rest, digits]) =>
              (given: readonly string[]) =>
                `${given[at % given.length]?.slice(1) ?? ''}${rest}`.slice(0, digits),
          ),
        ),
        (prefixes, numberOf) => {
          const digits = numberOf(prefixes);
          const covered = prefixes.some((one) => `0${digits}`.startsWith(one));
          expect(read(prefixes.join(', ')).covers(Number(`44${digits}`))).toBe(covered);
        },
      ),
      { seed: 20261121, numRuns: 1000 },
    );
  });

  it('means the same for prefixes in any order, once or more often', () => {
    const prefixes = fc.array(fc.stringMatching(/^0[12][0-2]{0,4}$/), { minLength: 1 });
    fc.assert(
      fc.property(prefixes, (given) => {
        const kept = read(given.join(','));
        expect(read([...given].reverse().concat(given).join(',')).text).toBe(kept.text);
        for (const prefix of kept.prefixes) {
          const others = kept.prefixes.filter((one) => one !== prefix);
          expect(others.some((one) => prefix.startsWith(one))).toBe(false);
          expect(given).toContain(prefix);
        }
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});
