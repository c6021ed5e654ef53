import { closeSync, fsync, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';

const fsyncLater = promisify(fsync);

/** Buffers at most that wait to be written while the next one is filled. */
const MOST_WAITING = 3;

/**
 * Writes buffers to an open file, one behind the other. Where somebody will wait for the end of it, the
 * system writes while this thread goes on: a list's bytes are as much work to put into a file as to
 * find. What fails is said at the next step.
 */
export class WritesBehind {
  readonly #handle: number;
  readonly #isAwaited: boolean;
  readonly #free: Buffer[] = [];
  #place = 0;
  #running = 0;
  #failed: Error | undefined;
  #isClosing = false;
  #tellIdle: () => void = () => undefined;

  /** @param isAwaited whether {@link WritesBehind.written} is awaited at the end */
  constructor(handle: number, isAwaited: boolean) {
    this.#handle = handle;
    this.#isAwaited = isAwaited;
  }

  /**
   * Takes the first bytes of a buffer, which is not the giver's any more.
   *
   * @returns a buffer of the same length to fill next
   * @throws Error of the system, for these bytes or some before
   */
  give(buffer: Buffer, length: number): Buffer {
    if (this.#failed) throw this.#failed;
    const place = this.#place;
    this.#place += length;
    if (!this.#isAwaited || this.#running === MOST_WAITING) {
      for (let at = 0; at < length;) {
        at += writeSync(this.#handle, buffer, at, length - at, place + at);
      }
      return buffer;
    }
    this.#running++;
    this.#write(buffer, 0, length, place);
    return this.#free.pop() ?? Buffer.allocUnsafe(buffer.length);
  }

  /** Waits until the system has all. @throws Error of the system */
  async written(): Promise<void> {
    while (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#tellIdle = resolve;
      });
    }
    if (this.#failed) throw this.#failed;
  }

  /** Waits until the disk has all that was written. @throws Error of the system */
  onDisk(): Promise<void> {
    return fsyncLater(this.#handle);
  }

  /** Closes the file: at once, or after the write that goes on. A number that is given away is another file's. */
  close(): void {
    this.#isClosing = true;
    if (this.#running === 0) closeSync(this.#handle);
  }

  #write(buffer: Buffer, at: number, end: number, place: number): void {
    write(this.#handle, buffer, at, end - at, place + at, (error, written) => {
      if (!error && at + written < end && !this.#isClosing) {
        this.#write(buffer, at + written, end, place);
        return;
      }
      this.#failed ??= error ?? undefined;
      this.#free.push(buffer);
      this.#running--;
      if (this.#running > 0) return;
      if (this.#isClosing) closeSync(this.#handle);
      this.#tellIdle();
    });
  }
}
