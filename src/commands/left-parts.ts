import { partsOf } from '../files/whole-output.js';
import type { Context } from './context.js';

/**
 * Says of each hidden part of a file of this name that a killed command left in its folder, or that
 * another is writing now: it may hold numbers, and nothing else would ever name it. To be called before
 * the file is begun anew. Nothing is removed, since a part of a command that still works looks the same.
 */
export function tellParts(path: string, context: Context): void {
  for (const part of partsOf(path)) context.note(partWords(part));
}

/** What is said of one part. */
export function partWords(part: string): string {
  return `${part} is part of a run that was killed (or still goes on): it can be deleted`;
}
