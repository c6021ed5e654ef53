import type { DiallerFormat } from '../files/formats/format.js';
import { REASONS, type Reason, type ReasonName } from '../policy/reasons.js';
import type { RecallLine } from './recall-line.js';

/**
 * What is recalled in a format for diallers, a piece of text a line: each of it may not be called any
 * more. A format of callable numbers holds those that were callable, and are to be taken off.
 *
 * @param lines of every run: what says the same of a number for several is written once
 */
export function* recallForDialler(
  lines: Iterable<RecallLine>,
  format: DiallerFormat,
): Generator<string> {
  const written = new Set<string>();
  if (format.header !== '') yield format.header;
  for (const line of lines) {
    if (line.number === '' && format.holds !== 'all') continue;
    const reason = reasonNamed(line.reason);
    const text = format.line({
      record: countOf(line.record),
      line: countOf(line.line),
      column: line.column,
      e164: line.number === '' ? 0 : Number(line.number.slice(1)),
      isCallable: false,
      isWithAnother: false,
      reason: reason.name,
      outcome: reason.outcome,
      reasons: textsOf(line.reasons),
      flags: textsOf(line.flags),
      lastCallDay: '',
    });
    if (written.has(text)) continue;
    written.add(text);
    yield text;
  }
}

function reasonNamed(name: string): { name: ReasonName; outcome: Reason['outcome'] } {
  const found = REASONS.find((reason) => reason.name === name);
  if (found === undefined) throw new Error(`a recall decided by ${name}, which is no reason`);
  return found;
}

function countOf(text: string): number | '' {
  return text === '' ? '' : Number(text);
}

function textsOf(joined: string): string[] {
  return joined === '' ? [] : joined.split(';');
}
