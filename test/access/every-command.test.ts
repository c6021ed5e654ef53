import { appendFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { AskedFirm } from './asked-firm.js';

const newFolder = temporaryFolders();

/** A question that a command answers about persons: what must be there, its words, how it ends. */
interface Question {
  readonly before?: (firm: AskedFirm) => Promise<unknown>;
  readonly words: (firm: AskedFirm) => readonly string[];
  readonly status: number;
  readonly numbers?: readonly string[];
  readonly others?: readonly unknown[];
  readonly case?: string;
}

const RUN = expect.stringMatching(/^run 20261121T\d{6}Z-/) as unknown;

function callLog(firm: AskedFirm): Promise<void> {
  writeFileSync(firm.path('calls.csv'), 'number,start\n07700900123,2026-11-21T09:00Z\n');
  return Promise.resolve();
}

/** Commands that tell of persons without recording anything: each must be logged. */
const LOGGED: Readonly<Record<string, Question>> = {
  check: { words: () => ['check', '07700900789'], status: 0, numbers: ['+44*******789'] },
  runs: { words: () => ['runs', '--with', '07700900123'], status: 0, numbers: ['+44*******123'] },
  certificate: {
    words: () => ['certificate', 'last', '--json', '--case', 'ICO-7'],
    status: 0,
    others: [RUN],
    case: 'ICO-7',
  },
  explain: {
    words: () => ['explain', '07700900123', '--subject-copy', '--case', 'SAR-3'],
    status: 0,
    numbers: ['+44*******123'],
    case: 'SAR-3',
  },
  'runs show': {
    words: (firm) => ['runs', 'show', 'last', '--html', firm.path('run.html'), '--case', 'C-3'],
    status: 0,
    others: [RUN],
    case: 'C-3',
  },
  replay: { words: () => ['replay', 'last', '--from-trace'], status: 0, others: [RUN] },
  'ledger export': {
    words: () => ['ledger', 'export', '--payloads'],
    status: 0,
    others: ['ledger'],
  },
  'hold list': {
    before: (firm) => firm.done('hold', 'add', '07700900789', '--case', 'C-1'),
    words: () => ['hold', 'list'],
    status: 0,
    numbers: ['+44*******789'],
  },
  'suppress export': {
    before: (firm) => firm.done('suppress', 'add', '07700900555'),
    words: () => ['suppress', 'export', '--list', 'internal', '--case', 'MOVE-1'],
    status: 0,
    others: ['list internal'],
    case: 'MOVE-1',
  },
  'screen-set': {
    before: (firm) => {
      writeFileSync(firm.path('numbers.key'), '0123456789abcdef'.repeat(4));
      return firm.done('suppress', 'add', '07700900555');
    },
    words: (firm) => [
      ...['screen-set', '--out', firm.path('screen.parquet'), '--call-date', '2026-11-21'],
      ...['--keyed', firm.path('numbers.key'), '--case', 'CRM-1'],
    ],
    status: 0,
    others: ['screen set live-calls'],
    case: 'CRM-1',
  },
  'suppress resolve': {
    before: (firm) => {
      writeFileSync(firm.path('told.txt'), '07700900555\nring him 07700\n');
      return firm.run(['suppress', 'import', firm.path('told.txt')]);
    },
    words: () => ['suppress', 'resolve'],
    status: 0,
    others: ['unread lines'],
  },
  erase: {
    words: () => ['erase', '07700900789', '--request', 'DSR-1', '--dry-run'],
    status: 0,
    numbers: ['+44*******789'],
    case: 'DSR-1',
  },
  recall: { words: () => ['recall', '--all'], status: 0, others: [RUN] },
  objections: { words: () => ['objections'], status: 0, others: ['objections'] },
  backup: {
    words: (firm) => ['backup', firm.path('copy.db')],
    status: 0,
    others: ['backup'],
  },
  'audit-calls': {
    before: callLog,
    words: (firm) => ['audit-calls', firm.path('calls.csv'), '--case', 'C-2'],
    status: 0,
    others: [expect.stringMatching(/^call log .*calls\.csv$/)],
    case: 'C-2',
  },
  coverage: {
    before: callLog,
    words: (firm) => [
      ...['coverage', '--from', '2026-11-21', '--to', '2026-11-21'],
      ...['--calls', firm.path('calls.csv'), '--case', 'C-2'],
    ],
    status: 0,
    others: [expect.stringMatching(/^call log .*calls\.csv$/)],
    case: 'C-2',
  },
  verify: {
    before: (firm) => {
      appendFileSync(firm.path('list.clean.csv'), 'Ann,07700 900123\n');
      return Promise.resolve();
    },
    words: (firm) => ['verify', firm.path('list.clean.csv')],
    status: 3,
    numbers: ['+44*******123'],
    others: [RUN],
  },
};

const WRITES = 'records in the ledger who did it';
const COUNTS = 'tells of no person: counts, files and days';

/** Why the others are not logged. */
const NOT_LOGGED: Readonly<Record<string, string>> = {
  import: WRITES,
  'suppress add': WRITES,
  'suppress import': WRITES,
  'suppress withdraw': WRITES,
  'suppress undo': WRITES,
  'consent add': WRITES,
  'consent import': WRITES,
  'consent withdraw': WRITES,
  scrub: WRITES,
  'job run': 'logs what its recalls and backups tell, as those commands do; the rest writes',
  purge: WRITES,
  'hold add': WRITES,
  'hold release': WRITES,
  restore: WRITES,
  'ledger anchor': COUNTS,
  'ledger anchors': COUNTS,
  init: 'writes settings, and nothing that is held',
  'config show': 'tells of settings, and nothing that is held',
  lists: COUNTS,
  preview: 'tells of a file that was given, and nothing that is held',
  status: COUNTS,
  'job list': COUNTS,
  suppliers: COUNTS,
  policy: COUNTS,
  inventory: COUNTS,
  completion: 'tells of the program, and nothing that is held',
};

describe('what commands tell of persons', () => {
  it('is decided here for every command', () => {
    const named = [...Object.keys(LOGGED), ...Object.keys(NOT_LOGGED)];
    expect(named.sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });

  it.each(Object.entries(LOGGED))('is logged by %s, with numbers masked', async (name, asked) => {
    const firm = new AskedFirm(newFolder());
    await firm.begin();
    await asked.before?.(firm);
    expect(firm.lines()).toEqual([]);
    const { status, stderr } = await firm.run(asked.words(firm));
    expect(status, stderr).toBe(asked.status);
    const { numbers = [], others = [], case: reference = '' } = asked;
    expect(firm.lines().map(({ said }) => said)).toMatchObject([
      { command: name, numbers, others, case: reference },
    ]);
  });

  it('does not put a number into the log as the reference of a request', async () => {
    const firm = new AskedFirm(newFolder());
    await firm.begin();
    const words = ['erase', '07700900789', '--request', '07700 900789', '--dry-run'];
    expect((await firm.run(words)).status).toBe(2);
    expect(firm.lines()).toEqual([]);
  });
});
