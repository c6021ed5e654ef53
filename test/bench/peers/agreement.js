import { readFileSync } from 'node:fs';
import { Outcome } from '../list.js';
import { fieldsOf, recordEnd } from './list-truth.js';

/** @typedef {import('./list-truth.js').Truth} Truth */
/** @typedef {import('./every-peer.js').Peer} Peer */
/**
 * @typedef {object} Judged counts of records
 * @property {number} compared those that the peer's own rule reads: it must decide them as we do
 * @property {number} misread those in which it takes other cells for the phone cells
 * @property {number} letThrough kept, though they hold a listed number
 * @property {number} unreadKept kept, though a number in them cannot be read
 * @property {number} heldClean held back, though nothing speaks against them
 * @property {number} altered kept with other cells than they had
 * @property {string[]} wrong disagreements and faults of the outputs; has to be empty
 */

const [CLEAN, UNSCREENED] = [Outcome.clean, Outcome.unscreened].map((one) => one.charCodeAt(0));

/**
 * Holds what a peer kept against what the generator knows. Of a record each of whose phone cells is
 * empty or one number that the peer's rule normalises to what the generator wrote there, the peer must
 * decide as we do. Others are counted: a script at home does not read every spelling.
 * @param {Peer} peer
 * @param {Truth} truth
 * @param {{ clean: string, held: string }} paths
 * @returns {Judged}
 */
export function judge(peer, truth, { clean, held }) {
  const { outcomes } = truth;
  const { kept, altered, wrong } = keptRecords(truth, readFileSync(clean), peer.byLines === true);
  const named = peer.reads === undefined ? undefined : namedRecords(held, outcomes.length);
  const judged = {
    compared: 0,
    misread: 0,
    letThrough: 0,
    unreadKept: 0,
    heldClean: 0,
    altered,
    wrong,
  };
  let disagreements = 0;
  let unnamed = 0;
  outcomes.forEach((letter, record) => {
    const isKept = kept[record] === 1;
    const isClean = letter === CLEAN;
    if (isKept && !isClean) judged[letter === UNSCREENED ? 'unreadKept' : 'letThrough'] += 1;
    if (!isKept && isClean) judged.heldClean += 1;
    if (named && (named[record] === 1) === isKept) unnamed += 1;
    if (peer.byLines && isMisread(truth, record)) judged.misread += 1;
    if (!isRead(peer, truth, record)) return;
    judged.compared += 1;
    if (isKept !== isClean) disagreements += 1;
  });
  if (disagreements > 0) {
    wrong.push(`${disagreements} records are decided otherwise than by us, though it reads them`);
  }
  if (unnamed > 0)
    wrong.push(`its report: ${unnamed} records are named though kept, or not though held back`);
  return judged;
}

/** @type {(peer: Peer, truth: Truth, record: number) => boolean} */
function isRead({ reads, byLines }, { cells, cellsByLine, numbers }, record) {
  if (reads === undefined) return true;
  return [2 * record, 2 * record + 1].every((place) => {
    const cell = (byLines ? cellsByLine : cells)[place] ?? '';
    return Number(cell === '' ? 0 : reads(cell)) === numbers[place];
  });
}

/** @type {(truth: Truth, record: number) => boolean} */
function isMisread({ cells, cellsByLine }, record) {
  return [2 * record, 2 * record + 1].some((place) => cells[place] !== cellsByLine[place]);
}

/**
 * By the reference that begins each record. Without `byLines`, order and cells are compared too.
 * @type {(truth: Truth, output: Buffer, byLines: boolean) => { kept: Uint8Array, altered: number, wrong: string[] }}
 */
function keptRecords({ bytes, starts, outcomes }, output, byLines) {
  const kept = new Uint8Array(outcomes.length);
  /** @type {string[]} */
  const wrong = [];
  let altered = 0;
  let before = 0;
  const endOf = byLines ? lineEnd : recordEnd;
  let end = endOf(output, 0);
  while (end < output.length) {
    const start = end;
    end = endOf(output, start);
    const record = Number(/^"?C(\d{7})\b/.exec(output.toString('latin1', start, start + 12))?.[1]);
    if (byLines && Number.isNaN(record)) continue;
    if (!(record > before && record <= outcomes.length)) {
      wrong.push(`byte ${start} of the cleaned list: not the next record`);
      break;
    }
    before = record;
    kept[record - 1] = 1;
    const from = starts[record - 1] ?? 0;
    const to = starts[record] ?? 0;
    if (byLines || bytes.compare(output, start, end, from, to) === 0) continue;
    const fields = fieldsOf(output.toString('utf8', start, end));
    const given = fieldsOf(bytes.toString('utf8', from, to));
    if (fields.length !== given.length || fields.some((field, at) => field !== given[at]))
      altered += 1;
  }
  return { kept, altered, wrong };
}

/** @type {(bytes: Buffer, start: number) => number} */
function lineEnd(bytes, start) {
  return bytes.indexOf('\n', start) + 1 || bytes.length;
}

/** @type {(path: string, records: number) => Uint8Array} 1 for each record that the report names */
function namedRecords(path, records) {
  const named = new Uint8Array(records);
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    const record = Number.parseInt(line, 10);
    if (record >= 1 && record <= records) named[record - 1] = 1;
  }
  return named;
}
