import { readFileSync } from 'node:fs';
import { PHONES } from './outputs.js';

/** @typedef {import('../data.js').MadeList} MadeList */
/**
 * @typedef {object} Truth what the generator and the list itself say, by record
 * @property {Buffer} bytes the list
 * @property {Uint32Array} starts of each record, and the end of the last
 * @property {Buffer} outcomes a letter each
 * @property {Float64Array} numbers two each, without the zero; 0 for none
 * @property {string[]} cells two each: the phone cells
 * @property {string[]} cellsByLine the same where a comma ends a cell, wherever it stands
 */

const LF = 10;
const QUOTE = 34;

/**
 * Reads a made list by counting quotes: no code is shared with the program or a peer.
 * @param {MadeList} made
 * @returns {Truth}
 */
export function readTruth({ list, outcomes, numbers, expected }) {
  const bytes = readFileSync(list);
  const header = recordEnd(bytes, 0);
  const phones = PHONES.map((name) => fieldsOf(bytes.toString('utf8', 0, header)).indexOf(name));
  const starts = new Uint32Array(expected.records + 1).fill(header);
  /** @type {string[]} */
  const cells = [];
  /** @type {string[]} */
  const cellsByLine = [];
  let start = header;
  for (let record = 1; record <= expected.records; record += 1) {
    const end = recordEnd(bytes, start);
    const text = bytes.toString('utf8', start, end);
    const fields = fieldsOf(text);
    const ofLine = (text.split('\n')[0] ?? '').split(',');
    for (const column of phones) {
      cells.push(fields[column] ?? '');
      cellsByLine.push(ofLine[column] ?? '');
    }
    starts[record] = end;
    start = end;
  }
  if (start !== bytes.length) throw new Error(`${list}: more records than were made`);
  const { buffer, byteOffset, length } = readFileSync(numbers);
  return {
    bytes,
    starts,
    outcomes: readFileSync(outcomes),
    numbers: new Float64Array(buffer.slice(byteOffset, byteOffset + length)),
    cells,
    cellsByLine,
  };
}

/** @type {(bytes: Buffer, start: number) => number} just after the first line end outside quotes */
export function recordEnd(bytes, start) {
  let quoted = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LF && !quoted) return at + 1;
  }
  return bytes.length;
}

/**
 * @param {string} record with its line end
 * @returns {string[]} the values of its cells
 */
export function fieldsOf(record) {
  const text = record.replace(/\r?\n$/, '');
  if (!text.includes('"')) return text.split(',');
  /** @type {string[]} */
  const fields = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') {
      if (quoted && text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (letter === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else field += letter;
  }
  fields.push(field);
  return fields;
}
