import { open, type FileHandle } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { wrongUse } from '../core/errors.js';

/** Bytes that are read once, forward, and hashed as they pass. */
export interface ByteSource {
  /** The path as given; `-` for standard input. */
  readonly path: string;
  /** Fills the buffer from `offset` on; how many bytes came, 0 at the end. */
  read(buffer: Buffer, offset: number): Promise<number>;
  /** SHA-256, in hex, of all bytes read. */
  sha256(): string;
  /** Bytes read so far. */
  readonly bytes: number;
  close(): Promise<void>;
}

/** A file's device, inode, size and time: what tells whether two paths are one file. */
export interface FileIdentity {
  readonly device: number;
  readonly inode: number;
  readonly size: number;
  readonly modified: number;
}

/** A file opened for reading. */
export interface FileSource extends ByteSource {
  readonly identity: FileIdentity;
}

const ADVICE: Readonly<Record<string, { summary: string; fix: string }>> = {
  ENOENT: { summary: 'there is no such file', fix: 'check the path and the spelling' },
  ENOTDIR: { summary: 'there is no such file', fix: 'check the path and the spelling' },
  EISDIR: { summary: 'it is a folder', fix: 'name a file in it' },
  EACCES: { summary: 'it may not be read', fix: 'ask for permission to read it' },
  EPERM: { summary: 'it may not be read', fix: 'ask for permission to read it' },
};

/**
 * Opens a file that a person named.
 *
 * @throws ScreeningError wrong-use when it is missing, a folder, empty of permission, or no file
 */
export async function openFile(path: string): Promise<FileSource> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const found = await handle.stat();
    if (found.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    const identity = {
      device: found.dev,
      inode: found.ino,
      size: found.size,
      modified: found.mtimeMs,
    };
    return fileSource(path, handle, identity);
  } catch (error) {
    await handle?.close();
    throw readingError(path, error);
  }
}

function fileSource(path: string, handle: FileHandle, identity: FileIdentity): FileSource {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    path,
    identity,
    get bytes() {
      return bytes;
    },
    async read(buffer, offset) {
      try {
        const { bytesRead } = await handle.read(buffer, offset, buffer.length - offset, null);
        hash.update(buffer.subarray(offset, offset + bytesRead));
        bytes += bytesRead;
        return bytesRead;
      } catch (error) {
        throw readingError(path, error);
      }
    },
    sha256: () => hash.copy().digest('hex'),
    close: () => handle.close(),
  };
}

/**
 * A stream (standard input) as a source.
 *
 * @param signal ends the wait for a stream that says nothing
 */
export function streamSource(
  stream: AsyncIterable<Buffer | string>,
  signal: AbortSignal,
): ByteSource {
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('interrupted'));
    });
  });
  stopped.catch(() => undefined);
  const hash = createHash('sha256');
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer | string, undefined>;
  let rest: Buffer = Buffer.alloc(0);
  let bytes = 0;
  return {
    path: '-',
    get bytes() {
      return bytes;
    },
    async read(buffer, offset) {
      while (rest.length === 0) {
        const next = await Promise.race([chunks.next(), stopped]);
        if (next.done) return 0;
        rest = Buffer.from(next.value);
      }
      const taken = rest.copy(buffer, offset);
      hash.update(rest.subarray(0, taken));
      rest = rest.subarray(taken);
      bytes += taken;
      return taken;
    },
    sha256: () => hash.copy().digest('hex'),
    close: () => Promise.resolve(),
  };
}

function readingError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const advice = ADVICE[String(error.code)];
  return wrongUse({
    summary: `${path}: ${advice?.summary ?? 'it cannot be read'}`,
    ...(advice === undefined ? { why: error.message } : {}),
    fix: advice?.fix ?? 'check the disk and try again',
    where: path,
  });
}
