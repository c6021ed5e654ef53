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
  /** Whether it can be read anywhere ({@link FileSource.readAt}): a pipe cannot. */
  readonly isRegular: boolean;
  /** Bytes from a place on, as many as are there; they are neither counted nor hashed. */
  readAt(place: number, length: number): Promise<Buffer>;
  /** Whether its size or its time is no longer what it was when it was opened. */
  hasChanged(): Promise<boolean>;
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
 * @param signal ends the wait for a pipe that nobody writes to
 * @throws ScreeningError wrong-use when it is missing, a folder, empty of permission, or no file
 */
export async function openFile(path: string, signal?: AbortSignal): Promise<FileSource> {
  let handle: FileHandle | undefined;
  try {
    // Not with O_NONBLOCK: a pipe that nobody writes to yet would be an empty file.
    handle = await unlessStopped(open(path, 'r'), signal);
    const found = await handle.stat();
    if (found.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    const identity = {
      device: found.dev,
      inode: found.ino,
      size: found.size,
      modified: found.mtimeMs,
    };
    return fileSource(path, handle, identity, found.isFile(), signal);
  } catch (error) {
    await handle?.close();
    throw readingError(path, error);
  }
}

function fileSource(
  path: string,
  handle: FileHandle,
  identity: FileIdentity,
  isRegular: boolean,
  signal: AbortSignal | undefined,
): FileSource {
  const stop = isRegular ? undefined : signal;
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    path,
    identity,
    isRegular,
    get bytes() {
      return bytes;
    },
    async read(buffer, offset) {
      try {
        const reading = handle.read(buffer, offset, buffer.length - offset, null);
        const { bytesRead } = await unlessStopped(reading, stop);
        hash.update(buffer.subarray(offset, offset + bytesRead));
        bytes += bytesRead;
        return bytesRead;
      } catch (error) {
        throw readingError(path, error);
      }
    },
    async readAt(place, length) {
      const buffer = Buffer.allocUnsafe(length);
      try {
        let end = 0;
        for (let came = 1; came > 0 && end < length; end += came) {
          came = (await handle.read(buffer, end, length - end, place + end)).bytesRead;
        }
        return buffer.subarray(0, end);
      } catch (error) {
        throw readingError(path, error);
      }
    },
    async hasChanged() {
      const { size, mtimeMs } = await handle.stat();
      return size !== identity.size || mtimeMs !== identity.modified;
    },
    sha256: () => hash.copy().digest('hex'),
    // To close it would wait for a read that was given up.
    close: () => (stop?.aborted ? Promise.resolve() : handle.close()),
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
        const next = await unlessStopped(chunks.next(), signal);
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

/** Waits for something that may never come. @throws Error when the signal stops the wait */
async function unlessStopped<T>(step: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return step;
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      reject(new Error('interrupted'));
    };
    // Raced all the same: what comes of the step later must not be nobody's.
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([step, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The error for a file that a person named and that the system does not let be read. */
export function readingError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const advice = ADVICE[String(error.code)];
  return wrongUse({
    summary: `${path}: ${advice?.summary ?? 'it cannot be read'}`,
    ...(advice === undefined ? { why: error.message } : {}),
    fix: advice?.fix ?? 'check the disk and try again',
    where: path,
  });
}
