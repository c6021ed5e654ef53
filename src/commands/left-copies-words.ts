import { leftCopies } from '../files/left-copies.js';
import { LEFT_COPY } from './safekeeping-words.js';

/** What is said of hidden copies beside a file: a text for each. */
export function leftCopiesWords(file: string): string[] {
  return leftCopies(file).map((path) => `${path} holds a copy of a database: ${LEFT_COPY}`);
}
