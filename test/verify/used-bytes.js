import { createHash } from 'node:crypto';

/**
 * Which bytes of an SQLite file mean anything, worked out from the written format
 * (sqlite.org/fileformat2.html, sections 1.3 to 1.6) and not by SQLite: the rest of a page is unused
 * space, in which a changed byte changes no value.
 */

const HEADER = 100;
const FREEBLOCK_HEADER = 4;

/** Cells of each kind of b-tree page: bytes before the payload, and how much payload stays local. */
const KINDS = {
  2: { child: 4, hasPayload: true, hasRowid: false, isTable: false },
  5: { child: 4, hasPayload: false, hasRowid: true, isTable: true },
  10: { child: 0, hasPayload: true, hasRowid: false, isTable: false },
  13: { child: 0, hasPayload: true, hasRowid: true, isTable: true },
};

/** In `usedBytes`: used, and says of what kind a column's value is. */
const KIND_OF_VALUE = 2;

export function usedBytes(file) {
  const bytes = Buffer.from(file);
  const size = bytes.readUInt16BE(16);
  const used = new Uint8Array(bytes.length);
  const mark = (from, length) => used.fill(1, from, from + length);
  mark(0, HEADER);
  const overflow = new Set();
  const free = markFreePages(bytes, size, mark);
  const pages = bytes.length / size;
  const chains = [];
  for (let page = 1; page <= pages; page++) {
    if (free.has(page) || isOverflow(bytes, size, page)) continue;
    markTree(bytes, size, page, used, chains);
  }
  for (const chain of chains) markChain(bytes, size, chain, mark, overflow);
  return used;
}

function markFreePages(bytes, size, mark) {
  const free = new Set();
  for (let trunk = bytes.readUInt32BE(32); trunk !== 0;) {
    const at = (trunk - 1) * size;
    const leaves = bytes.readUInt32BE(at + 4);
    mark(at, 8 + 4 * leaves);
    free.add(trunk);
    for (let leaf = 0; leaf < leaves; leaf++) free.add(bytes.readUInt32BE(at + 8 + 4 * leaf));
    trunk = bytes.readUInt32BE(at);
  }
  return free;
}

/** Pages of b-trees begin with their kind; those of an overflow chain with the page after them. */
function isOverflow(bytes, size, page) {
  const at = (page - 1) * size + (page === 1 ? HEADER : 0);
  return !(bytes[at] in KINDS);
}

function markTree(bytes, size, page, used, chains) {
  const mark = (from, length) => used.fill(1, from, from + length);
  const start = (page - 1) * size;
  const header = start + (page === 1 ? HEADER : 0);
  const kind = KINDS[bytes[header]];
  const cells = bytes.readUInt16BE(header + 3);
  const headerBytes = kind.child === 4 ? 12 : 8;
  mark(header, headerBytes + 2 * cells);
  for (let block = bytes.readUInt16BE(header + 1); block !== 0;) {
    mark(start + block, FREEBLOCK_HEADER);
    block = bytes.readUInt16BE(start + block);
  }
  for (let cell = 0; cell < cells; cell++) {
    const at = start + bytes.readUInt16BE(header + headerBytes + 2 * cell);
    let end = at + kind.child;
    let payload = 0;
    if (kind.hasPayload) [payload, end] = varint(bytes, end);
    if (kind.hasRowid) [, end] = varint(bytes, end);
    const local = kind.hasPayload ? localBytes(size, payload, kind.isTable) : 0;
    end += local;
    if (local < payload) {
      chains.push({ page: bytes.readUInt32BE(end), left: payload - local });
      end += 4;
    }
    mark(at, end - at);
    if (local > 0) markKindsOfValues(bytes, end - (local < payload ? 4 : 0) - local, used);
  }
}

/** A record begins with the length of its header and a varint for each value's kind. */
function markKindsOfValues(bytes, record, used) {
  const [length, first] = varint(bytes, record);
  used.fill(KIND_OF_VALUE, first, record + length);
}

function localBytes(size, payload, isTable) {
  const most = isTable ? size - 35 : Math.floor(((size - 12) * 64) / 255) - 23;
  if (payload <= most) return payload;
  const least = Math.floor(((size - 12) * 32) / 255) - 23;
  const wanted = least + ((payload - least) % (size - 4));
  return wanted <= most ? wanted : least;
}

function markChain(bytes, size, { page, left }, mark) {
  for (; page !== 0 && left > 0; left -= size - 4) {
    const at = (page - 1) * size;
    mark(at, 4 + Math.min(left, size - 4));
    page = bytes.readUInt32BE(at);
  }
}

function varint(bytes, from) {
  let value = 0;
  let at = from;
  for (let count = 1; ; count++) {
    const byte = bytes[at++];
    if (count === 9) return [value * 256 + byte, at];
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, at];
  }
}

export function meaningless(file, at, changed) {
  const isWithoutBytes = changed >= 8 && changed <= 13;
  if (file[at] === 0 && isWithoutBytes && usedBytes(file)[at] === KIND_OF_VALUE)
    return 'another kind without bytes for null: one kept for later, or of a key that stands elsewhere';
  if (at >= 40 && at < 44)
    return 'the schema cookie: it only tells a connection to read the schema anew';
  if (at >= 96 && at < 100) return 'the version of the library that wrote last';
  const size = Buffer.from(file).readUInt16BE(16);
  const start = Math.floor(at / size) * size;
  const isInteriorOfTable = file[start === 0 ? HEADER : start] === 5;
  return isInteriorOfTable
    ? 'a key between two pages of a table, which may be any between theirs'
    : '';
}

export function everythingIn(store) {
  const schema = store.prepare('SELECT * FROM sqlite_schema ORDER BY rowid').all();
  const hash = createHash('sha256').update(
    JSON.stringify(schema.map(({ name, sql }) => [name, sql])),
  );
  for (const { type, name } of schema) {
    if (type !== 'table') continue;
    for (const row of store.prepare(`SELECT * FROM "${name}" NOT INDEXED`).raw().iterate()) {
      hash.update(JSON.stringify([name, ...row]));
    }
  }
  for (const name of ['application_id', 'user_version', 'encoding']) {
    hash.update(`${name} ${String(store.prepare(`PRAGMA ${name}`).pluck().get())}`);
  }
  const check = store.prepare('PRAGMA integrity_check').pluck().all().join('\n');
  return { values: hash.digest('hex'), check };
}
