import { describe, expect, it } from 'vitest';
import { newFirms } from './firm.js';

const newFirm = newFirms();

describe('a file whose lines were settled, passed on by another source', () => {
  it('waits no more for a line that names nobody, and for one with a number says how it was settled', async () => {
    const firm = newFirm().at('2026-03-02');
    const lines = ['number', '07700 9001', '0770 900 12 x 3', '07700900124'];
    const path = firm.file('optouts.csv', lines);
    await firm.json(['suppress', 'import', path, '--source', 'dialler'], 7);
    await firm.json(['suppress', 'resolve', 'import-1:2', '--why', 'a test line']);
    await firm.json(['suppress', 'resolve', 'import-1:3', '--number', '07700900123']);
    const again = await firm.json(['suppress', 'import', path, '--source', 'dialler']);
    expect(again).toMatchObject({ rows: { read: 3, recorded: 0, repeated: 3, unresolved: 0 } });
    const other = ['suppress', 'import', path, '--source', 'web form'];
    expect(await firm.json([...other, '--dry-run'], 7)).toMatchObject({
      rows: { read: 3, recorded: 1, repeated: 1, unresolved: 1 },
    });
    const said = await firm.run(...other);
    expect(said.status).toBe(7);
    expect(said.stdout.toString()).toContain('; settled before as import-1:3): ');
    expect(said.stdout.toString()).not.toContain(':2 (');
    expect((await firm.run('verify')).status).toBe(0);
  });

  it('waits where it is of another scope', async () => {
    const firm = newFirm().at('2026-03-02');
    const path = firm.file('optouts.csv', ['number', '07700 9001', '07700900124']);
    await firm.json(['suppress', 'import', path], 7);
    await firm.json(['suppress', 'resolve', 'import-1:2', '--why', 'a test line']);
    const words = ['suppress', 'import', path, '--caller', 'Acme'];
    expect(await firm.json(words, 7)).toMatchObject({ rows: { unresolved: 1 } });
  });
});
