import { SUBJECTS } from '../kills/subjects.js';

const { import: imported, scrub, erase, purge } = SUBJECTS;

/** A released run, whose list may no longer be called as it is. */
async function screened(room) {
  await scrub.prepare(room);
  await room.do('scrub', room.path('list.csv'));
  await room.do('suppress', 'add', '02079460001', '--reference', 'T-1');
}

/** What commands write that record nothing, or more than outputs and the database. */
const OTHERS = {
  // Recorded first; what remains in the file of the database goes by the same command again, with room.
  erase: { ...erase, isMadeAnew: true },
  purge: { ...purge, isMadeAnew: true },
  'suppress import, with lines left over': {
    prepare: async (room) => {
      await imported.prepare(room);
      const lines = Array.from({ length: 400 }, (_, at) => `ring him after ${at} o'clock 0207`);
      room.file('odd.csv', ['Number', '02079460002', ...lines]);
    },
    words: (room) => ['suppress', 'import', room.path('odd.csv')],
    outputs: ['odd.rejected.csv'],
  },
  'scrub to standard output': {
    prepare: scrub.prepare,
    words: (room) => [
      ...['scrub', room.path('list.csv'), '--out', '-', '--quiet'],
      ...['--report', room.path('report.csv')],
    ],
    outputs: ['report.csv'],
    stdout: 'out.csv',
  },
  backup: {
    prepare: screened,
    words: (room) => ['backup', room.path('copy.db')],
    outputs: [],
    /** A copy differs with the salts of the database. */
    wholeOnly: ['copy.db'],
  },
  certificate: {
    prepare: screened,
    words: (room) => ['certificate', 'last', '--out', room.path('page.html')],
    outputs: [],
    wholeOnly: ['page.html'],
  },
  'recall --out': {
    prepare: screened,
    words: (room) => ['recall', '--all', '--out', room.path('dnc.csv'), '--mark-sent'],
    outputs: ['dnc.csv'],
  },
  'ledger anchor': {
    prepare: screened,
    words: (room) => ['ledger', 'anchor', '--request', room.path('head.tsq')],
    outputs: [],
    wholeOnly: ['head.tsq'],
  },
  'ledger export': {
    prepare: screened,
    words: () => ['ledger', 'export', '--payloads'],
    outputs: [],
    stdout: 'ledger.txt',
  },
  check: {
    prepare: screened,
    words: () => ['check', '02079460001'],
    outputs: [],
    stdout: 'answer.txt',
  },
};

/**
 * Commands that write, each to be given a disk that is full. `outputs` are files whose bytes are always
 * the same, `wholeOnly` files that stand there whole or not at all, `stdout` where standard output goes.
 */
export const FULL_DISK_SUBJECTS = { ...SUBJECTS, ...OTHERS };
