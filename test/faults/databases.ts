import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';

const PAGE = 4096;
/** A version that this program never had. */
const NEWER = 999;

/** A database in a state that it ought not to be in, and what every command says of it. */
interface DatabaseFault {
  /** Makes it out of a sound one. */
  readonly inject: (path: string) => void;
  readonly status: number;
  /** On standard error. */
  readonly says: RegExp;
}

function overwritten(path: string, at: number, bytes: Buffer): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

function asked(path: string, question: string): void {
  const store = new Database(path);
  store.exec(question);
  store.close();
}

const NOT_READABLE = /error: .* is not a readable database\n.*\n.*hint: restore it from a backup/;

/** By what happened to the database. */
export const DATABASE_FAULTS = {
  'written by a newer version': {
    inject: (path) => asked(path, `PRAGMA user_version = ${NEWER}`),
    status: 2,
    says: /was written by a newer tps-scrub \(schema 999\)\n.*hint: install that version or a later one/,
  },
  'of another program': {
    inject: (path) => asked(path, 'PRAGMA application_id = 1'),
    status: 2,
    says: /is a database of another program\n.*hint: name the tps-scrub database with --database/,
  },
  'that is a text': {
    inject: (path) => writeFileSync(path, 'Name,Phone\n'.repeat(500)),
    status: 4,
    says: NOT_READABLE,
  },
  'whose header was overwritten': {
    inject: (path) => overwritten(path, 0, Buffer.alloc(16)),
    status: 4,
    says: NOT_READABLE,
  },
  'whose first pages were overwritten': {
    inject: (path) => overwritten(path, 100, Buffer.alloc(PAGE, 0xff)),
    status: 4,
    says: NOT_READABLE,
  },
  'cut in the middle': {
    inject: (path) => truncateSync(path, PAGE * Math.floor(readFileSync(path).length / PAGE / 2)),
    status: 4,
    says: NOT_READABLE,
  },
  'cut within its header': {
    inject: (path) => truncateSync(path, 50),
    status: 4,
    says: NOT_READABLE,
  },
  'that is a folder': {
    inject: (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    status: 2,
    says: /is a folder\n.*hint: name a file in it: --database /,
  },
} as const satisfies Readonly<Record<string, DatabaseFault>>;

/** Everything in a place, to be compared: the bytes of a file, or that it is none. */
export function remains(path: string): string {
  try {
    return readFileSync(path).toString('base64');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
