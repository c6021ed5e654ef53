import { createInflateRaw, type InflateRaw } from 'node:zlib';
import type { PackedBytes } from './packed-bytes.js';
import { unpackFault } from './unpack-fault.js';

const CHUNK = 1 << 18;

/**
 * Unpacks what one run of Deflate (RFC 1951) holds, as fast as it is asked for; the bytes after it are
 * given back.
 *
 * @throws ScreeningError guard-refused when it is cut or damaged
 */
export async function* inflated(path: string, bytes: PackedBytes): AsyncGenerator<Buffer, void> {
  const stream = createInflateRaw({ chunkSize: CHUNK });
  const fed = feed(stream, bytes).catch((error: unknown) => {
    // Bytes that cannot be had are the stream's fault too, or it would wait for them without end.
    stream.destroy(error as Error);
  });
  try {
    for await (const piece of stream) yield piece as Buffer;
  } catch (error) {
    throw explained(path, error);
  }
  await fed;
}

/** Writes to a stream, as fast as it takes it, until it wants no more. */
async function feed(stream: InflateRaw, bytes: PackedBytes): Promise<void> {
  for (let given = 0; ;) {
    const piece = await bytes.piece();
    if (piece.length === 0) break;
    given += piece.length;
    await new Promise<void>((resolve, reject) => {
      stream.write(piece, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    const left = given - stream.bytesWritten;
    if (left === 0) continue;
    bytes.giveBack(piece.subarray(piece.length - left));
    return;
  }
  // It complains of a cut end, unless it had come to one.
  stream.end();
}

function explained(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return unpackFault(path, 'it is cut off');
  return code === 'Z_DATA_ERROR' ? unpackFault(path, 'what is packed in it is damaged') : error;
}
