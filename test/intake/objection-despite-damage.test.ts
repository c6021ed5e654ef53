import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { newDesks } from '../grace/desk.js';

const newDesk = newDesks();
const NUMBER = '02079460123';

it('an objection is recorded though what a run remembers is damaged, and that is said', async () => {
  const desk = newDesk();
  const numbers = { numbers: ['07700900999'] };
  await desk.load({ tps: { '2026-03-01': numbers }, ctps: { '2026-03-01': numbers } });
  const list = join(desk.folder, 'list.csv');
  writeFileSync(list, `Phone\r\n${NUMBER}\r\n`);
  expect((await desk.run('2026-03-02', 'scrub', list)).status).toBe(0);
  const database = new Database(join(desk.folder, 'desk.db'));
  database.exec('UPDATE run_trace SET count = count + 1');
  database.close();
  const said = await desk.run('2026-03-03', 'suppress', 'add', NUMBER);
  expect(said.status).toBe(0);
  expect(said.stdout.toString()).toContain(
    'in which lists it stood cannot be told: the trace of 1 run is damaged',
  );
  expect(await desk.reason(NUMBER, '2026-03-03')).toBe('OBJECTION');
});

it('an opt-out file is recorded though the trace of a recent run is damaged', async () => {
  const desk = newDesk();
  const numbers = { numbers: ['07700900999'] };
  await desk.load({ tps: { '2026-03-01': numbers }, ctps: { '2026-03-01': numbers } });
  const [list, optOuts] = [join(desk.folder, 'list.csv'), join(desk.folder, 'optouts.csv')];
  const others = ['07700900001', '07700900002', '07700900003'];
  writeFileSync(list, ['Phone', NUMBER, ...others, ''].join('\r\n'));
  writeFileSync(optOuts, [NUMBER, '07700900004', '07700900005', ''].join('\r\n'));
  expect((await desk.run('2026-03-02', 'scrub', list)).status).toBe(0);
  const database = new Database(join(desk.folder, 'desk.db'));
  database.exec('UPDATE run_trace SET count = count + 1');
  database.close();
  const said = await desk.run('2026-03-03', 'suppress', 'import', optOuts, '--source', 'desk');
  expect([said.status, said.stderr]).toEqual([0, '']);
  expect(await desk.reason(NUMBER, '2026-03-03')).toBe('OBJECTION');
});
