import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openForWriting } from '../../src/store/database.js';
import { newFirms, type Firm } from './firm.js';

/** Opt-outs that an attack on the program found lost, or a damaged database that cleared them. */
const newFirm = newFirms();
const ONE = '07700 900123';
const TWO = '020 7946 0123';
let firm: Firm;

beforeEach(async () => {
  firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
});

/** Imports a file of these lines; its exit status. */
async function send(name: string, lines: readonly string[], ...words: string[]): Promise<number> {
  return (await firm.run('suppress', 'import', firm.file(name, lines), ...words)).status;
}

/** The verdict on a number, or the status when there is none. */
async function verdict(number: string, ...words: string[]): Promise<string> {
  const { stdout, status } = await firm.run('check', number, ...words, '--json');
  const { numbers } = JSON.parse(stdout.toString()) as { numbers?: { reason: string }[] };
  return numbers?.[0]?.reason ?? `status ${String(status)}`;
}

describe('an opt-out is not lost', () => {
  it.each([
    '+44 (0)020 7946 0123',
    '+44 (0) 020 7946 0123',
    '44 0 020 7946 0123',
    '00 44 (0)020 7946 0123',
    '+353 1 234567 020 7946 0123',
    '07700900123.02079460123',
  ])('in the spelling %s', async (spelling) => {
    expect(await send('a.csv', ['phone', `"${spelling}"`])).toBe(0);
    expect(await verdict(TWO)).toBe('OBJECTION');
  });

  it.each(['campaign', 'caller'])('to a column %s that nobody named', async (header) => {
    expect(await send('a.csv', [`phone,${header}`, `${ONE},SPRING`])).toBe(0);
    expect(await verdict(ONE, '--campaign', 'AUTUMN', '--caller', 'Borough')).toBe('OBJECTION');
  });

  it.each(['1900-01-01', '30/12/1899', '1970-01-01'])('to an empty last day %s', async (day) => {
    expect(await send('a.csv', ['phone,reason,until', `${ONE},please stop,${day}`])).toBe(0);
    expect(await verdict(ONE)).toBe('OBJECTION');
  });

  it('to a second line that begins like one that was settled', async () => {
    const notes = 'x'.repeat(1200);
    expect(await send('a.csv', ['notes,phone', `${notes},07700 9001`])).toBe(7);
    const why = ['--why', 'a drawing'];
    expect(await firm.run('suppress', 'resolve', 'import-1', ...why)).toMatchObject({ status: 0 });
    expect(await send('b.csv', ['notes,phone', `${notes},07700 90012`])).toBe(7);
  });

  it('to a row without its disposition', async () => {
    const lines = ['phone,name,status', `${ONE},x,DNC`, `${TWO},y`];
    expect(await send('a.csv', lines, '--where', 'status=DNC')).toBe(7);
  });

  it('to a second --where on the same column', async () => {
    const lines = ['phone,status', `${ONE},DNC`, `${TWO},OPT`];
    expect(await send('a.csv', lines, '--where', 'status=DNC', '--where', 'status=OPT')).toBe(0);
    expect([await verdict(ONE), await verdict(TWO)]).toEqual(['OBJECTION', 'OBJECTION']);
  });

  it('to a file that was cut in its last record', async () => {
    const path = firm.file('a.csv', ['phone,reason,ref', `${ONE},asked,1`]);
    appendFileSync(path, `${TWO},as`);
    expect((await firm.run('suppress', 'import', path)).status).toBe(7);
    expect(await verdict(TWO)).toBe('OBJECTION');
  });

  it('to a campaign that is declared no longer', async () => {
    await firm.json(['suppress', 'add', ONE, '--campaign', 'Spring']);
    const path = join(firm.folder, 'firm.toml');
    writeFileSync(path, `campaigns = ["Autumn"]\n${readFileSync(path, 'utf8')}`);
    expect(await verdict(ONE, '--campaign', 'Autumn')).toBe('OBJECTION');
  });

  it('to campaigns that are declared when none is named', async () => {
    const path = join(firm.folder, 'firm.toml');
    writeFileSync(path, `campaigns = ["Autumn"]\n${readFileSync(path, 'utf8')}`);
    expect(await verdict(ONE)).toBe('CLEAN');
  });

  it('to the guard against call lists, when most of the file is known already', async () => {
    const numbers = ['07700900123', '07700900124', '07700900125'];
    expect(await send('a.csv', ['phone', ...numbers])).toBe(0);
    const list = firm.file('list.csv', ['phone', ...numbers, '07700900126']);
    expect(await firm.run('scrub', list)).toMatchObject({ status: 0 });
    expect(await send('night.csv', ['phone', ...numbers, '07700900127'])).toBe(0);
    expect(await verdict('07700900127')).toBe('OBJECTION');
  });

  it('to a mistake that was only one of several recordings', async () => {
    const dated = [`${ONE},2026-02-01`, `${ONE},2026-02-10`];
    expect(await send('a.csv', ['phone,on', ...dated])).toBe(0);
    await firm.json(['suppress', 'add', ONE]);
    const mistake = ['suppress', 'withdraw', ONE, '--kind', 'mistake', '--why', 'wrong digits'];
    const said = await firm.run(...mistake);
    expect([said.status, said.stderr]).toEqual([2, expect.stringContaining('import-1, add-2')]);
    expect(await verdict(ONE)).toBe('OBJECTION');
    expect(await firm.run(...mistake, '--all')).toMatchObject({ status: 0 });
  });

  it('to a mistake in what a file said again', async () => {
    await firm.json(['suppress', 'add', ONE]);
    expect(await send('a.csv', ['phone', ONE])).toBe(0);
    const mistake = ['suppress', 'withdraw', ONE, '--kind', 'mistake', '--why', 'wrong digits'];
    expect(await firm.run(...mistake)).toMatchObject({ status: 2 });
  });

  it('to a file that was cut within its disposition', async () => {
    const path = firm.file('a.csv', ['phone,name,status', `${ONE},a,DNC`]);
    appendFileSync(path, `${TWO},b,DN`);
    const where = ['--where', 'status=DNC'];
    expect((await firm.run('suppress', 'import', path, ...where)).status).toBe(7);
    writeFileSync(path, `phone,name,status\n${ONE},a,DNC\n${TWO},b,SALE`);
    expect((await firm.run('suppress', 'import', path, ...where)).status).toBe(0);
  });

  it('among two equal lines that come twice', async () => {
    const lines = ['phone,note', '07700 9001,x', '07700 9001,x'];
    expect(await send('a.csv', lines)).toBe(7);
    expect(await send('b.csv', lines)).toBe(7);
    await firm.json(['suppress', 'undo', 'import-1', '--why', 'a test']);
    for (const line of ['2', '3']) {
      await firm.json(['suppress', 'resolve', `import-2:${line}`, '--number', `0770090012${line}`]);
    }
    expect(await verdict('07700900123')).toBe('OBJECTION');
  });
});

describe('a call list given where opt-outs were meant is refused', () => {
  const numbers = Array.from({ length: 20 }, (_, last) => `077009001${String(last + 10)}`);

  it('though half of it is suppressed already', async () => {
    expect(await send('half.csv', ['phone', ...numbers.slice(0, 10)])).toBe(0);
    const list = firm.file('list.csv', ['phone', ...numbers]);
    expect(await firm.run('scrub', list)).toMatchObject({ status: 0 });
    expect(await send('list.csv', ['phone', ...numbers])).toBe(5);
  });

  it('though smaller lists were scrubbed since', async () => {
    const list = firm.file('list.csv', ['phone', ...numbers]);
    expect(await firm.run('scrub', list)).toMatchObject({ status: 0 });
    for (let run = 0; run < 32; run++) {
      const small = firm.file(`s${String(run)}.csv`, ['phone', '07700900900', '07700900901']);
      expect(await firm.run('scrub', small)).toMatchObject({ status: 0 });
    }
    expect(await send('list.csv', ['phone', ...numbers])).toBe(5);
  });
});

describe('own lists that were changed clear nothing', () => {
  beforeEach(async () => {
    expect(await send('a.csv', ['phone', ONE, '07700 9001'])).toBe(7);
    await firm.json(['suppress', 'resolve', 'import-1:3', '--number', TWO]);
    expect(await send('b.csv', ['phone', '07700 9001', '07700900111'])).toBe(0);
  });

  it.each([
    'UPDATE own_fragment SET block = block + 1',
    'DELETE FROM own_fragment WHERE batch = 1',
    "UPDATE own_fragment SET numbers = x'00'",
    "UPDATE own_terms SET until = '2020-01-01'",
    "UPDATE own_terms SET campaign = 'X'",
    "UPDATE own_terms SET class = 'nonsense'",
    "UPDATE own_batch SET recorded = '2027-01-01T00:00:00.000Z'",
    "UPDATE own_batch SET kind = 'withdraw', manner = 'mistake' WHERE id = 1",
    "UPDATE own_batch SET kind = 'undo', import = 1 WHERE id = 2",
    'DELETE FROM own_settled; DELETE FROM own_unresolved',
    'DELETE FROM own_settled',
    'UPDATE own_settled SET row = row + 1',
    'UPDATE own_unresolved SET terms = terms + 1',
    'DELETE FROM own_unresolved_again',
    'DELETE FROM own_fragment WHERE batch = 3; DELETE FROM own_batch WHERE id = 3',
    'DROP TABLE own_settled',
  ])('%s', async (change) => {
    const store = openForWriting(firm.database);
    store.exec('PRAGMA foreign_keys = OFF');
    store.exec(change);
    store.close();
    expect(await verdict(ONE)).not.toBe('CLEAN');
    const list = firm.file('list.csv', ['phone', ONE]);
    expect(await firm.run('scrub', list)).toMatchObject({ status: 4 });
    expect(await firm.run('status')).toMatchObject({ status: 4 });
  });

  it('nor does a ledger without its end go on', async () => {
    const store = openForWriting(firm.database);
    store.exec('PRAGMA foreign_keys = OFF');
    store.exec('DELETE FROM ledger WHERE sequence = (SELECT max(sequence) FROM ledger)');
    store.close();
    expect(await firm.run('suppress', 'add', '07700900199')).toMatchObject({ status: 4 });
  });
});
