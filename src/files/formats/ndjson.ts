import { e164Text, letterOf, type DiallerFormat } from './format.js';

/** A JSON object a line, in UTF-8, ended by LF (ndjson.org): everything about a number but its cell. */
export const NDJSON: DiallerFormat = {
  name: 'ndjson',
  title: 'a JSON object a line, for programs',
  ending: '.ndjson',
  header: '',
  holds: 'all',
  word: ({ outcome }) => outcome,
  line: (line) => {
    const { record, line: physical, column, e164, isCallable, outcome, reason, reasons } = line;
    const object = {
      record: record === '' ? null : record,
      line: physical === '' ? null : physical,
      column,
      number: e164Text(e164),
      callable: isCallable,
      outcome,
      reason,
      reasons,
      with_another: line.isWithAnother,
      dnc_code: letterOf(line),
      flags: line.flags,
      last_call_day: line.lastCallDay === '' ? null : line.lastCallDay,
    };
    return `${escaped(JSON.stringify(object))}\n`;
  },
};

/** These end a line in some programs, and JSON lets them stand in a text as they are. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

function escaped(json: string): string {
  return json.replace(LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
