import { describe, expect, it } from 'vitest';
import { UNREAD } from '../../src/audit/calls/call-reading.js';
import type { CallReading } from '../../src/audit/calls/call-reading.js';
import { callsOf } from './reading.js';

/** A stamp that is read in each form: a log of which no start is read is refused. */
const OTHERS = {
  text: '2026-01-01T00:00Z',
  'epoch-seconds': '1784158200',
  'epoch-milliseconds': '1784158200000',
} as const;

/** One stamp, read by a form: the instant and the London day, or why not. */
async function start(stamp: string, reading: Partial<CallReading> = {}): Promise<string> {
  const { calls } = await callsOf(
    `number;start\n07700900123;${stamp}\n07700900123;${OTHERS[reading.stamps ?? 'text']}\n`,
    reading,
  );
  const [call] = calls;
  if (call === undefined) return 'no call';
  if (call.unread !== '') return call.unread;
  const at = new Date(call.at).toISOString().replace('.000Z', 'Z');
  return `${at} ${call.day}${call.isTimed ? '' : ' (day)'}`;
}

describe('the start of a call', () => {
  it.each([
    ['2026-07-15T23:30Z', '2026-07-15T23:30:00Z 2026-07-16'],
    ['2026-07-15T22:59:59.999Z', '2026-07-15T22:59:59Z 2026-07-15'],
    ['2026-01-15T23:30Z', '2026-01-15T23:30:00Z 2026-01-15'],
    ['2026-07-16T00:30+01:00', '2026-07-15T23:30:00Z 2026-07-16'],
    ['2026-07-15 18:30 -0500', '2026-07-15T23:30:00Z 2026-07-16'],
    ['20260715T233000Z', '2026-07-15T23:30:00Z 2026-07-16'],
    ['2026-07-15 23:30 UTC', '2026-07-15T23:30:00Z 2026-07-16'],
    ['15/07/2026 23:30 GMT', '2026-07-15T23:30:00Z 2026-07-16'],
    ['15/07/2026 23:30:10 BST', '2026-07-15T22:30:10Z 2026-07-15'],
    ['2026-07-16 00:30bst', '2026-07-15T23:30:00Z 2026-07-16'],
    ['20260716T003000 BST', '2026-07-15T23:30:00Z 2026-07-16'],
    ['2026-07-16T12:30+14:00', '2026-07-15T22:30:00Z 2026-07-15'],
  ])('with an offset is an instant: %s', async (stamp, read) => {
    expect(await start(stamp, { timezone: undefined })).toBe(read);
    expect(await start(stamp, { timezone: 'Asia/Kolkata' })).toBe(read);
  });

  it.each([
    ['2026-07-15 23:30:00', '2026-07-15T22:30:00Z 2026-07-15'],
    ['2026-07-15T00:10', '2026-07-14T23:10:00Z 2026-07-15'],
    ['15/07/2026 23:30', '2026-07-15T22:30:00Z 2026-07-15'],
    ['15/07/2026, 23:30:05', '2026-07-15T22:30:05Z 2026-07-15'],
    ['15/07/26 11:30 PM', '2026-07-15T22:30:00Z 2026-07-15'],
    ['15 Jul 2026 12:05 am', '2026-07-14T23:05:00Z 2026-07-15'],
    ['20260715233000', '2026-07-15T22:30:00Z 2026-07-15'],
    ['2026/07/15 23:30', '2026-07-15T22:30:00Z 2026-07-15'],
    ['04/03/2026 10:00', '2026-03-04T10:00:00Z 2026-03-04'],
    ['15/07/2026', '2026-07-14T23:00:00Z 2026-07-15 (day)'],
    // The clock left 01:00 to 02:00 out on 29 March, and showed them twice on 25 October.
    ['2026-03-29 01:30', '2026-03-29T01:30:00Z 2026-03-29'],
    ['2026-10-25 01:30', '2026-10-25T00:30:00Z 2026-10-25'],
    ['2026-10-25 02:00', '2026-10-25T02:00:00Z 2026-10-25'],
    ['2026-10-25 00:59', '2026-10-24T23:59:00Z 2026-10-25'],
  ])("without one is what London's clock showed: %s", async (stamp, read) => {
    expect(await start(stamp)).toBe(read);
  });

  it.each([
    ['America/New_York', '2026-07-15 18:59', '2026-07-15T22:59:00Z 2026-07-15'],
    ['America/New_York', '2026-07-15 19:00', '2026-07-15T23:00:00Z 2026-07-16'],
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00Z 2026-11-01'],
    ['America/New_York', '2026-03-08 02:30', '2026-03-08T07:30:00Z 2026-03-08'],
    ['Asia/Kolkata', '2026-07-16 04:29', '2026-07-15T22:59:00Z 2026-07-15'],
    ['Asia/Kolkata', '2026-07-16 04:30', '2026-07-15T23:00:00Z 2026-07-16'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00Z 2026-04-04'],
    ['UTC', '2026-07-15 23:30', '2026-07-15T23:30:00Z 2026-07-16'],
    ['UTC', '2026-07-15', 'start-unread'],
  ])('without one is what the clock of the zone showed: %s %s', async (timezone, stamp, read) => {
    expect(await start(stamp, { timezone })).toBe(read);
  });

  it('without offset or zone is never guessed', async () => {
    for (const stamp of ['2026-07-15 23:30', '15/07/2026']) {
      await expect(start(stamp, { timezone: undefined })).rejects.toMatchObject({
        code: 'wrong-use',
        explanation: { fix: expect.stringContaining('--timezone Europe/London') as string },
      });
    }
  });

  it('that proves month first is refused until somebody says how days are written', async () => {
    const log = 'number,start\n07700900123,07/08/2026 10:00\n07700900123,07/25/2026 10:00\n';
    await expect(callsOf(log)).rejects.toMatchObject({
      code: 'wrong-use',
      explanation: { summary: expect.stringContaining('line 3') as string },
    });
    const asSaid = await callsOf(log, { days: 'mdy' });
    expect(asSaid.calls.map(({ day }) => day)).toEqual(['2026-07-08', '2026-07-25']);
    const other = await callsOf(log, { days: 'dmy' });
    expect(other.calls.map(({ day, unread }) => day || unread)).toEqual([
      '2026-08-07',
      'start-unread',
    ]);
  });

  it('is a count since 1970 only where that was said', async () => {
    expect(await start('1784158200')).toBe('start-unread');
    expect(await start('1784158200', { stamps: 'epoch-seconds' })).toBe(
      '2026-07-15T23:30:00Z 2026-07-16',
    );
    expect(await start('1784158200123', { stamps: 'epoch-milliseconds' })).toContain('2026-07-16');
    expect(await start('2026-07-15T23:30Z', { stamps: 'epoch-seconds' })).toBe('start-unread');
  });

  it.each([
    ...['yesterday', '2026-02-30 10:00', '2026-07-15 24:30', '13:00 pm 15/07/2026', '10:00'],
    ...['2026-02-30 10:00:00', '2026-07-15 24:00:00', '2026-07-15 10:60:00'],
    ...['2026-07-15T10:00+14:01', '2026-07-15T10:00-99:00', '2026-07-15T10:00+01:60'],
    ...['1989-12-31T23:59Z', '0026-07-15 10:00'],
  ])('that is none is unread and not passed over: %s', async (stamp) => {
    expect(await start(stamp)).toBe('start-unread');
  });
});

describe('a start that cannot be', () => {
  it('lies more than a day ahead', async () => {
    const rows = ['2026-07-16T10:00Z', '2026-07-16T10:01Z', '2027-07-16T10:01Z'];
    const text = `number,start\n${rows.map((row) => `07700900123,${row}`).join('\n')}\n`;
    const { calls } = await callsOf(text, {}, '2026-07-15T10:00:00.000Z');
    expect(calls.map(({ unread, day }) => unread || day)).toEqual([
      '2026-07-16',
      'start-ahead',
      'start-ahead',
    ]);
    expect(calls[1]?.writtenStart).toBe('2026-07-16T10:01Z');
  });

  it('is the only kind there is: then nothing can be said', async () => {
    const log = 'number,start\n07700900123,soon\n07700900123,\n07700900123,later\n';
    await expect(callsOf(log)).rejects.toMatchObject({
      code: 'wrong-use',
      explanation: { summary: expect.stringContaining("line 2 has 'soon'") as string },
    });
    const numbers = 'number,start\nwithheld,2026-07-15T10:00Z\n12,2026-07-15T10:00Z\n';
    await expect(callsOf(numbers)).rejects.toMatchObject({
      code: 'wrong-use',
      explanation: { summary: expect.stringContaining("line 2 has 'withheld'") as string },
    });
    const ragged = 'number,start\n07700900123,2026-07-15T10:00Z,7\n';
    await expect(callsOf(ragged)).rejects.toMatchObject({ code: 'wrong-use' });
    expect((await callsOf('number,start\n')).log.calls).toBe(0);
  });
});

describe('days that can be read in two ways', () => {
  const log = `number,start\n${['04/03/2026', '15/03/2026', '3/4/26', '03/03/2026', '2026-03-04']
    .map((day) => `07700900123,${day} 10:00`)
    .join('\n')}\n`;

  it('are counted while nobody said how they are written', async () => {
    expect((await callsOf(log)).log.doubtfulDays).toBe(2);
    expect((await callsOf(log, { days: 'dmy' })).log.doubtfulDays).toBe(0);
  });
});

describe('a call log', () => {
  it.each([
    [Buffer.from('number,start\n07700900123,2026-07-15T10:00Z\n', 'utf16le'), 'UTF-16'],
    [Buffer.from('number,start\n07700900123,2026-07-15T10:00Z\n', 'utf16le').swap16(), 'UTF-16'],
    [Buffer.from('number,start\n07700900123,2026-07-15T10:00Z\n0770\0,x\n'), 'line 3'],
  ])('with bytes that no text has is refused: %#', async (bytes, why) => {
    await expect(callsOf(bytes)).rejects.toMatchObject({
      code: 'wrong-use',
      explanation: { summary: expect.stringContaining(why) as string },
    });
  });

  it('gives every call, the unread ones with why', async () => {
    const rows = [
      '07700 900123,2026-07-15T10:00Z,0',
      '+44 20 7946 0123,2026-07-15T10:00Z,12',
      'tel:07700900124 x2,2026-07-15T10:00Z,12',
      '+1 202 555 0123,2026-07-15T10:00Z,12',
      ',2026-07-15T10:00Z,0',
      'withheld,2026-07-15T10:00Z,0',
      '0770090012,2026-07-15T10:00Z,0',
      '4.4770090012E+11,2026-07-15T10:00Z,0',
      '4.4770090012E+11 / 07700900124,2026-07-15T10:00Z,0',
      '07700900123 / +1 202 555 0123,2026-07-15T10:00Z,0',
      '999,2026-07-15T10:00Z,0',
      '07700900123,,0',
      '07700900123,soon,0',
      '07700900123,2026-07-15T10:00Z',
    ];
    const { calls, log } = await callsOf(`number,start,seconds\n${rows.join('\n')}\n`);
    expect(log.calls).toBe(rows.length);
    expect(calls.map(({ unread, e164 }) => unread || e164)).toEqual([
      447700900123,
      442079460123,
      447700900124,
      12025550123,
      'no-number',
      'no-number',
      'number-invalid',
      'number-ambiguous',
      'several-numbers',
      447700900123,
      'short-code',
      'no-start',
      'start-unread',
      'malformed-record',
    ]);
    expect(new Set(calls.map(({ unread }) => unread))).toEqual(
      new Set(['', ...UNREAD.map(({ name }) => name).filter((name) => name !== 'start-ahead')]),
    );
    expect(calls[8]).toMatchObject({
      writtenNumber: '4.4770090012E+11 / 07700900124',
      writtenStart: '2026-07-15T10:00Z',
    });
    expect(
      calls.map(({ others }) => others.map(({ e164 }) => e164)).filter((all) => all[0]),
    ).toEqual([[12025550123]]);
    expect(calls.map(({ line }) => line)).toEqual(rows.map((_, place) => place + 2));
  });

  it('is read by the columns that are named, and finds those that bear their own names', async () => {
    const text = 'When;Who;Campaign;Agent\n2026-07-15T10:00Z;07700900123;Boilers;7\n';
    const { calls, log } = await callsOf(text, {
      columns: { number: 'who', start: '1', caller: 'Agent' },
    });
    expect(log.columns).toEqual({
      number: 'Who',
      start: 'When',
      campaign: 'Campaign',
      caller: 'Agent',
    });
    expect(calls[0]).toMatchObject({ e164: 447700900123, campaign: 'Boilers', caller: '7' });
  });

  it.each([
    ['number\n07700900123\n', {}, 'the start of a call'],
    ['start\n2026-07-15T10:00Z\n', {}, 'the number of a call'],
    ['number,start\n', { columns: { number: 'dialled' } }, "has no column 'dialled'"],
    ['number,number,start\n1,2,3\n', {}, 'two columns'],
    ['number,start\n"07700900123,2026-07-15T10:00Z\n', {}, 'never closed'],
    [
      '07700900123,2026-07-15T10:00Z\n',
      { columns: { number: '1', start: '2' } },
      'where a header is expected',
    ],
    ['number,start\n1,2\n', { mapping: 'dialler', service: ['SURVEY'] }, 'COLUMN=VALUE'],
    ['number,start\n1,2\n', { mapping: 'dialler', inbound: ['leg=in'] }, "no column 'leg'"],
  ])('that cannot be understood is refused: %j', async (text, reading, why) => {
    await expect(callsOf(text, reading)).rejects.toMatchObject({
      code: 'wrong-use',
      explanation: { summary: expect.stringContaining(why) as string },
    });
  });

  it('takes calls for service or inbound calls only by stated values', async () => {
    const text =
      'number,start,campaign,leg\n' +
      '07700900123,2026-07-15T10:00Z,survey ,out\n' +
      '07700900123,2026-07-15T10:00Z,SURVEY 2,out\n' +
      '07700900123,2026-07-15T10:00Z,"Survey",in\n';
    const kinds = async (reading: Partial<CallReading>) =>
      (await callsOf(text, reading)).calls.map(({ kind }) => kind);
    expect(await kinds({})).toEqual(['marketing', 'marketing', 'marketing']);
    expect(
      await kinds({
        service: ['topic=SURVEY,"a, b"'],
        inbound: ['direction=IN'],
        columns: { campaign: 'campaign', direction: 'leg' },
      }).catch((error: unknown) => error),
    ).toMatchObject({ code: 'wrong-use' });
    expect(
      await kinds({
        service: ['campaign=SURVEY'],
        inbound: ['direction=IN'],
        columns: { direction: 'leg' },
      }),
    ).toEqual(['service', 'marketing', 'inbound']);
  });

  it('says which words are no declared callers, and holds nobody for them', async () => {
    const rows = ['acme1', 'ACME1', 'bolt', '', 'bolt', 'x'];
    const text = `number,start,caller\n${rows.map((row) => `07700900123,2026-07-15T10:00Z,${row}`).join('\n')}\n`;
    const { calls, log } = await callsOf(text, {
      caller: 'Default Ltd',
      callerOf: (word) => (word.toLowerCase() === 'acme1' ? 'Acme' : undefined),
    });
    expect(calls.map(({ caller, callerWords }) => [caller, callerWords])).toEqual([
      ['Acme', 'Acme'],
      ['Acme', 'Acme'],
      ['', 'bolt'],
      ['Default Ltd', 'Default Ltd'],
      ['', 'bolt'],
      ['', 'x'],
    ]);
    expect(log.unknownCallers).toEqual({
      calls: 3,
      words: [
        { word: 'bolt', calls: 2 },
        { word: 'x', calls: 1 },
      ],
    });
  });

  it('counts the calls of more words than it keeps', async () => {
    const rows = Array.from({ length: 10_002 }, (_, at) => {
      return `07700900123,2026-07-15T10:00Z,w${String(at)}`;
    });
    const text = `number,start,caller\n${rows.join('\n')}\n`;
    const { log } = await callsOf(text, { callerOf: () => undefined });
    expect([log.unknownCallers.calls, log.unknownCallers.words.length]).toEqual([10_002, 10_000]);
  });
});
