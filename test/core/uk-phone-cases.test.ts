import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readCellText } from '../../src/core/read-cell.js';

interface PhoneCase {
  readonly id: string;
  readonly input_json_escaped: string;
  readonly expect: 'valid' | 'invalid';
  readonly e164: string;
  readonly type: string;
  readonly region: string;
}

const file = new URL('../../fixtures/phone/uk_phone_cases.csv', import.meta.url);
const cases = parse<PhoneCase>(readFileSync(file), { columns: true });

const titled = cases.map((row) => ({ title: `${row.id}: ${row.input_json_escaped}`, ...row }));

/** Numbers of no kind but complete UK ones; damaged, foreign and short ones are not among them. */
function numbersIn({ input_json_escaped: escaped }: PhoneCase) {
  const text = JSON.parse(`"${escaped}"`) as string;
  return readCellText(text).items.filter((item) => item.kind === 'number');
}

describe('the cases of other phone libraries', () => {
  it('are 73: 65 numbers and 8 that are none', () => {
    const valid = cases.filter((row) => row.expect === 'valid').length;
    expect([cases.length, valid]).toEqual([73, 65]);
  });

  it.each(titled)('$title', (row) => {
    const read = numbersIn(row).map(({ e164 }) => `+${e164}`);
    expect(read).toEqual(row.expect === 'valid' ? [row.e164] : []);
  });

  const lines = titled.filter(({ type }) => type === 'FIXED_LINE' || type === 'MOBILE');

  it.each(lines)('$title is of the territory $region', (row) => {
    const flags = numbersIn(row).flatMap((item) => item.flags);
    const territories = flags.filter((flag) => flag.startsWith('territory-'));
    expect(territories).toEqual(
      row.region === 'GB' ? [] : [`territory-${row.region.toLowerCase()}`],
    );
  });
});
