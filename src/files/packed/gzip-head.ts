import { crc32 } from 'node:zlib';
import type { PackedBytes } from './packed-bytes.js';

const HEAD_BYTES = 10;
const DEFLATE = 8;

/** Bits of FLG (RFC 1952, section 2.3.1); those above the fifth are reserved. */
const HEAD_CRC = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const RESERVED = 0xe0;

/** A name or a comment that goes on for longer is none. */
const LONGEST_TEXT = 1 << 16;

/**
 * Reads the head of a gzip member (RFC 1952, section 2.3).
 *
 * @param isFirst whether it is the first of its file, known to be one
 * @returns MTIME, in seconds since 1970, 0 when it is not said; or in words what is wrong
 */
export async function readGzipHead(bytes: PackedBytes, isFirst: boolean): Promise<number | string> {
  const head = await bytes.take(HEAD_BYTES);
  const isGzip = head[0] === 0x1f && (head[1] ?? 0x8b) === 0x8b;
  if (!isGzip && !isFirst) return 'other bytes follow what is packed';
  if (head.length < HEAD_BYTES) return 'it is cut off';
  const flags = head[3] as number;
  if (head[2] !== DEFLATE || (flags & RESERVED) !== 0) return 'its head is damaged';
  const read = [head];
  if ((flags & EXTRA) !== 0) {
    const length = await bytes.take(2);
    if (length.length < 2) return 'it is cut off';
    read.push(length, await bytes.take(length.readUInt16LE()));
  }
  for (const text of [NAME, COMMENT]) {
    if ((flags & text) === 0) continue;
    const found = await zeroEnded(bytes);
    if (found === undefined) return 'its head is damaged';
    read.push(found);
  }
  if ((flags & HEAD_CRC) !== 0) {
    const said = await bytes.take(2);
    if (said.length < 2) return 'it is cut off';
    if (said.readUInt16LE() !== (crc32(Buffer.concat(read)) & 0xffff)) return 'its head is damaged';
  }
  return head.readUInt32LE(4);
}

async function zeroEnded(bytes: PackedBytes): Promise<Buffer | undefined> {
  const found: Buffer[] = [];
  for (let length = 0; length < LONGEST_TEXT;) {
    const piece = await bytes.piece();
    if (piece.length === 0) return undefined;
    const zero = piece.indexOf(0);
    if (zero >= 0) {
      bytes.giveBack(piece.subarray(zero + 1));
      found.push(piece.subarray(0, zero + 1));
      return Buffer.concat(found);
    }
    found.push(piece);
    length += piece.length;
  }
  return undefined;
}
