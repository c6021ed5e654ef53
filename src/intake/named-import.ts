import { wrongUse } from '../core/errors.js';
import { batchName, type OwnBatch } from '../store/own-batches.js';

/**
 * The import of a name: `import-12`, of opt-outs, or where they are asked about too `consent-import-13`,
 * of consents. The `last` one is always of opt-outs.
 *
 * @param withConsents whether imports of consents are asked about
 * @throws ScreeningError wrong-use when there is none; the nearest is not offered, since a guessed id
 *   could undo the wrong import
 */
export function namedImport(
  name: string,
  batches: readonly OwnBatch[],
  withConsents = false,
): OwnBatch {
  const imports = batches.filter(
    ({ kind, about }) => kind === 'import' && (withConsents || about === 'objections'),
  );
  const wanted = name.trim().toLowerCase();
  const found =
    wanted === 'last'
      ? imports.findLast(({ about }) => about === 'objections')
      : imports.find((batch) => batchName(batch) === wanted);
  if (found) return found;
  const names = imports.map(batchName);
  throw wrongUse({
    summary:
      wanted === 'last' || names.length === 0
        ? 'no opt-out file was imported yet'
        : `there is no import '${name}'`,
    fix: `the latest imports: ${names.slice(-5).join(', ') || 'none'}`,
    where: name,
  });
}
