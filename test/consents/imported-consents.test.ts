import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dramaNumbers, newFirms, type Firm } from '../own-lists/firm.js';
import { consent, EVIDENCE, reason, verdict } from './asking.js';

const newFirm = newFirms();
const NUMBER = '07700900001';
const LISTED = '02079460999';
const HEADER = 'number,caller,on,method,wording,reference';

interface Imported {
  readonly import: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly usable: number;
  readonly not_usable: Readonly<Record<string, number>>;
  readonly lifted: readonly Lifted[];
  readonly lift_reason: string;
  readonly rejected: readonly { readonly line: number; readonly why: string }[];
  readonly rejected_file: string;
}

interface Lifted {
  readonly number: string;
  readonly line: number;
  readonly consent_to: string;
  readonly reason: string;
  readonly told: string;
}

interface Refused {
  readonly ok: boolean;
  readonly code: string;
  readonly would_lift: readonly Lifted[];
}

/** A row of a file under {@link HEADER} with all that a consent needs. */
function row(number: string, on: string, caller = 'Acme'): string {
  return `${number},${caller},${on},web form,W-7,F-88`;
}

/** Imports a file of rows. */
function imported<T = Imported>(
  firm: Firm,
  rows: readonly string[],
  words: readonly string[] = [],
  status = 0,
): Promise<T> {
  const path = firm.file('optins.csv', [HEADER, ...rows]);
  return firm.json<T>(['consent', 'import', path, ...words], status);
}

/** A firm with both registers, on 5 March 2026. */
async function screeningFirm(): Promise<Firm> {
  const firm = newFirm().at('2026-03-01');
  await firm.loadRegisters('2026-03-01');
  return firm.at('2026-03-05');
}

describe('consent import', () => {
  it('records what is complete, says what is not usable, and rejects the rest', async () => {
    const firm = await screeningFirm();
    const found = await imported(
      firm,
      [
        row(LISTED, '2026-03-01'),
        row(NUMBER, ''),
        row('07700900002', '2026-04-01'),
        '07700900003,Acme,2026-03-01,web form,,F-88',
        row('07700900004', '2026-03-01', 'Acmee'),
        row('07700900005 / 07700900006', '2026-03-01'),
        row('07700', '2026-03-01'),
      ],
      [],
      7,
    );
    expect(found.rows).toEqual({ read: 7, recorded: 4, repeated: 0, rejected: 3, blank: 0 });
    expect(found.usable).toBe(1);
    expect(found.not_usable).toEqual({ 'no-day': 2, 'no-wording': 1 });
    expect(found.rejected.map(({ line, why }) => `${String(line)} ${why}`)).toEqual([
      "6 there is no caller 'Acmee': did you mean 'Acme'?",
      '7 more than one number: whose consent it is nobody can tell',
      '8 digits that make no number',
    ]);
    const written = readFileSync(join(firm.folder, 'optins.rejected.csv'), 'utf8').split('\r\n');
    expect(written).toHaveLength(5);
    expect(written[2]).toBe(
      `${found.import}:7,7,more than one number: whose consent it is nobody can tell,"${row('07700900005 / 07700900006', '2026-03-01')}"`,
    );
    expect(await verdict(firm, LISTED)).toEqual({ reason: 'CONSENT', faults: [''] });
    expect((await verdict(firm, '07700900005')).faults).toEqual([]);
    expect(await firm.json<object>(['status'])).toMatchObject({ consents: 4 });
  });

  it('of the same file again records nothing', async () => {
    const firm = await screeningFirm();
    const rows = [row(LISTED, '2026-03-01'), row(NUMBER, ''), row(NUMBER, 'soon'), row(NUMBER, '')];
    expect((await imported(firm, rows)).rows).toMatchObject({ recorded: 3, repeated: 1 });
    firm.at('2026-03-06');
    expect((await imported(firm, rows)).rows).toMatchObject({ recorded: 0, repeated: 4 });
    expect((await verdict(firm, NUMBER)).faults).toEqual(['no-day', 'no-day']);
    const other = [row(LISTED, '2026-03-02')];
    expect((await imported(firm, other)).rows).toMatchObject({ recorded: 1, repeated: 0 });
  });

  it('takes from options what rows do not say', async () => {
    const firm = await screeningFirm();
    const path = firm.file('numbers.txt', [LISTED, NUMBER]);
    const words = ['--caller', 'borough', '--on', '2026-03-01', '--for', 'claims', ...EVIDENCE];
    const { usable } = await firm.json<Imported>(['consent', 'import', path, ...words]);
    expect(usable).toBe(2);
    const asked = ['--caller', 'Borough', '--policy', 'claims'];
    expect(await reason(firm, LISTED, ...asked)).toBe('CONSENT');
    expect(await reason(firm, LISTED, '--caller', 'Borough')).toBe('TPS');
  });

  it('in a dry run changes nothing and says what would be lifted', async () => {
    const firm = await screeningFirm();
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-02-01']);
    const before = readFileSync(firm.database);
    const found = await imported(firm, [row(NUMBER, '2026-03-01'), 'x'], ['--dry-run'], 7);
    expect(found).toMatchObject({ import: '', rejected_file: '', lift_reason: '' });
    expect(found.rows).toMatchObject({ recorded: 1, rejected: 1 });
    expect(found.lifted).toMatchObject([{ number: '+447700900001', line: 2, told: '2026-02-01' }]);
    expect(readFileSync(firm.database).equals(before)).toBe(true);
    expect(existsSync(join(firm.folder, 'optins.rejected.csv'))).toBe(false);
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
  });

  it.each([
    ['--lift-objections', ' ', /needs a reason/],
    ['--on', '2026-03-06', /after today/],
    ['--column', 'phone=Phone', /no meaning of a column 'phone'/],
    ['--column', 'number', /LOGICAL=HEADER/],
  ])('is refused with %s %s', async (option, value, message) => {
    const firm = await screeningFirm();
    const path = firm.file('optins.csv', [HEADER, row(NUMBER, '2026-03-01')]);
    const said = await firm.run('consent', 'import', path, option, value);
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(message);
    expect((await verdict(firm, NUMBER)).faults).toEqual([]);
  });
});

describe('an import that would lift objections', () => {
  it('is refused with all of them until somebody says why', async () => {
    const firm = await screeningFirm();
    const numbers = dramaNumbers(25);
    await firm.json(['suppress', 'add', ...numbers, '--on', '2026-02-01']);
    const rows = numbers.map((number) => row(number, '2026-03-01'));
    const refused = await imported<Refused>(firm, rows, [], 5);
    expect(refused).toMatchObject({ ok: false, code: 'guard-refused' });
    expect(refused.would_lift.map(({ line }) => line)).toEqual(numbers.map((_, at) => at + 2));
    expect(refused.would_lift[0]).toMatchObject({
      number: '+441134960000',
      consent_to: 'Acme',
      reason: 'asked-not-to-call',
      told: '2026-02-01',
    });
    const path = firm.file('optins.csv', [HEADER, ...rows]);
    const said = await firm.run('consent', 'import', path);
    expect(said.status).toBe(5);
    expect(said.stderr.match(/asked-not-to-call/g)).toHaveLength(20);
    expect(said.stderr).toMatch(/would lift 25 objections/);
    expect(said.stderr).toMatch(/and 5 more/);
    expect(await verdict(firm, numbers[0] ?? '')).toEqual({ reason: 'OBJECTION', faults: [] });
    const done = await imported(firm, rows, ['--lift-objections', 'they signed up again']);
    expect(done.lifted).toHaveLength(25);
    expect(done.lift_reason).toBe('they signed up again');
    expect(await verdict(firm, numbers[0] ?? '')).toEqual({ reason: 'CLEAN', faults: [''] });
    expect((await imported(firm, rows)).lifted).toEqual([]);
  });

  /** What is said of the number before, the row, and whether the import is refused. */
  const cases: readonly (readonly [string, readonly string[], string, 'lifts' | 'leaves'])[] = [
    ['of a later day', ['--on', '2026-02-01'], row(NUMBER, '2026-02-02'), 'lifts'],
    ['for a campaign', ['--campaign', 'spring'], row(NUMBER, '2026-03-05'), 'leaves'],
    [
      'for a campaign before',
      ['--campaign', 'spring', '--on', '2026-02-01'],
      row(NUMBER, '2026-03-05'),
      'lifts',
    ],
    ['of the same day', ['--on', '2026-02-02'], row(NUMBER, '2026-02-02'), 'leaves'],
    ['of an earlier day', ['--on', '2026-02-03'], row(NUMBER, '2026-02-02'), 'leaves'],
    ['without a day', ['--on', '2026-02-01'], row(NUMBER, ''), 'leaves'],
    [
      'without wording',
      ['--on', '2026-02-01'],
      `${NUMBER},Acme,2026-02-02,web form,,F-88`,
      'leaves',
    ],
    [
      'after a complaint',
      ['--on', '2026-02-01', '--reason', 'complaint'],
      row(NUMBER, '2026-02-02'),
      'leaves',
    ],
    [
      'to a firm that was not told',
      ['--on', '2026-02-01', '--caller', 'Dialhouse'],
      row(NUMBER, '2026-02-02'),
      'leaves',
    ],
    [
      'to a firm whose agent was told',
      ['--on', '2026-02-01', '--caller', 'Callwell'],
      row(NUMBER, '2026-02-02'),
      'lifts',
    ],
  ];

  it.each(cases)('%s', async (_, told, line, comes) => {
    const firm = await screeningFirm();
    await firm.json(['suppress', 'add', NUMBER, ...told]);
    const before = await reason(firm, NUMBER);
    if (comes === 'lifts') {
      expect((await imported<Refused>(firm, [line], [], 5)).would_lift).toHaveLength(1);
    } else expect((await imported(firm, [line])).lifted).toEqual([]);
    expect(await reason(firm, NUMBER)).toBe(before);
  });

  it('asks nothing of what a third party obtained, which lifts nothing', async () => {
    const firm = await screeningFirm();
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-02-01']);
    const found = await imported(firm, [row(NUMBER, '2026-03-01')], ['--obtained', 'third-party']);
    expect(found).toMatchObject({ usable: 1, lifted: [] });
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
  });

  it('asks nothing where another consent lifts it already, for the same calls', async () => {
    const firm = await screeningFirm();
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-02-01']);
    await consent(firm, NUMBER, '2026-03-01');
    expect((await imported(firm, [row(NUMBER, '2026-03-02')])).lifted).toEqual([]);
    const claims = ['--for', 'claims'];
    const refused = await imported<Refused>(firm, [row(NUMBER, '2026-03-02')], claims, 5);
    expect(refused.would_lift).toHaveLength(1);
    const borough = [row(NUMBER, '2026-03-02', 'Borough')];
    expect((await imported<Refused>(firm, borough, [], 5)).would_lift).toMatchObject([
      { consent_to: 'Borough' },
    ]);
  });
});

describe('an import of consents that is undone', () => {
  it('brings the register and the objection back', async () => {
    const firm = await screeningFirm();
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-02-01']);
    const rows = [row(LISTED, '2026-03-01'), row(NUMBER, '2026-03-01'), row('07700900002', '')];
    const { import: name } = await imported(firm, rows, ['--lift-objections', 'signed up again']);
    expect(await reason(firm, LISTED)).toBe('CONSENT');
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
    const asOf = firm.now;
    firm.at('2026-03-06');
    const undone = await firm.json(['suppress', 'undo', name, '--why', 'forged']);
    expect(undone).toMatchObject({
      import: name,
      entries: 3,
      numbers: 3,
      freed: 0,
      consents_lost: 2,
      consents_stay: 0,
      consents_back: 0,
      objected_again: 1,
    });
    expect(await verdict(firm, LISTED)).toEqual({ reason: 'TPS', faults: [] });
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
    const then = `${asOf.slice(0, 10)}T23:00:00Z`;
    expect(await reason(firm, LISTED, '--as-of', then)).toBe('CONSENT');
    expect(await firm.json<object>(['status'])).toMatchObject({ consents: 0 });
    expect((await firm.run('suppress', 'undo', name, '--why', 'again')).status).toBe(2);
  });

  it('leaves what another import said again', async () => {
    const firm = await screeningFirm();
    const { import: first } = await imported(firm, [row(LISTED, '2026-03-01')]);
    await imported(firm.at('2026-03-06'), [row(LISTED, '2026-03-01')]);
    const undone = await firm.json(['suppress', 'undo', first, '--why', 'wrong file']);
    expect(undone).toMatchObject({ consents_lost: 0, consents_stay: 1 });
    expect(await reason(firm, LISTED)).toBe('CONSENT');
  });

  it('is never the last opt-out file', async () => {
    const firm = await screeningFirm();
    const { import: name } = await imported(firm, [row(LISTED, '2026-03-01')]);
    const last = await firm.run('suppress', 'undo', 'last', '--why', 'x');
    expect(last.status).toBe(2);
    expect(last.stderr).toMatch(/no opt-out file was imported yet/);
    const path = firm.file('optouts.csv', ['number', NUMBER]);
    const { import: optOuts } = await firm.json<{ import: string }>(['suppress', 'import', path]);
    await imported(firm, [row('07700900002', '2026-03-01')]);
    expect(await firm.json(['suppress', 'undo', 'last', '--why', 'x'])).toMatchObject({
      import: optOuts,
    });
    expect((await firm.run('suppress', 'resolve', `${name}:2`, '--why', 'x')).status).toBe(2);
  });

  it('of opt-outs that were the wrong file gives a voided consent back', async () => {
    const firm = await screeningFirm();
    await consent(firm, LISTED, '2026-03-01');
    const path = firm.file('optouts.csv', ['number,reason', `${LISTED},wrong number`]);
    const { import: name } = await firm.json<{ import: string }>(['suppress', 'import', path]);
    expect((await verdict(firm, LISTED)).faults).toEqual(['wrong-number']);
    expect(await firm.json(['suppress', 'undo', name, '--why', 'x'])).toMatchObject({
      freed: 1,
      consents_back: 1,
    });
    expect(await reason(firm, LISTED)).toBe('CONSENT');
  });
});

it('an undated file of opt-outs that comes every night does not outweigh a consent', async () => {
  const firm = await screeningFirm();
  const nightly = ['suppress', 'import', firm.file('nightly.csv', ['number', NUMBER])];
  await firm.json(nightly);
  await consent(firm.at('2026-03-06'), NUMBER, '2026-03-06');
  await firm.at('2026-03-07').json(nightly);
  expect(await reason(firm, NUMBER)).toBe('CLEAN');
  const other = firm.file('other.csv', ['number,on', `${NUMBER},2026-03-06`]);
  await firm.json(['suppress', 'import', other]);
  expect(await reason(firm, NUMBER)).toBe('OBJECTION');
});

describe('rejected rows that cannot be written', () => {
  it('are said to be kept nowhere, and a dry run writes them where it is told to', async () => {
    const firm = await screeningFirm();
    const path = firm.file('optins.csv', [HEADER, row(LISTED, '2026-03-01'), 'x,Acme,,,,']);
    const taken = firm.file('taken.csv', ['a list of somebody']);
    const missing = join(firm.folder, 'missing', 'rejected.csv');
    for (const rejected of [taken, missing]) {
      const said = await firm.run('consent', 'import', path, '--rejected', rejected);
      expect(said.status).toBe(7);
      expect(said.stderr).toMatch(/kept nowhere[^]*--rejected OTHER --dry-run/);
    }
    expect(readFileSync(taken, 'utf8')).toBe('a list of somebody\r\n');
    const before = readFileSync(firm.database);
    const other = join(firm.folder, 'other.csv');
    await firm.json(['consent', 'import', path, '--rejected', other, '--dry-run'], 7);
    expect(readFileSync(other, 'utf8')).toBe('id,line,why,text\r\n,3,no number,"x,Acme,,,,"\r\n');
    expect(readFileSync(firm.database).equals(before)).toBe(true);
  });
});

describe('a file that may make callable who is not', () => {
  it.each([
    ['nobody is named', ['number', NUMBER], [], /no column caller/],
    [
      'a column tells of withdrawals',
      ['number,Status', `${NUMBER},sent`],
      ['--caller', 'Acme'],
      /--ignore-column 'Status'/,
    ],
    [
      'days are in another order',
      ['number,on', `${NUMBER},02/13/2026`],
      ['--caller', 'Acme'],
      /--days mdy/,
    ],
  ])('is refused when %s', async (_, lines, words, message) => {
    const firm = await screeningFirm();
    const { ledger_head: before } = await firm.json<{ ledger_head: string }>(['status']);
    const said = await firm.run('consent', 'import', firm.file('optins.csv', lines), ...words);
    expect([said.status, said.stdout.toString()]).toEqual([2, '']);
    expect(said.stderr).toMatch(message);
    expect(await firm.json<object>(['status'])).toMatchObject({ ledger_head: before, consents: 0 });
  });

  it('goes in when the column says nothing of withdrawals', async () => {
    const firm = await screeningFirm();
    const path = firm.file('optins.csv', [`${HEADER},Status`, `${row(LISTED, '2026-03-01')},sent`]);
    const found = await firm.json<object>(['consent', 'import', path, '--ignore-column', 'status']);
    expect(found).toMatchObject({ usable: 1, ignored_columns: ['Status'] });
  });

  it('needs a caller that is declared', async () => {
    const firm = newFirm().at('2026-03-05');
    writeFileSync(join(firm.folder, 'firm.toml'), '');
    const path = firm.file('optins.csv', [HEADER, row(NUMBER, '2026-03-01')]);
    const said = await firm.run('consent', 'import', path);
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(/no caller is declared/);
    expect(existsSync(firm.database)).toBe(false);
  });

  it('says how many texts show nothing', async () => {
    const firm = await screeningFirm();
    const file = [`${LISTED},Acme,2026-03-01,n/a,W-7,unknown`];
    expect(await imported(firm, file)).toMatchObject({
      not_usable: { 'no-method': 1 },
      notes: { placeholders: 2 },
    });
  });
});

describe('a consent that is sent again as it was before it was corrected', () => {
  it('is no repetition: what was said last holds', async () => {
    const firm = await screeningFirm();
    const send = (until: string) => {
      const path = firm.file('ends.csv', [
        `${HEADER},until`,
        `${row(LISTED, '2026-03-01')},${until}`,
      ]);
      return firm.json<Imported>(['consent', 'import', path]);
    };
    await send('2026-03-10');
    await send('2026-04-10');
    expect((await send('2026-03-10')).rows['recorded']).toBe(1);
    expect(await reason(firm, LISTED, '--call-date', '2026-03-10')).toBe('CONSENT');
    expect(await reason(firm, LISTED, '--call-date', '2026-03-11')).toBe('TPS');
  });
});
