import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PassingHash } from '../../src/files/passing-hash.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the hash of bytes that pass', () => {
  it('is that of all so far, whenever it is asked for', () => {
    const hash = new PassingHash();
    hash.update(Buffer.from('07700 '));
    expect(hash.hex()).toBe(sha256('07700 '));
    hash.update(Buffer.from('900123'));
    expect(hash.hex()).toBe(sha256('07700 900123'));
    expect(hash.bytes).toBe(12);
  });

  it('is what it was told, once it was left to another', () => {
    const hash = new PassingHash();
    hash.update(Buffer.from('07700 '));
    const told = hash.leave();
    hash.update(Buffer.from('900123'));
    told(sha256('07700 900123'), 12);
    expect(hash.hex()).toBe(sha256('07700 900123'));
  });

  it('is not there while it is left and not told', () => {
    const hash = new PassingHash();
    hash.leave();
    expect(() => hash.hex()).toThrow('nobody has told');
  });

  it('is refused of other bytes than all that passed', () => {
    const hash = new PassingHash();
    const told = hash.leave();
    hash.update(Buffer.from('07700 900123'));
    expect(() => {
      told(sha256('07700'), 5);
    }).toThrow('5 bytes were hashed of 12');
    expect(() => hash.hex()).toThrow();
  });
});
