// Plain JavaScript: used by the tests and by test/bench/fuzz-cells.js.

const NUMBER = /\+(\d+)/g;

/** Whether a record with this cell may be called, as far as reading goes. */
function isCallable(items) {
  return items.every((item) => !/^(?:invalid|ambiguous|short-code|foreign)/.test(item));
}

/**
 * How the reading of a cell differs from the second reader's. Where the contract is silent the
 * readers may part, but one way only: towards the record held back.
 *
 * - `same`: item by item, flags included; of ambiguous ones only that they are
 * - `stricter`: not certain, so the record is held back; every number of the second reader is among
 *   its numbers and readings, or it says that something was not read
 * - `lenient`: certain, and the second reader says otherwise: a wrong number may be cleared
 * - `lost`: not certain, says that all was read, and yet lacks a number of the second reader
 *
 * @param {readonly string[]} items in the notation of cell-notation.ts, readings included
 * @param {readonly string[]} second
 * @returns {'same' | 'stricter' | 'lenient' | 'lost'}
 */
export function difference(items, second) {
  const bare = items.map((item) => item.replace(/^ambiguous.*/, 'ambiguous'));
  if (JSON.stringify(bare) === JSON.stringify(second)) return 'same';
  if (isCallable(items)) return 'lenient';
  if (items.some((item) => /^(?:invalid|ambiguous|short-code)$/.test(item))) return 'stricter';
  const read = new Set(items.join(' ').match(NUMBER));
  const wanted = second.join(' ').match(NUMBER) ?? [];
  return wanted.every((number) => read.has(number)) ? 'stricter' : 'lost';
}
