import { leftCopies } from '../files/left-copies.js';
import { copyWords } from './safekeeping-words.js';

/** What is said of hidden copies beside a file: a text for each. */
export function leftCopiesWords(file: string): string[] {
  return leftCopies(file).map(copyWords);
}
