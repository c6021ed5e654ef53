import type { Store } from '../database.js';
import { packings } from '../edition-packing.js';
import { FIRST_SHA256, firstNumberRows, firstSha256 } from '../first-numbers.js';
import { finding, rowName, type Findings } from './finding.js';
import { linesOfKinds } from './ledger-rows.js';

/**
 * The first number of each edition is the one that its ledger line has the hash of, and is there as long
 * as the edition's numbers are.
 */
export function* firstNumberFindings(store: Store): Findings {
  const said = new Map(
    linesOfKinds(store, ['edition']).map(({ said: payload }) => [
      Number(payload?.['id']),
      payload?.[FIRST_SHA256] ?? '',
    ]),
  );
  const forms = new Map(packings(store).map(({ edition, form }) => [edition, form]));
  const rows = new Map(firstNumberRows(store).map((row) => [row.edition, row]));
  for (const [edition, row] of rows) {
    const place = ['edition_first', rowName({ edition })] as const;
    if (forms.get(edition) === 'gone') yield finding(place, "is there, though the numbers aren't");
    else if (said.get(edition) !== firstSha256(row)) {
      yield finding([...place, 'number'], 'does not have, with its salt, the hash in the ledger');
    }
  }
  for (const [edition, hash] of said) {
    if (hash === '' || rows.has(edition) || forms.get(edition) === 'gone') continue;
    const words = 'is missing, though the ledger has its hash';
    yield finding(['edition_first', rowName({ edition })], words);
  }
}
