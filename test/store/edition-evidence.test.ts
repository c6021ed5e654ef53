import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { newDesks, type Desk } from '../grace/desk.js';

const newDesk = newDesks();
const NUMBER = '02079460123';
const other = { numbers: ['07700900999'] };

/** A desk on whose newer TPS file the number stands; on the older one it does not. */
async function desk(): Promise<Desk> {
  const made = newDesk();
  await made.load({
    ctps: { '2026-03-01': other },
    tps: { '2026-03-01': other, '2026-03-08': { numbers: [...other.numbers, NUMBER] } },
  });
  return made;
}

describe('rows of editions', () => {
  it('that are as they were sealed answer', async () => {
    expect(await (await desk()).reason(NUMBER, '2026-03-09')).toBe('CLEAN');
    const said = await (await desk()).run('2026-03-09', 'check', NUMBER, '--json');
    expect(said.status).toBe(0);
    expect(said.stdout.toString()).toContain('"reason":"TPS"');
  });

  it.each([
    [
      'the newer is gone',
      'DELETE FROM edition_packing WHERE edition = 3; DELETE FROM edition WHERE id = 3',
    ],
    ['the newer was moved to a later day', "UPDATE edition SET dated = '2026-04-08' WHERE id = 3"],
    [
      'the newer is not known yet',
      "UPDATE edition SET recorded = '2026-05-08T06:00:00.000Z' WHERE id = 3",
    ],
    ['the newer is of the other register', "UPDATE edition SET register = 'ctps' WHERE id = 3"],
    ['a licence was narrowed', "UPDATE edition SET covers = '07' WHERE id = 1"],
    ['a line of the ledger is gone', "DELETE FROM ledger WHERE id = 'tps-3'"],
    [
      'row and payload were changed alike',
      `UPDATE edition SET dated = '2026-04-08' WHERE id = 3;
      UPDATE ledger_payload SET payload = replace(payload, '2026-03-08"', '2026-04-08"')
      WHERE sequence = 3`,
    ],
    [
      'an edition was put in',
      `INSERT INTO edition SELECT 9, register, content, '2026-03-09', estimated,
      '2026-03-09T01:00:00.000Z', since, file_path, file_sha256, file_time, file_bytes, file_lines,
      numbers, numbers_sha256, repeated, rejected, added, removed, covers, licence, licence_until,
      source, published_total, accepted, operator, account, reader_version, file_entry,
      file_entry_time FROM edition WHERE id = 1;
      INSERT INTO edition_packing SELECT 9, form, base, bytes, crc, changes FROM edition_packing
      WHERE edition = 1`,
    ],
  ])('clear nothing when %s', async (_, statement) => {
    const made = await desk();
    const database = new Database(join(made.folder, 'desk.db'));
    database.exec(`PRAGMA foreign_keys = OFF; ${statement}`);
    database.close();
    const said = await made.run('2026-03-09', 'check', NUMBER, '--json');
    expect([said.status, said.stdout.toString()]).toEqual([4, expect.stringContaining('NO_DATA')]);
    expect((await made.run('2026-03-09', 'status')).status).toBe(4);
  });
});
