import type { FoundSuppliers, Supplier } from '../audit/suppliers.js';
import { wrapped } from '../ui/paragraphs.js';
import { aligned, counted, grouped, percent } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';

const HEADINGS = ['lists', 'records', 'unread', 'numbers', 'objected', 'listed'];

/** What a person reads of suppliers. Names come last, so that a long one moves no column. */
export function suppliersText(found: FoundSuppliers, { paint }: Pick<Context, 'paint'>): string {
  const { suppliers, overlaps, unknown, unnamed, purged } = found;
  if (suppliers.length === 0) {
    return `No run of that time names a supplier${unnamed === 0 ? '' : ` (${counted(unnamed, 'run')} without one)`}.`;
  }
  const numeric = HEADINGS.map((_, at) => at);
  const table = aligned([[...HEADINGS, 'supplier'], ...suppliers.map(rowOf)], numeric).split('\n');
  const lines = [paint('strong', table[0] ?? ''), ...table.slice(1), ''];
  lines.push(
    wrapped(
      'unread: records held back since something in them could not be read. objected: numbers held back by an objection when their list was screened. listed: numbers on a register for 28 days or more on the day when the supplier says it screened them (- where it says nothing; at least so many where a register of that day is not held).',
    ),
  );
  if (overlaps.length > 0) {
    lines.push('', paint('strong', 'Numbers that two suppliers both delivered'));
    const rows = overlaps.map(({ suppliers: [one, other], numbers }) => [
      `  ${grouped(numbers)}`,
      `${sharedOf(numbers, one)}, ${sharedOf(numbers, other)}`,
    ]);
    lines.push(aligned(rows, [0]));
  }
  const doubts = [
    ...unknown.map(({ run, supplier, why }) => `list of ${supplier} in run ${run}: ${why}`),
    ...suppliers.flatMap(({ name, claims }) =>
      claims.flatMap(({ run, noData }) =>
        noData.map(({ why }) => `claim of ${name} about the list in run ${run}: ${why}`),
      ),
    ),
    ...purged.map((run) => `run ${run} was purged: whose list it had`),
  ];
  if (doubts.length > 0) {
    lines.push('', paint('doubt', 'Not known, and left out of the counts:'));
    lines.push(...doubts.map((text) => wrapped(printable(text), '  ')));
  }
  if (unnamed > 0) lines.push('', `${counted(unnamed, 'run')} of that time named no supplier.`);
  return lines.join('\n');
}

function rowOf(supplier: Supplier): string[] {
  const { name, lists, records, unread, numbers, objected, claims } = supplier;
  return [
    grouped(lists),
    grouped(records),
    shareOf(unread, records),
    grouped(numbers),
    shareOf(objected, numbers),
    listedOf(claims),
    printable(name),
  ];
}

/** Over the claims of which a register is held. */
function listedOf(claims: Supplier['claims']): string {
  if (claims.length === 0) return '-';
  const known = claims.filter(({ listedLong }) => listedLong !== null);
  if (known.length === 0) return 'no data';
  const numbers = known.reduce((sum, claim) => sum + claim.numbers, 0);
  const listed = known.reduce((sum, claim) => sum + (claim.listedLong ?? 0), 0);
  const isLeast = claims.some(({ noData }) => noData.length > 0);
  return `${isLeast ? 'at least ' : ''}${shareOf(listed, numbers)}`;
}

/** `34 (0.3 %)` */
function shareOf(part: number, whole: number): string {
  return part === 0 ? '0' : `${grouped(part)} (${percent(part, whole)})`;
}

function sharedOf(numbers: number, { name, numbers: all }: Supplier): string {
  return `${percent(numbers, all)} of ${printable(name)}`;
}
