import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, afterEach } from 'vitest';
import { ReplayRoom } from '../audit/replay-room.js';

const LIST =
  'Id,Phone,Mobile\r\n1,07700 900456,\r\n2,07700 900123,020 7946 0400\r\n3,020 7946 0401,\r\n';

interface ListJson {
  readonly ok: boolean;
  readonly code?: string;
  readonly verdict: string;
  readonly unaltered: boolean;
  readonly in_date: boolean;
  readonly run: string | null;
  readonly kind: string | null;
  readonly last_call_day: string | null;
  readonly other_runs: readonly string[];
  readonly guessed: boolean;
  readonly not_cleared: {
    readonly records: number;
    readonly of: number;
    readonly listed: readonly { record: number; line: number; number: string; why: string }[];
  } | null;
  readonly not_cleared_unknown: string | null;
}

let room: ReplayRoom;

beforeEach(async () => {
  room = new ReplayRoom();
  room.at('2026-11-10T09:00:00Z');
  await room.import('tps', '2026-11-09', '07700 900123');
  await room.import('ctps', '2026-11-09', '020 7946 0200');
});

afterEach(() => {
  room.close();
});

async function verified(status: number, name: string): Promise<ListJson> {
  const said = await room.run(['verify', room.path(name), '--json']);
  const text = said.stdout.toString();
  expect(said.status, text).toBe(status);
  return JSON.parse(text) as ListJson;
}

/** Changes the cleaned list by hand. */
function alter(change: (text: string) => string, name = 'out.csv'): void {
  writeFileSync(room.path(name), change(readFileSync(room.path('out.csv'), 'latin1')), 'latin1');
}

describe('verify FILE', () => {
  it('finds the run of an unaltered list, wherever it stands now', async () => {
    const run = await room.scrub(LIST);
    copyFileSync(room.path('out.csv'), room.path('moved.csv'));
    for (const name of ['out.csv', 'moved.csv']) {
      const found = await verified(0, name);
      expect(found).toMatchObject({ ok: true, verdict: 'in-date', unaltered: true, in_date: true });
      expect(found).toMatchObject({ run, kind: 'cleaned', last_call_day: '2026-12-06' });
    }
  });

  it('says how many numbers of a list in date may no longer be called, or how to ask', async () => {
    const run = await room.scrub(LIST);
    const text = async () => (await room.run(['verify', room.path('out.csv')])).stdout.toString();
    expect(await verified(0, 'out.csv')).toMatchObject({ no_longer_callable: 0 });
    expect(await text()).not.toContain('recall');
    room.at('2026-11-11T09:00:00Z');
    await room.run(['suppress', 'add', '07700900456']);
    room.at('2026-11-12T09:00:00Z');
    expect(await verified(0, 'out.csv')).toMatchObject({
      verdict: 'in-date',
      no_longer_callable: 1,
    });
    expect(await text()).toContain(
      `1 number of it may no longer be called: tps-scrub recall ${run}`,
    );
    await room.scrub(`${LIST}4,020 7946 0405,\r\n`, '--no-trace');
    room.at('2026-11-13T09:00:00Z');
    await room.run(['suppress', 'add', '02079460405']);
    expect(await verified(0, 'out.csv')).toMatchObject({ no_longer_callable: null });
    expect(await text()).toMatch(
      /may no longer be called: tps-scrub recall \S+ --input \S+out\.csv/,
    );
  });

  it('says 4 of a list that is out of date, historical, or not to be called yet', async () => {
    await room.scrub(LIST);
    room.at('2026-12-06T12:00:00Z');
    expect((await verified(0, 'out.csv')).verdict).toBe('in-date');
    room.at('2026-12-07T09:00:00Z');
    expect(await verified(4, 'out.csv')).toMatchObject({ verdict: 'out-of-date', in_date: false });
    await room.scrub(LIST, '--call-date', '2026-11-10', '--historical');
    // The same bytes: the run for calling answers, not the newer one.
    expect((await verified(4, 'out.csv')).verdict).toBe('out-of-date');
    await room.scrub(`${LIST}4,020 7946 0405,\r\n`, '--call-date', '2026-11-10', '--historical');
    expect((await verified(4, 'out.csv')).verdict).toBe('historical');
    await room.import('tps', '2026-12-06', '07700 900123');
    await room.import('ctps', '2026-12-06', '020 7946 0200');
    await room.scrub(`${LIST}5,020 7946 0406,\r\n`, '--call-date', '2026-12-10');
    expect((await verified(4, 'out.csv')).verdict).toBe('not-yet');
  });

  it('lets the latest run for calling answer where several wrote the same bytes', async () => {
    const first = await room.scrub(LIST);
    const second = await room.scrub(LIST, '--until', '2026-11-11');
    const found = await verified(0, 'out.csv');
    expect(found).toMatchObject({ run: second, last_call_day: '2026-11-11', other_runs: [first] });
    const text = (await room.run(['verify', room.path('out.csv')])).stdout.toString();
    expect(text.replace(/\s+/g, ' ')).toContain(
      `1 other run made the same bytes: ${first}; of those for calling the latest answers`,
    );
    room.at('2026-11-12T09:00:00Z');
    expect((await verified(4, 'out.csv')).verdict).toBe('out-of-date');
  });

  it('names a report and a flagged list for what they are', async () => {
    await room.scrub(LIST);
    expect(await verified(4, 'report.csv')).toMatchObject({ verdict: 'report', kind: 'report' });
    await room.scrub(LIST, '--rows', 'flag');
    expect(await verified(4, 'out.csv')).toMatchObject({ verdict: 'flagged', kind: 'flagged' });
  });

  it('names the records of an altered list that the run did not clear', async () => {
    const run = await room.scrub(LIST);
    alter(
      (text) =>
        `${text}9,07700900123,\r\n10,07700 900999,\r\n11,020 7946 0401,\r\n12,0770,\r\n13\r\n`,
    );
    const found = await verified(3, 'out.csv');
    expect(found).toMatchObject({ verdict: 'altered', unaltered: false, run });
    expect(found.not_cleared).toEqual({
      records: 4,
      of: 7,
      more: 0,
      listed: [
        { record: 3, line: 4, number: '+447700900123', why: 'was held back: TPS' },
        {
          record: 4,
          line: 5,
          number: '+447700900999',
          why: 'was not in the list that the run screened',
        },
        { record: 6, line: 7, number: '', why: 'holds a number that cannot be read' },
        { record: 7, line: 8, number: '', why: 'has another number of fields' },
      ],
    });
  });

  it('knows an altered list by its numbers where it stands elsewhere, its columns in another order', async () => {
    const run = await room.scrub(LIST);
    room.file('other.csv', 'Mobile,Phone\r\n,07700 900456\r\n020 7946 0400,\r\n,020 7946 0401\r\n');
    const found = await verified(3, 'other.csv');
    expect(found).toMatchObject({ verdict: 'altered', run });
    // 020 7946 0400 stood beside a listed number, and its record was held back.
    expect(found.not_cleared?.listed).toEqual([
      {
        record: 2,
        line: 3,
        number: '+442079460400',
        why: 'was not cleared: its record was held back for another number in it',
      },
    ]);
  });

  const HEAD = 'Id,Phone\r\n';
  const A = '1,07700 900456\r\n';
  const B = '2,020 7946 0401\r\n';
  const LISTED = '3,07700 900123\r\n';

  it('guesses the run under which fewest records are not cleared, and names the others', async () => {
    const wide = await room.scrub(`${HEAD}${A}${B}${LISTED}`);
    // Newer, and it knows every number too: but it held one of them back.
    await room.do('suppress', 'add', '020 7946 0401');
    const held = await room.scrub(`${HEAD}${A}${B}`);
    room.file('other.csv', `${HEAD}9,020 7946 0401\r\n8,07700 900456\r\n`);
    const found = await verified(3, 'other.csv');
    expect(found).toMatchObject({ verdict: 'altered', run: wide, guessed: true });
    expect(found.not_cleared?.records).toBe(0);
    expect(found.other_runs).toEqual([held]);
    const { stdout, stderr } = await room.run(['verify', room.path('other.csv')]);
    expect(stdout.toString()).toContain(
      `altered: by its numbers likeliest the cleaned list of run ${wide} (a guess)`,
    );
    expect(stdout.toString()).toContain(
      `it may also be of run ${held}: 1 of 2 records not cleared`,
    );
    expect(stderr).toContain('is what no run wrote');
    expect(stderr).toContain('this is a guess, by its numbers');
  });

  it('guesses, of runs that cleared as many, the one that knows most of its numbers', async () => {
    const both = await room.scrub(LIST.replace('07700 900123', '07700 900789'));
    // Newer, and all that it looked at was cleared: but it looked at one column.
    const narrow = ['--column', 'Phone', '--ignore-column', 'Mobile'];
    await room.scrub(LIST.replace('07700 900123', '07700 900789'), ...narrow);
    room.file(
      'other.csv',
      'Id,Phone,Mobile\r\n7,07700 900456,\r\n8,07700 900789,020 7946 0400\r\n',
    );
    expect(await verified(3, 'other.csv')).toMatchObject({ verdict: 'altered', run: both });
  });

  it('names at most three other runs that it may be of', async () => {
    for (let run = 0; run < 5; run++) await room.scrub(`${HEAD}${A}${B}`);
    room.file('other.csv', `${HEAD}9,020 7946 0401\r\n8,07700 900456\r\n`);
    expect((await verified(3, 'other.csv')).other_runs).toHaveLength(3);
  });

  it('names the run that wrote where an altered list stands, and does not call that a guess', async () => {
    const run = await room.scrub(`${HEAD}${A}${B}`);
    room.file('list-2.csv', `${HEAD}${A}${B}`);
    const copy = room.path('copy.csv');
    await room.do('scrub', room.path('list-2.csv'), '--out', copy, '--report', room.path('r2.csv'));
    alter((text) => text.replace('2,', '9,'));
    const found = await verified(3, 'out.csv');
    expect(found).toMatchObject({ verdict: 'altered', run, guessed: false, other_runs: [] });
  });

  it('knows the call list that a run screened, and that it is not its cleaned list', async () => {
    const run = await room.scrub(LIST);
    const name = 'list.csv';
    const found = await verified(3, name);
    expect(found).toMatchObject({ verdict: 'call-list', run, kind: null, unaltered: false });
    expect(found.not_cleared).toBeNull();
    const { stdout, stderr } = await room.run(['verify', room.path(name)]);
    expect(stdout.toString()).not.toContain('altered');
    expect(stderr).toContain(
      `error: ${room.path(name)} is the call list that run ${run} screened, not its cleaned list (${room.path('out.csv')})`,
    );
  });

  it('takes a call list of which nothing was held back for the cleaned list that it is too', async () => {
    await room.scrub(`${HEAD}${A}`);
    const name = 'list.csv';
    expect((await verified(0, name)).verdict).toBe('in-date');
  });

  it('knows the page of a run, which is neither a list nor a certificate', async () => {
    await room.scrub(LIST);
    const page = room.path('page.html');
    await room.do('runs', 'show', 'last', '--html', page);
    expect(await verified(3, 'page.html')).toMatchObject({ verdict: 'page' });
    const { stdout, stderr } = await room.run(['verify', page]);
    expect(stdout.toString()).toContain('\n  the page of a run\n');
    expect(stderr).toContain(`error: ${page} is the page of a run, and no list`);
  });

  it('knows a certificate, and says how its ledger head is checked', async () => {
    await room.scrub(LIST);
    const page = room.path('certificate.html');
    const made = await room.do('certificate', 'last', '--out', page);
    const head = /ledger head ([0-9a-f]{64})/.exec(made.stdout.toString())?.[1] ?? '';
    expect(await verified(3, 'certificate.html')).toMatchObject({ verdict: 'certificate' });
    const { stderr } = await room.run(['verify', page]);
    expect(stderr).toContain(`error: ${page} is a certificate, and no list`);
    expect(stderr).toContain(`hint: check its ledger head with tps-scrub verify --head ${head}`);
    // Of a page that lost its head, the hash is left to whoever has it.
    writeFileSync(page, readFileSync(page, 'utf8').replaceAll(head, ''));
    const lost = await room.run(['verify', page]);
    expect(lost.stderr).toContain('hint: check its ledger head with tps-scrub verify --head HASH');
  });

  it('says 3 of a file that no run made', async () => {
    await room.scrub(LIST);
    room.file('strange.csv', 'Phone\r\n0113 496 0001\r\n');
    expect(await verified(3, 'strange.csv')).toMatchObject({ verdict: 'unknown', run: null });
    room.file('binary.xlsx', 'PK\x03\x04');
    expect(await verified(3, 'binary.xlsx')).toMatchObject({ verdict: 'unknown' });
  });

  it('does not answer by a record that was changed afterwards', async () => {
    const run = await room.scrub(LIST);
    room.forge(run, '$.plan.until', '2027-12-06');
    expect(await verified(3, 'out.csv')).toMatchObject({ verdict: 'disputed', run });
    // Also where its line in the ledger was made to say the same, and not hashed anew.
    room.reseal(run);
    expect(await verified(3, 'out.csv')).toMatchObject({ verdict: 'disputed', run });
  });

  it('cannot name records without a trace, and says so', async () => {
    await room.scrub(LIST, '--no-trace');
    alter((text) => `${text}9,07700900123,\r\n`);
    const found = await verified(3, 'out.csv');
    expect(found.not_cleared).toBeNull();
    expect(found.not_cleared_unknown).toContain('kept no trace');
  });

  it('is told in words', async () => {
    await room.scrub(LIST);
    const good = await room.run(['verify', room.path('out.csv')]);
    expect(good.status).toBe(0);
    expect(good.stdout.toString()).toContain('unaltered: the cleaned list of run ');
    alter((text) => `${text}9,07700900123,\r\n`);
    const bad = await room.run(['verify', room.path('out.csv')]);
    expect(bad.status).toBe(3);
    expect(bad.stdout.toString()).toContain('record 3, line 4: +447700900123 was held back: TPS');
    expect(bad.stderr).toContain('it was altered since');
    expect(bad.stderr).toContain('1 record in it was not cleared by that run');
    expect(bad.stdout.toString()).toContain('1 of 3 records not cleared by that run');
  });

  it('says until when a list clears calls, and of nothing else', async () => {
    await room.scrub(LIST);
    const said = async (name: string) =>
      (await room.run(['verify', room.path(name)])).stdout.toString();
    const good = 'clears calls to 2026-12-06';
    expect(await said('out.csv')).toContain(good);
    expect(await said('report.csv')).not.toContain(good);
    alter((text) => `${text}9,07700900123,\r\n`);
    expect(await said('out.csv')).not.toContain(good);
    await room.scrub(LIST, '--rows', 'flag');
    expect(await said('out.csv')).not.toContain(good);
  });

  it('knows a database for what it is, and a backup', async () => {
    await room.scrub(LIST);
    await room.do('backup', room.path('copy.db'));
    for (const name of ['scrub.db', 'copy.db']) {
      const { status, stderr } = await room.run(['verify', room.path(name)]);
      expect(status).toBe(3);
      expect(stderr).toContain(`${room.path(name)} is a tps-scrub database, and no list`);
      expect(stderr).toContain(`hint: verify --database ${room.path(name)}`);
    }
  });
});
