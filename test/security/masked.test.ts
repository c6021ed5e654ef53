import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maskedText } from '../../src/core/masked-text.js';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

/** A number in every spelling that has its nine last digits together, once blanks are gone. */
const DIGITS = '700900123';
const NUMBER = `07${DIGITS}`;
const SPELLED = '07700 900123';

/** Words that are refused, or come to nothing, and have a number in them or in the file they name. */
const REFUSED: readonly ((firm: Firm) => readonly string[])[] = [
  () => ['check', `${NUMBER}99`],
  () => ['check', NUMBER, '--call-date', NUMBER],
  () => ['check', NUMBER, '--caller', NUMBER],
  () => ['check', NUMBER, '--policy', NUMBER],
  () => ['check', NUMBER, '--as-of', NUMBER],
  () => ['check', NUMBER, '--case', NUMBER],
  () => [NUMBER],
  () => ['chek', NUMBER],
  () => ['suppress', NUMBER],
  () => ['policy', NUMBER],
  () => ['runs', 'show', NUMBER],
  () => ['certificate', NUMBER],
  () => ['replay', NUMBER, '--from-trace'],
  () => ['runs', '--with', `${NUMBER}x99 / 1`],
  () => ['explain', `${NUMBER} or`],
  () => ['explain', `${NUMBER}99`],
  () => ['suppress', 'add', `${NUMBER}99`],
  () => ['suppress', 'add', '07700', '900123'],
  () => ['suppress', 'add', NUMBER, '--reason', NUMBER],
  () => ['suppress', 'add', NUMBER, '--list', NUMBER],
  () => ['suppress', 'add', NUMBER, '--on', NUMBER],
  () => ['suppress', 'add', NUMBER, '--until', '2026-05-01'],
  () => ['suppress', 'add', NUMBER, '--campaign', NUMBER],
  () => ['suppress', 'withdraw', NUMBER, '--kind', 'mistake', '--why', 'a test'],
  () => ['suppress', 'withdraw', NUMBER, '--kind', NUMBER, '--why', 'a test'],
  () => ['suppress', 'undo', NUMBER, '--why', 'a test'],
  () => ['suppress', 'resolve', NUMBER, '--why', 'a test'],
  () => ['consent', 'add', NUMBER, '--caller', 'Nobody'],
  () => ['consent', 'add', `${NUMBER}99`, '--caller', 'Acme'],
  () => ['consent', 'withdraw', NUMBER, '--caller', 'Acme'],
  () => ['erase', NUMBER, '--request', NUMBER],
  () => ['erase', `${NUMBER}99`, '--request', 'D-1'],
  () => ['hold', 'add', NUMBER, '--case', NUMBER],
  () => ['hold', 'add', `${NUMBER}99`, '--case', 'C-1'],
  () => ['hold', 'release', NUMBER, '--why', 'a test'],
  () => ['recall', NUMBER],
  () => ['purge', '--before', NUMBER],
  (firm) => [
    'import',
    'tps',
    firm.file('t.txt', [`${NUMBER} `, `x${NUMBER}`]),
    '--dated',
    '2026-03-02',
  ],
  (firm) => ['import', 'tps', firm.file('t.txt', ['name', NUMBER]), '--dated', '2026-03-02'],
  (firm) => [
    ...['import', 'tps', firm.file('t.txt', [`A,${NUMBER}`, `D,${NUMBER}`])],
    ...['--changes', '--since', '2026-03-01', '--dated', '2026-03-02'],
  ],
  (firm) => ['scrub', firm.file('l.csv', [SPELLED, SPELLED])],
  (firm) => ['scrub', firm.file('l.csv', [`phone,${SPELLED}`, `${SPELLED},1`])],
  (firm) => ['scrub', firm.file('l.csv', ['phone', `"${SPELLED}`])],
  (firm) => ['scrub', firm.file('l.csv', ['phone', SPELLED]), '--column', NUMBER],
  (firm) => [
    'scrub',
    firm.file('l.csv', ['phone,other', `${SPELLED},${SPELLED}`]),
    '--column',
    'phone',
  ],
  (firm) => ['scrub', firm.file('l.csv', ['phone', SPELLED]), '--delimiter', NUMBER],
  (firm) => [
    'suppress',
    'import',
    firm.file('o.csv', [`number,reason`, `ring ${SPELLED} 07700,x`]),
  ],
  (firm) => ['suppress', 'import', firm.file('o.csv', [`a,b`, `"${SPELLED},x`])],
  (firm) => ['consent', 'import', firm.file('c.csv', ['number,on', `${SPELLED},${NUMBER}`])],
  (firm) => ['audit-calls', firm.file('a.csv', ['number,start', `${SPELLED},${SPELLED}`])],
  (firm) => ['verify', firm.file('v.csv', ['phone', SPELLED])],
];

/** Errors and notes: what may get into a log. What was asked for stands on standard output. */
function saidOf({ stderr, stdout }: { stderr: string; stdout: Buffer }): string {
  const text = stdout.toString();
  if (!text.startsWith('{"ok":false')) return stderr;
  const { summary, why, fix, where } = JSON.parse(text) as Record<string, string>;
  return [stderr, summary, why, fix, where].join('\n');
}

function shows(text: string): boolean {
  return (
    text.replace(/[^0-9]/g, '').includes(DIGITS) || text.replace(/[ +-]/g, '').includes(DIGITS)
  );
}

describe('a full number', () => {
  it('stands in no error and in no note', async () => {
    const firm = newFirm();
    await firm.loadRegisters('2026-03-01');
    const found: string[] = [];
    for (const words of REFUSED) {
      const asked = words(firm);
      for (const json of [false, true]) {
        const said = await firm.run(...asked, ...(json ? ['--json'] : []));
        const text = saidOf(said);
        if (shows(text)) found.push(`${asked.join(' ')}\n      ${String(said.status)} ${text}`);
      }
    }
    const log = `${firm.database}.access.log`;
    if (existsSync(log) && shows(readFileSync(log, 'utf8'))) found.push(log);
    expect(found).toEqual([]);
  });

  it('stands there when it is asked for', async () => {
    const firm = newFirm();
    await firm.loadRegisters('2026-03-01');
    const words = ['explain', `${NUMBER}99`];
    expect((await firm.run(...words, '--verbose')).stderr).toContain(`'${NUMBER}99'`);
    expect((await firm.run(...words)).stderr).toContain("'07********399'");
  });
});

/** Texts, and what is shown of them. */
const TEXTS: readonly (readonly [text: string, shown: string])[] = [
  ["'07700 900123' is no number", "'07*** ***123' is no number"],
  ['+44 (0)20 7946 0123, +447700900123', '+44 (*)** **** *123, +44*******123'],
  ['4479460012345 and 2079460123', '44********345 and 20*****123'],
  ['0800 1111 and 101', '0800 1111 and 101'],
  ['07700900123 2026-11-21', '07******123 2026-11-21'],
];

/** What is no number. */
const OTHERS = [
  'run 20261121T170203Z-4f2a on 2026-11-21 at 2026-11-21T09:00:00.000Z',
  'lists/07700900123.csv, /tmp/2079460123, 07700900123.csv, scrub-20261121.db',
  'sha256 0770090012345678901234567890abcdef',
  '20,000,000 numbers, 1234567890 bytes',
  'line 12345678, 0 of 12345 records',
];

describe('a text', () => {
  it.each(TEXTS)('%s is shown as %s', (text, shown) => {
    expect(maskedText(text)).toBe(shown);
  });

  it.each(OTHERS)('%s is shown as it is', (text) => {
    expect(maskedText(text)).toBe(text);
  });
});
