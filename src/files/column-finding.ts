import type { ColumnEvidence } from './column-evidence.js';
import { otherThing, saysAboutTelephone, saysFax, saysTelephone } from './header-words.js';
import type { ListHead } from './list-head.js';

/** A column by its place from 0. */
interface Place {
  readonly index: number;
}

/** Fewer number-like cells than this share, and a header word alone does not make a phone column. */
const LEAST_SHARE = 0.1;

/** A word of the header says fax: nobody calls it. */
export function isFaxColumn({ header }: ListHead, { index }: Place): boolean {
  return saysFax(header[index] ?? '');
}

/**
 * The columns found for calls. One that tells about telephones in words alone (`Phone type`) is left
 * when there is another.
 */
export function foundPhones<T extends Place>(
  head: ListHead,
  evidence: ColumnEvidence,
  columns: readonly T[],
): T[] {
  const found = columns.filter((column) => looksLikePhones(head, evidence, column));
  const holding = found.filter(
    ({ index }) => !evidence.holdsWordsOnly(index) || !saysAboutTelephone(head.header[index] ?? ''),
  );
  return holding.length > 0 ? holding : found;
}

/** Found as a phone column, for calls: fax aside, and what another thing of as many digits may be. */
export function looksLikePhones(head: ListHead, evidence: ColumnEvidence, column: Place): boolean {
  return (
    !isFaxColumn(head, column) &&
    looksLikeNumbers(head, evidence, column) &&
    headedOtherwise(head, evidence, column) === undefined
  );
}

/**
 * What the header says that a column is, of which most cells would be telephone numbers with a 0 in
 * front: an order number has as many digits. Undefined where the numbers need no repair, whatever
 * the header says: they are screened.
 */
export function headedOtherwise(
  { header }: ListHead,
  evidence: ColumnEvidence,
  { index }: Place,
): string | undefined {
  const isDoubtful = evidence.holdsRepairedNumbers(index) && !evidence.holdsNumbers(index);
  return isDoubtful ? otherThing(header[index] ?? '') : undefined;
}

/** By what a column of telephone numbers was found, for a person. */
export function foundBy(head: ListHead, evidence: ColumnEvidence, column: Place): string {
  const byCells = evidence.holdsRepairedNumbers(column.index);
  if (!isHeadedNumbers(head, column)) return 'its cells';
  return byCells ? 'its header and cells' : 'its header';
}

/**
 * Found as a column of telephone numbers, fax among them: by its cells, those that lost their 0
 * too, or by a header word that the cells, where there are any, do not belie.
 */
export function looksLikeNumbers(head: ListHead, evidence: ColumnEvidence, column: Place): boolean {
  if (evidence.holdsRepairedNumbers(column.index)) return true;
  return isHeadedNumbers(head, column) && evidence.numberLikeShare(column.index) >= LEAST_SHARE;
}

/** A word of the header says telephone or fax. */
export function isHeadedNumbers({ header }: ListHead, { index }: Place): boolean {
  const cell = header[index] ?? '';
  return saysTelephone(cell) || saysFax(cell);
}
