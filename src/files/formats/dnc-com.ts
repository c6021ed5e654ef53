import { csvLine } from '../csv-line.js';
import { e164Text, letterOf, type DiallerFormat } from './format.js';

/** Numbers with the letter that diallers know from DNC.com; the record beside them. */
export const DNC_COM: DiallerFormat = {
  name: 'dnc-com',
  title: "numbers with DNC.com's letters",
  ending: '.dnc-com.csv',
  header: csvLine(['number', 'dnc_code', 'record']),
  holds: 'all',
  word: letterOf,
  line: (line) => csvLine([e164Text(line.e164), letterOf(line), String(line.record)]),
};
