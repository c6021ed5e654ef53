import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const firms = newFirms();
const LONDON = ['--timezone', 'Europe/London'];

async function heldFirm(): Promise<Firm> {
  const firm = firms().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  return firm.at('2026-04-10');
}

/** What `audit-calls` tells a person of a log. */
async function told(firm: Firm, rows: readonly string[], ...words: string[]): Promise<string> {
  const log = firm.file('calls.csv', ['number,start,caller', ...rows]);
  const said = await firm.run('audit-calls', log, ...LONDON, ...words);
  expect([said.status, said.stderr]).toEqual([0, '']);
  return said.stdout.toString().replaceAll(log, 'calls.csv');
}

describe('what audit-calls tells', () => {
  it('is no acquittal of calls that could not be judged', async () => {
    const firm = await heldFirm();
    const good = '07700900123,2026-03-02 10:00,Acme';
    const open = ['07700900123,2026-02-02 10:00,Acme', 'withheld,2026-03-02 10:00,Acme'];
    expect(await told(firm, [good])).toContain(
      'No breach among the 1 call that could be judged.\n',
    );
    expect(await told(firm, [good, ...open])).toContain(
      'No breach among the 1 call that could be judged; 2 could not be.\n',
    );
    expect(await told(firm, [open[0] ?? ''])).toContain('No call could be judged.\n');
  });

  it('says that breaches are possible before it says that none is certain', async () => {
    const firm = await heldFirm();
    await firm.json(['suppress', 'add', '07700900124', '--on', '2026-03-05']);
    const text = await told(firm.at('2026-06-10'), [
      '07700900124 / 07700900126,2026-04-12 10:00,Acme',
      '07700900125,2026-03-03 10:00,Acme',
    ]);
    expect(text).toContain('possible-breach');
    expect(text).toContain('Possible breaches: 1 call to 1 number, on 2026-04-12.');
    expect(text).not.toContain('No breach among');
    expect(text).toContain('No certain breach among the 1 call that could be judged; 1 could');
  });

  it('fits into 80 columns, whatever was found', async () => {
    const firm = await heldFirm();
    await firm.json(['suppress', 'add', '07700900124', '--on', '2026-03-05']);
    const text = await told(firm, [
      '07700900124,2026-03-20 10:00,Acme',
      '07700900124,20/03/2026 10:00,A caller of a name that is rather long',
      '07700900124,04/03/2026 10:00,Another caller of a name that is rather long',
      '07700900124,2026-07-20 10:00,Acme',
      '07700900123,2026-02-20 10:00,',
      '+1 202 555 0123,2026-03-20 10:00,',
    ]);
    const wide = text.split('\n').filter((line) => line.length > 80);
    expect(wide).toEqual([]);
    expect(text).toContain('1 start with a day that can be read in two ways: read day first.');
    expect(text).toContain('1 start more than a day ahead and not read');
  });

  it('counts the calls of undeclared callers, not their names', async () => {
    const firm = await heldFirm();
    const rows = Array.from(
      { length: 12 },
      (_, at) => `07700900123,2026-03-02 10:00,W${String(at)}`,
    );
    expect(await told(firm, [...rows, ...rows])).toContain(
      '24 calls of a caller that is not declared',
    );
  });

  it('reads days month first where that is said', async () => {
    const firm = await heldFirm();
    const row = '07700900123,03/04/2026 10:00,Acme';
    expect(await told(firm, [row], '--days', 'mdy')).toContain('2026-03-04');
    expect(await told(firm, [row])).toContain('2026-04-03');
    const log = join(firm.folder, 'calls.csv');
    const wrong = await firm.run('audit-calls', log, ...LONDON, '--days', 'ymd');
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('allowed: dmy, mdy')]);
  });
});

describe('columns that nobody named', () => {
  const ROW = '07700900123,2026-03-02 10:00';

  it.each(['called_at', 'Call Start', 'start_time', 'calldate', 'Call Date/Time', 'answered_at'])(
    'are found by the header %s, and said in one line',
    async (header) => {
      const firm = await heldFirm();
      const log = firm.file('calls.csv', [`Dialled Number,${header},Call ended`, `${ROW},x`]);
      for (const command of [
        ['audit-calls', log],
        ['coverage', '--from', '2026-03-01', '--to', '2026-03-05', '--calls', log],
        ['objections', '--calls', log],
      ]) {
        const said = await firm.run(...command, ...LONDON);
        const note = `number 'Dialled Number', start '${header}'; --column number=HEADER chooses`;
        expect([said.status, said.stderr]).toEqual([0, expect.stringContaining(note)]);
      }
      expect(await firm.json(['audit-calls', log, ...LONDON])).toMatchObject({
        reading: { columns_found: { number: 'Dialled Number', start: header } },
      });
    },
  );

  it('are not guessed where two could be meant', async () => {
    const firm = await heldFirm();
    const log = firm.file('calls.csv', ['phone,called_at,timestamp', `${ROW},2026-03-03 10:00`]);
    const said = await firm.run('audit-calls', log, ...LONDON);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain("could hold the start of a call: 'called_at', 'timestamp'");
    expect(said.stderr).toContain("hint: name one: --column 'start=called_at'");
    const named = await firm.run('audit-calls', log, ...LONDON, '--column', 'start=timestamp');
    expect([named.status, named.stdout.toString()]).toEqual([
      0,
      expect.stringContaining('2026-03-03'),
    ]);
  });

  it('lose to one that bears the name itself', async () => {
    const firm = await heldFirm();
    const log = firm.file('calls.csv', [
      'number,timestamp,start',
      '07700900123,x,2026-03-02 10:00',
    ]);
    const said = await firm.run('audit-calls', log, ...LONDON);
    expect([said.status, said.stderr]).toEqual([0, '']);
  });
});

describe('coverage', () => {
  it('does not count days to come as dark', async () => {
    const firm = await heldFirm();
    const words = ['coverage', '--from', '2026-03-27', '--to', '2026-04-20'];
    const found = await firm.json<{ days: { day: string; ahead: boolean; dark: string[] }[] }>(
      words,
    );
    expect(found).toMatchObject({
      days_asked: 25,
      days_dark: 13,
      days_ahead: 10,
      dark: [
        { register: 'tps', from: '2026-03-29', to: '2026-04-10', days: 13 },
        { register: 'ctps', from: '2026-03-29', to: '2026-04-10', days: 13 },
      ],
    });
    expect(found.days.filter(({ ahead }) => ahead).map(({ dark }) => dark.length)).toEqual(
      Array.from({ length: 10 }, () => 0),
    );
    const text = (await firm.run(...words)).stdout.toString();
    expect(text).toContain('Dark on 13 days of 15:');
    expect(text).toContain('10 days still to come: not counted');
  });

  it('tells calls of other days from calls whose start was not read', async () => {
    const firm = await heldFirm();
    const log = firm.file('calls.csv', [
      'number,start',
      '07700900123,2026-03-02 10:00',
      '07700900123,2026-03-07 10:00',
      '07700900123,soon',
      'withheld,2026-03-03 10:00',
      '07700900123,2026-03-04 10:00',
    ]);
    const words = ['coverage', '--from', '2026-03-01', '--to', '2026-03-05', '--calls', log];
    expect(await firm.json([...words, ...LONDON])).toMatchObject({
      calls_elsewhere: 1,
      calls_unread: 1,
    });
    const text = (await firm.run(...words, ...LONDON)).stdout.toString();
    expect(text).toContain('5 calls, 1 of them on other days\n1 call whose start was not read');
    const wide = text.split('\n').filter((line) => line.length > 80 && !line.startsWith('/'));
    expect(wide).toEqual([]);
  });
});

describe('calls that name no caller', () => {
  const rows = [
    '07700900124,2026-03-02 10:00,',
    '07700900125,2026-03-02 11:00,',
    '07700900126,2026-03-02 12:00,Acme',
    'withheld,2026-03-02 12:00,',
  ];
  const note =
    '2 calls name no caller: every objection was held against them, and no consent counts for them. --caller says for whom they were made.';
  const flat = (text: string) => text.replace(/\s+/g, ' ');

  async function withConsent(): Promise<Firm> {
    const firm = await heldFirm();
    const consent = ['--on', '2026-02-01', '--method', 'form', '--wording', 'ring me'];
    const words = ['--reference', 'f-1', '--caller', 'Acme'];
    await firm.json(['consent', 'add', '07700900126', ...consent, ...words]);
    return firm;
  }

  it('are counted where consents are held', async () => {
    expect(flat(await told(await withConsent(), rows))).toContain(note);
  });

  it('are not spoken of where their caller is said, or no consent is held', async () => {
    expect(await told(await withConsent(), rows, '--caller', 'Acme')).not.toContain('no caller');
    expect(await told(await heldFirm(), rows)).not.toContain('no caller');
  });
});
