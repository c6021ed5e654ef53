import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const DAY = 86_400_000;

/** The UTC day, `back` days ago: never later than the London day, and so never in the future. */
function day(back) {
  return new Date(Date.now() - back * DAY).toISOString().slice(0, 10);
}

/** So many drama numbers that begin alike, in their national form. */
function drama(prefix, count) {
  return Array.from({ length: count }, (_, index) => prefix + String(index).padStart(3, '0'));
}

const LISTED = [...drama('07700900', 300), ...drama('01632960', 300)];
/** Numbers of which every state is asked: listed from the first, from the next, suppressed, free. */
export const ASKED = ['07700900001', '07700900900', '02079460001', '02079460999'];
const CONSENT = [
  ...['--caller', 'Acme', '--method', 'web form'],
  ...['--wording', 'w1', '--reference', 'c-1'],
];
const CHANGE = ['--accept-change', 'made by a test'];

async function registers(room, back = 1) {
  const tps = room.file(
    'tps.txt',
    LISTED.map((number) => `${number} `),
  );
  const ctps = room.file(
    'ctps.txt',
    drama('01134960', 100).map((number) => `${number} `),
  );
  await room.do('import', 'tps', tps, '--dated', day(back), ...CHANGE);
  await room.do('import', 'ctps', ctps, '--dated', day(back), ...CHANGE);
}

function callList(room) {
  const numbers = [...drama('07700900', 999), ...drama('02079460', 999)];
  room.file('list.csv', ['Name,Phone', ...numbers.map((number, index) => `N${index},${number}`)]);
}

/** A database with a released run, one of whose numbers was objected to since. */
async function afterScrub(room) {
  await registers(room);
  callList(room);
  await room.do('scrub', room.path('list.csv'));
  await room.do('suppress', 'add', '02079460001', '--reference', 'T-1');
}

/**
 * The commands that are killed. `prepare` makes the database and the files; `words` are the command;
 * `outputs` are the names that it gives, none of which may stand without what it recorded. `isOnce`: it
 * is not given again when it was done. `isNamedFirst`: its file may stand before that is recorded; to
 * have done something unrecorded is harmless there. `isFileAlone`: it records nothing. `isWhole`: tells
 * of a file that differs from time to time; the others are compared byte for byte.
 */
export const SUBJECTS = {
  import: {
    prepare: async (room) => {
      await registers(room);
      room.file(
        'next.txt',
        [...LISTED, ...drama('07700900', 999).slice(600)].map((one) => `${one} `),
      );
    },
    words: (room) => ['import', 'tps', room.path('next.txt'), '--dated', day(0), ...CHANGE],
    outputs: [],
  },
  'suppress import': {
    prepare: async (room) => {
      await registers(room);
      room.file('gone.csv', [
        'Number,Reason',
        ...drama('02079460', 900).map((one) => `${one},complaint`),
      ]);
    },
    words: (room) => ['suppress', 'import', room.path('gone.csv')],
    outputs: [],
  },
  scrub: {
    prepare: async (room) => {
      await registers(room);
      callList(room);
    },
    words: (room) => ['scrub', room.path('list.csv')],
    outputs: ['list.clean.csv', 'list.excluded.csv'],
    // Outputs that are there already are never replaced unasked.
    isOnce: true,
  },
  'scrub --format': {
    prepare: async (room) => {
      await registers(room);
      callList(room);
    },
    words: (room) => ['scrub', room.path('list.csv'), '--format', 'vicidial'],
    outputs: ['list.clean.csv', 'list.vicidial.csv', 'list.excluded.csv'],
    isOnce: true,
  },
  'consent import': {
    prepare: async (room) => {
      await registers(room);
      const consents = drama('07700900', 250).map((number) => `${number},${day(3)}`);
      room.file('consents.csv', ['number,on', ...consents]);
    },
    words: (room) => ['consent', 'import', room.path('consents.csv'), ...CONSENT],
    outputs: [],
  },
  erase: {
    prepare: async (room) => {
      await registers(room);
      await room.do('suppress', 'add', '02079460001', '--reference', 'T-1', '--source', 'letter');
      await room.do('consent', 'add', '02079460001', '--on', day(3), ...CONSENT);
      callList(room);
      await room.do('scrub', room.path('list.csv'));
    },
    words: () => ['erase', '02079460001', '--request', 'D-1'],
    outputs: [],
  },
  purge: {
    prepare: async (room) => {
      room.ago = 200 * DAY;
      await registers(room, 201);
      callList(room);
      await room.do('scrub', room.path('list.csv'));
      await room.do('suppress', 'add', '02079460001', '--reference', 'T-1');
      room.ago = 150 * DAY;
      const why = ['--all', '--kind', 'mistake', '--why', 'mistyped'];
      await room.do('suppress', 'withdraw', '02079460001', ...why);
      room.ago = 0;
      await registers(room);
    },
    words: () => ['purge', '--before', day(0), '--shorter-than-retention', 'a test'],
    outputs: [],
  },
  restore: {
    prepare: async (room) => {
      await registers(room);
      await room.do('suppress', 'add', '02079460001', '--reference', 'T-1');
      await room.do('backup', room.path('copy.db'));
      await room.do('suppress', 'add', '02079460002', '--reference', 'T-2');
    },
    words: (room) => [
      ...['restore', room.path('copy.db'), '--force'],
      ...(room.journal ? ['--journal', room.journal] : ['--accept-loss', 'a test']),
    ],
    outputs: [],
  },
  backup: {
    prepare: registers,
    words: (room) => ['backup', room.path('copy.db'), '--force'],
    outputs: ['copy.db'],
    isNamedFirst: true,
    isWhole: (path) => {
      const copy = new Database(path, { readonly: true });
      const isWhole = copy.pragma('integrity_check', { simple: true }) === 'ok';
      copy.close();
      return isWhole;
    },
  },
  recall: {
    prepare: afterScrub,
    words: (room) => [
      ...['recall', '--all', '--unsent', '--mark-sent', '--force'],
      ...['--form', 'e164', '--out', room.path('dnc.txt')],
    ],
    outputs: ['dnc.txt'],
    isOnce: true,
    // Told twice is harmless; marked and not told is not.
    isNamedFirst: true,
  },
  'suppress add': {
    prepare: registers,
    words: () => ['suppress', 'add', '02079460001', '02079460002', '--reference', 'T-1'],
    outputs: [],
  },
  'hold add': {
    prepare: afterScrub,
    words: () => ['hold', 'add', '02079460001', '--case', 'C-1'],
    outputs: [],
    isOnce: true,
  },
  'hold release': {
    prepare: async (room) => {
      await afterScrub(room);
      await room.do('hold', 'add', '02079460001', '--case', 'C-1');
    },
    words: () => ['hold', 'release', 'C-1', '--why', 'a test'],
    outputs: [],
    isOnce: true,
  },
  certificate: {
    prepare: afterScrub,
    words: (room) => ['certificate', 'last', '--force', '--out', room.path('page.html')],
    outputs: ['page.html'],
    isFileAlone: true,
    isWhole: (path) => readFileSync(path, 'utf8').trimEnd().endsWith('</html>'),
  },
};

/**
 * The first write to a database of an earlier version, which brings it up to date.
 *
 * @param program that version's bin/tps-scrub.js
 */
export function migrationFrom(program) {
  return {
    prepare: async (room) => {
      const file = (name, numbers) =>
        room.file(
          name,
          numbers.map((number) => `${number} `),
        );
      for (const [register, numbers] of [
        ['tps', LISTED],
        ['ctps', drama('01134960', 100)],
      ]) {
        const words = ['import', register, file(`${register}.txt`, numbers), '--dated', day(1)];
        await byOther(room, program, words);
      }
      callList(room);
      await byOther(room, program, ['scrub', room.path('list.csv')]);
    },
    words: () => ['suppress', 'add', '02079460001', '--reference', 'T-1'],
    outputs: [],
  };
}

/** An earlier version knows fewer settings. */
async function byOther(room, program, asked) {
  const words = [...asked, '--config', room.file('plain.toml', [])];
  const { status, stderr } = await room.process(words, { program });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${status} ${stderr}`);
}
