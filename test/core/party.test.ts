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
  ])('leaves out %s', (_, one, other) => {
    expect(foldParty(one)).toBe(foldParty(other));
  });

  it.each([
    ['leading noughts', '0042', '42'],
    ['a blank and none', 'AB 1', 'AB1'],
    ['a hyphen and a blank', 'AB-1', 'AB 1'],
    ['a trailing .0', '42.0', '42'],
    ['an accent and none', 'Café', 'Cafe'],
  ])('keeps %s apart', (_, one, other) => {
    expect(foldParty(one)).not.toBe(foldParty(other));
  });

  it.each(['', ' ', '\u00a0\t', '\u200b', 'x'.repeat(LONGEST_PARTY + 1)])(
    'takes %j for nobody',
    (text) => {
      expect(foldParty(text)).toBe('');
    },
  );

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
