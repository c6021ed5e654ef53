const AMPERSAND = 0x26;
const EQUALS = 0x3d;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * Text without entities. A reference that names no character stays as it is: nothing is guessed.
 *
 * @param text between two tags, or an attribute's value
 */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, dec, name) => {
    if (typeof name === 'string') return ENTITIES[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(dec);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * `_x000D_`: how a workbook writes a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19,
 * ST_Xstring). `_x005F_` is the low line that keeps such a text from being taken for one.
 */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Whether bytes may hold what {@link withoutEntities} or {@link withoutEscapes} changes. */
export function needsDecoding(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = buffer[at];
    if (byte === AMPERSAND || (byte === 0x5f && buffer[at + 1] === 0x78)) return true;
  }
  return false;
}

/**
 * The value of an attribute, by its name without a prefix; undefined when the tag has none.
 *
 * @param start after the element's name
 * @param end before the tag's `>`
 */
export function attribute(
  buffer: Buffer,
  start: number,
  end: number,
  name: string,
): string | undefined {
  for (let at = start; at < end;) {
    const equals = buffer.indexOf(EQUALS, at);
    if (equals < 0 || equals >= end) return undefined;
    let open = equals + 1;
    while (open < end && (buffer[open] as number) <= 0x20) open++;
    const quote = buffer[open] as number;
    const close = quote === 0x22 || quote === 0x27 ? buffer.indexOf(quote, open + 1) : -1;
    if (close < 0 || close >= end) return undefined;
    const written = buffer.toString('latin1', at, equals).trim();
    if (written.slice(written.indexOf(':') + 1) === name) {
      return withoutEntities(buffer.toString('utf8', open + 1, close));
    }
    at = close + 1;
  }
  return undefined;
}
