import { notSafe, ScreeningError, wrongUse } from '../core/errors.js';
import { anchors, type Anchor } from '../store/anchors.js';
import { lineAt } from '../store/ledger-lines.js';
import { writeNew } from './anchor-files.js';
import { openHeld } from '../store/no-database.js';

/**
 * Every anchor, oldest first.
 *
 * @throws ScreeningError wrong-use when there is no database
 */
export function anchorsHeld(database: string): readonly Anchor[] {
  const store = openHeld(database);
  try {
    return anchors(store);
  } finally {
    store.close();
  }
}

/**
 * Writes what `openssl ts -verify` needs beside the authority's certificate: `anchor-N.line`, the text of
 * the stamped line, whose SHA-256 is the head; `anchor-N.tsq`, the request; `anchor-N.tsr`, the answer,
 * if it is held.
 *
 * @param name `anchor-3`, or its number
 * @param folder where they are to stand
 * @returns their paths
 * @throws ScreeningError wrong-use; evidence-disagrees when the anchor proves nothing any more
 */
export function exportAnchor(database: string, name: string, folder: string): string[] {
  const store = openHeld(database);
  try {
    const all = anchors(store);
    const found = all.find(({ id }) => name === String(id) || name === `anchor-${String(id)}`);
    if (found === undefined) {
      throw wrongUse({
        summary: `there is no anchor '${name}'`,
        fix: 'tps-scrub ledger anchors lists them',
        where: '--export',
      });
    }
    const { id, sequence, request, answer, fault } = found;
    if (fault !== '') {
      throw new ScreeningError('evidence-disagrees', {
        summary: `anchor-${String(id)} proves nothing: ${fault}`,
        fix: 'run tps-scrub verify; restore the database from a backup',
        where: database,
      });
    }
    const line = lineAt(store, sequence);
    if (line === undefined) throw notSafe({ summary: `line ${String(sequence)} is missing` });
    const path = (ending: string) => `${folder}/anchor-${String(id)}.${ending}`;
    const files: (readonly [string, Buffer])[] = [
      [path('line'), Buffer.from(line.text)],
      [path('tsq'), request],
    ];
    if (answer !== undefined) files.push([path('tsr'), answer.response]);
    for (const [file, bytes] of files) writeNew(file, bytes);
    return files.map(([file]) => file);
  } finally {
    store.close();
  }
}
