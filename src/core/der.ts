/** A value in DER, or in BER as some authorities send it (ITU-T X.690): its tag, and its bytes. */
export interface DerValue {
  /** The identifier octet: class, whether it is made of others, number. */
  readonly tag: number;
  readonly content: Buffer;
}

/** Tags of the values that time-stamps are made of. */
export const DER = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  object: 0x06,
  utf8: 0x0c,
  time: 0x18,
  sequence: 0x30,
  context0: 0xa0,
} as const;

/** An octet string in pieces, which only BER has. */
const OCTETS_IN_PIECES = 0x24;
const INDEFINITE = 0x80;
/** Deeper than any time-stamp; what goes on beyond is no answer but an attack. */
const DEEPEST = 32;
/** Longer than any in use; a number of a million bytes would take minutes. */
const LONGEST_OBJECT_ID = 64;

/**
 * Reads the one value that bytes hold.
 *
 * @throws RangeError when they hold less or more
 */
export function derValue(bytes: Buffer): DerValue {
  const { value, next } = valueAt(bytes, 0, 0);
  if (next !== bytes.length) throw new RangeError('bytes follow the value');
  return value;
}

/** The values that a value is made of. @throws RangeError when its bytes are no such row */
export function derValues({ content }: DerValue): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < content.length;) {
    const { value, next } = valueAt(content, at, 0);
    values.push(value);
    at = next;
  }
  return values;
}

/** The value at the front of a row, if it has a tag; it is taken off the row then. */
export function takeOptional(row: DerValue[], tag: number): DerValue | undefined {
  return row[0]?.tag === tag ? row.shift() : undefined;
}

/** The value at the front of a row, taken off. @throws RangeError when it has another tag */
export function take(row: DerValue[], tag: number): DerValue {
  const value = takeOptional(row, tag);
  if (value === undefined) throw new RangeError(`a value with tag ${String(tag)} is missing`);
  return value;
}

/** The bytes of an octet string. @throws RangeError when it is none */
export function octetsOf(value: DerValue): Buffer {
  return piecesOf(value, 0);
}

function piecesOf(value: DerValue, depth: number): Buffer {
  if (value.tag === DER.octets) return value.content;
  if (value.tag !== OCTETS_IN_PIECES) throw new RangeError('an octet string is missing');
  if (depth > DEEPEST) throw new RangeError('pieces stand too deep in each other');
  return Buffer.concat(derValues(value).map((piece) => piecesOf(piece, depth + 1)));
}

/** An object identifier as people write it: `1.2.840.113549.1.7.2`. @throws RangeError */
export function objectIdOf({ content }: DerValue): string {
  if (content.length > LONGEST_OBJECT_ID) throw new RangeError('an object identifier is too long');
  const numbers: bigint[] = [];
  let number = 0n;
  for (const byte of content) {
    number = number * 128n + BigInt(byte & 0x7f);
    if (byte > 0x7f) continue;
    numbers.push(number);
    number = 0n;
  }
  const [first, ...others] = numbers;
  if (first === undefined || number !== 0n) throw new RangeError('an object identifier is cut');
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...others].join('.');
}

function valueAt(bytes: Buffer, at: number, depth: number): { value: DerValue; next: number } {
  if (depth > DEEPEST) throw new RangeError('values stand too deep in each other');
  const tag = byteAt(bytes, at);
  if ((tag & 0x1f) === 0x1f) throw new RangeError('a tag has more than one byte');
  const length = byteAt(bytes, at + 1);
  if (length === INDEFINITE) return indefiniteAt(bytes, at, depth);
  const count = length > INDEFINITE ? length - INDEFINITE : 0;
  if (count > 4) throw new RangeError('a length has more than four bytes');
  let size = count === 0 ? length : 0;
  for (let byte = 0; byte < count; byte++) size = size * 256 + byteAt(bytes, at + 2 + byte);
  const start = at + 2 + count;
  const next = start + size;
  if (next > bytes.length) throw new RangeError('a value is longer than its bytes');
  return { value: { tag, content: bytes.subarray(start, next) }, next };
}

/** Of a length that is not said: up to two noughts. */
function indefiniteAt(bytes: Buffer, at: number, depth: number) {
  const start = at + 2;
  let next = start;
  while (byteAt(bytes, next) !== 0 || byteAt(bytes, next + 1) !== 0) {
    ({ next } = valueAt(bytes, next, depth + 1));
  }
  return {
    value: { tag: byteAt(bytes, at), content: bytes.subarray(start, next) },
    next: next + 2,
  };
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('the bytes end within a value');
  return byte;
}
