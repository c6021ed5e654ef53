import { createHash, randomBytes, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { ByteSink } from './byte-sink.js';
import { WritesBehind } from './writes-behind.js';
import { writingError } from './writing-errors.js';

const ROOM = 1 << 20;

/**
 * A file that appears whole or not at all: written under a temporary name in the same folder,
 * readable by its owner alone, hashed as it is written, and named by giveName. Bytes are copied
 * into one buffer first: a write for each record would cost more than the scrub.
 */
export class WholeOutput implements ByteSink {
  /** Where the file will stand, absolute. */
  readonly path: string;
  /** Where it stands until {@link giveName}. */
  readonly temporary: string;
  #handle: number | undefined;
  readonly #writes: WritesBehind;
  #isOnDisk = false;
  #buffer: Buffer = Buffer.allocUnsafe(ROOM);
  #length = 0;
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;

  /**
   * @param isAwaited whether {@link WholeOutput.written} is awaited before it is finished
   * @throws ScreeningError wrong-use when the folder is missing or cannot be written
   */
  constructor(path: string, isAwaited = false) {
    this.path = resolve(path);
    const name = `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`;
    this.temporary = join(dirname(this.path), name);
    try {
      this.#handle = openSync(this.temporary, 'wx', 0o600);
      this.#writes = new WritesBehind(this.#handle, isAwaited);
    } catch (error) {
      throw writingError(path, error);
    }
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a part of a buffer. */
  write(source: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end) {
      if (this.#length === ROOM) this.#flush();
      const copied = source.copy(this.#buffer, this.#length, at, end);
      this.#length += copied;
      at += copied;
    }
    this.#bytes += end - start;
  }

  /**
   * Writes what is buffered, puts it on the disk, its temporary name in the folder too, and closes; the
   * SHA-256 in hex. A run that is recorded after this can be finished after a power cut: the database may lie
   * on another disk, and without the folder the bytes would be there and nobody would find them.
   */
  finish(): string {
    this.#flush();
    try {
      if (this.#handle !== undefined && !this.#isOnDisk) fsyncSync(this.#handle);
      syncFolder(this.temporary);
    } catch (error) {
      throw writingError(this.path, error);
    }
    this.#close();
    return this.#hash.digest('hex');
  }

  /** Waits until the system has all that was given; nothing may be added afterwards. */
  async written(): Promise<void> {
    this.#flush();
    try {
      await this.#writes.written();
    } catch (error) {
      throw writingError(this.path, error);
    }
  }

  /** Waits until the disk has what was {@link written}. */
  async onDisk(): Promise<void> {
    try {
      await this.#writes.onDisk();
      this.#isOnDisk = true;
    } catch (error) {
      throw writingError(this.path, error);
    }
  }

  /** Removes what was written, if it has not got its name. */
  discard(): void {
    this.#close();
    rmSync(this.temporary, { force: true });
  }

  #close(): void {
    if (this.#handle !== undefined) this.#writes.close();
    this.#handle = undefined;
  }

  #flush(): void {
    const length = this.#length;
    if (length === 0) return;
    this.#length = 0;
    this.#hash.update(this.#buffer.subarray(0, length));
    try {
      this.#buffer = this.#writes.give(this.#buffer, length);
    } catch (error) {
      throw writingError(this.path, error);
    }
  }
}

/**
 * Gives a finished file its name and syncs the folder, so that the name survives a power cut.
 *
 * @param replace whether a regular file of that name may go; without it the name must be free, also
 *   if it was taken only a moment ago
 * @throws ScreeningError wrong-use when it is taken, or cannot be given
 */
export function giveName(from: string, to: string, replace: boolean): void {
  try {
    if (replace && !isOtherThanFile(to)) renameSync(from, to);
    else nameUnlessTaken(from, to);
  } catch (error) {
    throw writingError(to, error);
  }
  syncFolder(to);
}

/** Some file systems have no hard links: there the free name is taken first, then replaced. */
function nameUnlessTaken(from: string, to: string): void {
  try {
    linkSync(from, to);
    rmSync(from);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
    closeSync(openSync(to, 'wx', 0o600));
    renameSync(from, to);
  }
}

/** A folder that may be written but not read cannot be synced; its names stand all the same. */
function syncFolder(path: string): void {
  let folder: number;
  try {
    folder = openSync(dirname(path), 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Parts of a file of this name that runs left behind when they were killed, or are writing now. */
export function partsOf(path: string): string[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const begins = `.${basename(path)}.`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(begins) && /\.[0-9a-f]{12}\.partial$/.test(name))
    .map((name) => join(folder, name));
}

/**
 * Device and inode of the file that stands at a path, following links; undefined if none does, or if
 * links lead in a circle.
 *
 * @throws ScreeningError wrong-use when the path is too long, or leads where nobody may look
 */
export function fileAt(path: string): { device: number; inode: number } | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && { device: found.dev, inode: found.ino };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') return undefined;
    throw writingError(path, error);
  }
}

/** Whether something stands at a path that no output may replace: a folder, a link, a device. */
export function isOtherThanFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === false;
}

/** The path with every link in its folder followed, so that two ways to one place look alike. */
export function realPlace(path: string): string {
  const whole = resolve(path);
  const folder = dirname(whole);
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(whole));
}
