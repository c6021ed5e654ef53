import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { firmWithList, textIn } from './dialler-room.js';

const newFirm = newFirms();
const COLUMNS = ['--column', 'Phone', '--column', 'Mobile'];
const CRLF = '\r\n';

interface Scrubbed {
  readonly run: string;
  readonly outputs: readonly { path: string; sha256: string; records: number }[];
}

async function scrubbed(firm: Firm, ...options: readonly string[]): Promise<Scrubbed> {
  const list = await firmWithList(firm);
  return firm.json<Scrubbed>(['scrub', list, ...COLUMNS, ...options]);
}

/** The statuses of leads, by record and number. */
const HELD_AND_ALONE = [
  '1,44,7700900001,HELD',
  '1,44,2079460999,DNCL',
  '2,44,7700900002,NEW',
  '3,44,7700900006,HELD',
  '4,44,1134960999,DNCL',
  '7,,12025550123,NO_DNC',
  '8,44,9098790000,DNCI',
  '9,44,7700900004,DNCC',
  '10,44,7700900005,NEW',
  '10,44,7700900005,NEW',
  '11,44,7700900002,NEW',
  '13,44,7700900007,HELD',
  '13,44,7700900004,DNCC',
  '13,44,7700900008,HELD',
  '14,44,7700900009,HELD',
  '14,44,2079460999,DNCL',
];

describe("a dialler's file", () => {
  it('has leads of every number, and NEW of those alone that stand in the cleaned list', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'vicidial');
    const head = 'vendor_lead_code,phone_code,phone_number,status';
    expect(textIn(firm, 'list.vicidial.csv')).toBe([head, ...HELD_AND_ALONE, ''].join(CRLF));
  });

  it('has what was not read and records as a whole where the format can say it', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'dnc-com', '--duplicates', 'drop-later');
    expect(textIn(firm, 'list.dnc-com.csv')).toBe(
      [
        'number,dnc_code,record',
        ...['+447700900001,B,1', '+442079460999,D,1', '+447700900002,C,2', ',M,3'],
        ...['+447700900006,B,3', '+441134960999,D,4', ',,5', ',M,6', '+12025550123,,7'],
        ...['+449098790000,I,8', '+447700900004,P,9', '+447700900005,C,10'],
        ...['+447700900005,C,10', '+447700900002,,11', ',M,12', '+447700900007,B,13'],
        ...['+447700900004,P,13', '+447700900008,B,13', '+447700900009,B,14'],
        '+442079460999,D,14',
        '',
      ].join(CRLF),
    );
  });

  it('has each callable number once a record, where it has numbers alone', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'numbers');
    expect(textIn(firm, 'list.numbers.txt')).toBe(
      ['+447700900002', '+447700900005', '+447700900002', ''].join(CRLF),
    );
  });

  it('offers what is left of a record with emptied cells, and nothing of an emptied cell', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'numbers', '--rows', 'blank', '--duplicates', 'drop-later');
    expect(textIn(firm, 'list.numbers.txt').split(CRLF)).toEqual([
      ...['+447700900001', '+447700900002', '+447700900006', '+447700900005', '+447700900009'],
      '',
    ]);
  });

  it('offers the clean records alone of a flagged list', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'vicidial', '--rows', 'flag');
    const lines = textIn(firm, 'list.vicidial.csv').split(CRLF).slice(1, -1);
    expect(lines).toEqual(HELD_AND_ALONE);
  });

  it('is in JSON lines what the report says, and says what is callable until when', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'ndjson', '--until', '2026-03-10');
    const lines = textIn(firm, 'list.ndjson').split('\n').slice(0, -1);
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects).toHaveLength(20);
    expect(objects[9]).toEqual({
      record: 8,
      line: 9,
      column: 'Phone',
      number: '+449098790000',
      callable: false,
      outcome: 'excluded',
      reason: 'NOT_DIALLABLE',
      reasons: ['NOT_DIALLABLE'],
      with_another: false,
      dnc_code: 'I',
      flags: [],
      last_call_day: null,
    });
    for (const { callable, outcome, last_call_day } of objects) {
      expect(outcome === 'clean').toBe(callable);
      expect(last_call_day).toBe(callable === true ? '2026-03-10' : null);
    }
  });

  it('leaves list and report as they are without it', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'ndjson');
    const [list, report] = [textIn(firm, 'list.clean.csv'), textIn(firm, 'list.excluded.csv')];
    await firm.json(['scrub', join(firm.folder, 'list.csv'), ...COLUMNS, '--force']);
    expect(textIn(firm, 'list.clean.csv')).toBe(list);
    expect(textIn(firm, 'list.excluded.csv')).toBe(report);
  });
});

describe("a dialler's file as an output", () => {
  it('is named with its hash, after the list and the report', async () => {
    const firm = newFirm();
    const { outputs } = await scrubbed(firm, '--format', 'vicidial');
    const bytes = readFileSync(join(firm.folder, 'list.vicidial.csv'));
    expect(outputs[2]).toEqual({
      path: join(firm.folder, 'list.vicidial.csv'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      records: 16,
    });
    const { runs } = await firm.json<{ runs: { outputs: { kind: string }[] }[] }>(['runs']);
    expect(runs[0]?.outputs.map(({ kind }) => kind)).toEqual(['cleaned', 'report', 'dialler']);
  });

  it('is known to verify, in date and afterwards, and when it was altered', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'vicidial');
    const path = join(firm.folder, 'list.vicidial.csv');
    const verify = (status: number) => firm.json<Record<string, unknown>>(['verify', path], status);
    expect(await verify(0)).toMatchObject({ verdict: 'in-date', kind: 'dialler' });
    expect((await firm.run('verify', path)).stdout.toString()).toContain(
      "unaltered: the dialler's file of run",
    );
    firm.at('2026-04-02');
    expect(await verify(4)).toMatchObject({ verdict: 'out-of-date', kind: 'dialler' });
    writeFileSync(path, textIn(firm, 'list.vicidial.csv').replace('DNCL', 'NEW'));
    expect(await verify(3)).toMatchObject({ verdict: 'altered', kind: 'dialler' });
  });

  it('is made again by a replay, and compared', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'ndjson', '--rows', 'blank');
    const words = ['replay', 'last', '--input', join(firm.folder, 'list.csv')];
    const replayed = await firm.json<{ outputs: { kind: string; same: boolean }[] }>(words);
    expect(replayed.outputs.map(({ kind, same }) => [kind, same])).toEqual([
      ['cleaned', true],
      ['report', true],
      ['dialler', true],
    ]);
  });

  it('is not taken for the cleaned list by a recall', async () => {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'numbers');
    const said = await firm.run('recall', 'last', '--input', join(firm.folder, 'list.numbers.txt'));
    expect(said.status).toBe(2);
    expect(said.stderr).toContain("is the dialler's file of run");
  });

  it.each([
    [['--format', 'vicidal'], "did you mean 'vicidial'?"],
    [['--format-out', 'x.csv'], 'no format was asked for'],
    [['--format', 'numbers', '--format-out', '-'], '--format-out - is not possible'],
    [['--format', 'vicidial', '--format-out', 'x.xlsx'], 'a spreadsheet would not open it'],
  ])('is refused with %j', async (options, words) => {
    const firm = newFirm();
    const list = await firmWithList(firm);
    const said = await firm.run('scrub', list, ...COLUMNS, ...options);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(words);
  });

  it.each(['list.csv', 'list.clean.csv', 'list.excluded.csv', 'scrub.db', 'there.csv'])(
    'never replaces %s',
    async (name) => {
      const firm = newFirm();
      const list = await firmWithList(firm);
      writeFileSync(join(firm.folder, 'there.csv'), 'there');
      const path = join(firm.folder, name);
      const options = ['--format', 'vicidial', '--format-out', path];
      const said = await firm.run('scrub', list, ...COLUMNS, ...options);
      expect(said.status, said.stderr).toBe(2);
      expect(existsSync(join(firm.folder, 'list.excluded.csv'))).toBe(false);
    },
  );

  it('needs a name for a list from standard input', async () => {
    const firm = newFirm();
    await firmWithList(firm);
    const report = ['--report', join(firm.folder, 'r.csv')];
    const said = await firm.run('scrub', '-', ...report, '--format', 'vicidial');
    expect(said.status).toBe(2);
    expect(said.stderr).toContain('needs --format-out FILE');
  });

  it('is not written by a dry run', async () => {
    const firm = newFirm();
    const list = await firmWithList(firm);
    const before = readdirSync(firm.folder).sort();
    await firm.json(['scrub', list, ...COLUMNS, '--format', 'vicidial', '--dry-run']);
    expect(readdirSync(firm.folder).sort()).toEqual(before);
  });
});

describe('a recall in a format', () => {
  async function recalled(format: string): Promise<string> {
    const firm = newFirm();
    await scrubbed(firm, '--format', 'vicidial');
    firm.at('2026-03-03');
    await firm.json(['suppress', 'add', '07700900002', '07700900005']);
    const path = join(firm.folder, 'off.txt');
    await firm.json(['recall', 'last', '--format', format, '--out', path]);
    return readFileSync(path, 'utf8');
  }

  it.each([
    [
      'vicidial',
      [
        'vendor_lead_code,phone_code,phone_number,status',
        ...[',44,7700900002,DNCC', ',44,7700900005,DNCC', ''],
      ],
    ],
    ['dnc-com', ['number,dnc_code,record', '+447700900002,P,', '+447700900005,P,', '']],
    ['numbers', ['+447700900002', '+447700900005', '']],
  ])('has what must not be called any more: %s', async (format, lines) => {
    expect(await recalled(format)).toBe(lines.join(CRLF));
  });

  it('has the records of a list that is read', async () => {
    const firm = newFirm();
    await scrubbed(firm);
    firm.at('2026-03-03');
    await firm.json(['suppress', 'add', '07700900002']);
    const out = join(firm.folder, 'off.ndjson');
    const input = join(firm.folder, 'list.clean.csv');
    await firm.json(['recall', 'last', '--input', input, '--format', 'ndjson', '--out', out]);
    const lines = readFileSync(out, 'utf8').split('\n').slice(0, -1);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      [1, 3].map((record) => ({
        record,
        line: record + 1,
        column: 'Phone',
        number: '+447700900002',
        callable: false,
        outcome: 'excluded',
        reason: 'OBJECTION',
        reasons: ['OBJECTION'],
        with_another: false,
        dnc_code: 'P',
        flags: [],
        last_call_day: null,
      })),
    );
  });

  it.each([
    [['--format', 'numbers', '--form', 'csv'], '--form and --format both'],
    [['--format', 'e164'], "there is no format 'e164'"],
  ])('is refused with %j', async (options, words) => {
    const firm = newFirm();
    await scrubbed(firm);
    const said = await firm.run('recall', 'last', ...options);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(words);
  });
});
