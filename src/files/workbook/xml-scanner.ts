import type { Explanation } from '../../core/errors.js';

/** A tag or a text of more bytes than this is no part of a workbook that anybody wrote. */
const LONGEST_PIECE = 1 << 20;
/** Elements of a workbook lie a dozen deep. */
const DEEPEST = 64;

/** A search beyond so many bytes is left to the buffer's own. */
const NEAR = 64;

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const COLON = 0x3a;

/** Why XML cannot be read; whoever knows the file says it to a person. */
export class XmlFault extends Error {
  /** Why it is so and what to do, where the file is not simply damaged. */
  readonly remedy: Remedy | undefined;

  constructor(message: string, remedy?: Remedy) {
    super(message);
    this.remedy = remedy;
  }
}

type Remedy = Required<Pick<Explanation, 'why' | 'fix'>>;

/** What is told of XML while it is scanned; positions are in the buffer given. */
export interface XmlHandler {
  /**
   * An element begins.
   *
   * @param name its name without a prefix
   * @param attributes where its attributes begin, up to `end`
   */
  open(name: string, buffer: Buffer, attributes: number, end: number): void;
  /** The innermost element ends. */
  close(name: string): void;
  /** Text of the innermost element, perhaps in several pieces. @param isRaw without entities */
  text(buffer: Buffer, start: number, end: number, isRaw: boolean): void;
}

/**
 * Walks XML bytes in UTF-8 once, forward, whatever pieces they come in. It reads what programs write
 * into workbooks and refuses the rest: a document type, with which entities multiply, elements that
 * overlap, an end in the middle. Namespaces are not resolved: a workbook's own elements have one.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  /** Names by their bytes: few occur, a million times each. */
  readonly #names = new Map<number, { readonly bytes: Buffer; readonly name: string }>();
  readonly #open: string[] = [];
  #held: Buffer = Buffer.alloc(0);
  #hasRoot = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** @throws XmlFault for what no workbook holds */
  push(chunk: Buffer): void {
    const buffer = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const used = this.#scan(buffer);
    this.#held = buffer.subarray(used);
    if (this.#held.length > LONGEST_PIECE) throw new XmlFault('it holds a piece of over 1 MiB');
  }

  /** @throws XmlFault when the document is not whole */
  end(): void {
    const isRest = this.#held.toString('latin1').trim() !== '';
    if (isRest || this.#open.length > 0 || !this.#hasRoot) throw new XmlFault('it breaks off');
  }

  /** Takes whole tags and texts; where the first byte stands that was not taken. */
  #scan(buffer: Buffer): number {
    let at = 0;
    while (at < buffer.length) {
      const next = buffer[at] === LT ? this.#markup(buffer, at) : this.#text(buffer, at);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  #text(buffer: Buffer, at: number): number {
    const end = find(buffer, LT, at);
    if (end < 0) return -1;
    if (this.#open.length > 0) this.#handler.text(buffer, at, end, false);
    return end;
  }

  #markup(buffer: Buffer, at: number): number {
    const next = buffer[at + 1];
    if (next === SLASH) return this.#closing(buffer, at + 2);
    if (next === 0x3f) return this.#instruction(buffer, at);
    if (next === 0x21) return this.#declaration(buffer, at);
    return next === undefined ? -1 : this.#opening(buffer, at + 1);
  }

  /** Also the declaration at the beginning, which tells how the text is encoded. */
  #instruction(buffer: Buffer, at: number): number {
    const end = after(buffer, '?>', at);
    if (end < 0) return -1;
    const [, encoding] =
      /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)/.exec(buffer.toString('latin1', at, end)) ?? [];
    if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) {
      throw new XmlFault(`it is written in '${encoding}' and not in UTF-8`);
    }
    return end;
  }

  #declaration(buffer: Buffer, at: number): number {
    const head = buffer.toString('latin1', at, at + 9);
    if (head.startsWith('<!--')) return after(buffer, '-->', at + 4);
    if (head === '<![CDATA[') {
      const end = after(buffer, ']]>', at + 9);
      if (end >= 0) this.#handler.text(buffer, at + 9, end - 3, true);
      return end;
    }
    if ('<!--'.startsWith(head) || '<![CDATA['.startsWith(head)) return -1;
    throw new XmlFault('it declares a document type');
  }

  #closing(buffer: Buffer, at: number): number {
    const end = find(buffer, GT, at);
    if (end < 0) return -1;
    const name = this.#name(buffer, at, nameEnd(buffer, at, end));
    if (this.#open.pop() !== name) throw new XmlFault('its elements overlap');
    this.#handler.close(name);
    return end + 1;
  }

  #opening(buffer: Buffer, at: number): number {
    const end = tagEnd(buffer, at);
    if (end < 0) return -1;
    const isEmpty = buffer[end - 1] === SLASH;
    const last = isEmpty ? end - 1 : end;
    const nameStop = nameEnd(buffer, at, last);
    const name = this.#name(buffer, at, nameStop);
    if (this.#open.length === 0 && this.#hasRoot) throw new XmlFault('it goes on after its end');
    if (this.#open.length === DEEPEST) throw new XmlFault('its elements lie too deep');
    this.#hasRoot = true;
    this.#handler.open(name, buffer, nameStop, last);
    if (isEmpty) this.#handler.close(name);
    else this.#open.push(name);
    return end + 1;
  }

  /** The name at `[start, end)` without its prefix. */
  #name(buffer: Buffer, start: number, end: number): string {
    let hash = 0;
    let local = start;
    for (let at = start; at < end; at++) {
      const byte = buffer[at] as number;
      if (byte === COLON) local = at + 1;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const known = this.#names.get(hash);
    if (known && isSame(known.bytes, buffer, start, end)) return known.name;
    if (local === end) throw new XmlFault('it has a tag without a name');
    const name = buffer.toString('latin1', local, end);
    if (this.#names.size < LONGEST_PIECE >> 10) {
      this.#names.set(hash, { bytes: Buffer.from(buffer.subarray(start, end)), name });
    }
    return name;
  }
}

/** Where a byte stands next; -1 when it does not. Mostly it is near, where a call costs more. */
function find(buffer: Buffer, byte: number, from: number): number {
  const near = Math.min(buffer.length, from + NEAR);
  for (let at = from; at < near; at++) if (buffer[at] === byte) return at;
  return near === buffer.length ? -1 : buffer.indexOf(byte, near);
}

function isSame(bytes: Buffer, buffer: Buffer, start: number, end: number): boolean {
  if (end - start !== bytes.length) return false;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== buffer[start + at]) return false;
  return true;
}

function after(buffer: Buffer, mark: string, from: number): number {
  const at = buffer.indexOf(mark, from, 'latin1');
  return at < 0 ? -1 : at + mark.length;
}

/** Where the name ends that begins at `at`: at a blank, or at `end`. */
function nameEnd(buffer: Buffer, at: number, end: number): number {
  let stop = at;
  while (stop < end && (buffer[stop] as number) > 0x20) stop++;
  return stop;
}

/** Where the `>` of a tag stands, outside of its attributes' values; -1 when it is still to come. */
function tagEnd(buffer: Buffer, start: number): number {
  let quote = 0;
  for (let at = start; at < buffer.length; at++) {
    const byte = buffer[at] as number;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === GT) return at;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === LT) throw new XmlFault('a tag is not closed');
  }
  return -1;
}
