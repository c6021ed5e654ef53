import type * as Zip from '@zip.js/zip.js';
import { wrongUse, type ScreeningError } from '../../core/errors.js';
import { archiveWords } from './archive-words.js';
import { XmlFault } from './xml-scanner.js';

/** Cells and their texts may unpack to so many bytes: what a million rows of thirty columns take. */
export const MOST_OF_CELLS = 1 << 30;
/** Any other part is a list of sheets, parts or styles. */
export const MOST_OF_LISTS = 32 << 20;
/** A workbook has a part for each sheet, picture and comment. */
export const MOST_PARTS = 10_000;

/**
 * The parts of a workbook, unpacked: what a zip archive says of itself is checked, sums and lengths,
 * and each part is read no further than to a limit. Not hucre's own archive reader: it does not
 * check the sums of what it streams, so that one damaged byte could become another number.
 */
export class WorkbookPackage {
  readonly path: string;
  readonly #zip: typeof Zip;
  readonly #entries: ReadonlyMap<string, Zip.FileEntry>;

  private constructor(zip: typeof Zip, path: string, entries: ReadonlyMap<string, Zip.FileEntry>) {
    this.#zip = zip;
    this.path = path;
    this.#entries = entries;
  }

  /**
   * @param bytes the whole file
   * @throws ScreeningError wrong-use when it is no archive, or damaged
   */
  static async open(path: string, bytes: Buffer): Promise<WorkbookPackage> {
    const zip = await import('@zip.js/zip.js');
    zip.configure({ useWebWorkers: false });
    const reader = new zip.ZipReader(new zip.Uint8ArrayReader(bytes));
    const archive = 'the archive that a workbook is';
    const entries: Zip.Entry[] = [];
    try {
      for await (const entry of reader.getEntriesGenerator()) {
        entries.push(entry);
        if (entries.length > MOST_PARTS) break;
      }
    } catch (error) {
      throw archiveFault(zip, path, archive, error);
    }
    if (entries.length > MOST_PARTS) {
      throw damaged(path, archive, 'it has more than 10,000 parts');
    }
    const files = entries.filter((entry): entry is Zip.FileEntry => !entry.directory);
    const byName = new Map(files.map((entry) => [keyOf(entry.filename), entry]));
    if (byName.size < files.length) {
      throw damaged(path, archive, 'two parts share a name');
    }
    return new WorkbookPackage(zip, path, byName);
  }

  /** Names of its parts, as they stand in the archive. */
  get names(): readonly string[] {
    return [...this.#entries.values()].map(({ filename }) => filename);
  }

  /** Whether there is such a part; letters' case does not matter (ECMA-376 part 2, 6.2.2.3). */
  has(part: string): boolean {
    return this.#entries.has(keyOf(part));
  }

  /**
   * A part, piece by piece. What comes of the pieces counts only when the last was given: only then
   * the sum is checked.
   *
   * @param most bytes that it may unpack to
   * @throws ScreeningError wrong-use when it is missing, damaged, encrypted or too large
   */
  async *read(
    part: string,
    most: number,
    signal: AbortSignal,
  ): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(keyOf(part));
    if (entry === undefined) throw damaged(this.path, part, 'it is missing');
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const done = entry
      .getData(writable, {
        checkSignature: true,
        useWebWorkers: false,
        // Its own for each part: listeners stay at the other until the program ends.
        signal: AbortSignal.any([signal]),
      })
      .catch(async (error: unknown) => {
        if (!writable.locked) await writable.abort(error).catch(() => undefined);
        throw error;
      });
    done.catch(() => undefined);
    const reader = readable.getReader();
    let length = 0;
    try {
      for (;;) {
        const { done: ended, value } = await reader.read();
        if (ended) break;
        length += value.length;
        if (length > most) throw tooLarge(this.path, part, most);
        yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      }
      await done;
    } catch (error) {
      signal.throwIfAborted();
      throw archiveFault(this.#zip, this.path, part, error);
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }
}

/** What is wrong with a part of a workbook, and that it is damaged. @param why in our words */
export function damaged(path: string, part: string, why: string): ScreeningError {
  return wrongUse({
    summary: `${path}: ${part} cannot be read: ${why}`,
    why: 'the workbook is damaged, was cut while it was copied, or no spreadsheet program made it',
    fix: 'copy or export it again, or open it, save it as CSV UTF-8 and give that file',
    where: path,
  });
}

/** What is wrong with the XML of a part; an error that is no fault of XML is passed on. */
export function xmlFault(path: string, part: string, error: unknown): unknown {
  if (!(error instanceof XmlFault)) return error;
  const { explanation } = damaged(path, part, error.message);
  return wrongUse({ ...explanation, ...error.remedy });
}

/** What the reader of archives found wrong; an error of ours is passed on. */
function archiveFault(zip: typeof Zip, path: string, part: string, error: unknown): unknown {
  const isOurs = !(error instanceof Error) || 'explanation' in error;
  return isOurs ? error : damaged(path, part, archiveWords(zip, error.message));
}

function tooLarge(path: string, part: string, most: number): ScreeningError {
  return wrongUse({
    summary: `${path}: ${part} unpacks to more than ${String(most >> 20)} MiB`,
    why: 'no part of a call list is so large, and an archive that swells is used to stop programs',
    fix: 'save the list as CSV UTF-8 and give that file',
    where: path,
  });
}

function keyOf(part: string): string {
  return part.replace(/^\/+/, '').toLowerCase();
}
