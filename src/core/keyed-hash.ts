import { createHash, hash as hashOnce } from 'node:crypto';

const BLOCK = 64;
const HASH = 32;

/**
 * HMAC-SHA-256 (RFC 2104) of many short texts under one secret, by its definition, from pads made once, and
 * not by createHmac: there are millions of texts, and making that object for each takes twice as long. The
 * secret stands in private fields, which neither JSON nor a log shows.
 */
export class KeyedHash {
  readonly #inner: Buffer;
  readonly #outer: Buffer;

  /**
   * @param secret more than 64 bytes of it are hashed first, as the RFC has it
   * @param room bytes of the longest text
   */
  constructor(secret: string, room: number) {
    const bytes = Buffer.from(secret);
    const key = bytes.length > BLOCK ? createHash('sha256').update(bytes).digest() : bytes;
    const padded = Buffer.concat([key], BLOCK);
    this.#inner = Buffer.concat([padded.map((byte) => byte ^ 0x36)], BLOCK + room);
    this.#outer = Buffer.concat([padded.map((byte) => byte ^ 0x5c)], BLOCK + HASH);
  }

  /** Writes a part of the next text; how many bytes it took. @param at where in the text it begins */
  write(text: string, at: number): number {
    return this.#inner.write(text, BLOCK + at);
  }

  /** What stands for the text that was written, in hex. @param length its bytes */
  hex(length: number): string {
    return hashOnce('sha256', this.#finished(length), 'hex');
  }

  /** The same as 32 bytes, put into a buffer. @param at where they begin there */
  into(length: number, target: Buffer, at: number): void {
    target.write(hashOnce('sha256', this.#finished(length), 'binary'), at, 'latin1');
  }

  #finished(length: number): Buffer {
    const inner = hashOnce('sha256', this.#inner.subarray(0, BLOCK + length), 'binary');
    this.#outer.write(inner, BLOCK, 'latin1');
    return this.#outer;
  }
}
