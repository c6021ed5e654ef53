import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

interface Row {
  readonly name: string;
  /** Commands of the day before, which must succeed. */
  readonly after?: readonly (readonly string[])[];
  readonly words: readonly string[];
  readonly status: number;
  readonly says: readonly string[];
  readonly never?: string;
}

const SCRUB = ['scrub', 'list.csv'];
const PASS_ON = 'tps-scrub recall --all --unsent --form national --out FILE --mark-sent';

const ROWS: readonly Row[] = [
  {
    name: 'a ledger head of another length is told its length',
    words: ['verify', '--head', 'a'.repeat(63)],
    status: 2,
    says: ['is no ledger head: it has 63 characters, and a head is 64 hex digits'],
    never: 'ENOENT',
  },
  {
    name: 'a ledger head with a letter that is no hex digit too',
    words: ['verify', '--head', `${'a'.repeat(63)}g`],
    status: 2,
    says: ["'g' is no hex digit"],
    never: 'ENOENT',
  },
  {
    name: 'a file of a head that is not there is no such file',
    words: ['verify', '--head', 'kept.html'],
    status: 2,
    says: ['kept.html: there is no such file', 'hint: check the path and the spelling'],
    never: 'ENOENT',
  },
  {
    name: 'a list to verify that is not there is no such file',
    words: ['verify', 'nosuch.csv'],
    status: 2,
    says: ['nosuch.csv: there is no such file', 'hint: check the path and the spelling'],
  },
  {
    name: 'a list to recall that is not there is no such file',
    after: [SCRUB],
    words: ['recall', 'last', '--input', 'nosuch.csv'],
    status: 2,
    says: ['nosuch.csv: there is no such file'],
  },
  {
    name: 'who objects while a list in date has the number is told to recall',
    after: [SCRUB, [...SCRUB, '--force']],
    words: ['suppress', 'add', '07700900123'],
    status: 0,
    says: [
      'stood in 2 runs; 2 of their lists have it and are still in date (1 replaced since; a copy may be in use): tps-scrub recall --all',
    ],
  },
  {
    name: 'of one list it is said as of one',
    after: [SCRUB],
    words: ['suppress', 'add', '07700900123'],
    status: 0,
    says: ['stood in 1 run; its list has it and is still in date: tps-scrub recall --all'],
  },
  {
    name: 'nobody is sent to recall what a list had held back',
    after: [['suppress', 'add', '07700900123'], SCRUB],
    words: ['suppress', 'add', '07700900123'],
    status: 0,
    says: ['stood in 1 run\n'],
    never: 'recall',
  },
  {
    name: 'what is recalled is to be passed on',
    after: [SCRUB, ['suppress', 'add', '07700900123']],
    words: ['recall', '--all'],
    status: 0,
    says: ['1 of 2 numbers may no longer be called', `To pass it on: ${PASS_ON}`],
  },
  {
    name: 'of one run its own numbers are passed on',
    after: [SCRUB, ['suppress', 'add', '07700900123']],
    words: ['recall', 'last'],
    status: 0,
    says: ['To pass it on: tps-scrub recall last --unsent --form national'],
  },
  {
    name: 'nothing to recall is said as such',
    after: [SCRUB],
    words: ['recall', '--all'],
    status: 0,
    says: ['none of its 2 numbers is to be recalled'],
    never: 'To pass',
  },
  {
    name: 'records are called records',
    after: [SCRUB],
    words: ['recall', 'last', '--input', 'list.clean.csv'],
    status: 0,
    says: ['none of its 2 records is to be recalled'],
  },
  {
    name: 'a clock behind the newest record is told in times of the wall',
    after: [SCRUB],
    words: ['suppress', 'add', '07700900123', '--reference', 'clock behind'],
    status: 2,
    says: [
      "this machine's clock is behind: it shows 2026-02-27 09:10, and the newest record is of 2026-03-02 09:10 (London)",
      'set the clock right; if it is right, --accept-clock "WHY" goes on from the newest record',
    ],
    never: '.000Z',
  },
  {
    name: 'a call date after the last call day is told that day',
    words: [...SCRUB, '--call-date', '2026-05-01'],
    status: 4,
    says: ['hint: call no later than 2026-03-28, or import newer registers: tps-scrub import tps'],
  },
  {
    name: 'a certificate that is there already names --out',
    after: [SCRUB, ['certificate', 'last', '--out', 'winter.html']],
    words: ['certificate', 'last', '--out', 'winter.html'],
    status: 2,
    says: ['hint: give another name with --out FILE, or --force to replace it'],
  },
  {
    name: 'a backup that is there already names the file',
    after: [['backup', 'b.db']],
    words: ['backup', 'b.db'],
    status: 2,
    says: ['hint: name another file: tps-scrub backup FILE; or --force to replace it'],
  },
  {
    name: 'a call list is no register, and is said to be one',
    words: ['import', 'tps', 'columns.csv', '--dated', '2026-03-02'],
    status: 5,
    says: ['it looks like a list with columns', 'tps-scrub scrub columns.csv'],
  },
  {
    name: 'columns of one name are named once',
    words: ['scrub', 'twins.csv', '--column', 'Home'],
    status: 2,
    says: [
      "error: 'Phone' holds telephone numbers too, and would not be screened",
      "hint: add --column 'Phone', or --ignore-column 'Phone' if nobody calls it\n",
    ],
  },
  {
    name: 'several columns hold',
    words: ['scrub', 'three.csv', '--column', 'Home'],
    status: 2,
    says: ["error: 'Phone', 'Work' hold telephone numbers too"],
  },
  {
    name: 'today is called today',
    words: ['explain', '07700900123'],
    status: 0,
    says: ['Today, policy live-calls: clean: CLEAN'],
    never: 'A call on',
  },
  {
    name: 'what is not known is not a no',
    after: [[...SCRUB, '--no-trace']],
    words: ['explain', '07700900123'],
    status: 4,
    says: ['which is not a no.'],
    never: '"no"',
  },
];

const LISTS: Readonly<Record<string, readonly string[]>> = {
  'list.csv': ['phone', '07700900123', '07700900124'],
  'columns.csv': ['name,phone', 'A,07700900123', 'B,07700900124'],
  'twins.csv': ['Home,Phone,Phone', '07700900123,07700900124,07700900125'],
  'three.csv': ['Home,Phone,Work', '07700900123,07700900124,07700900125'],
};

async function firmWithLists(): Promise<Firm> {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  for (const [name, lines] of Object.entries(LISTS)) firm.file(name, lines);
  return firm;
}

/** Files are named as a person names them who stands in the folder. */
function placed(firm: Firm, words: readonly string[]): string[] {
  return words.map((word) => (/\.(csv|html|db)$/.test(word) ? join(firm.folder, word) : word));
}

describe('what a person is told to do next', () => {
  it.each(ROWS)('$name', async ({ after = [], words, status, says, never }) => {
    const firm = await firmWithLists();
    for (const before of after) {
      const said = await firm.run(...placed(firm, before));
      expect(said.status, said.stderr).toBe(0);
    }
    if (words.includes('clock behind')) firm.at('2026-02-27');
    const said = await firm.run(...placed(firm, words));
    const text = `${said.stdout.toString()}${said.stderr}`.replaceAll(`${firm.folder}/`, '');
    expect(said.status, text).toBe(status);
    for (const one of says) expect(text).toContain(one);
    if (never !== undefined) expect(text).not.toContain(never);
  });
});
