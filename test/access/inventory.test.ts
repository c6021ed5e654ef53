import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unpackBlock } from '../../src/core/packed-block.js';
import { openForInspection, type Store } from '../../src/store/database.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { AskedFirm } from './asked-firm.js';

const newFolder = temporaryFolders();

interface HeldJson {
  readonly kind: string;
  readonly name: string;
  readonly numbers: number | null;
  readonly entries: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly retention: string;
  readonly file: string;
}

/** A firm of which something stands in every place that can hold a number. */
async function fullFirm(): Promise<AskedFirm> {
  const firm = new AskedFirm(newFolder());
  const toml = `
    journal = ${JSON.stringify(firm.path('journal'))}
    party_key = "a secret of the firm, long enough"
    [list.branch]
    [caller.Acme]
  `;
  writeFileSync(firm.path('tps.toml'), toml);
  const done = (...words: string[]) => firm.done(...words, '--config', firm.path('tps.toml'));
  await firm.begin();
  writeFileSync(firm.path('tps2.txt'), '07700900124\r\n07700900125\r\n01632960001\r\n');
  const accept = ['--accept-change', 'a test'];
  await done('import', 'tps', firm.path('tps2.txt'), '--dated', '2026-11-21', ...accept);
  await done('suppress', 'add', '07700900789', '01632960002', '--list', 'internal');
  await done('suppress', 'add', '07700900789', '--list', 'branch');
  await done('suppress', 'withdraw', '01632960002', '--kind', 'mistake', '--why', 'typed wrong');
  await done('suppress', 'add', '--party', 'Ann Example, 1 High Street');
  writeFileSync(firm.path('told.txt'), '07700900555\n0770090012\n07700900556\n');
  await firm.run(['suppress', 'import', firm.path('told.txt'), '--config', firm.path('tps.toml')]);
  const terms = ['--caller', 'Acme', '--on', '2026-11-01', '--method', 'form'];
  const rest = ['--wording', 'v1', '--reference', 'F1'];
  await done('consent', 'add', '07700900901', ...terms, ...rest);
  await done('hold', 'add', '07700900789', '--case', 'C-1');
  await done('hold', 'add', 'last', '--case', 'C-2');
  await done('check', '07700900789', '07700900123');
  return firm;
}

async function inventoryOf(firm: AskedFirm): Promise<HeldJson[]> {
  const words = ['inventory', '--json', '--config', firm.path('tps.toml')];
  const { held } = JSON.parse(await firm.done(...words)) as { held: HeldJson[] };
  return held;
}

function one(held: readonly HeldJson[], kind: string, name = ''): HeldJson | undefined {
  return held.find((row) => row.kind === kind && row.name === name);
}

/** Every number of the events of one table of terms, with the list of each, by plain SQL. */
function eventsOf(store: Store, about: string): { e164: number; list: string }[] {
  const rows = store
    .prepare(
      `SELECT block, count, numbers, f.terms FROM own_fragment f JOIN own_batch b ON b.id = batch
       WHERE f.kind = 'event' AND about = ?`,
    )
    .all(about) as { block: number; count: number; numbers: Buffer; terms: Buffer }[];
  const list = store.prepare('SELECT list FROM own_terms WHERE id = ?').pluck();
  return rows.flatMap(({ block, count, numbers, terms }) =>
    Array.from(unpackBlock(numbers, count), (offset, place) => ({
      e164: block * 1_000_000 + offset,
      list:
        about === 'consents'
          ? ''
          : String(list.get(terms.readUInt32LE(terms.length === 4 ? 0 : 4 * place))),
    })),
  );
}

describe('the inventory', () => {
  it('counts what the tables hold', async () => {
    const firm = await fullFirm();
    const held = await inventoryOf(firm);
    const store = openForInspection(firm.database);
    const count = (sql: string) => store.prepare(sql).pluck().get();

    const events = eventsOf(store, 'objections');
    expect(events.length).toBeGreaterThan(5);
    for (const name of ['internal', 'branch']) {
      const own = events.filter(({ list }) => list === name);
      const numbers = new Set(own.map(({ e164 }) => e164)).size;
      expect(one(held, 'own-list', name)).toMatchObject({ entries: own.length, numbers });
    }
    expect(one(held, 'consents')).toMatchObject({ entries: 1, numbers: 1 });
    expect(one(held, 'holds')).toMatchObject({ entries: 1, numbers: 1 });
    expect(one(held, 'parties')).toMatchObject({
      entries: count('SELECT count(*) FROM own_party'),
      numbers: 1,
    });
    expect(one(held, 'unresolved')?.entries).toBe(count('SELECT count(*) FROM own_unresolved'));
    expect(one(held, 'run-traces')?.entries).toBe(count('SELECT sum(count) FROM run_trace_set'));
    expect(one(held, 'register', 'ctps')).toMatchObject({ entries: 1, numbers: 1 });
    // 07700900123 in the first edition, three others in the second.
    expect(one(held, 'register', 'tps')).toMatchObject({ entries: 4, numbers: 4 });
    store.close();
  });

  it('says since when, under which setting and in which file', async () => {
    const firm = await fullFirm();
    const held = await inventoryOf(firm);
    expect(new Set(held.flatMap(({ oldest, newest }) => [oldest, newest]))).toEqual(
      new Set(['2026-11-21']),
    );
    expect(held.every(({ retention }) => retention !== '')).toBe(true);
    const elsewhere = held.filter(({ file }) => file !== firm.database);
    expect(elsewhere.map(({ kind, file, entries }) => [kind, file, entries > 0])).toEqual([
      ['journal', firm.path('journal'), true],
      ['access-log', `${firm.database}.access.log`, true],
    ]);
    expect(one(held, 'access-log')?.entries).toBe(2);
  });

  it('counts in the journal what it counts in the tables', async () => {
    const firm = await fullFirm();
    const held = await inventoryOf(firm);
    const sum = (kinds: string[]) =>
      held.reduce((total, { kind, entries }) => total + (kinds.includes(kind) ? entries : 0), 0);
    // One objection was recorded before there was a journal.
    expect(one(held, 'journal')?.entries).toBe(
      sum(['own-list', 'consents', 'parties', 'unresolved']) - 1,
    );
  });

  it('counts no unread line of which nothing is left', async () => {
    const firm = await fullFirm();
    const before = one(await inventoryOf(firm), 'unresolved')?.entries ?? 0;
    expect(before).toBeGreaterThan(0);
    const toml = ['--config', firm.path('tps.toml')];
    const lines = await firm.done('suppress', 'resolve', '--json', ...toml);
    const { unresolved } = JSON.parse(lines) as { unresolved: { id: string }[] };
    for (const { id } of unresolved) {
      await firm.done('suppress', 'resolve', id, '--number', '07700900557', '--why', 'x', ...toml);
    }
    await firm.done('erase', '07700900557', '--request', 'R-1', ...toml);
    expect(one(await inventoryOf(firm), 'unresolved')).toBeUndefined();
  });

  it('calls a line of the access log that was left unfinished no fault, and one that was cut one', async () => {
    const firm = await fullFirm();
    const log = `${firm.database}.access.log`;
    const whole = readFileSync(log);
    const asked = ['inventory', '--config', firm.path('tps.toml')];
    await firm.done('check', '07700900789', ...asked.slice(1));
    writeFileSync(log, readFileSync(log).subarray(0, whole.length + 90));
    const { status, stdout } = await firm.run(asked);
    expect([status, stdout.toString()]).toEqual([0, expect.stringContaining('left unfinished')]);
    expect(one(await inventoryOf(firm), 'access-log')?.entries).toBe(2);
    expect((await firm.run(['verify', ...asked.slice(1)])).status).toBe(0);
    writeFileSync(log, whole.subarray(200));
    for (const command of ['inventory', 'verify']) {
      expect((await firm.run([command, ...asked.slice(1)])).status).toBe(3);
    }
  });

  it('changes no byte, and is told as a table too', async () => {
    const firm = await fullFirm();
    const hash = () => createHash('sha256').update(readFileSync(firm.database)).digest('hex');
    const before = hash();
    const text = await firm.done('inventory', '--config', firm.path('tps.toml'));
    expect(hash()).toBe(before);
    for (const words of ['own-list branch', 'register tps', 'Not counted']) {
      expect(text).toContain(words);
    }
  });

  it('of nothing is none: a mistyped name would pass for a firm that holds nobody', async () => {
    const firm = new AskedFirm(newFolder());
    const said = await firm.run(['inventory']);
    expect([said.status, said.stdout.toString()]).toEqual([2, '']);
    expect(said.stderr).toContain('there is no database');
  });
});
