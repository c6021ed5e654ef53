import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../src/core/fold-name.js';
import { foldParty, LONGEST_PARTY, PartyKey } from '../../src/core/party.js';

const SECRET = '0123456789abcdef0123456789abcdef';

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

describe('what stands for a party', () => {
  // printf 'tps-scrub-party-1\nc-1042' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
  it('is what openssl says', () => {
    expect(new PartyKey(SECRET).of(foldParty(' C-1042 '))).toBe(
      'b1be479e8d020f58294f24bbb57b74bc40d1e7d30cd9de102d43f46d51c72af4',
    );
  });

  // printf 'tps-scrub-party-key-1\n' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
  it('names its key by the beginning of what openssl says', () => {
    expect(new PartyKey(SECRET).id).toBe('09a4e021514743a2');
  });

  it.each(['="C-1042"', "'c-1042", '"C\u20111042"', '\u200bC\u22121042\u00a0'])(
    'is the same for %j, as a spreadsheet leaves it',
    (text) => {
      const key = new PartyKey(SECRET);
      expect(key.of(foldParty(text))).toBe(key.of('c-1042'));
    },
  );

  it('is the HMAC of node:crypto, for keys and parties of any length', () => {
    const secret = fc.string({ unit: 'grapheme', minLength: 32, maxLength: 200 });
    const party = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }).map(foldParty);
    fc.assert(
      fc.property(secret, fc.array(party, { minLength: 1 }), (text, parties) => {
        const key = new PartyKey(text);
        expect(key.id).toBe(hmac(text, 'tps-scrub-party-key-1\n').slice(0, 16));
        for (const folded of parties.filter((one) => one !== '')) {
          expect(key.of(folded)).toBe(hmac(text, `tps-scrub-party-1\n${folded}`));
        }
      }),
    );
  });

  it.each([63, 64, 65])('pads a key of %i bytes, and hashes a longer one', (length) => {
    const secret = 'k'.repeat(length);
    expect(new PartyKey(secret).of('c-1')).toBe(hmac(secret, 'tps-scrub-party-1\nc-1'));
  });

  it('holds the longest party whole, in three bytes a character', () => {
    const longest = '語'.repeat(LONGEST_PARTY);
    const key = new PartyKey(SECRET);
    expect(foldParty(longest)).toBe(longest);
    expect(key.of(longest)).toBe(hmac(SECRET, `tps-scrub-party-1\n${longest}`));
    expect(() => key.of(`${longest}x`)).toThrow(RangeError);
    expect(() => key.of('')).toThrow(RangeError);
  });

  it('never comes of a short secret, and never shows one', () => {
    expect(() => new PartyKey(SECRET.slice(1))).toThrow(RangeError);
    const key = new PartyKey(SECRET);
    expect(JSON.stringify(key)).toBe('{"id":"09a4e021514743a2"}');
    expect(inspect(key, { showHidden: true, depth: null })).not.toContain(SECRET);
  });
});

describe('folding a party', () => {
  it.each([
    ['case', 'Acme-7', 'ACME-7'],
    ['blanks at the ends', '\t Acme 7\u00a0', 'acme 7'],
    ['how many blanks stand inside', 'acme   7', 'acme 7'],
    ['full-width signs', 'ＡＣＭＥ－７', 'acme-7'],
    ['what cannot be seen', '\ufeffac\u200bme-7', 'acme-7'],
    ['how an accent is written', 'Caf\u00e9', 'Cafe\u0301'],
    ['an apostrophe in front', "'0042", '0042'],
    ['a typographic one', '\u20180042', '0042'],
    ['="…"', '="0042"', '0042'],
    ['="…" with blanks', ' =" 0042 " ', '0042'],
    ['quotation marks around', '"Acme 7"', 'acme 7'],
    ['typographic ones', '\u201cAcme 7\u201d', 'acme 7'],
    ['single ones', "'Acme 7'", 'acme 7'],
    ['marks in marks and blanks', `" '0042' "`, '0042'],
    ['a trailing .0', '42.0', '42'],
    ['a trailing .00 in marks', '="0042.00"', '0042'],
    ['full-width figures with .0', '\uff14\uff12.0', '42'],
    ['which apostrophe', 'O\u2019Hara', "o'hara"],
  ])('leaves out %s', (_, one, other) => {
    expect(foldParty(one)).toBe(foldParty(other));
  });

  it.each(Array.from('\u2010\u2011\u2012\u2013\u2014\u2015\u2212'))(
    'takes %s for a hyphen',
    (dash) => {
      expect(foldParty(`AB${dash}1`)).toBe('ab-1');
    },
  );

  it.each([
    ['leading noughts', '0042', '42'],
    ['a blank and none', 'AB 1', 'AB1'],
    ['a hyphen and a blank', 'AB-1', 'AB 1'],
    ['.0 behind letters', 'AB42.0', 'AB42'],
    ['.0 in the middle', '42.01', '421'],
    ['.5 and .50', '42.5', '42.50'],
    ['an apostrophe inside', "O'Hara", 'OHara'],
    ['an accent and none', 'Café', 'Cafe'],
  ])('keeps %s apart', (_, one, other) => {
    expect(foldParty(one)).not.toBe(foldParty(other));
  });

  it.each(['', ' ', '\u00a0\t', '\u200b', '=""', `"'"`, 'x'.repeat(LONGEST_PARTY + 1)])(
    'takes %j for nobody',
    (text) => {
      expect(foldParty(text)).toBe('');
    },
  );

  it('takes off marks until none is left, and nothing by a second time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from(' aZ0.-=\'"\u2019\u2212\u200b')) }),
        (text) => {
          const folded = foldParty(text);
          expect(foldParty(folded)).toBe(folded);
          expect(foldParty(`\u200b${text}`)).toBe(folded);
          if (folded !== '') expect(foldParty(`="${text}"`)).toBe(folded);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives up on a text of nothing but marks, however long', () => {
    expect(foldParty(`${"'".repeat(100)}42${"'".repeat(100)}`)).toBe('42');
    expect(foldParty(`${"'".repeat(500_000)}42${"'".repeat(500_000)}`)).toBe('');
  });

  it('does what folding a name does, by whichever way', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from(' aAzZ09-_~\t\u00e9')), maxLength: 20 }),
        (text) => {
          expect(foldParty(text)).toBe(foldName(text));
        },
      ),
    );
  });
});
