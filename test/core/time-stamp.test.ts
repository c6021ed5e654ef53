import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derValue, derValues, objectIdOf, octetsOf } from '../../src/core/der.js';
import { askedStamp, timeStampAnswer, timeStampRequest } from '../../src/core/time-stamp.js';

const HEAD = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex');

/** A value by hand: its tag, its length in one or two bytes, its parts. */
function value(tag: string, ...parts: readonly string[]): string {
  const content = parts.join('');
  const size = content.length / 2;
  const length = size < 128 ? '' : '81';
  return tag + length + size.toString(16).padStart(2, '0') + content;
}

/** A response as RFC 3161 and RFC 5652 lay it out, without certificate and signature. */
function response(
  changes: { readonly status?: string; readonly time?: string; readonly hash?: string } = {},
): string {
  const {
    status = '020100',
    time = '20261122095500.5Z',
    hash = '0609608648016503040201',
  } = changes;
  const info = value(
    '30',
    '020101',
    value('06', '2a0304'),
    value('30', value('30', hash, '0500'), value('04', HEAD)),
    '02020fa1',
    value('18', Buffer.from(time).toString('hex')),
    value('30', '020101'),
    '0101ff',
    value('02', '4142434445464748'),
    value('a0', '0500'),
  );
  const signed = value(
    '30',
    '020103',
    value('31'),
    value('30', '060b2a864886f70d0109100104', value('a0', value('04', info))),
    value('31'),
  );
  const token = value('30', '06092a864886f70d010702', value('a0', signed));
  return value('30', value('30', status), token);
}

describe('a time-stamp request', () => {
  it('is what is written down, byte for byte', () => {
    const request = timeStampRequest(HEAD, bytes('ff02030405060708'));
    expect(request.toString('hex')).toBe(
      bytes(`30 43 02 01 01 30 31 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20 ${HEAD}
             02 08 7f 02 03 04 05 06 07 08 01 01 ff`).toString('hex'),
    );
  });

  it('is read again, whatever the nonce, and nothing else is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), fc.nat(68), (random, at) => {
        const request = timeStampRequest(HEAD, Buffer.from(random));
        const asked = askedStamp(request);
        expect(asked).toEqual({ imprint: HEAD, nonce: request.toString('hex', 58, 66) });
        const changed = Buffer.from(request);
        changed.writeUInt8(changed.readUInt8(at) ^ 0x80, at);
        if (at >= 24 && at < 56) expect(askedStamp(changed).imprint).not.toBe(HEAD);
        else if (at >= 59 && at < 66) expect(askedStamp(changed).nonce).not.toBe(asked.nonce);
        else expect(() => askedStamp(changed)).toThrow(RangeError);
      }),
      { seed: 20261122 },
    );
  });
});

describe('a time-stamp response', () => {
  it('is read: imprint, nonce, time, number, policy', () => {
    expect(timeStampAnswer(bytes(response()))).toEqual({
      granted: true,
      imprint: HEAD,
      nonce: '4142434445464748',
      stamped: '2026-11-22T09:55:00.500Z',
      serial: '0fa1',
      policy: '1.2.3.4',
    });
  });

  it('is read with lengths that are not said, and a content in pieces, as BER allows', () => {
    const text = response();
    const at = text.indexOf('06092a864886f70d010702');
    const token = text.slice(at);
    const loose = `3080 ${value('30', '020100')} 3080 ${token} 0000 0000`;
    expect(timeStampAnswer(bytes(loose))).toEqual(timeStampAnswer(bytes(text)));
    const pieces = derValue(bytes('2480 0402 0102 0401 03 0000'));
    expect(octetsOf(pieces).toString('hex')).toBe('010203');
  });

  it('is not read when its pieces stand deep in each other, nor its names are endless', () => {
    let pieces = '0400';
    for (let depth = 0; depth < 40; depth++) pieces = value('24', pieces);
    expect(() => octetsOf(derValue(bytes(pieces)))).toThrow('too deep');
    const name = { tag: 0x06, content: Buffer.alloc(65, 0xff) };
    expect(() => objectIdOf(name)).toThrow('too long');
  });

  it('says of a refusal no more than a person reads', () => {
    const text = Buffer.from('no '.repeat(500)).toString('hex');
    const refusal = `3080 3080 020102 3080 0c8205dc ${text} 0000 0000 0000`;
    expect(timeStampAnswer(bytes(refusal))).toMatchObject({ words: 'no '.repeat(100) });
  });

  it('says why it was refused', () => {
    const why = value('30', value('0c', Buffer.from('bad request').toString('hex')));
    expect(timeStampAnswer(bytes(value('30', value('30', '020102', why))))).toEqual({
      granted: false,
      status: 2,
      words: 'bad request',
    });
  });

  it.each([
    ['nothing', ''],
    ['text', Buffer.from('<html>').toString('hex')],
    ['a request', timeStampRequest(HEAD, Buffer.alloc(8)).toString('hex')],
    ['one with bytes after it', `${response()}00`],
    ['one without a token', value('30', value('30', '020100'))],
    ['one over SHA-512', response({ hash: '0609608648016503040203' })],
    ['one in local time', response({ time: '20261122095500' })],
    ['one in a month that is none', response({ time: '20261322095500Z' })],
    ['one on a day that is none', response({ time: '20260230095500Z' })],
    ['one with an empty status', response({ status: '0200' })],
    ['one with a status of two bytes', response({ status: '02020000' })],
    ['a length of five bytes', '30850000000001 00'],
    ['a tag of two bytes', '3f8101 00'],
    ['values without end', '3080'.repeat(64)],
  ])('is not taken for %s', (_, hex) => {
    expect(() => timeStampAnswer(bytes(hex))).toThrow(RangeError);
  });

  it('with any byte changed, cut or added is read or refused, and nothing else happens', () => {
    const whole = bytes(response());
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(2), (at, byte, how) => {
        const parts = [
          whole.subarray(0, at),
          Buffer.of(byte),
          whole.subarray(at + (how === 1 ? 0 : 1)),
        ];
        const changed = how === 2 ? whole.subarray(0, at) : Buffer.concat(parts);
        try {
          const answer = timeStampAnswer(changed);
          expect(how === 2 && answer.granted).toBe(false);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });
});

describe('an object identifier', () => {
  it.each([
    ['2a864886f70d010702', '1.2.840.113549.1.7.2'],
    ['608648016503040201', '2.16.840.1.101.3.4.2.1'],
    ['883703', '2.999.3'],
  ])('%s is %s', (content, words) => {
    const [found] = derValues(derValue(bytes(value('30', value('06', content)))));
    expect(found && objectIdOf(found)).toBe(words);
  });
});
