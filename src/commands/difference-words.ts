import type { Differences, Move } from '../audit/listed-differences.js';
import type { RecordDifference } from '../audit/record-differences.js';
import type { NumberDifference } from '../audit/replay-trace.js';
import type { Hindsight } from '../audit/replayed.js';
import { wrapped } from '../ui/paragraphs.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import type { Paint } from '../ui/voice.js';

/** So many differences a person is shown. */
const SHOWN = 20;

/** A record that is not as it was: cells of a table. */
export function recordText({ record, line, was, now }: RecordDifference): string[] {
  const change = was === now ? `${was}, reported otherwise` : `${was} -> ${now}`;
  return [`  record ${grouped(record)}`, `line ${grouped(line)}`, change];
}

/** A number that is not decided about as it was: cells of a table. */
export function numberText({ number, kept, was, now }: NumberDifference): string[] {
  return [`  ${number}`, kept ? 'kept' : 'held back', `${was} -> ${now}`];
}

/** The first differences, a line each, and how many more there are. */
export function shown<T>({ count, listed }: Differences<T>, row: (one: T) => string[]): string {
  const text = aligned(listed.slice(0, SHOWN).map(row), []);
  const more = count - SHOWN;
  return more > 0 ? `${text}\n  and ${grouped(more)} more (--json lists them)` : text;
}

/**
 * What would be decided by what is known now.
 *
 * @param unit what is counted, and how many there are of it
 * @param day the call date
 */
export function hindsightText<T>(
  { asOf, registers, moves, differences }: Hindsight<T>,
  [unit, all]: readonly [string, number],
  day: string,
  row: (one: T) => string[],
  paint: Paint,
): string {
  const { count } = differences;
  const editions = registers.map(
    ({ name, edition }) => `${name} edition ${String(edition.id)} dated ${edition.dated}`,
  );
  const ground = `For calls from ${day}, by what is known at ${asOf} (${editions.join(', ')})`;
  if (count === 0) return wrapped(`${ground}, each ${unit} would be decided in the same way.`);
  const head = wrapped(
    `${ground}, ${grouped(count)} of ${counted(all, unit)} would be decided otherwise:`,
  );
  return [paint('strong', head), movesText(moves), '', shown(differences, row)].join('\n');
}

function movesText(moves: readonly Move[]): string {
  return aligned(
    moves.map(({ was, now, count }) => [`  ${grouped(count)}`, was, '->', now]),
    [0],
  );
}
