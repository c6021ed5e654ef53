import { wrongUse, type ScreeningError } from '../../core/errors.js';
import type { ByteSource } from '../byte-source.js';

/** So many bytes of the file are converted at a time. */
const ROOM = 1 << 19;
/** A unit of two bytes of UTF-16 makes at most three of UTF-8. */
const MOST_FOR_A_UNIT = 3;

/**
 * Reads UTF-16 as UTF-8. Nothing is lost: what is no UTF-16 is refused, and all else comes back when
 * it is written again. Not TextDecoder: it does not say where it stumbles, and the conversions of
 * Buffer are as fast.
 */
export class Utf16Bytes {
  readonly #source: ByteSource;
  readonly #bigEndian: boolean;
  readonly #room = Buffer.allocUnsafe(ROOM);
  readonly #converted = Buffer.allocUnsafe((ROOM / 2) * MOST_FOR_A_UNIT);
  /** Bytes in the room that are not converted yet: half a unit, half a pair. */
  #held = 0;
  /** Bytes of the file converted so far. */
  #position = 0;
  #start = 0;
  #end = 0;

  constructor(source: ByteSource, bigEndian: boolean) {
    this.#source = source;
    this.#bigEndian = bigEndian;
  }

  /**
   * Fills the buffer from `offset` on; how many bytes came, 0 at the end.
   *
   * @throws ScreeningError wrong-use for half a character, with its place
   */
  async read(buffer: Buffer, offset: number): Promise<number> {
    while (this.#start === this.#end) if (!(await this.#more())) return 0;
    const copied = this.#converted.copy(buffer, offset, this.#start, this.#end);
    this.#start += copied;
    return copied;
  }

  /** Converts what comes next; false at the end. */
  async #more(): Promise<boolean> {
    const came = await this.#source.read(this.#room, this.#held);
    if (came === 0) {
      if (this.#held > 0) throw this.#cutOff();
      return false;
    }
    const length = this.#held + came;
    const units = length - (length % 2);
    const usable = units - (this.#endsInPair(units) ? 2 : 0);
    const part = this.#room.subarray(0, usable);
    // What is held back is turned when it is converted.
    if (this.#bigEndian) part.swap16();
    const text = part.toString('utf16le');
    if (!text.isWellFormed()) throw this.#halfPair(text);
    this.#start = 0;
    this.#end = this.#converted.write(text, 'utf8');
    this.#position += usable;
    this.#room.copyWithin(0, usable, length);
    this.#held = length - usable;
    return true;
  }

  /** Whether the second half of the last character may be still to come. */
  #endsInPair(units: number): boolean {
    const high = this.#room[units - (this.#bigEndian ? 2 : 1)] ?? 0;
    return units > 0 && (high & 0xfc) === 0xd8;
  }

  #cutOff(): ScreeningError {
    const bytes = this.#source.bytes;
    return this.#refused(
      `ends in the middle of a character: ${String(bytes)} bytes of UTF-16`,
      `byte ${String(bytes)}`,
      'the file was cut; copy or export it again',
    );
  }

  #halfPair(text: string): ScreeningError {
    const unit = /\p{Surrogate}/u.exec(text)?.index ?? 0;
    const place = `byte ${String(this.#position + 2 * unit + 1)}`;
    return this.#refused(
      `holds half a character of UTF-16 at ${place}`,
      place,
      'the file is damaged or no UTF-16; export it again, or save it as CSV UTF-8',
    );
  }

  #refused(what: string, place: string, fix: string): ScreeningError {
    const { path } = this.#source;
    return wrongUse({
      summary: `${path} ${what}`,
      why: 'half a character is no text, and nothing is guessed at',
      fix,
      where: `${path}, ${place}`,
    });
  }
}
