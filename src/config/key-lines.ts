const VOID = /(?:\s|#[^\n]*)*/y;
const KEY = /[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+))[ \t]*(\.?)/y;
const ESCAPE = /\\(?:u(.{4})|U(.{8})|x(..)|(.))/g;
const PLAIN_ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const TEXTS = [
  /"""(?:\\[^]|[^\\])*?"""(?!")/y,
  /'''[^]*?'''(?!')/y,
  /"(?:\\.|[^"\\])*"/y,
  /'[^']*'/y,
];
/** A number, a day or a truth value: up to what can stand after a value. */
const BARE = /[^,\]}#\n]*/y;

/** Deeper tables are none of ours, and all the paths on the way to one are long together. */
const DEEPEST = 16;

/** A path of keys, and of places from 0 in arrays. */
type Path = readonly PropertyKey[];

/**
 * On which line of a TOML text each key first stands, be it in a section's name, before an equals
 * sign or inside a value; the parser keeps no places. The text must have been parsed without an
 * error: only what tells keys from values is read here.
 */
export class KeyLines {
  readonly #text: string;
  readonly #offsets = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    let section: Path = [];
    const tables = new Map<string, number>();
    for (this.#take(VOID); this.#at < text.length; this.#take(VOID)) {
      const start = this.#at;
      if (text[start] === '[') {
        const many = text[start + 1] === '[';
        this.#at += many ? 2 : 1;
        section = this.#key([]);
        this.#at += many ? 2 : 1;
        if (many) section = [...section, count(tables, JSON.stringify(section))];
        this.#note(section, start);
      } else this.#pair(section);
    }
  }

  /** The line of the key, or of the nearest table around it that the text names; from 1. */
  lineOf(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const offset = this.#offsets.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return this.#text.slice(0, offset).split('\n').length;
    }
    return 1;
  }

  #pair(table: Path): void {
    const path = this.#key(table);
    this.#at++;
    this.#value(path);
  }

  #value(path: Path): void {
    this.#take(VOID);
    const opening = this.#text[this.#at];
    if (opening !== '[' && opening !== '{') {
      if (!TEXTS.some((pattern) => this.#take(pattern) !== undefined)) this.#take(BARE);
      return;
    }
    this.#at++;
    for (let place = 0; this.#at < this.#text.length; place++) {
      this.#take(VOID);
      if (this.#take(/[\]}]/y)) return;
      if (opening === '[') {
        this.#note([...path, place], this.#at);
        this.#value([...path, place]);
      } else this.#pair(path);
      this.#take(VOID);
      this.#take(/,/y);
    }
  }

  /** Reads a dotted key and notes each table on its way. */
  #key(table: Path): Path {
    const start = this.#at;
    let path = table;
    for (let dot = '.'; dot === '.';) {
      const found = this.#take(KEY);
      if (!found) return path;
      const [, basic, literal, bare] = found;
      dot = found[4] ?? '';
      if (path.length >= DEEPEST) continue;
      path = [...path, basic === undefined ? (literal ?? bare ?? '') : unescaped(basic)];
      this.#note(path, start);
    }
    return path;
  }

  #note(path: Path, offset: number): void {
    const key = JSON.stringify(path);
    if (!this.#offsets.has(key)) this.#offsets.set(key, offset);
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }
}

function count(seen: Map<string, number>, key: string): number {
  const place = seen.get(key) ?? 0;
  seen.set(key, place + 1);
  return place;
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, u?: string, U?: string, x?: string, plain?: string) =>
    plain === undefined
      ? String.fromCodePoint(parseInt(u ?? U ?? x ?? '', 16))
      : (PLAIN_ESCAPES[plain] ?? plain),
  );
}
