import { QUOTE } from '../field-marks.js';
import { XmlFault } from './xml-scanner.js';
import { needsDecoding, withoutEntities, withoutEscapes } from './xml-text.js';

/** Excel's cells hold 32,767 characters of at most three bytes, and twice that of quotes. */
const LONGEST_TEXT = 32_767 * 3;

/** The text of a cell, put together of runs, as bytes that CSV takes between quotes. */
export class TextBytes {
  /** Its bytes are those before {@link length}. */
  readonly bytes = Buffer.allocUnsafe(2 * LONGEST_TEXT);
  #length = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** Begins a new text. */
  clear(): void {
    this.#length = 0;
  }

  /**
   * Adds a run of it.
   *
   * @param isRaw whether it has no entities (CDATA)
   * @throws XmlFault when a text is longer than a cell may hold
   */
  add(buffer: Buffer, start: number, end: number, isRaw: boolean): void {
    if (needsDecoding(buffer, start, end)) {
      const written = buffer.toString('utf8', start, end);
      const text = withoutEscapes(isRaw ? written : withoutEntities(written));
      const coded = Buffer.from(text.replaceAll('"', '""'));
      if (this.#length + coded.length > this.bytes.length) throw tooLong();
      this.#length += coded.copy(this.bytes, this.#length);
      return;
    }
    if (this.#length + end - start > LONGEST_TEXT) throw tooLong();
    const { bytes } = this;
    let length = this.#length;
    for (let at = start; at < end; at++) {
      const byte = buffer[at] as number;
      if (byte === QUOTE) bytes[length++] = QUOTE;
      bytes[length++] = byte;
    }
    this.#length = length;
  }
}

function tooLong(): XmlFault {
  return new XmlFault('a cell holds more than 32,767 characters');
}
