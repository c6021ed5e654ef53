import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, type Instant } from '../../src/core/day.js';
import { inTransaction, openForWriting, type Store } from '../../src/store/database.js';
import {
  appendToLedger,
  canonicalJson,
  ledgerHead,
  LEDGER_START,
  nextInstant,
} from '../../src/store/ledger.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
const START = Date.parse('2026-11-21T09:00:00Z');

interface Row {
  sequence: number;
  kind: string;
  id: string;
  instant: string;
  lines: number;
  payload_sha256: Buffer;
  previous: string;
  hash: string;
  salt: Buffer;
  payload: string;
}

/** What is wrong with the chain, by node:crypto and the written format alone. */
function faultsOf(store: Store): string[] {
  const rows = store
    .prepare('SELECT * FROM ledger JOIN ledger_payload USING (sequence) ORDER BY sequence')
    .all() as Row[];
  const sha256 = (...parts: (string | Buffer)[]): string =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
      .digest('hex');
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    const text = `tps-scrub-ledger-1 ${row.sequence} ${row.kind} ${row.id} ${row.instant} ${row.payload_sha256.toString('hex')} ${row.previous}\n`;
    const holds: Readonly<Record<string, boolean>> = {
      'stands for one line': row.lines === 1,
      'sequence has no gap': row.sequence === index + 1,
      'previous is the hash of the line before': row.previous === (before?.hash ?? '0'.repeat(64)),
      'hash is that of the text': row.hash === sha256(text),
      'payload and its salt have the hash':
        row.payload_sha256.toString('hex') === sha256(row.salt, row.payload),
      'salt is 32 bytes': row.salt.length === 32,
      'instant is later than the one before': row.instant > (before?.instant ?? ''),
    };
    return Object.keys(holds)
      .filter((rule) => holds[rule] === false)
      .map((rule) => `${row.sequence}: ${rule}`);
  });
}

function append(store: Store, index: number, milliseconds: number): string {
  return inTransaction(store, () =>
    appendToLedger(store, {
      kind: 'edition',
      id: `tps-${index}`,
      instant: nextInstant(store, instantOf(milliseconds)),
      payload: { index, numbers: index * 1000 },
    }),
  );
}

describe('the ledger', () => {
  it('is a chain that can be checked without this program', () => {
    const store = openForWriting(join(newFolder(), 'scrub.db'));
    expect(ledgerHead(store)).toBe(LEDGER_START);
    const heads = Array.from({ length: 20 }, (_, index) =>
      append(store, index, START + index * 250),
    );
    expect(faultsOf(store)).toEqual([]);
    expect(ledgerHead(store)).toBe(heads.at(-1));
    expect(new Set(heads).size).toBe(20);
    store.close();
  });

  it.each([
    ["UPDATE ledger SET id = 'tps-9' WHERE sequence = 2", '2: hash is that of the text'],
    ["UPDATE ledger SET instant = '2026-11-21T09:00:09.999Z' WHERE sequence = 2", '2: hash'],
    ["UPDATE ledger_payload SET payload = '{}' WHERE sequence = 2", '2: payload and its salt'],
    ['UPDATE ledger_payload SET salt = zeroblob(32) WHERE sequence = 2', '2: payload and its salt'],
    [
      'DELETE FROM ledger_payload WHERE sequence = 2; DELETE FROM ledger WHERE sequence = 2',
      '3: previous',
    ],
  ])('does not survive %s', (change, fault) => {
    const store = openForWriting(join(newFolder(), 'scrub.db'));
    for (let index = 0; index < 3; index++) append(store, index, START + index * 1000);
    store.exec(change);
    expect(faultsOf(store).join('\n')).toContain(fault);
    store.close();
  });

  it('hashes the same event to another line each time: payloads cannot be guessed', () => {
    const one = openForWriting(join(newFolder(), 'one.db'));
    const other = openForWriting(join(newFolder(), 'other.db'));
    expect(append(one, 1, START)).not.toBe(append(other, 1, START));
    one.close();
    other.close();
  });

  it('is left as it was when the transaction fails', () => {
    const store = openForWriting(join(newFolder(), 'scrub.db'));
    const head = append(store, 1, START);
    expect(() =>
      inTransaction(store, () => {
        append(store, 2, START + 1000);
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(ledgerHead(store)).toBe(head);
    expect(faultsOf(store)).toEqual([]);
    store.close();
  });
});

describe('recorded instants', () => {
  it('strictly increase while the clock stands still or steps back a little', () => {
    const store = openForWriting(join(newFolder(), 'scrub.db'));
    for (const step of [0, 0, 0, -1, -300, 5, 5]) append(store, START + step, START + step);
    const instants = store.prepare('SELECT instant FROM ledger ORDER BY sequence').pluck().all();
    expect(instants).toEqual([...new Set(instants)].sort());
    expect(instants).toHaveLength(7);
    store.close();
  });

  it('are the clock when that has moved on', () => {
    const store = openForWriting(join(newFolder(), 'scrub.db'));
    append(store, 1, START);
    const later = '2026-11-21T09:00:00.001Z' as Instant;
    expect(nextInstant(store, later)).toBe(later);
    store.close();
  });

  it('are refused when the clock was set back', () => {
    const store = openForWriting(join(newFolder(), 'scrub.db'));
    append(store, 1, START);
    expect(() => nextInstant(store, instantOf(START - 60_000))).toThrow('clock is behind');
    store.close();
  });
});

describe('canonical JSON', () => {
  /** The same content with the keys of every object the other way round. */
  function turned(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(turned);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(([key, part]) => [key, turned(part)] as const);
    return Object.fromEntries(entries.reverse());
  }

  it('has the same bytes whatever the order of keys, and means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(turned(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('is what is written down', () => {
    const value = { b: [2, { z: null, a: 'é"' }], a: { d: true, c: 1.5 }, é: '' };
    expect(canonicalJson(value)).toBe(
      '{"a":{"c":1.5,"d":true},"b":[2,{"a":"é\\"","z":null}],"é":""}',
    );
  });
});
