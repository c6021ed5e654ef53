import { crc32 } from 'node:zlib';
import { instantOf, type Instant } from '../../core/day.js';
import type { FileSource } from '../byte-source.js';
import { readGzipHead } from './gzip-head.js';
import { inflated } from './inflated.js';
import { PackedBytes } from './packed-bytes.js';
import { MOST_MEMBERS, UnpackedCount, type UnpackLimits } from './unpack-limits.js';
import { unpackFault } from './unpack-fault.js';
import { piecewise, type UnpackedSource } from './unpacked-source.js';

const CHUNK = 1 << 18;
const TAIL_BYTES = 8;

/**
 * Unpacks a gzip file as it is read: all its members, one after another, as gunzip does. Each one's
 * CRC-32 and length are checked (RFC 1952), nothing may follow the last, and an end that is missing is
 * a cut file.
 *
 * Members are told apart here, not by `createGunzip`: it passes over bytes that follow the last member
 * when they begin with a nought, and what it does with others depends on where its pieces end.
 *
 * @param head the bytes of the file that were read to know it
 */
export function openGzip(
  file: FileSource,
  head: Buffer,
  limits: UnpackLimits | undefined,
  signal: AbortSignal,
): UnpackedSource {
  let newest = 0;
  const entryTime = (): Instant | '' => (newest === 0 ? '' : instantOf(newest * 1000));
  const bytes = new PackedBytes(() => nextPiece(file), head);
  const told = (seconds: number): void => void (newest = Math.max(newest, seconds));
  const count = new UnpackedCount(file.path, () => file.bytes, limits);
  const pieces = members(file, bytes, count, told, signal);
  return piecewise(file, { path: file.path, entry: '', entryTime }, pieces);
}

async function nextPiece(file: FileSource): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  return buffer.subarray(0, await file.read(buffer, 0));
}

/** @param told is given each member's MTIME, in seconds since 1970 */
async function* members(
  file: FileSource,
  bytes: PackedBytes,
  count: UnpackedCount,
  told: (seconds: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void> {
  for (let member = 1; member === 1 || !(await bytes.isAtEnd()); member++) {
    signal.throwIfAborted();
    if (member > MOST_MEMBERS) {
      throw unpackFault(file.path, `it has more than ${String(MOST_MEMBERS)} parts`);
    }
    const time = await readGzipHead(bytes, member === 1);
    if (typeof time === 'string') throw unpackFault(file.path, time);
    told(time);
    let crc = 0;
    let length = 0;
    for await (const piece of inflated(file.path, bytes)) {
      crc = crc32(piece, crc);
      length += piece.length;
      count.add(piece.length);
      yield piece;
    }
    const tail = await bytes.take(TAIL_BYTES);
    if (tail.length < TAIL_BYTES) throw unpackFault(file.path, 'it is cut off');
    if (tail.readUInt32LE(0) !== crc || tail.readUInt32LE(4) !== length % 2 ** 32) {
      throw unpackFault(file.path, 'its checksum (CRC-32) or its length does not match');
    }
  }
}
