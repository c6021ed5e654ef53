import { readFileSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { section } from '../documents/documents.js';
import { newFirms } from '../own-lists/firm.js';
import { JobsFirm } from './jobs-firm.js';

const newFirm = newFirms();

const LIST = 'phone\r\n07700900001\r\n07700900002\r\n07700900003\r\n';

it('a week of nights: two of them faulty, nothing lost, and no list made without the opt-outs', async () => {
  const firm = new JobsFirm(newFirm());
  const table: string[] = [];
  const night = async (day: string, happened: string) => {
    firm.firm.at(day, '03:30:00Z');
    const { status, statuses } = await firm.night();
    const order = ['tps', 'ctps', 'optouts', 'lists', 'recalls', 'copies'];
    expect(Object.keys(statuses)).toEqual(order);
    const cells = [day, ...order.map((job) => String(statuses[job])), String(status), happened];
    table.push(`| ${cells.join(' | ')} |`);
  };
  const arrives = (day: string, before: string, list = LIST) => {
    firm.firm.at(day, '03:00:00Z');
    firm.register('tps', `tps_${before}.txt`, [`02079460${before.slice(-2)}1`]);
    firm.register('ctps', `ctps.${day}.txt`, [`02079460${before.slice(-2)}2`]);
    firm.arrives('lists', `list-${day}.csv`, list);
  };

  arrives('2026-03-02', '2026-03-01');
  await night('2026-03-02', 'two registers, a call list');
  // One of those on the list of the night before objects to an agent.
  arrives('2026-03-03', '2026-03-02');
  firm.arrives('optouts', 'agent-03.csv', 'number\r\n07700900001\r\n');
  await night(
    '2026-03-03',
    'an agent tells of somebody on the list of yesterday: the recall names the number',
  );
  // Faulty: the register was cut off in its last record.
  arrives('2026-03-04', '2026-03-03');
  firm.arrives('tps', 'tps_2026-03-03.txt', '01632960000 \r\n01632960001 \r\n016329');
  await night(
    '2026-03-04',
    'faulty: the TPS file is cut off; it goes to error/, and the edition in force goes on',
  );
  arrives('2026-03-05', '2026-03-04');
  await night('2026-03-05', 'the next file of each register');
  // Faulty: an opt-out file that nobody can read. No list, no recall.
  arrives('2026-03-06', '2026-03-05');
  firm.arrives('optouts', 'agent-06.csv', 'name,when\r\nAnn,yesterday\r\n');
  await night(
    '2026-03-06',
    'faulty: nobody can read an opt-out file; no list and no recall is made',
  );
  // In the morning the file is mended, and the bad one taken away; an agent sends an old file again.
  for (const name of firm.names('in', 'optouts', 'error')) {
    rmSync(firm.path('in', 'optouts', 'error', name));
  }
  arrives('2026-03-07', '2026-03-06', `${LIST}07700900004\r\n`);
  firm.arrives('optouts', 'agent-06.csv', 'number\r\n07700900002\r\n');
  firm.arrives('optouts', 'agent-03-again.csv', 'number\r\n07700900001\r\n');
  await night(
    '2026-03-07',
    'the file is mended: the list of yesterday is made, an old file sent again goes to duplicate/',
  );
  firm.firm.at('2026-03-08', '03:00:00Z');
  await night('2026-03-08', 'nothing came');

  const shown = section('docs/jobs.md', 'A week').split('\n');
  expect(shown.filter((line) => line.startsWith('| 2'))).toEqual(table);
  expect(table.map((row) => row.split(' | ').at(-2))).toEqual(['0', '0', '5', '0', '4', '0', '0']);
  expect(firm.names('in', 'tps', 'error')).toEqual([
    'tps_2026-03-03.txt',
    'tps_2026-03-03.txt.why.txt',
  ]);
  expect(firm.names('in', 'optouts', 'duplicate')).toEqual(['agent-03-again.csv']);
  expect(firm.names('in', 'lists')).toEqual([]);
  const lists = firm.names('out').filter((name) => name.endsWith('.clean.csv'));
  // The list that was held back on the 6th was made on the 7th.
  expect(lists).toEqual([
    'list-2026-03-02.2026-03-02.clean.csv',
    'list-2026-03-03.2026-03-03.clean.csv',
    'list-2026-03-04.2026-03-04.clean.csv',
    'list-2026-03-05.2026-03-05.clean.csv',
    'list-2026-03-06.2026-03-07.clean.csv',
    'list-2026-03-07.2026-03-07.clean.csv',
  ]);
  expect(readFileSync(firm.path('out', lists[4] ?? ''), 'utf8')).toBe('phone\r\n07700900003\r\n');
  const recalls = firm.names('out').filter((name) => name.startsWith('recalls-'));
  expect(recalls.map((name) => readFileSync(firm.path('out', name), 'utf8').trim())).toEqual([
    '+447700900001',
    '+447700900002',
  ]);
  expect(firm.names('safe')).toHaveLength(7);
  const log = readFileSync(firm.path('jobs.log'), 'utf8');
  expect(log.trim().split('\n')).toHaveLength(42);
  expect(log).not.toMatch(/7700900/);
});
