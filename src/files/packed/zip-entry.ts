import { TransformStream } from 'node:stream/web';
import { crc32 } from 'node:zlib';
import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-reader.js';
import { changedWhileRead, type FileSource } from '../byte-source.js';
import { inflated } from './inflated.js';
import { PackedBytes } from './packed-bytes.js';
import { UnpackedCount, type UnpackLimits } from './unpack-limits.js';
import type { ZipFaults } from './zip-faults.js';

/**
 * What is asked of archives. Where their parts contradict each other, programs would read different
 * files from the same bytes: such an archive is refused (`strict`). Names are not refused, since nothing
 * is written under them. Workers would be threads with code of their own.
 */
export const STRICT = {
  useWebWorkers: false,
  checkSignature: true,
  checkAuthenticationCode: true,
  checkOverlappingEntry: true,
  strictness: 'strict',
  filenameValidation: 'tolerant',
} as const;

/** What is asked of an entry. */
interface EntryChoice {
  readonly rawPassword: Uint8Array | undefined;
  /** Undefined for those of registers. */
  readonly limits: UnpackLimits | undefined;
}

/** How an entry is packed (APPNOTE 4.4.5): not at all, or by Deflate. */
const STORED = 0;
const DEFLATED = 8;
/** The form of AES encryption that has a CRC-32 too; the other has its own checksum alone. */
const AES_WITH_CRC = 1;

/**
 * The bytes of an entry as they are unpacked; the end comes when all was checked.
 *
 * The library finds the entry, takes its password off and checks what belongs to that. What is packed is
 * unpacked here, as that of a gzip file: the library's own way unpacks a quarter of a megabyte of packed
 * bytes before it looks whether anybody wants them, of a bomb 270 MB, and of a register of 280 MB it took
 * half as much memory again.
 *
 * @throws ScreeningError wrong-use for another password; guard-refused when it is damaged or too much
 */
export async function* entryPieces(
  file: FileSource,
  entry: FileEntry,
  { rawPassword, limits }: EntryChoice,
  faults: ZipFaults,
): AsyncGenerator<Uint8Array, void> {
  const method = entry.compressionMethod;
  if (method !== STORED && method !== DEFLATED) throw faults.ofMethod(entry);
  const count = new UnpackedCount(file.path, () => file.bytes, limits);
  const packed = packedPieces(entry, rawPassword, faults);
  const bytes = new PackedBytes(async () => {
    const next = await packed.next();
    return next.done === true ? Buffer.alloc(0) : next.value;
  }, Buffer.alloc(0));
  let crc = 0;
  let length = 0;
  try {
    for await (const piece of method === STORED ? storedIn(bytes) : inflated(file.path, bytes)) {
      crc = crc32(piece, crc);
      length += piece.length;
      count.add(piece.length);
      yield piece;
    }
    // Asked to the end: what was encrypted is checked there.
    const isWhole = await bytes.isAtEnd();
    const { extraFieldAES: aes } = entry;
    const hasCrc = aes === undefined || aes.vendorVersion === AES_WITH_CRC;
    const isSame = length === entry.uncompressedSize && (!hasCrc || crc === entry.crc32);
    if (!isWhole || !isSame) throw faults.ofChecksum(entry);
  } finally {
    await packed.return();
  }
  if (await file.hasChanged()) throw changedWhileRead(file.path);
}

async function* storedIn(bytes: PackedBytes): AsyncGenerator<Buffer, void> {
  for (let piece = await bytes.piece(); piece.length > 0; piece = await bytes.piece()) yield piece;
}

/** The bytes of an entry, packed, without its encryption. */
async function* packedPieces(
  entry: FileEntry,
  rawPassword: Uint8Array | undefined,
  faults: ZipFaults,
): AsyncGenerator<Buffer, void> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const stop = new AbortController();
  const password = rawPassword ? { rawPassword } : {};
  const passThrough = 'compressed' as const;
  const checked = entry.getData(writable, {
    ...STRICT,
    ...password,
    passThrough,
    signal: stop.signal,
  });
  // An entry that is refused before its first byte leaves the stream as it is.
  const failed = checked.then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  const reader = readable.getReader();
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), failed]);
      if (next.done) break;
      const { buffer, byteOffset, byteLength } = next.value;
      if (byteLength > 0) yield Buffer.from(buffer, byteOffset, byteLength);
    }
    await checked;
  } catch (error) {
    throw faults.ofEntry(error, entry);
  } finally {
    stop.abort();
    await reader.cancel().catch(() => undefined);
    await checked.catch(() => undefined);
  }
}
