import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Outcome } from './list.js';

/** @typedef {import('./data.js').MadeList} MadeList */
/**
 * @typedef {object} Summary the fields read here of what `scrub --json` answers
 * @property {Record<'read' | 'clean' | 'excluded' | 'unscreened', number>} counts
 * @property {Record<string, number>} reasons
 * @property {{ path: string, sha256: string }[]} outputs
 */

const LF = 10;
const QUOTE = 34;
const CLEAN = Outcome.clean.charCodeAt(0);

/**
 * Holds a scrub's answers against what the generator knows of its list. It shares no code with the
 * program: records are found by counting quotes.
 * @param {MadeList} made
 * @param {Summary} summary
 * @param {{ clean: string, report: string }} paths
 * @returns {string[]} what is wrong; empty when all agrees
 */
export function checkOutputs(made, summary, paths) {
  const clean = readFileSync(paths.clean);
  const report = readFileSync(paths.report);
  const outcomes = readFileSync(made.outcomes);
  return [
    ...checkCounts(made.expected, summary),
    ...checkHashes(summary, [clean, report]),
    ...checkKept(readFileSync(made.list), clean, outcomes),
    ...checkReport(report, outcomes),
  ];
}

/** @type {(expected: MadeList['expected'], summary: Summary) => string[]} */
function checkCounts({ records, clean, tps, ctps, objected, unscreened }, { counts, reasons }) {
  const pairs = {
    'counts.read': [counts.read, records],
    'counts.clean': [counts.clean, clean],
    'counts.excluded': [counts.excluded, tps + ctps + objected],
    'counts.unscreened': [counts.unscreened, unscreened],
    'reasons.TPS': [reasons['TPS'] ?? 0, tps],
    'reasons.CTPS': [reasons['CTPS'] ?? 0, ctps],
    'reasons.OBJECTION': [reasons['OBJECTION'] ?? 0, objected],
  };
  return Object.entries(pairs)
    .filter(([, [found, wanted]]) => found !== wanted)
    .map(([name, [found, wanted]]) => `${name} is ${found}, the list holds ${wanted}`);
}

/** @type {(summary: Summary, files: Buffer[]) => string[]} */
function checkHashes({ outputs }, files) {
  const named = new Set(outputs.map(({ sha256 }) => sha256));
  const found = files.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  return found.filter((hash) => !named.has(hash)).map((hash) => `no output is named with ${hash}`);
}

/**
 * Every kept record has to stand in the input, byte for byte and in order (records are distinct by
 * their reference, so that taking the next equal one is exact), and be one that nothing speaks
 * against; none of those may be missing.
 * @type {(input: Buffer, clean: Buffer, outcomes: Buffer) => string[]}
 */
function checkKept(input, clean, outcomes) {
  let inputEnd = recordEnd(input, 0);
  let cleanEnd = recordEnd(clean, 0);
  if (!input.subarray(0, inputEnd).equals(clean.subarray(0, cleanEnd))) return ['header differs'];
  let wronglyKept = 0;
  let missing = 0;
  let record = 0;
  while (cleanEnd < clean.length) {
    const start = cleanEnd;
    cleanEnd = recordEnd(clean, start);
    for (;;) {
      if (inputEnd >= input.length) return [`byte ${start} of the cleaned list: not in the input`];
      const from = inputEnd;
      inputEnd = recordEnd(input, from);
      const listed = outcomes[record] !== CLEAN;
      record += 1;
      if (
        inputEnd - from === cleanEnd - start &&
        input.compare(clean, start, cleanEnd, from, inputEnd) === 0
      ) {
        if (listed) wronglyKept += 1;
        break;
      }
      if (!listed) missing += 1;
    }
  }
  for (; record < outcomes.length; record += 1) if (outcomes[record] === CLEAN) missing += 1;
  return [
    ...(wronglyKept > 0 ? [`${wronglyKept} records kept that may not be called`] : []),
    ...(missing > 0 ? [`${missing} clean records are missing`] : []),
  ];
}

/** @type {(report: Buffer, outcomes: Buffer) => string[]} */
function checkReport(report, outcomes) {
  const named = new Uint8Array(outcomes.length + 1);
  for (let start = recordEnd(report, 0); start < report.length; start = recordEnd(report, start)) {
    const record = Number.parseInt(report.toString('latin1', start, start + 12), 10);
    if (!(record >= 1 && record <= outcomes.length)) return [`report: no record at byte ${start}`];
    named[record] = 1;
  }
  let wrong = 0;
  for (let record = 1; record <= outcomes.length; record += 1) {
    if ((named[record] === 1) === (outcomes[record - 1] === CLEAN)) wrong += 1;
  }
  return wrong > 0
    ? [`report: ${wrong} records are named though clean, or not though held back`]
    : [];
}

/**
 * @type {(bytes: Buffer, start: number) => number} just after the first line end outside quotes
 */
function recordEnd(bytes, start) {
  let quoted = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LF && !quoted) return at + 1;
  }
  return bytes.length;
}
