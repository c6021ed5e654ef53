/**
 * @typedef {object} Work
 * @property {string} id
 * @property {'sorted' | 'shuffled'} order of the TPS file
 * @property {'list' | 'small' | undefined} list that is scrubbed; undefined: the registers are imported
 */
/**
 * @typedef {import('./measured-command.js').MeasuredAll & { judged: import('./agreement.js').Judged | undefined }} Run
 */
/**
 * @typedef {Map<string, (Run | undefined)[]>} Results by the peer's name, a space and the work's id;
 *   undefined: stopped at the limit, and not tried again
 */

/** What is measured, in this order: scrubs use the database that was imported first. */
export const WORK = /** @type {const} @satisfies {readonly Work[]} */ ([
  { id: 'import-sorted', order: 'sorted', list: undefined },
  { id: 'import-shuffled', order: 'shuffled', list: undefined },
  { id: 'scrub', order: 'sorted', list: 'list' },
  { id: 'cold', order: 'sorted', list: 'small' },
]);
