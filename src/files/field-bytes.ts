import { QUOTE } from './field-marks.js';
import { FieldForm } from './record-scanner.js';

/**
 * The bytes of a field's value, from a span that `RecordScanner` captured. Plain and quoted fields
 * share the buffer's memory and live as long as its content does; the others are copies.
 *
 * A relaxed field keeps its outer quotes as text, as csv-parse gives it, and only the doubled quotes
 * before its closing quote are halved. csv-parse makes one exception that is followed here: when a
 * NUL byte comes directly after the closing quote, the outer quotes are dropped.
 *
 * @param start first byte of the span
 * @param end after its last byte
 * @param form one of `FieldForm`; an absent field has no bytes
 */
export function fieldBytes(buffer: Buffer, start: number, end: number, form: number): Buffer {
  switch (form) {
    case FieldForm.absent:
      return buffer.subarray(0, 0);
    case FieldForm.escaped:
      return halveQuotes(buffer, start, end);
    case FieldForm.relaxed: {
      const close = closingQuote(buffer, start + 1);
      const inner = halveQuotes(buffer, start + 1, close);
      if (buffer[close + 1] === 0) return Buffer.concat([inner, buffer.subarray(close + 1, end)]);
      return Buffer.concat([buffer.subarray(start, start + 1), inner, buffer.subarray(close, end)]);
    }
    default:
      return buffer.subarray(start, end);
  }
}

/** The first quote from `pos` on that is not half of a doubled one; a relaxed span holds one. */
function closingQuote(buffer: Buffer, pos: number): number {
  let at = buffer.indexOf(QUOTE, pos);
  while (buffer[at + 1] === QUOTE) at = buffer.indexOf(QUOTE, at + 2);
  return at;
}

function halveQuotes(buffer: Buffer, start: number, end: number): Buffer {
  const value = Buffer.allocUnsafe(end - start);
  let length = 0;
  for (let pos = start; pos < end; pos++) {
    const byte = buffer[pos] as number;
    if (byte === QUOTE) pos++;
    value[length++] = byte;
  }
  return value.subarray(0, length);
}
