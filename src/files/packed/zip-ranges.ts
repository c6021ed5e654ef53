import { ReadableStream } from 'node:stream/web';
import type { FileSource } from '../byte-source.js';
import { unpackFault } from './unpack-fault.js';

/**
 * Longest piece that is read at once: 4 MiB. Tables of contents are read in one piece, whatever length
 * the archive says; one of a thousand entries takes a tenth of this.
 */
const LONGEST_READ = 1 << 22;
const CHUNK = 1 << 18;

/** A file as the zip reader asks for it: by places. */
export interface ZipRanges {
  readonly size: number;
  /** All of it. */
  readonly readable: ReadableStream;
  readUint8Array(place: number, length: number): Promise<Uint8Array>;
  createReadable(range: { readonly offset: number; readonly size: number }): ReadableStream;
}

/** Reads a file by places, a bounded piece at a time; pieces of a stream when they are wanted. */
export function zipRanges(file: FileSource, size: number): ZipRanges {
  return {
    size,
    get readable() {
      return this.createReadable({ offset: 0, size });
    },
    readUint8Array(place, length) {
      if (length > LONGEST_READ) {
        throw unpackFault(
          file.path,
          'its table of contents is larger than any of a register',
          'check where it came from: an operator sends a file or two',
        );
      }
      return file.readAt(place, length);
    },
    createReadable(range) {
      const end = range.offset + range.size;
      let at = range.offset;
      return new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const piece = await file.readAt(at, Math.min(CHUNK, end - at));
            at += piece.length;
            if (piece.length > 0) controller.enqueue(piece);
            if (piece.length === 0 || at >= end) controller.close();
          },
        },
        { highWaterMark: 0 },
      );
    },
  };
}
