import { createHash } from 'node:crypto';

/** Is told the hash that was left to another, who hashed so many bytes. @throws Error when these are not all */
export type LeftHash = (sha256: string, bytes: number) => void;

/** SHA-256 of bytes as they pass, taken here or left to whoever gets them all. */
export class PassingHash {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #isLeft = false;
  #told: string | undefined;

  /** Bytes that have passed. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes that pass. */
  update(bytes: Uint8Array): void {
    if (!this.#isLeft) this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  /** From now on nothing is hashed here: who calls it hashes every byte, those that have passed too. */
  leave(): LeftHash {
    this.#isLeft = true;
    return (sha256, bytes) => {
      if (bytes !== this.#bytes) {
        throw new Error(`${String(bytes)} bytes were hashed of ${String(this.#bytes)}`);
      }
      this.#told = sha256;
    };
  }

  /** The hash in hex, of all that has passed so far. @throws Error while it is left and not told */
  hex(): string {
    const hex = this.#isLeft ? this.#told : this.#hash.copy().digest('hex');
    if (hex === undefined) throw new Error('nobody has told the hash of the bytes that were read');
    return hex;
  }
}
