import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForReading, openForWriting } from '../../src/store/database.js';
import { ledgerHead } from '../../src/store/ledger.js';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { checkLedger } from '../own-lists/ledger-lines.js';
import { runInProcess } from './run-in-process.js';

const newFirm = newFirms();
const ADD = ['suppress', 'add', '07700900001'];

interface Recorded {
  readonly kind: string;
  readonly id: string;
  readonly instant: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** The lines that stand alone, in order, with what they say. */
function linesOf({ database }: Firm): Recorded[] {
  const store = openForReading(database);
  if (store === undefined) return [];
  const rows = store
    .prepare(
      `SELECT kind, id, instant, payload FROM ledger JOIN ledger_payload USING (sequence)
       WHERE payload <> '' ORDER BY sequence`,
    )
    .all() as { kind: string; id: string; instant: string; payload: string }[];
  expect(checkLedger(store).faults).toEqual([]);
  store.close();
  return rows.map(({ payload, ...line }) => ({
    ...line,
    said: JSON.parse(payload) as Recorded['said'],
  }));
}

function ofKind(firm: Firm, kind: string): Recorded[] {
  return linesOf(firm).filter((line) => line.kind === kind);
}

/** Runs a command under a configuration of this text; without any when it is undefined. */
async function under(firm: Firm, text: string | undefined, words: readonly string[] = ADD) {
  const path = join(firm.folder, 'used.toml');
  if (text !== undefined) writeFileSync(path, text);
  const config = text === undefined ? [] : ['--config', path];
  return runInProcess([...words, ...config, '--operator', 'Kay'], firm);
}

describe('the configuration used', () => {
  it('is a line before what is first recorded under it, and none while it stays the same', async () => {
    const firm = newFirm();
    await under(firm, 'operator = "Ann"\ntrace = false\n');
    await under(firm, '# the same, written otherwise\ntrace = false\noperator = "Ann"\n');
    const lines = linesOf(firm);
    expect(lines.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'configuration configuration-1',
      'suppress-add add-1',
      'suppress-add add-2',
    ]);
    const text = '{"operator":"Ann","trace":false}';
    expect(lines[0]?.said).toEqual({
      content: { operator: 'Ann', trace: false },
      left_out: [],
      path: join(firm.folder, 'used.toml'),
      sha256: createHash('sha256').update(text).digest('hex'),
      operator: 'Kay',
      account: 'tester (1000) on machine',
    });
  });

  it('is named by its path from the root, wherever the command was started', async () => {
    const firm = newFirm();
    const path = join(firm.folder, 'used.toml');
    writeFileSync(path, 'trace = false\n');
    await runInProcess([...ADD, '--config', relative(process.cwd(), path)], firm);
    expect(ofKind(firm, 'configuration')[0]?.said['path']).toBe(path);
  });

  it('is the same whatever the order of its tables and keys, and another when a list’s order is', async () => {
    const firm = newFirm();
    const register = '[register.tps]\nminimum_numbers = 12\nhistory = "full"\n';
    const lists = ['[list.10]\n', '[list.9]\ntitle = "x"\n', '[list.b]\n'];
    const caller = '[caller."Acme"]\nagents = ["B", "A"]\n';
    await under(firm, register + lists.join('') + caller);
    await under(firm, caller + lists.toReversed().join('') + register);
    expect(ofKind(firm, 'configuration')).toHaveLength(1);
    await under(firm, caller.replace('"B", "A"', '"A", "B"') + lists.join('') + register);
    expect(ofKind(firm, 'configuration')).toHaveLength(2);
  });

  it('is a line again whenever it changes, and to have none is a configuration too', async () => {
    const firm = newFirm();
    const texts = [undefined, undefined, '', 'trace = false\n', 'trace = true\n', undefined];
    for (const text of [...texts, 'trace = true\n']) await under(firm, text);
    const used = ofKind(firm, 'configuration');
    expect(used.map(({ said }) => said['content'])).toEqual([
      {},
      { trace: false },
      { trace: true },
      {},
      { trace: true },
    ]);
    expect(used.map(({ said }) => said['path'] !== '')).toEqual([false, true, true, false, true]);
  });

  it('leaves the key of parties out, says so, and holds it nowhere', async () => {
    const firm = newFirm();
    const [key, other] = ['k'.repeat(40), 'q'.repeat(40)];
    await under(firm, `party_key = "${key}"\n`, ['suppress', 'add', '--party', 'C-1']);
    await under(firm, `party_key = "${other}"\n`, ADD);
    const used = ofKind(firm, 'configuration');
    expect(used.map(({ said }) => [said['content'], said['left_out']])).toEqual([
      [{}, ['party_key']],
    ]);
    const bytes = readFileSync(firm.database);
    expect([bytes.includes(key), bytes.includes(other)]).toEqual([false, false]);
  });

  it('is not recorded by what only asks, tries, or is refused', async () => {
    const firm = newFirm();
    await under(firm, undefined);
    const before = linesOf(firm);
    for (const [words, status] of [
      [['check', '07700900001'], 4],
      [['status'], 4],
      [['suppress', 'undo', 'import-7', '--why', 'wrong'], 2],
      [['suppress', 'import', firm.file('list.csv', ['07700900002']), '--dry-run'], 0],
    ] as const) {
      expect((await under(firm, 'trace = false\n', words)).status).toBe(status);
    }
    expect(linesOf(firm)).toEqual(before);
  });

  it('is recorded again when what the newest line said was erased', async () => {
    const firm = newFirm();
    await under(firm, 'trace = false\n');
    const store = openForWriting(firm.database);
    store.exec("UPDATE ledger_payload SET salt = x'', payload = '' WHERE sequence = 1");
    store.close();
    await under(firm, 'trace = false\n');
    const reader = openForReading(firm.database);
    const find = reader?.prepare("SELECT id FROM ledger WHERE kind = 'configuration'").pluck();
    expect(find?.all()).toEqual(['configuration-1', 'configuration-2']);
    reader?.close();
  });

  it('stands before the run of a scrub, and the head that is said comes after it', async () => {
    const firm = newFirm();
    await firm.loadRegisters('2026-03-01');
    const list = firm.file('list.csv', ['phone', '07700900002']);
    const { stdout } = await under(firm, 'trace = false\n', ['scrub', list, '--json']);
    const kinds = linesOf(firm).map(({ kind }) => kind);
    expect(kinds.slice(-3)).toEqual(['configuration', 'run-sealed', 'run-released']);
    const store = openForReading(firm.database);
    expect(JSON.parse(stdout.toString())).toMatchObject({
      ledger_head: store && ledgerHead(store),
    });
    store?.close();
  });
});

describe('a clock behind the newest record', () => {
  const WHY = ['--accept-clock', 'the clock ran ahead on Monday'];

  async function behind(): Promise<Firm> {
    const firm = newFirm().at('2026-03-10');
    await firm.json(ADD);
    return firm.at('2026-03-02');
  }

  it.each([[ADD], [['check', '07700900001']], [['status']], [['runs']]])(
    'is refused: %j',
    async (words) => {
      const firm = await behind();
      const before = linesOf(firm);
      const { status, stderr } = await firm.run(...words);
      expect([status, stderr]).toEqual([2, expect.stringContaining('--accept-clock "WHY"')]);
      expect(linesOf(firm)).toEqual(before);
    },
  );

  it('is let through with a reason, which is recorded, and goes on from the newest record', async () => {
    const firm = await behind();
    const newest = linesOf(firm).at(-1)?.instant;
    const said = await firm.run(...ADD, ...WHY);
    expect([said.status, said.stderr]).toEqual([0, expect.stringContaining('going on from')]);
    const [clock, add] = linesOf(firm).slice(-2);
    expect(clock).toMatchObject({
      kind: 'clock',
      said: {
        clock: '2026-03-02T09:10:00.000Z',
        newest,
        why: WHY[1],
        operator: '',
        account: 'tester (1000) on machine',
      },
    });
    const milliseconds = (line?: Recorded) =>
      Date.parse(line?.instant ?? '') - Date.parse(newest ?? '');
    expect([milliseconds(clock), milliseconds(add)]).toEqual([1, 2]);
    expect((await firm.run(...ADD)).status).toBe(2);
    expect((await firm.run(...ADD, ...WHY)).status).toBe(0);
    expect(ofKind(firm, 'clock')).toHaveLength(2);
  });

  it('is recorded once by a command of several steps, and not by one that is refused', async () => {
    const firm = newFirm().at('2026-03-10');
    await firm.loadRegisters('2026-03-09');
    firm.at('2026-03-09');
    const list = firm.file('list.csv', ['phone', '07700900002']);
    await firm.json(['scrub', list, ...WHY]);
    expect(
      linesOf(firm)
        .slice(-3)
        .map(({ kind }) => kind),
    ).toEqual(['clock', 'run-sealed', 'run-released']);
    await firm.json(['suppress', 'undo', 'import-7', '--why', 'wrong', ...WHY], 2);
    expect(ofKind(firm, 'clock')).toHaveLength(1);
  });

  it('does not bring an edition back into date: today is the newest record’s day', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.at('2026-04-20').json(ADD);
    firm.at('2026-03-05');
    const list = firm.file('list.csv', ['phone', '07700900002']);
    await firm.json(['scrub', list, ...WHY], 4);
    const checked = await firm.json<{ call_date: string }>(['check', '07700900002', ...WHY], 4);
    expect(checked.call_date).toBe('2026-04-20');
    expect(ofKind(firm, 'clock')).toEqual([]);
  });

  it('does not date an objection before the consent that it ends', async () => {
    const firm = newFirm().at('2026-03-10');
    await firm.loadRegisters('2026-03-09');
    const given = [
      '--method',
      'web',
      '--wording',
      'w1',
      '--reference',
      'c-1',
      '--on',
      '2026-03-09',
    ];
    await firm.json(['consent', 'add', '07700900001', '--caller', 'Acme', ...given]);
    firm.at('2026-03-02');
    await firm.json([...ADD, '--caller', 'Acme', ...WHY]);
    const asked = ['check', '07700900001', '--caller', 'Acme'];
    const checked = await firm.at('2026-03-11').json<{ numbers: object[] }>(asked);
    expect(checked.numbers[0]).toMatchObject({ reason: 'OBJECTION' });
  });

  it('needs a reason that says something', async () => {
    const firm = await behind();
    const { status, stderr } = await firm.run(...ADD, '--accept-clock', ' ');
    expect([status, stderr]).toEqual([2, expect.stringContaining('--accept-clock needs a reason')]);
  });

  it('has nothing to accept while it is ahead, at first, or within a second', async () => {
    const firm = newFirm().at('2026-03-02');
    for (const now of ['2026-03-02T09:10:00Z', '2026-03-02T09:09:59.5Z', '2026-03-03T09:00:00Z']) {
      firm.now = now;
      const { status, stderr } = await firm.run(...ADD, ...WHY);
      expect([status, stderr]).toEqual([0, expect.stringContaining('nothing to accept')]);
    }
    expect(ofKind(firm, 'clock')).toEqual([]);
  });
});
