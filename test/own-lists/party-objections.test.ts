import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { newFirms } from './firm.js';
import { checkLedger } from './ledger-lines.js';
import { heldBack, keep, KEY, KEY_ID, OTHER_KEY, type Refusal } from './party-firm.js';

const newFirm = newFirms();

interface Added {
  readonly recorded: readonly { number: string }[];
  readonly party: { value: string; already_suppressed: boolean } | null;
  readonly batch: string;
}

interface Withdrawn {
  readonly party: string | null;
  readonly number: string | null;
  readonly ended: readonly { list: string; reason: string; told: string[] }[];
  readonly remaining: readonly { reason: string }[];
}

interface Checked {
  readonly party: { value: string; objections: { list: string; told: string }[] } | null;
  readonly numbers: readonly {
    outcome: string;
    reasons: string[];
    list: string;
    listed_from: string;
    days_listed: number;
    basis: string;
    objections: object[];
  }[];
}

/** A firm with a key and registers that clear calls of March 2026. */
async function readyFirm() {
  const firm = keep(newFirm().at('2026-03-02'), KEY);
  await firm.loadRegisters('2026-03-01');
  return firm;
}

describe('suppress add --party', () => {
  it('records a party and the numbers beside it in one batch, each with its line', async () => {
    const firm = keep(newFirm(), KEY);
    const said = ['--reference', 'T 1', '--source', 'dealer-7'];
    const one = ['suppress', 'add', '07700900001', '07700900002', '--party', ' C-1042 ', ...said];
    expect(await firm.json<Added>(one)).toMatchObject({
      batch: 'add-1',
      recorded: [{ number: '+447700900001' }, { number: '+447700900002' }],
      party: { value: ' C-1042 ', already_suppressed: false },
    });
    const again = await firm.json<Added>(['suppress', 'add', '--party', 'c-1042']);
    expect(again).toMatchObject({
      batch: 'add-2',
      recorded: [],
      party: { value: 'c-1042', already_suppressed: true },
    });
    const store = openForReading(firm.database);
    const rows = store?.prepare('SELECT batch, party, key_id, reference FROM own_party').all();
    // printf 'tps-scrub-party-1\nc-1042' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    const party = 'b1be479e8d020f58294f24bbb57b74bc40d1e7d30cd9de102d43f46d51c72af4';
    expect(rows).toEqual([
      { batch: 1, party, key_id: KEY_ID, reference: 'T 1' },
      { batch: 2, party, key_id: KEY_ID, reference: '' },
    ]);
    if (store) expect(checkLedger(store)).toMatchObject({ faults: [] });
    store?.close();
    const bytes = readFileSync(firm.database).toString('latin1');
    expect(bytes).not.toContain(KEY);
    expect(bytes).not.toMatch(/c-1042/i);
  });

  it('says in words who is suppressed and where that counts', async () => {
    const firm = keep(newFirm(), KEY);
    const { stdout } = await firm.run('suppress', 'add', '07700900001', '--party', 'C-1042');
    expect(stdout.toString()).toMatch(/^suppressed: 07700900001 = \+447700900001, /);
    expect(stdout.toString()).toContain('suppressed: party C-1042, whatever its numbers\n');
    expect(stdout.toString()).toContain('--party-column');
  });

  it.each([
    ['nobody', ['suppress', 'add'], KEY, 'nobody was named'],
    ['a blank', ['suppress', 'add', '--party', ' '], KEY, '--party names nobody'],
    ['a long text', ['suppress', 'add', '--party', 'x'.repeat(257)], KEY, '--party names nobody'],
    [
      'a party without a key',
      ['suppress', 'add', '07700900001', '--party', 'C-1'],
      '',
      '--party needs a key, and the configuration has none',
    ],
    [
      'a party beside half a number',
      ['suppress', 'add', '0770090', '--party', 'C-1'],
      KEY,
      "'0770090' is no complete telephone number; nothing was recorded",
    ],
  ])('records nothing of %s', async (_, words, key, summary) => {
    const firm = keep(newFirm(), key);
    expect((await firm.json<Refusal>(words, 2)).summary).toBe(summary);
    expect(existsSync(firm.database)).toBe(false);
  });
});

describe('an objection of a party', () => {
  it('holds from the instant of recording, for calls from the day told on', async () => {
    const firm = await readyFirm();
    firm.at('2026-03-06');
    await firm.json(['suppress', 'add', '--party', 'C-1', '--on', '2026-03-04']);
    expect(await heldBack(firm, ['C-1', 'C-2'])).toEqual(['C-1']);
    const call = (day: string) => ['--historical', '--call-date', day, '--until', day];
    expect(await heldBack(firm, ['C-1'], call('2026-03-04'))).toEqual(['C-1']);
    expect(await heldBack(firm, ['C-1'], call('2026-03-03'))).toEqual([]);
    const before = ['--as-of', '2026-03-05', '--call-date', '2026-03-05', '--historical'];
    expect(await heldBack(firm, ['C-1'], before)).toEqual([]);
  });

  it('ends after its last day, where its class lets it', async () => {
    const firm = await readyFirm();
    const until = ['--reason', 'abandoned-call', '--until', '2026-03-04'];
    await firm.json(['suppress', 'add', '--party', 'C-1', ...until]);
    expect(await heldBack(firm, ['C-1'])).toEqual(['C-1']);
    expect(await heldBack(firm, ['C-1'], ['--call-date', '2026-03-05'])).toEqual([]);
  });

  it.each([
    ['--caller', 'Acme', ['--caller', 'Acme'], true],
    ['--caller', 'Acme', ['--caller', 'Borough'], false],
    // An agent binds each firm that it calls for.
    ['--caller', 'Callwell', ['--caller', 'Borough'], true],
    ['--caller', 'Acme', [], true],
    ['--campaign', 'spring', ['--campaign', 'Spring'], true],
    ['--campaign', 'spring', ['--campaign', 'autumn'], false],
  ])('with %s %s, of calls with %j: %s', async (scope, name, words, holds) => {
    const firm = await readyFirm();
    await firm.json(['suppress', 'add', '--party', 'C-1', scope, name]);
    expect(await heldBack(firm, ['C-1'], words)).toEqual(holds ? ['C-1'] : []);
  });

  it('is never lifted by anything but its own withdrawal', async () => {
    const firm = await readyFirm();
    await firm.json(['suppress', 'add', '07700900100', '--party', 'C-1']);
    const why = ['--kind', 'person-asked', '--why', 'letter'];
    await firm.json(['suppress', 'withdraw', '07700900100', ...why]);
    expect(await heldBack(firm, ['C-1'])).toEqual(['C-1']);
    await firm.json(['suppress', 'withdraw', '--party', 'c-1', ...why]);
    expect(await heldBack(firm, ['C-1'])).toEqual([]);
  });
});

describe('suppress withdraw --party', () => {
  it('ends a mistake from the start, and a wish from its day', async () => {
    const firm = await readyFirm();
    await firm.json(['suppress', 'add', '--party', 'C-1']);
    await firm.json(['suppress', 'add', '--party', 'C-2']);
    firm.at('2026-03-04');
    const mistake = ['--kind', 'mistake', '--why', 'typed for C-11'];
    const said = ['suppress', 'withdraw', '--party', 'C-1', ...mistake];
    expect(await firm.json<Withdrawn>(said)).toMatchObject({
      party: 'C-1',
      number: null,
      ended: [{ list: 'internal', reason: 'asked-not-to-call', told: ['2026-03-02'] }],
      remaining: [],
    });
    await firm.json([
      'suppress',
      'withdraw',
      '--party',
      'C-2',
      '--kind',
      'person-asked',
      '--why',
      'rang',
    ]);
    expect(await heldBack(firm, ['C-1', 'C-2'])).toEqual([]);
    const yesterday = ['--historical', '--call-date', '2026-03-03', '--until', '2026-03-03'];
    expect(await heldBack(firm, ['C-1', 'C-2'], yesterday)).toEqual(['C-2']);
    const known = ['--as-of', '2026-03-03', '--historical'];
    expect(await heldBack(firm, ['C-1', 'C-2'], known)).toEqual(['C-1', 'C-2']);
    const store = openForReading(firm.database);
    if (store) {
      const { faults, kinds } = checkLedger(store);
      expect(faults).toEqual([]);
      expect(kinds.get('party-objection')).toBe(2);
      expect(kinds.get('party-withdrawal')).toBe(2);
      const keys = store.prepare('SELECT key_id, count(*) AS n FROM own_party GROUP BY 1');
      expect(keys.all()).toEqual([{ key_id: KEY_ID, n: 4 }]);
    }
    store?.close();
  });

  it('asks which of several entries is meant, and whose mistake it was', async () => {
    const firm = keep(newFirm(), KEY);
    await firm.json(['suppress', 'add', '--party', 'C-1']);
    await firm.json(['suppress', 'add', '--party', 'C-1', '--reason', 'complaint']);
    const asked = ['suppress', 'withdraw', '--party', 'C-1', '--kind', 'mistake', '--why', 'none'];
    const several = await firm.json<Refusal>(asked, 2);
    expect(several.summary).toBe('2 entries for C-1 match; nothing was withdrawn');
    await firm.json(['suppress', 'add', '--party', 'C-1', '--reason', 'complaint']);
    const complaint = [...asked, '--reason', 'complaint'];
    const others = await firm.json<Refusal>(complaint, 2);
    expect(others.summary).toBe('C-1 was recorded by add-2, add-3; nothing was withdrawn');
    const done = await firm.json<Withdrawn>([...complaint, '--all']);
    expect(done.remaining).toMatchObject([{ reason: 'asked-not-to-call' }]);
  });

  it.each([
    ['neither a number nor a party', [], 'no number was given'],
    ['both', ['07700900001', '--party', 'C-1'], 'a number and --party were both given'],
    ['nobody known', ['--party', 'C-2'], 'no own list has an objection in force for C-2'],
    // Noughts in front tell customers apart.
    ['nearly the same', ['--party', '0C-1'], 'no own list has an objection in force for 0C-1'],
  ])('is refused of %s', async (_, words, summary) => {
    const firm = keep(newFirm(), KEY);
    await firm.json(['suppress', 'add', '07700900001', '--party', 'C-1']);
    const asked = ['suppress', 'withdraw', ...words, '--kind', 'mistake', '--why', 'none'];
    expect((await firm.json<Refusal>(asked, 2)).summary).toBe(summary);
  });
});

describe('check --party', () => {
  it('holds its numbers back, and gives their other reasons too', async () => {
    const firm = await readyFirm();
    await firm.json([
      'suppress',
      'add',
      '--party',
      'C-1',
      '--on',
      '2026-02-20',
      '--list',
      'letters',
    ]);
    const numbers = ['07700900001', '02079460999', 'n/a'];
    const { party, numbers: found } = await firm.json<Checked>([
      'check',
      ...numbers,
      '--party',
      'c-1',
    ]);
    expect(party).toMatchObject({
      value: 'c-1',
      objections: [{ list: 'letters', told: '2026-02-20' }],
    });
    const held = {
      outcome: 'excluded',
      list: 'letters',
      listed_from: '2026-02-20',
      days_listed: 10,
    };
    const basis = 'PECR 2003 reg 21(1)(a)';
    expect(found).toMatchObject([
      { ...held, basis, reasons: ['OBJECTION'], objections: [] },
      { ...held, basis, reasons: ['OBJECTION', 'TPS'] },
      { ...held, basis, reasons: ['OBJECTION', 'NO_NUMBER'] },
    ]);
    const other = await firm.json<Checked>(['check', '07700900001', '--party', 'C-2']);
    expect(other.party?.objections).toEqual([]);
    expect(other.numbers).toMatchObject([{ outcome: 'clean' }]);
    expect((await firm.json<Checked>(['check', '07700900001'])).party).toBeNull();
  });

  it('names the objection of the number where there is one', async () => {
    const firm = await readyFirm();
    await firm.json(['suppress', 'add', '07700900001', '--list', 'letters']);
    await firm.json(['suppress', 'add', '--party', 'C-1']);
    const { numbers } = await firm.json<Checked>(['check', '07700900001', '--party', 'C-1']);
    expect(numbers).toMatchObject([{ list: 'letters', reasons: ['OBJECTION'] }]);
  });

  it('asks about a party alone without registers', async () => {
    const firm = keep(newFirm(), KEY);
    await firm.json(['suppress', 'add', '--party', 'C-1']);
    const { stdout, status } = await firm.run('check', '--party', 'C-1');
    expect(status).toBe(0);
    expect(stdout.toString()).toMatch(/^party C-1\n {2}excluded: OBJECTION, whatever the number\n/);
    const free = await firm.run('check', '--party', 'C-2');
    expect(free.stdout.toString()).toContain('no objection stands');
    expect((await firm.json<Refusal>(['check'], 2)).summary).toBe('nobody was named');
  });
});

describe('lists', () => {
  it('count parties beside numbers, by list and scope', async () => {
    const firm = keep(newFirm(), KEY);
    await firm.json(['suppress', 'add', '07700900001', '--party', 'C-1', '--source', 'desk']);
    await firm.json(['suppress', 'add', '--party', 'C-1', '--reason', 'complaint']);
    await firm.json(['suppress', 'add', '--party', 'C-2', '--list', 'letters', '--source', 'post']);
    const { lists } = await firm.json<{ lists: object[] }>(['lists']);
    expect(lists).toMatchObject([
      { list: 'internal', entries: 3, numbers: 1, parties: 1, sources: ['desk'] },
      { list: 'letters', entries: 1, numbers: 0, parties: 1, sources: ['post'] },
    ]);
    const { stdout } = await firm.run('lists');
    expect(stdout.toString()).toMatch(/^internal +1 number, 1 party /);
  });
});

describe('another key', () => {
  it('matches nobody, so nothing that asks about parties is answered', async () => {
    const firm = await readyFirm();
    await firm.json(['suppress', 'add', '--party', 'C-1']);
    await firm.json(['suppress', 'add', '--party', 'C-2', '--caller', 'Acme']);
    keep(firm, OTHER_KEY);
    const list = firm.file('list.csv', ['customer,phone', 'C-9,07700900001']);
    const asked = ['scrub', list, '--party-column', 'customer', '--dry-run'];
    const refused = await firm.json<Refusal>(asked, 4);
    expect(refused.code).toBe('not-safe');
    expect(refused.summary).toMatch(/^2 objections of parties cannot be matched/);
    expect(refused.why).toContain(`add-1, add-2 were recorded with key ${KEY_ID}, `);
    expect((await firm.json<Refusal>(['check', '07700900001', '--party', 'C-1'], 4)).code).toBe(
      'not-safe',
    );
    // Nobody is held by two keys, and nothing is lost with the numbers beside it unsaid.
    const added = ['suppress', 'add', '07700900005', '--party', 'C-3'];
    expect((await firm.json<Refusal>(added, 5)).code).toBe('guard-refused');
    const withdrawn = ['suppress', 'withdraw', '--party', 'C-1', '--kind', 'mistake', '--why', 'x'];
    expect((await firm.json<Refusal>(withdrawn, 2)).fix).toContain('recorded with another key');
    await firm.json(['check', '07700900001']);
    await firm.json(['scrub', list, '--dry-run']);
  });

  it('is no matter of objections that do not bind the calls, or were withdrawn', async () => {
    const firm = await readyFirm();
    await firm.json(['suppress', 'add', '--party', 'C-1', '--caller', 'Acme']);
    keep(firm, OTHER_KEY);
    expect(await heldBack(firm, ['C-1'], ['--caller', 'Borough'])).toEqual([]);
    keep(firm, KEY);
    const why = ['--kind', 'person-asked', '--why', 'the key is changed'];
    await firm.json(['suppress', 'withdraw', '--party', 'C-1', ...why]);
    keep(firm, OTHER_KEY);
    await firm.json(['suppress', 'add', '--party', 'C-1']);
    expect(await heldBack(firm, ['C-1'])).toEqual(['C-1']);
  });
});
