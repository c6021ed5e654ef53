import type { RejectedLine } from '../files/rejected-file.js';
import type { SuppressImportResult } from './suppress-import.js';

/** The lines of an opt-out file that were not read, each with the id by which it is settled. */
export function leftOverLines({ unresolved, name }: SuppressImportResult): RejectedLine[] {
  return unresolved.map(({ line, why, text, waitsIn }) => {
    return { id: waitsIn || `${name}:${String(line)}`, line, why, text };
  });
}
