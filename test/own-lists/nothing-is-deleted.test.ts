import { describe, expect, it } from 'vitest';
import { openForReading, type Store } from '../../src/store/database.js';
import { newFirms, type Firm } from './firm.js';
import { checkLedger } from './ledger-lines.js';

const newFirm = newFirms();

/** By table, its rows as text. The state of a run is the one thing that may change. */
type Contents = ReadonlyMap<string, ReadonlySet<string>>;

function contentsOf(store: Store): Contents {
  const tables = store
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  return new Map(
    tables.map((table) => {
      const columns = table === 'run' ? 'id, started, record' : '*';
      const rows = store.prepare(`SELECT ${columns} FROM ${table}`).raw().all() as unknown[][];
      const texts = rows.map((row) =>
        JSON.stringify(row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString('hex') : cell))),
      );
      return [table, new Set(texts)];
    }),
  );
}

/** Opens what a firm holds for a question. */
function asked<T>({ database }: Firm, question: (store: Store) => T): T {
  const store = openForReading(database);
  if (store === undefined) throw new Error('there is no database');
  try {
    return question(store);
  } finally {
    store.close();
  }
}

const WHY = ['--why', 'a test'];

/** Every command that writes to own lists, each after the other. */
const COMMANDS: readonly ((firm: Firm) => Promise<unknown>)[] = [
  (firm) => firm.json(['suppress', 'add', '07700900001', '--reason', 'legal']),
  (firm) => firm.json(['suppress', 'add', '07700900001', '07700900002', '--source', 'a']),
  (firm) => {
    const lines = ['number,on', '07700900003,01/03/2026', '07700900001,', 'a note,', '0770090,'];
    return firm.json(['suppress', 'import', firm.file('a.csv', lines), '--source', 'a'], 7);
  },
  (firm) => {
    const lines = ['number', '07700900003', '07700900004', 'a note'];
    return firm.json(['suppress', 'import', firm.file('b.csv', lines), '--source', 'b'], 7);
  },
  (firm) => firm.json(['suppress', 'resolve', 'import-3:4', '--number', '07700900005']),
  (firm) => firm.json(['suppress', 'resolve', 'import-3', ...WHY]),
  (firm) => {
    const words = ['suppress', 'withdraw', '07700900002', '--kind', 'mistake', ...WHY];
    return firm.json(words);
  },
  (firm) => firm.json(['scrub', firm.file('list.csv', ['phone', '07700900001', '07700900002'])]),
  (firm) => firm.json(['suppress', 'undo', 'import-3', ...WHY]),
  (firm) => firm.json(['suppress', 'undo', 'import-4', ...WHY]),
  (firm) => {
    const words = ['suppress', 'withdraw', '07700900001', '--kind', 'person-asked', '--all'];
    return firm.json([...words, ...WHY]);
  },
];

describe('own lists', () => {
  it('only ever grow, by a ledger line for each event', async () => {
    const firm = newFirm();
    await firm.loadRegisters('2026-03-01');
    let before = asked(firm, contentsOf);
    for (const [index, command] of COMMANDS.entries()) {
      firm.at(`2026-03-${String(index + 3).padStart(2, '0')}`);
      await command(firm);
      const now = asked(firm, contentsOf);
      for (const [table, rows] of before) {
        const gone = [...rows].filter((row) => !now.get(table)?.has(row));
        expect(gone, `gone from ${table} by command ${index + 1}`).toEqual([]);
      }
      expect(sizeOf(now), `command ${index + 1}`).toBeGreaterThan(sizeOf(before));
      const { faults, kinds } = asked(firm, checkLedger);
      expect(faults).toEqual([]);
      const events = asked(firm, (store) =>
        store.prepare('SELECT sum(events) FROM own_batch').pluck().get(),
      );
      expect((kinds.get('objection') ?? 0) + (kinds.get('withdrawal') ?? 0)).toBe(events);
      before = now;
    }
  });

  it('are left as they were, to the row, by what is refused', async () => {
    const firm = newFirm();
    await firm.loadRegisters('2026-03-01');
    await firm.json(['suppress', 'add', '07700900001', '--source', 'a']);
    await firm.json(['suppress', 'add', '07700900001', '--source', 'b']);
    await firm.json(['suppress', 'import', firm.file('a.txt', ['07700900003'])]);
    await firm.json(['suppress', 'undo', 'import-3', ...WHY]);
    const before = asked(firm, contentsOf);
    const kind = ['--kind', 'mistake'];
    const refused: readonly (readonly string[])[] = [
      ['suppress', 'add', '0161', '496', '0123'],
      ['suppress', 'add', '07700900001', '0770'],
      ['suppress', 'add', '07700900001', '--on', '2026-03-03'],
      ['suppress', 'add', '07700900001', '--until', '2026-03-20'],
      ['suppress', 'add', '07700900001', '--reason', 'complaints'],
      ['suppress', 'add', '07700900001', '--list', 'leters'],
      ['suppress', 'add', '07700900001', '--caller', 'Acne'],
      ['suppress', 'withdraw', '07700900001', ...kind, ...WHY],
      ['suppress', 'withdraw', '07700900001', '--source', 'a', ...kind],
      ['suppress', 'withdraw', '07700900001', '--source', 'a', ...WHY],
      ['suppress', 'withdraw', '07700900002', ...kind, ...WHY],
      ['suppress', 'undo', 'import-3', ...WHY],
      ['suppress', 'undo', 'import-1', ...WHY],
      ['suppress', 'resolve', 'import-3:1', ...WHY],
      ['suppress', 'import', firm.file('note.txt', ['no telephone', 'here'])],
    ];
    for (const words of refused) {
      const { status, stderr } = await firm.run(...words);
      expect(status, `${words.join(' ')}\n${stderr}`).toBe(2);
      expect(asked(firm, contentsOf), words.join(' ')).toEqual(before);
    }
  });
});

function sizeOf(contents: Contents): number {
  return [...contents.values()].reduce((sum, rows) => sum + rows.size, 0);
}
