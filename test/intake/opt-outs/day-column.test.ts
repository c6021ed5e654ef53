import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../../own-lists/firm.js';

const newFirm = newFirms();

interface Imported {
  readonly columns: { readonly on?: string };
  readonly day_column_found: boolean;
  readonly doubtful_day_columns: readonly string[];
}

async function imported(firm: Firm, lines: readonly string[], ...words: string[]) {
  return firm.json<Imported>(['suppress', 'import', firm.file('optouts.csv', lines), ...words]);
}

/** The day on which a number was told, by what is known of it. */
async function toldOf(firm: Firm, number: string): Promise<string> {
  return (await firm.run('explain', number, '--verbose')).stdout.toString();
}

describe('the day in an opt-out file', () => {
  it.each([
    ['date', '2026-02-11'],
    ['Opt_Out_Date', '11 Feb 2026'],
    ['requested on', '2026-02-11T10:00:00Z'],
    ['Date opted out', '20/02/2026'],
  ])('is taken from a column headed %s', async (header, written) => {
    const firm = newFirm().at('2026-03-02');
    const found = await imported(firm, [
      `phone,${header}`,
      `07700900123,${written}`,
      '07700900124,',
    ]);
    expect(found).toMatchObject({ columns: { on: header }, day_column_found: true });
    const day = written.startsWith('20/') ? '2026-02-20' : '2026-02-11';
    expect(await toldOf(firm, '07700900123')).toContain(day);
    expect(await toldOf(firm, '07700900124')).not.toContain(day);
  });

  it.each([
    ['read in two ways', ['03/02/2026', '04/02/2026']],
    ['written with the month first', ['02/20/2026', '02/21/2026']],
    ['still to come', ['2026-02-20', '2026-05-01']],
    ['no days', ['2026-02-20', 'Tuesday']],
  ])('is not taken from days that are %s, and that is said', async (_, days) => {
    const firm = newFirm().at('2026-03-02');
    const rows = days.map((day, at) => `0770090012${String(at)},${day}`);
    const found = await imported(firm, ['phone,date', ...rows], '--dry-run');
    expect(found).toMatchObject({ day_column_found: false, doubtful_day_columns: ['date'] });
    expect(found.columns.on).toBeUndefined();
    const said = await firm.run('suppress', 'import', `${firm.folder}/optouts.csv`);
    expect(said.status).toBe(0);
    expect(said.stdout.toString().replace(/\s+/g, ' ')).toContain(
      "again with --column 'on=date' --days dmy (or mdy)",
    );
  });

  it('is not guessed of two columns, nor where it was said', async () => {
    const firm = newFirm().at('2026-03-02');
    const two = ['phone,date,dnc_date', '07700900123,2026-02-11,2026-02-12'];
    expect(await imported(firm, two, '--dry-run')).toMatchObject({
      day_column_found: false,
      doubtful_day_columns: ['date', 'dnc_date'],
    });
    const one = ['phone,date', '07700900123,2026-02-11'];
    const asked = await imported(firm, one, '--dry-run', '--on', '2026-02-01');
    expect(asked).toMatchObject({ day_column_found: false, doubtful_day_columns: [] });
  });

  it('takes the order that was said', async () => {
    const firm = newFirm().at('2026-03-02');
    const rows = ['phone,date', '07700900123,02/20/2026'];
    const found = await imported(firm, rows, '--days', 'mdy');
    expect(found).toMatchObject({ columns: { on: 'date' }, day_column_found: true });
    expect(await toldOf(firm, '07700900123')).toContain('2026-02-20');
  });
});
