/** Where a scrub writes, in the peer's own folder: the list without what was held back. */
export const CLEAN = 'clean.csv';
/** Where a scrub writes what was held back: record number, number, register. */
export const HELD = 'held.csv';
/** The list's phone columns. Their names are given to every peer; only tps-scrub finds them itself. */
export const PHONES = /** @type {const} */ (['Telephone', 'Mobile']);

/**
 * What a script at home takes for a number: the digits, without an international prefix and the zero.
 * @param {string} cell
 * @returns {string}
 */
export function digitsOf(cell) {
  return cell.replace(/\D/g, '').replace(/^(00)?(44)?0?/, '');
}
