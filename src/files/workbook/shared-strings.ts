import { parsePart } from './contents.js';
import { damaged, MOST_OF_CELLS, type WorkbookPackage } from './package.js';
import { TextBytes } from './text-bytes.js';

const FIRST_ROOM = 1 << 16;
/** All texts of a workbook together: they are held while its sheet is read. */
const MOST_BYTES = 1 << 29;
/** Each takes eight bytes beside its own, and an empty one packs to next to nothing. */
const MOST_TEXTS = 1 << 24;

/**
 * The texts that a workbook's cells share, each once, as bytes that CSV takes between quotes: one
 * buffer and where each text ends in it. Excel keeps every text so, and objects for a million of them
 * would take a gigabyte.
 */
export class SharedStrings {
  #bytes: Buffer = Buffer.allocUnsafe(FIRST_ROOM);
  #ends: Float64Array = new Float64Array(FIRST_ROOM >> 6);
  #count = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** The bytes that hold them. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Where the text of a number begins. */
  start(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number);
  }

  /** Where it ends. */
  end(index: number): number {
    return this.#ends[index] as number;
  }

  /** Adds a text. @returns false when there is no room for it */
  add(text: TextBytes): boolean {
    const start = this.start(this.#count);
    const end = start + text.length;
    if (end > MOST_BYTES || this.#count === MOST_TEXTS) return false;
    if (end > this.#bytes.length) {
      const wider = Buffer.allocUnsafe(Math.max(end, 2 * this.#bytes.length));
      this.#bytes.copy(wider, 0, 0, start);
      this.#bytes = wider;
    }
    text.bytes.copy(this.#bytes, start, 0, text.length);
    if (this.#count === this.#ends.length) {
      const wider = new Float64Array(2 * this.#ends.length);
      wider.set(this.#ends);
      this.#ends = wider;
    }
    this.#ends[this.#count++] = end;
    return true;
  }
}

/**
 * Reads the texts that cells share.
 *
 * @param part undefined when the workbook has none
 * @throws ScreeningError wrong-use
 */
export async function sharedStrings(
  workbook: WorkbookPackage,
  part: string | undefined,
  signal: AbortSignal,
): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (part === undefined) return strings;
  const text = new TextBytes();
  let inText = false;
  let inReading = false;
  await parsePart(
    workbook,
    part,
    {
      open(name) {
        if (name === 'si') text.clear();
        else if (name === 't') inText = !inReading;
        // How a Japanese text is pronounced is no part of it.
        else if (name === 'rPh') inReading = true;
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') inReading = false;
        else if (name === 'si' && !strings.add(text)) {
          const most =
            strings.count < MOST_TEXTS
              ? '512 MiB of text'
              : `${MOST_TEXTS.toLocaleString('en-GB')} texts`;
          throw damaged(workbook.path, part, `it holds more than ${most}`);
        }
      },
      text(buffer, start, end, isRaw) {
        if (inText) text.add(buffer, start, end, isRaw);
      },
    },
    signal,
    MOST_OF_CELLS,
  );
  return strings;
}
