import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { wrongUse } from '../core/errors.js';
import { noRoomIn } from '../core/no-room.js';

/**
 * A file for what does not fit in memory while a run goes on. It holds telephone numbers: readable
 * by its owner alone, and without a name from the moment it is open, so that nothing is left of it
 * however the run ends. It lies beside an output and not in the system's folder for temporary files,
 * which is often a small one in memory, and on a disk that nobody chose for personal data.
 */
export class ScratchFile {
  readonly #beside: string;
  readonly #orElse: string;
  #handle: number | undefined;
  #length = 0;

  /**
   * @param beside path of an output; the file is opened in its folder when it is first needed
   * @param orElse what can be done when there is no room, but for making some
   */
  constructor(beside: string, orElse = '') {
    this.#beside = resolve(beside);
    this.#orElse = orElse;
  }

  /** Bytes appended so far. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds bytes at the end; where they begin.
   *
   * @throws ScreeningError wrong-use when there is no room
   */
  append(bytes: Uint8Array): number {
    const start = this.#length;
    try {
      this.#handle ??= this.#open();
      for (let at = 0; at < bytes.length;) {
        at += writeSync(this.#handle, bytes, at, bytes.length - at, start + at);
      }
    } catch (error) {
      throw this.#explained(error);
    }
    this.#length += bytes.length;
    return start;
  }

  /**
   * Fills `into` with the bytes that begin at a place.
   *
   * @throws ScreeningError wrong-use when they cannot be read
   */
  read(start: number, into: Uint8Array): void {
    if (start + into.length > this.#length) throw new RangeError('read behind the end');
    try {
      for (let at = 0; at < into.length;) {
        const read = readSync(this.#handle ?? -1, into, at, into.length - at, start + at);
        if (read === 0) throw Object.assign(new Error('it has become shorter'), { code: 'EIO' });
        at += read;
      }
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** Gives its room back. */
  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  /** Between opening and removing its name it is a partial file like others (whole-output.ts). */
  #open(): number {
    const name = `.${basename(this.#beside)}.${randomBytes(6).toString('hex')}.partial`;
    const path = join(dirname(this.#beside), name);
    const handle = openSync(path, 'wx+', 0o600);
    rmSync(path);
    return handle;
  }

  #explained(error: unknown): unknown {
    if (!(error instanceof Error) || !('code' in error)) return error;
    const folder = dirname(this.#beside);
    return wrongUse({
      summary: `what is needed for a while cannot be put aside in ${folder}`,
      why: noRoomIn(error) ?? error.message,
      fix: `make room on that disk${this.#orElse}`,
      where: folder,
    });
  }
}
