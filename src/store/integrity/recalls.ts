import type { Store } from '../database.js';
import { saltSha256 } from '../recalls.js';
import { finding, rowName, type Findings } from './finding.js';
import { linesOfKinds } from './ledger-rows.js';

interface Row {
  readonly line: number;
  readonly run: string;
  readonly through: string;
  readonly numbers: number;
  readonly salt: Buffer;
}

/** What a line says of one run. */
interface Said {
  readonly run?: string;
  readonly numbers?: number;
  readonly salt_sha256?: string;
}

/** What was passed on of each run is what a line of the ledger says, and each such line has its rows. */
export function* recallFindings(store: Store): Findings {
  const said = new Map(
    linesOfKinds(store, ['recall']).flatMap(({ sequence: line, said: payload }) => {
      const runs = payload?.['runs'];
      if (!Array.isArray(runs)) return [];
      const through = payload?.['through'];
      return (runs as Said[]).map((one) => {
        const row = { ...one, line, through };
        return [keyOf({ line, run: one.run ?? '' }), row] as const;
      });
    }),
  );
  const rows = store.prepare('SELECT * FROM recall ORDER BY line, run').all() as Row[];
  for (const { line, run, through, numbers, salt } of rows) {
    const place = ['recall', rowName({ line, run })] as const;
    const key = keyOf({ line, run });
    const by = said.get(key);
    said.delete(key);
    if (by === undefined) {
      yield finding(place, 'no line of the ledger says so');
      continue;
    }
    const other = 'is not what the ledger says';
    if (by.through !== through) yield finding([...place, 'through'], other);
    if (by.numbers !== numbers) yield finding([...place, 'numbers'], other);
    if (by.salt_sha256 !== saltSha256(salt)) yield finding([...place, 'salt'], other);
  }
  for (const { line, run = '' } of said.values()) {
    yield finding(['recall', rowName({ line, run })], 'is missing, though the ledger records it');
  }
}

function keyOf({ line, run }: Pick<Row, 'line' | 'run'>): string {
  return `${String(line)} ${run}`;
}
