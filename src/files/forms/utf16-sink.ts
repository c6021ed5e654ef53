import type { ByteSink } from '../byte-sink.js';

/** So many bytes of UTF-8 are converted at a time. */
const ROOM = 1 << 18;

/** Turns UTF-8 into UTF-16 on its way out: the way back of {@link Utf16Bytes}. */
export class Utf16Sink implements ByteSink {
  readonly #out: ByteSink;
  readonly #bigEndian: boolean;
  readonly #held = Buffer.allocUnsafe(ROOM);
  /** A byte of UTF-8 makes at most two of UTF-16. */
  readonly #converted = Buffer.allocUnsafe(2 * ROOM);
  #length = 0;

  constructor(out: ByteSink, bigEndian: boolean) {
    this.#out = out;
    this.#bigEndian = bigEndian;
  }

  write(source: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end) {
      const copied = source.copy(this.#held, this.#length, at, end);
      at += copied;
      this.#length += copied;
      if (this.#length === ROOM) this.#convert(wholeCharacters(this.#held));
    }
  }

  /** Writes what is left. */
  end(): void {
    this.#convert(this.#length);
  }

  #convert(length: number): void {
    const text = this.#held.toString('utf8', 0, length);
    const written = this.#converted.write(text, 'utf16le');
    if (this.#bigEndian) this.#converted.subarray(0, written).swap16();
    this.#out.write(this.#converted, 0, written);
    this.#held.copyWithin(0, length, this.#length);
    this.#length -= length;
  }
}

/** Where the last character of UTF-8 that may go on behind the buffer begins. */
function wholeCharacters(buffer: Buffer): number {
  let at = buffer.length - 1;
  while (at > 0 && ((buffer[at] as number) & 0xc0) === 0x80) at--;
  return at;
}
