import { wrongUse } from '../core/errors.js';
import { batchName, type OwnBatch } from '../store/own-batches.js';

/**
 * The import of a name, `import-12`, or the `last` one.
 *
 * @throws ScreeningError wrong-use when there is none; the nearest is not offered, since a guessed id
 *   could undo the wrong import
 */
export function namedImport(name: string, batches: readonly OwnBatch[]): OwnBatch {
  const imports = batches.filter(({ kind }) => kind === 'import');
  const wanted = name.trim().toLowerCase();
  const found =
    wanted === 'last' ? imports.at(-1) : imports.find((batch) => batchName(batch) === wanted);
  if (found) return found;
  const names = imports.map(batchName);
  throw wrongUse({
    summary:
      names.length === 0 ? 'no opt-out file was imported yet' : `there is no import '${name}'`,
    fix: `the latest imports: ${names.slice(-5).join(', ') || 'none'}`,
    where: name,
  });
}
