import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Firm } from '../own-lists/firm.js';

/** A list with a record for each way in which a number, or a record, is held back, and what is around it. */
const LINES = [
  'Name,Phone,Mobile',
  // Callable by itself, beside a number on a register.
  '=1+2,07700 900001,020 7946 0999',
  'Bob,07700 900002,',
  'Cas,"=HYPERLINK(""http://x"",""12"")",07700 900006',
  'Dee,0113 496 0999,',
  'Eve,n/a,',
  'Foy,07700 900003,,one field too many',
  'Gil,+1 202 555 0123,',
  'Hal,0909 879 0000,',
  'Ivy,07700 900004,',
  'Jon,7700900005,07700 900005',
  'Kim,07700 900002,',
  'Lou,4.4770090012E+11,',
  // Two numbers in a cell: one of them objected.
  'Max,07700 900007 / 07700 900004,07700 900008',
  'Ned,07700 900009 ext 12,020 7946 0999',
];

/** A firm with registers, an objection to 07700 900004, and `list.csv`; the clock stands after all that. */
export async function firmWithList(firm: Firm, lines: readonly string[] = LINES): Promise<string> {
  firm.at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  await firm.json(['suppress', 'add', '07700900004']);
  firm.at('2026-03-02', '10:00:00Z');
  return firm.file('list.csv', lines);
}

/** The text of a file of a firm. */
export function textIn(firm: Firm, name: string): string {
  return readFileSync(join(firm.folder, name), 'utf8');
}
