import { KeyedHash } from './keyed-hash.js';

/** What the HMAC of a key's id is taken over; no number is written so. */
const KEY_TEXT = 'tps-scrub-number-key-1\n';
const ROOM = 32;
const ID_DIGITS = 16;

/** Bytes of what stands for a number. */
export const NUMBER_KEY_BYTES = 32;

/** A secret has so many bytes at most: an engine pads it with noughts, and need not hash it first. */
export const LONGEST_NUMBER_SECRET = 64;

/**
 * The key under which numbers leave in a screen set: of each stands HMAC-SHA-256 (RFC 2104) over its E.164
 * text, `+` and digits. A bare hash of a number is undone in minutes by trying all numbers.
 */
export class NumberKey {
  /** Tells keys apart and nothing else: the first 8 bytes, in hex, of the HMAC of a constant. */
  readonly id: string;
  readonly #hash: KeyedHash;

  /** @param secret of 32 to {@link LONGEST_NUMBER_SECRET} bytes; see config/number-key.ts */
  constructor(secret: string) {
    this.#hash = new KeyedHash(secret, ROOM);
    this.id = this.#hash.hex(this.#hash.write(KEY_TEXT, 0)).slice(0, ID_DIGITS);
  }

  /**
   * Puts what stands for a number into a buffer: {@link NUMBER_KEY_BYTES} bytes.
   *
   * @param e164 its E.164 text, with the plus
   * @param at where they begin
   */
  into(e164: string, target: Buffer, at: number): void {
    this.#hash.into(this.#hash.write(e164, 0), target, at);
  }
}
