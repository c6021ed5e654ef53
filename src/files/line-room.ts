import { crc32 } from 'node:zlib';
import type { ByteSink } from './byte-sink.js';

const ROOM = 1 << 16;
/** Of the longest integer that is exact. */
const MOST_DIGITS = 16;
const [NOUGHT, COMMA] = [48, 0x2c];

/**
 * Lines on their way to a sink, laid down byte by byte in one buffer: as strings, put together, measured,
 * summed up and encoded, those of a report took four times as long.
 */
export class LineRoom {
  readonly #sink: ByteSink | undefined;
  readonly #room = Buffer.allocUnsafe(ROOM);
  /** Where the line that is laid down begins, and where it goes on. */
  #start = 0;
  #at = 0;

  /** @param sink undefined where nobody wants the lines, but perhaps their checksums */
  constructor(sink: ByteSink | undefined) {
    this.#sink = sink;
  }

  /**
   * Begins a line.
   *
   * @param length of all its parts but the integers @param integers how many of these it has
   * @returns false when it is too long, and has to be given as {@link LineRoom.text}
   */
  begin(length: number, integers: number): boolean {
    const most = length + integers * (MOST_DIGITS + 1);
    if (most > ROOM) return false;
    if (this.#at + most > ROOM) this.flush();
    this.#start = this.#at;
    return true;
  }

  /** Lays down an integer that is not negative, and a comma. */
  integer(value: number): void {
    const room = this.#room;
    let end = this.#at + 1;
    for (let ten = 10; ten <= value; ten *= 10) end++;
    this.#at = end;
    let rest = value;
    do {
      const tens = Math.floor(rest / 10);
      room[--end] = rest - 10 * tens + NOUGHT;
      rest = tens;
    } while (rest > 0);
    room[this.#at++] = COMMA;
  }

  /** Lays down `source[start, end)`. */
  bytes(source: Uint8Array, start = 0, end = source.length): void {
    const room = this.#room;
    let at = this.#at;
    for (let from = start; from < end; from++) room[at++] = source[from] as number;
    this.#at = at;
  }

  /** CRC-32 of the line since {@link LineRoom.begin}, after others of that checksum. */
  checksum(before: number): number {
    return crc32(this.#room.subarray(this.#start, this.#at), before);
  }

  /** Writes a line that is text, with its line end. */
  text(line: string): void {
    if (this.#sink === undefined) return;
    const bytes = Buffer.from(line);
    if (this.#at + bytes.length > ROOM) this.flush();
    if (bytes.length > ROOM) this.#sink.write(bytes, 0, bytes.length);
    else this.#at += bytes.copy(this.#room, this.#at);
  }

  /** Writes what is not yet written; no line may be begun. */
  flush(): void {
    this.#sink?.write(this.#room, 0, this.#at);
    this.#at = 0;
  }
}
