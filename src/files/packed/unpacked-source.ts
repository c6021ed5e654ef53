import type { Instant } from '../../core/day.js';
import {
  changedWhileRead,
  type ByteSource,
  type FileIdentity,
  type FileSource,
} from '../byte-source.js';
import type { UnpackLimits } from './unpack-limits.js';

/**
 * The bytes of a file, unpacked where it is packed. Its SHA-256 and its size are those of the file as
 * it was given: that is what was downloaded, and what can be shown. They hold once all was read.
 */
export interface UnpackedSource extends ByteSource {
  readonly identity: FileIdentity;
  /** Name of the entry of a zip archive; empty of any other file. */
  readonly entry: string;
  /** When that entry, or what a gzip file holds, was last changed; empty where it does not say. */
  readonly entryTime: Instant | '';
}

/** What is asked of packed files. */
export interface PackedChoice {
  /** Name of the wanted entry of a zip archive; empty to have the only one. */
  readonly entry: string;
  /** The password of an encrypted entry; asked for only when there is one. */
  readonly password: () => Uint8Array | undefined;
  /** How much it may unpack to; REGISTER_LIMITS unless said otherwise. */
  readonly limits?: UnpackLimits;
}

/** A file that is not packed, from its first byte on. @param head what was read of it to know that */
export function plain(file: FileSource, head: Buffer): UnpackedSource {
  let rest = head;
  return sourceOf(
    file,
    { path: file.path, entry: '', entryTime: () => '' },
    {
      async read(buffer, offset) {
        if (rest.length === 0) return file.read(buffer, offset);
        const taken = rest.copy(buffer, offset);
        rest = rest.subarray(taken);
        return taken;
      },
      close: () => file.close(),
      ...(file.leaveHash ? { leaveHash: file.leaveHash } : {}),
    },
  );
}

/** What an unpacked source says of itself. */
interface UnpackedWords {
  /** The file, and the entry in it, for messages. */
  readonly path: string;
  readonly entry: string;
  readonly entryTime: () => Instant | '';
}

/** A source whose bytes come from somewhere, and whose evidence is the file. */
function sourceOf(
  file: FileSource,
  { path, entry, entryTime }: UnpackedWords,
  bytes: Pick<ByteSource, 'read' | 'close' | 'leaveHash'>,
): UnpackedSource {
  return {
    path,
    entry,
    identity: file.identity,
    progress: file.progress,
    get entryTime() {
      return entryTime();
    },
    get bytes() {
      return file.bytes;
    },
    sha256: () => file.sha256(),
    ...bytes,
  };
}

/**
 * A source of pieces as they are unpacked, one at a time. What cannot be unpacked because it changed
 * meanwhile did not come damaged, and is not to be downloaded again.
 *
 * @throws ScreeningError of read: wrong-use when it changed, and what the pieces throw
 */
export function piecewise(
  file: FileSource,
  words: UnpackedWords,
  pieces: AsyncGenerator<Uint8Array, void>,
): UnpackedSource {
  let piece: Uint8Array = new Uint8Array();
  return sourceOf(file, words, {
    async read(buffer, offset) {
      while (piece.length === 0) {
        const next = await pieces.next().catch(async (error: unknown) => {
          throw (await file.hasChanged()) ? changedWhileRead(file.path) : error;
        });
        if (next.done === true) return 0;
        piece = next.value;
      }
      const taken = Math.min(piece.length, buffer.length - offset);
      buffer.set(piece.subarray(0, taken), offset);
      piece = piece.subarray(taken);
      return taken;
    },
    async close() {
      await pieces.return();
      await file.close();
    },
  });
}
