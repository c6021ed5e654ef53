import { gzipSync } from 'node:zlib';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';
import { runInProcess } from './run-in-process.js';

const newFirm = newFirms();

interface Json {
  readonly chosen: readonly string[];
  readonly records_looked_at: number;
  readonly whole: boolean;
  readonly columns: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly numbers_share: number;
    readonly samples: readonly { readonly cell: string; readonly read: readonly string[] }[];
  }[];
}

const LINES = [
  'Order,Name,Phone,Mobile,Fax,Phone type,Notes',
  '1204567890,Ann Smith,07700 900123,n/a,020 7946 0001,home,',
  '1204567891,Bob Jones,(01632) 960001 ext 4,7700900456,020 7946 0002,work,3 calls',
  '1204567892,Cas Brown,,07700900789,,,"none, 2 calls"',
];

describe('preview', () => {
  it('says of every column what a scrub does with it, and makes no database', async () => {
    const firm = newFirm();
    const list = firm.file('list.csv', LINES);
    const before = readdirSync(firm.folder);
    const { status, stdout, stderr } = await firm.run('preview', list);
    expect([status, stderr]).toEqual([0, '']);
    const text = stdout.toString();
    expect(
      text
        .split('\n')
        .slice(1)
        .filter((line) => line.length > 80),
    ).toEqual([]);
    expect(text).toContain('delimiter comma');
    expect(text).toContain('Looked at all of it: 3 records.');
    expect(text).toMatch(/1 +Order +100\.0 % +100\.0 % +not screened: headed as a reference/);
    expect(text).toMatch(/3 +Phone +66\.7 % +100\.0 % +screened: found by its header and cells/);
    expect(text).toMatch(/5 +Fax .* left out as fax/);
    expect(text).toMatch(/6 +Phone type .* not screened: words/);
    expect(text).toContain('read as +44*******001 (extension-dropped)');
    expect(text).not.toMatch(/900123|7946 ?0001|Smith/);
    expect(text).toContain('Otherwise: --column NAME, --ignore-column NAME, --no-header');
    expect(readdirSync(firm.folder)).toEqual(before);
    expect(existsSync(firm.database)).toBe(false);
  });

  it('shows cells and numbers in full with --verbose', async () => {
    const firm = newFirm();
    const { stdout } = await firm.run('preview', firm.file('list.csv', LINES), '--verbose');
    expect(stdout.toString()).toContain('07700 900123  read as +447700900123');
    expect(stdout.toString()).toContain('Ann Smith  holds no number');
  });

  it('chooses as a scrub does, and the scrub says why and how to choose otherwise', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const list = firm.file('list.csv', LINES);
    const { chosen, columns } = await firm.json<Json>(['preview', list]);
    expect(chosen).toEqual(['Phone', 'Mobile']);
    expect(columns.find(({ name }) => name === 'Mobile')).toMatchObject({
      verdict: 'screened',
      samples: [{ read: [] }, { cell: '77*****456', read: ['+44*******456 (zero-restored)'] }, {}],
    });
    const scrubbed = await firm.json<{ columns: string[]; warnings: string[] }>([
      ...['scrub', list, '--dry-run'],
    ]);
    expect(scrubbed.columns).toEqual(chosen);
    expect(scrubbed.warnings.join()).toContain("'Order' would hold telephone numbers if a 0");
    const { stdout } = await firm.run('scrub', list, '--dry-run');
    expect(stdout.toString()).toContain(
      'Phone, Mobile (found by its header and cells; --column or --ignore-column chooses otherwise)',
    );
  });

  it.each([
    [['07700900123,Ann', '07700900456,Bob'], [], '--no-header'],
    [['Name,Town', 'Ann,Leeds'], [], 'no column of'],
    [['Name,Phone,Work', 'Ann,07700900123,02079460123'], ['--column', 'Phone'], '--ignore-column'],
  ] as const)(
    'shows the columns of %j and refuses it as a scrub does',
    async (lines, options, says) => {
      const firm = newFirm();
      const list = firm.file('list.csv', lines);
      const { status, stdout, stderr } = await firm.run('preview', list, ...options);
      expect(status).toBe(2);
      expect(stdout.toString()).toContain('A scrub would refuse this list as it is:');
      expect(stdout.toString()).not.toContain('07700900123');
      expect(stderr).toContain(says);
      const json = await firm.json<Json>(['preview', list, ...options], 2);
      expect(json).toMatchObject({ ok: false, code: 'wrong-use' });
      expect(json.columns.length).toBeGreaterThan(1);
    },
  );

  it('reads standard input, every dialect, and lists without a header', async () => {
    const firm = newFirm();
    const { folder, database, now } = firm;
    const stdin = Readable.from([Buffer.from('junk\r\nAnn;07700900123\r\n')]);
    const words = [
      'preview',
      '-',
      '--skip-lines',
      '1',
      '--no-header',
      '--delimiter',
      ';',
      '--json',
    ];
    const said = await runInProcess(words, { folder, database, now, stdin });
    expect(said.status, said.stderr).toBe(0);
    expect(JSON.parse(said.stdout.toString())).toMatchObject({
      input: { path: '-', delimiter: ';', header: false },
      chosen: ['2'],
      whole: true,
    });
    const utf16 = join(folder, 'utf16.csv');
    writeFileSync(utf16, Buffer.from('\ufeffName\tTel\r\nAnn\t07700900123\r\n', 'utf16le'));
    expect(await firm.json<Json>(['preview', utf16])).toMatchObject({
      input: { encoding: 'utf-16le', delimiter: '\t' },
      chosen: ['Tel'],
    });
  });

  it('looks at the first records of a long list and says so', async () => {
    const firm = newFirm();
    const row = `Ann,07700900123,${'x'.repeat(1000)}`;
    const list = firm.file('list.csv', [
      'Name,Phone,Notes',
      ...Array.from({ length: 3000 }, () => row),
    ]);
    const found = await firm.json<Json>(['preview', list]);
    expect(found.whole).toBe(false);
    expect(found.records_looked_at).toBeGreaterThan(1000);
    expect(found.records_looked_at).toBeLessThan(3000);
    const { stdout } = await firm.run('preview', list);
    expect(stdout.toString()).toMatch(
      /by\s+which\s+a\s+scrub\s+chooses;\s+it\s+looks\s+at\s+all\s+the\s+others/,
    );
  });

  it('refuses what a scrub cannot read, in the same words', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const packed = join(firm.folder, 'list.csv.gz');
    writeFileSync(packed, gzipSync('Name,Phone\r\nAnn,07700900123\r\n'));
    for (const file of [packed, join(firm.folder, 'missing.csv'), firm.file('empty.csv', [])]) {
      const previewed = await firm.run('preview', file);
      const scrubbed = await firm.run('scrub', file, '--dry-run');
      expect([previewed.status, previewed.stderr]).toEqual([scrubbed.status, scrubbed.stderr]);
    }
  });
});
