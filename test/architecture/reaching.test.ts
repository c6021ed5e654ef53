import { describe, expect, it } from 'vitest';
import { compiled } from './compiled.js';
import { outwardUses } from './outward.js';
import { sourceFiles } from './source-files.js';
import { changingSql } from './statements.js';

const PLANTED = 'test/architecture/planted/';

/** SQL of which a part is no constant to the compiler, and why no user's text can be in it. */
const ARGUED: Readonly<Record<string, string>> = {
  'store/batch-content.ts: sql': 'constants, given to a function beside it',
  "store/editions.ts: columns.join(', ')": 'keys of an Edition, which is made in the source',
  "store/editions.ts: columns.map((column) => `@${column}`).join(', ')": 'the same keys',
  "store/erasing-lines.ts: columns.map((column) => `${column} = @${column}`).join(', ')":
    'columns of the row of own_batch that was read before',
  'store/erasing-lines.ts: sql': 'constants, given to a function beside it',
  'store/integrity/ledger-rows.ts: marks': 'question marks, one a kind',
  'store/integrity/packed-lines.ts: marks': 'question marks, one a kind',
  'store/inventory/stored-numbers.ts: sql': 'constants, given to a function beside it',
  'store/journal-rows.ts: sql':
    'rows of a table in the source; of a journal that is read again, a table of that table, and columns of a-z, 0-9 and _ only (writeRow)',
  'store/journal-rows.ts: table': 'a row of the table beside it',
  'store/own-sums.ts: table': 'a row of the table beside it',
  "store/own-terms.ts: columns.join(', ')": 'rows of the table beside it',
  "store/own-terms.ts: columns.map(() => '?').join(', ')": 'question marks, one a column',
  "store/own-writing.ts: columns.join(', ')": 'keys of an OwnBatch, which is made in the source',
  "store/own-writing.ts: columns.map((column) => `@${column}`).join(', ')": 'the same keys',
  'store/purging.ts: sql': 'constants of the list beside it',
  'store/schema-version.ts: String(MIGRATIONS.length)': 'a count of rows in the source',
  'store/schema-version.ts: step': 'a row of the table of migrations',
  'store/statement.ts: sql': 'what its callers give is looked at where they do',
};

/** What may take more than a file, and why. */
const REACHING: Readonly<Record<string, string>> = {
  'core/compiled-loop.ts: 23: WebAssembly': 'runs the loops of assembly/, which stand beside it',
  'core/compiled-loop.ts: 24: WebAssembly': 'the same',
  'files/answering-thread.ts: 2: node:worker_threads':
    'runs scripts of the program, which stand beside it',
  'intake/pack-thread.ts: 2: node:worker_threads': 'such a thread, seen from within',
  'scrub/rows/scan-thread.ts: 2: node:worker_threads': 'such a thread, seen from within',
  'store/sqlite.ts: 1: node:module': 'requires better-sqlite3 by a name that stands in the source',
};

describe('source files', () => {
  it('make SQL of constants and bound parameters, but for what is argued', () => {
    expect(changingSql(compiled('src'), 'src/')).toEqual(Object.keys(ARGUED).sort());
  });

  it('reach no network, no other process and no code that was a text', () => {
    const found = sourceFiles('src').flatMap((file) =>
      outwardUses(file).map((use) => `${file.fileName}: ${use}`),
    );
    expect([...new Set(found)]).toEqual(Object.keys(REACHING));
  });
});

/** What is planted must be found, or the scans above find nothing. */
describe('planted files', () => {
  it('make SQL of what somebody gave', () => {
    expect(changingSql(compiled(`${PLANTED}store`), PLANTED)).toEqual([
      'store/joins-sql.ts: name',
      'store/joins-sql.ts: name.trim()',
      'store/joins-sql.ts: names.join()',
    ]);
  });

  it('reach out', () => {
    const [file] = sourceFiles(PLANTED).filter(({ fileName }) =>
      fileName.endsWith('reaches-out.ts'),
    );
    expect(file && outwardUses(file)).toEqual([
      '1: node:https',
      '2: child_process',
      '7: fetch',
      '8: import(name)',
      '9: node:vm',
      '13: eval',
      '14: WebAssembly',
      '15: Function',
    ]);
  });
});
