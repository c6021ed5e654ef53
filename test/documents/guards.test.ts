import { describe, expect, it } from 'vitest';
import { GUARDS } from '../../src/intake/guards/guards.js';
import { DOUBTFUL } from '../intake/guards/doubtful-cases.js';
import { section } from './documents.js';

/** A message as the table has it: days and figures are other ones each time. */
function shape(message: string): string {
  return message.replace(/\d{4}-\d{2}-\d{2}/g, 'DAY').replace(/\d{1,3}(?:,\d{3})+|\d+\**/g, 'N');
}

describe('the table of guards of docs/registers.md', () => {
  it('has every guard in order, with what it asks and what it says', () => {
    const rows = GUARDS.map(({ name, when, objection }) => {
      const said = DOUBTFUL[name] && objection(DOUBTFUL[name]);
      return `| ${name} | ${when} | ${shape(said ?? '')} |`;
    });
    const table = section('docs/registers.md', 'Guards');
    expect(table.split('\n').filter((line) => /^\| (?!Guard )/.test(line))).toEqual(rows);
  });
});
