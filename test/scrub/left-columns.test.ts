import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NUMBERS, ScreeningRoom } from './screening-room.js';

const { tps: LISTED, free: FREE } = NUMBERS;
const room = new ScreeningRoom();

beforeAll(async () => {
  await room.open();
});

afterAll(() => {
  room.close();
});

describe('what leaves unread is said', () => {
  const rows = (last: string): string[] =>
    Array.from({ length: 9 }, (_, row) => `${String(row)},${FREE},${row === 4 ? last : 'ref 12'}`);

  async function notes(lines: readonly string[], ...options: string[]): Promise<string> {
    writeFileSync(room.path('list.csv'), lines.map((line) => `${line}\n`).join(''));
    const { status, stderr } = await room.run(
      'scrub',
      room.path('list.csv'),
      '--force',
      ...options,
    );
    expect(status).toBe(0);
    return stderr;
  }

  it('of a column that holds a number here and there', async () => {
    const lines = ['id,Phone,Notes', ...rows(`ring ${LISTED} instead`)];
    const said =
      "tps-scrub: 'Notes' holds telephone numbers in some of its cells and was not screened: add --column 'Notes', or --ignore-column 'Notes' if nobody calls them\n";
    expect(await notes(lines)).toContain(said);
    expect(await notes(lines, '--column', 'Phone')).toContain(said);
    const { stdout } = await room.run('scrub', room.path('list.csv'), '--force', '--json');
    expect(JSON.parse(stdout.toString())).toMatchObject({
      warnings: [said.slice('tps-scrub: '.length, -1)],
    });
    expect(await notes(lines, '--ignore-column', 'Notes')).not.toContain('Notes');
    expect(await notes(['id,Phone,Notes', ...rows('ref 13')])).not.toContain('Notes');
    expect(await notes(['id,Phone,Fax', ...rows(LISTED)])).not.toContain("'Fax'");
  });

  it.each([
    ['with a letter of another script', '\u041e77\u041e\u041e9\u041e\u041e123'],
    ['without its area code', '946 0123'],
  ])('of a column that is headed as telephones, %s', async (_, cell) => {
    const said = await notes(['Name,Phone,Alt phone', `Ann,${FREE},${cell}`]);
    expect(said).toContain(
      "'Alt phone' is headed as telephone numbers, and no number was read in it",
    );
  });

  it('and nothing of one with words alone', async () => {
    const said = await notes(['Name,Phone,Phone type', `Ann,${FREE},mobile`]);
    expect(said).not.toContain('Phone type');
  });
});

describe('what an opt-out file says and nobody reads is said', () => {
  async function notes(lines: readonly string[], ...options: string[]): Promise<string> {
    writeFileSync(room.path('optouts.csv'), lines.map((line) => `${line}\n`).join(''));
    const { stdout } = await room.run(
      'suppress',
      'import',
      room.path('optouts.csv'),
      '--dry-run',
      ...options,
    );
    return stdout.toString();
  }

  it('of a column that holds a number here and there', async () => {
    const rows = [`Ann,${FREE},also ${LISTED}`, `Bob,${FREE},call 1`, `Cay,${FREE},call 2`];
    const said =
      "'Notes' holds telephone numbers in some of its cells and was not read: add --column 'number=Notes' if they are opt-outs";
    expect(await notes(['Name,Phone,Notes', ...rows])).toContain(said);
    expect(await notes(['Name,Phone,Notes', ...rows.slice(1)])).not.toContain('some of its cells');
  });
});
