import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runInProcess, type Said } from './commands/run-in-process.js';
import { archive, partsOf, sheetXml } from './files/workbook/made-workbook.js';

let folder = '';
let clock = Date.UTC(2026, 10, 21, 9);

function run(...words: string[]): Promise<Said> {
  clock += 60_000;
  const now = new Date(clock).toISOString();
  const config = ['--config', join(folder, 'callers.toml')];
  return runInProcess([...words, ...config], { folder, database: join(folder, 'held.db'), now });
}

const json = async (...words: string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await run(...words, '--json')).stdout.toString()) as Record<string, unknown>;

const at = (name: string): string => join(folder, name);

/** A row of texts and numbers, in the columns from A; null is a cell that does not exist. */
function row(...cells: readonly (string | number | null)[]): string {
  return cells
    .map((cell, index) => {
      const column = String.fromCharCode(65 + index);
      if (cell === null) return '';
      const type = typeof cell === 'string' ? ' t="str"' : '';
      return `<c r="${column}ROW"${type}><v>${String(cell)}</v></c>`;
    })
    .join('');
}

async function book(name: string, rows: readonly string[], after = ''): Promise<void> {
  const xml = rows.map((cells, index) => {
    const number = String(index + 1);
    const hidden = cells.startsWith('hidden:') ? ' hidden="1"' : '';
    return `<row r="${number}"${hidden}>${cells.replace('hidden:', '').replaceAll('ROW', number)}</row>`;
  });
  const sheet = sheetXml(xml.join('')).replace('</worksheet>', `${after}</worksheet>`);
  writeFileSync(at(name), await archive(partsOf('', { 'xl/worksheets/sheet1.xml': sheet })));
}

async function cellsOf(name: string): Promise<readonly (readonly unknown[])[]> {
  return (await readXlsx(readFileSync(at(name)))).sheets[0]?.rows ?? [];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tps-scrub-workbooks-'));
  writeFileSync(at('callers.toml'), '[caller.Acme]\n');
  for (const register of ['tps', 'ctps']) {
    writeFileSync(at(register), '07700900002 \r\n07700900003 \r\n');
    const said = await run(
      'import',
      register,
      at(register),
      '--dated',
      '2026-11-20',
      '--accept-change',
      'x',
    );
    expect(said.stderr + String(said.status)).toMatch(/0$/);
  }
  await book(
    'leads.xlsx',
    [
      row('Name', 'Phone', 'Other'),
      row('both', '07700 900001', 7700900011),
      row('half', '07700 900002', 7700900012),
      `hidden:${row('hidden', 447700900013, null)}`,
      row('merged', '07700 900014', null),
      row('under it', null, null),
      row('last', '07700 900015', null),
    ],
    '<mergeCells count="1"><mergeCell ref="B5:B6"/></mergeCells>',
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('a workbook of objections is recorded, numbers that are numbers too', async () => {
  await book('no.xlsx', [
    row('number', 'reason'),
    row(447700900021, 'complaint'),
    row(7700900022, null),
  ]);
  expect(await json('suppress', 'import', at('no.xlsx'))).toMatchObject({
    ok: true,
    rows: { read: 2, recorded: 2 },
  });
  expect((await run('check', '07700900022')).stdout.toString()).toContain('OBJECTION');
});

it('a workbook of consents clears what it says', async () => {
  await book('yes.xlsx', [
    row('number', 'caller', 'on', 'method', 'wording', 'reference'),
    row(7700900003, 'Acme', '2026-11-02', 'form', 'you may call me', 12),
  ]);
  expect(await json('consent', 'import', at('yes.xlsx'))).toMatchObject({
    ok: true,
    rows: { read: 1, recorded: 1 },
  });
  expect((await run('check', '07700900003', '--caller', 'Acme')).stdout.toString()).toContain(
    'CONSENT',
  );
});

it('a workbook of calls is audited', async () => {
  await book('calls.xlsx', [row('start', 'dialled'), row('2026-11-21 10:30:00', 447700900021)]);
  const columns = ['--column', 'number=dialled', '--column', 'start=start'];
  const said = await run('audit-calls', at('calls.xlsx'), ...columns, '--timezone', 'UTC');
  expect(said.stdout.toString()).toMatch(/1 call to 1 number/);
});

it.each([
  ['drop', ['both', 'hidden', 'merged', 'last']],
  ['blank', ['both', 'half', 'hidden', 'merged', 'last']],
  ['flag', ['both', 'half', 'hidden', 'merged', 'under it', 'last']],
] as const)('--rows %s of a workbook is a workbook, telephones as text', async (rows, names) => {
  const columns = ['--column', 'Phone', '--column', 'Other'];
  const out = `${rows}.xlsx`;
  const said = await run(
    'scrub',
    at('leads.xlsx'),
    '--rows',
    rows,
    '--out',
    at(out),
    '--force',
    ...columns,
  );
  expect(said.status).toBe(0);
  expect(said.stderr).toContain('1 row of the sheet hidden');
  expect(said.stderr).toContain('1 area of merged cells in the sheet');
  const [header = [], ...records] = await cellsOf(out);
  expect(header.slice(0, 3)).toEqual(['Name', 'Phone', 'Other']);
  expect(records.map(([name]) => name)).toEqual(names);
  expect(records[0]?.slice(1, 3)).toEqual(['07700 900001', '7700900011']);
  const half = { drop: '447700900013', blank: null, flag: '07700 900002' }[rows];
  expect(records[1]?.[1] ?? null).toBe(half);
  expect(header.length > 3).toBe(rows === 'flag');
});

it('a cleaned workbook is known again, and recalled by its rows', async () => {
  await run('scrub', at('leads.xlsx'), '--column', 'Phone', '--column', 'Other', '--force');
  const clean = at('leads.clean.xlsx');
  expect((await run('verify', clean)).stdout.toString()).toContain('unaltered');
  await run('suppress', 'add', '07700900014');
  const recalled = await run('recall', 'last', '--input', clean, '--out', at('recalled.csv'));
  expect(recalled.stderr).not.toContain('error');
  const [, only = '', ...others] = readFileSync(at('recalled.csv'), 'utf8').trim().split('\r\n');
  expect(only).toMatch(/^3,4,Phone,07700 900014,\+447700900014,excluded,OBJECTION/);
  expect(others).toEqual([]);
});

it('a workbook of rows with more cells than its header is told what to check', async () => {
  await book('wide.xlsx', [row('Leads'), row('A', '07700 900001'), row('B', '07700 900004')]);
  const said = await run('scrub', at('wide.xlsx'), '--column', 'Leads', '--dry-run');
  expect(said.stderr).toContain('2 of 2 records of');
  expect(said.stderr).toContain('check --skip-lines if rows stand above the header, and --sheet\n');
  expect(said.stderr).not.toContain('--delimiter');
});

it('a report is text, and not called a workbook', async () => {
  const said = await run('scrub', at('leads.xlsx'), '--report', at('r.xlsx'));
  expect(said.status).toBe(2);
  expect(said.stderr).toContain('written as CSV');
});

/** A workbook with one row of numbers in view and one on a second sheet, hidden or not. */
async function twoSheets(name: string, [header, seen, unseen]: readonly string[], state: string) {
  const sheetOf = (cells: string): string =>
    sheetXml(
      [header, cells]
        .map((one = '', at) => `<row>${one.replaceAll('ROW', String(at + 1))}</row>`)
        .join(''),
    );
  const parts = partsOf('', {
    'xl/worksheets/sheet1.xml': sheetOf(seen ?? ''),
    'xl/worksheets/sheet2.xml': sheetOf(unseen ?? ''),
  });
  const second = `<sheet name="Old" sheetId="2"${state} r:id="rId9"/></sheets>`;
  const link =
    'Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>';
  const linked = (parts['xl/_rels/workbook.xml.rels'] ?? '').replace(
    '</Relationships>',
    `<Relationship ${link}</Relationships>`,
  );
  const listed = (parts['xl/workbook.xml'] ?? '').replace('</sheets>', second);
  const all = { ...parts, 'xl/workbook.xml': listed, 'xl/_rels/workbook.xml.rels': linked };
  writeFileSync(at(name), await archive(all));
}

const CONSENT_HEADER = row('number', 'caller', 'on', 'method', 'wording', 'reference');
const CONSENT = row('07700900004', 'Acme', '2026-11-02', 'form', 'you may call me', 12);
const CALLED = ['--column', 'number=number', '--column', 'start=start', '--timezone', 'UTC'];

it.each([
  ['suppress import', [row('number'), row('07700900031'), row('07700900032')], []],
  ['consent import', [CONSENT_HEADER, CONSENT, CONSENT], []],
  ['scrub', [row('Phone'), row('07700900001'), row('07700900006')], ['--dry-run']],
  [
    'audit-calls',
    [
      row('start', 'number'),
      row('2026-11-21 10:30:00', 447700900021),
      row('2026-11-21 10:31:00', 447700900022),
    ],
    CALLED,
  ],
] as const)('%s says which sheets it did not read', async (command, rows, options) => {
  await twoSheets('two.xlsx', rows, ' state="hidden"');
  const hidden = await run(...command.split(' '), at('two.xlsx'), ...options);
  expect([hidden.status, hidden.stderr]).toEqual([
    0,
    expect.stringContaining("1 other sheet, 'Old'"),
  ]);
  await twoSheets('two.xlsx', rows, '');
  const both = await run(...command.split(' '), at('two.xlsx'), ...options);
  expect([both.status, both.stderr]).toEqual([
    2,
    expect.stringContaining('has 2 sheets with rows'),
  ]);
  const named = await run(...command.split(' '), at('two.xlsx'), '--sheet', 'Old', ...options);
  expect([named.status, named.stderr]).toEqual([
    0,
    expect.stringContaining("1 other sheet, 'List'"),
  ]);
});

it('what is shown and certified of a run names the sheet that was screened', async () => {
  await twoSheets('two.xlsx', [row('Phone'), row('07700900001'), row('07700900006')], '');
  await run('scrub', at('two.xlsx'), '--sheet', 'Old', '--force');
  const shown = (await run('runs', 'show', 'last')).stdout.toString();
  expect(shown.replace(/\s+/g, ' ')).toContain("a workbook, its sheet 'Old', a header");
  const page = (await run('certificate', 'last', '--out', '-')).stdout.toString();
  expect(page.replaceAll('&#39;', "'")).toContain("a workbook, its sheet 'Old', a header");
  const { input } = await json('certificate', 'last');
  expect(input).toMatchObject({ sheet: 'Old', skip_lines: 0 });
});
