import { fstatSync, statSync, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { UNWATCHED, type Progress } from '../core/progress.js';
import { PassingHash, type LeftHash } from './passing-hash.js';
import { nearestFile } from './folder-files.js';

/** Bytes that are read once, forward, and hashed as they pass. */
export interface ByteSource {
  /** The path as given; `-` for standard input. */
  readonly path: string;
  /**
   * Fills the buffer from `offset` on; how many bytes came, 0 at the end.
   *
   * @throws ScreeningError wrong-use when it cannot be read, or a file changed since it was opened: asked
   *   at its end
   */
  read(buffer: Buffer, offset: number): Promise<number>;
  /** SHA-256, in hex, of all bytes read. @throws Error when whoever was to hash them has not told it */
  sha256(): string;
  /**
   * Leaves it to another to hash the bytes, from the first one on: that is a tenth of a scrub, which a
   * thread can take that gets them all. When that one fails, nobody knows the hash. Not there where what is
   * read is not what the file holds.
   */
  readonly leaveHash?: () => LeftHash;
  /** Bytes read so far. */
  readonly bytes: number;
  /** Is told of each reading; whoever reads records tells it of those. */
  readonly progress: Progress;
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
  /**
   * Whether its size or its time is no longer what it was when it was opened, or another file stands
   * under its path. Of a pipe never.
   */
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
 * @param progress is told how far it is read
 * @throws ScreeningError wrong-use when it is missing, a folder, empty of permission, or no file
 */
export async function openFile(
  path: string,
  signal?: AbortSignal,
  progress: Progress = UNWATCHED,
): Promise<FileSource> {
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
    progress.begin(path, found.isFile() ? found.size : undefined);
    return fileSource(path, handle, identity, found.isFile(), { signal, progress });
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
  { signal, progress }: { readonly signal: AbortSignal | undefined; readonly progress: Progress },
): FileSource {
  const stop = isRegular ? undefined : signal;
  const hash = new PassingHash();
  const source: FileSource = {
    path,
    identity,
    isRegular,
    progress,
    get bytes() {
      return hash.bytes;
    },
    leaveHash: () => hash.leave(),
    async read(buffer, offset) {
      try {
        const reading = handle.read(buffer, offset, buffer.length - offset, null);
        const { bytesRead } = await unlessStopped(reading, stop);
        hash.update(buffer.subarray(offset, offset + bytesRead));
        progress.read(bytesRead);
        if (bytesRead === 0 && (await source.hasChanged())) throw changedWhileRead(path);
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
      if (!isRegular) return false;
      const [opened, named] = await Promise.all([handle.stat(), stat(path).catch(() => undefined)]);
      if (opened.size !== identity.size || opened.mtimeMs !== identity.modified) return true;
      return named?.ino !== identity.inode || named.dev !== identity.device;
    },
    sha256: () => hash.hex(),
    // To close it would wait for a read that was given up.
    close: () => (stop?.aborted ? Promise.resolve() : handle.close()),
  };
  return source;
}

/**
 * Whether an open file is no longer what it was, or another one stands under its path; of what is no file
 * never. Asked at once, for what is read at once.
 *
 * @param before what `fstat` said of it when it was opened
 */
export function hasChangedSince(before: Stats, handle: number, path: string): boolean {
  if (!before.isFile()) return false;
  const now = fstatSync(handle);
  if (now.size !== before.size || now.mtimeMs !== before.mtimeMs) return true;
  const named = statSync(path, { throwIfNoEntry: false });
  return named?.ino !== before.ino || named.dev !== before.dev;
}

/**
 * What was read of a file that grew, shrank, was written over or replaced meanwhile is neither the old
 * file nor the new one. A dialler that appends to its log is the everyday case: its next line would be
 * missing, or half there.
 */
export function changedWhileRead(path: string): ScreeningError {
  return wrongUse({
    summary: `${path} changed while it was read; nothing of it was used`,
    why: 'its size, its time or the file under its name is not what it was at the beginning',
    fix: 'wait until nobody writes to it, or copy it, and give the copy',
    where: path,
  });
}

/**
 * A stream (standard input) as a source.
 *
 * @param signal ends the wait for a stream that says nothing
 * @param progress is told how far it is read
 */
export function streamSource(
  stream: AsyncIterable<Buffer | string>,
  signal: AbortSignal,
  progress: Progress = UNWATCHED,
): ByteSource {
  progress.begin('-', undefined);
  const hash = new PassingHash();
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer | string, undefined>;
  let rest: Buffer = Buffer.alloc(0);
  return {
    path: '-',
    progress,
    get bytes() {
      return hash.bytes;
    },
    leaveHash: () => hash.leave(),
    async read(buffer, offset) {
      while (rest.length === 0) {
        const next = await unlessStopped(chunks.next(), signal);
        if (next.done) return 0;
        rest = Buffer.from(next.value);
      }
      const taken = rest.copy(buffer, offset);
      hash.update(rest.subarray(0, taken));
      rest = rest.subarray(taken);
      progress.read(taken);
      return taken;
    },
    sha256: () => hash.hex(),
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
  if (error instanceof ScreeningError) return error;
  if (!(error instanceof Error) || !('code' in error)) return error;
  const advice = ADVICE[String(error.code)];
  const near = error.code === 'ENOENT' ? nearestFile(path) : undefined;
  return wrongUse({
    summary: `${path}: ${advice?.summary ?? 'it cannot be read'}`,
    ...(advice === undefined ? { why: error.message } : {}),
    fix: near ? `did you mean '${near}'?` : (advice?.fix ?? 'check the disk and try again'),
    where: path,
  });
}
