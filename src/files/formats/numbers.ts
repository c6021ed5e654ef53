import { e164Text, type DiallerFormat } from './format.js';

/** Numbers alone: a file that has a number is a file that says to call it, or, of a recall, not to. */
export const NUMBERS: DiallerFormat = {
  name: 'numbers',
  title: 'the callable numbers alone, one a line',
  ending: '.numbers.txt',
  header: '',
  holds: 'callable',
  word: ({ isCallable }) => (isCallable ? 'its line' : ''),
  line: ({ e164 }) => `${e164Text(e164)}\r\n`,
};
