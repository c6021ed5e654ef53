import { describe, expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();
const LONDON = ['--timezone', 'Europe/London'];
const NUMBER = ['--column', 'number=B'];

interface Refusal {
  readonly name: string;
  readonly log: readonly string[];
  readonly words?: readonly string[];
  readonly says: readonly string[];
  readonly never?: string;
}

const REFUSALS: readonly Refusal[] = [
  {
    name: 'number, start and zone are asked for at once',
    log: ['A,B,C', 'x,07700900123,2026-03-02 10:00'],
    says: [
      'which columns of FILE hold the number and the start of a call is not said',
      "hint: name them: --column 'number=HEADER' --column 'start=HEADER'",
      'and --timezone Europe/London (or UTC) where starts say no offset',
      'columns: A, B, C',
    ],
  },
  {
    name: 'a zone that was said is not asked for',
    log: ['A,B,C', 'x,07700900123,2026-03-02 10:00'],
    words: LONDON,
    says: ["--column 'number=HEADER' --column 'start=HEADER'"],
    never: '--timezone',
  },
  {
    name: 'of one column that is missing only that one is asked for',
    log: ['A,B,C', 'x,07700900123,2026-03-02 10:00'],
    words: [...LONDON, ...NUMBER],
    says: [
      'which column of FILE holds the start of a call is not said',
      "hint: name it: --column 'start=HEADER'",
    ],
    never: "'number=",
  },
  {
    name: 'seconds since 1970 are known for what they are',
    log: ['number,start', '07700900123,1772445600'],
    words: LONDON,
    says: ["line 2 has '17*****600'", 'stamps = "epoch-seconds"', '[calls.NAME]', '--mapping NAME'],
  },
  {
    name: 'milliseconds since 1970 too',
    log: ['number,start', '07700900123,1772445600000'],
    says: ['stamps = "epoch-milliseconds"'],
  },
  {
    name: 'other text is not taken for them',
    log: ['number,start', '07700900123,soon'],
    words: LONDON,
    says: ["line 2 has 'soon'", '--column start=HEADER'],
    never: 'epoch',
  },
  {
    name: 'a month that comes first is answered with what to say',
    log: ['number,start', '07700900123,03/25/2026 10:00'],
    words: LONDON,
    says: ["'03/25/2026' is no day when the day comes first", 'hint: add --days mdy\n'],
    never: 'dmy',
  },
  {
    name: 'a mapping where none is declared is answered with how to declare one',
    log: ['number,start', '07700900123,2026-03-02 10:00'],
    words: ['--mapping', 'dialler'],
    says: [
      "there is no mapping of call logs 'dialler'",
      'hint: the configuration declares none: write one there as [calls.dialler]\n',
    ],
  },
];

describe('a call log that is not read', () => {
  it.each(REFUSALS)('$name', async ({ log, words = [], says, never }) => {
    const firm = newFirm().at('2026-04-10');
    await firm.loadRegisters('2026-03-01');
    const file = firm.file('calls.csv', log);
    const { status, stderr } = await firm.run('audit-calls', file, ...words);
    const said = stderr.replaceAll(file, 'FILE');
    expect(status).toBe(2);
    for (const text of says) expect(said).toContain(text);
    if (never !== undefined) expect(said).not.toContain(never);
  });
});
