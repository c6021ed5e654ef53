// Plain JavaScript: the tests give it the source, test/bench/fuzz-scanner.js the built program.
import { parse } from 'csv-parse/sync';

/** How many bytes reach the scanner at a time; the last is the whole input at once. */
export const CHUNK_SIZES = [1, 2, 3, 7, 64, Infinity];

const LINE_END = /\r\n|\n|\r/g;

/**
 * Records as csv-parse reads them, every byte as one latin1 character.
 *
 * @param {Buffer} bytes
 * @param {Uint8Array} delimiter
 * @returns {string[][] | 'unclosed-quote'}
 */
export function parsedByOracle(bytes, delimiter) {
  try {
    return parse(bytes, {
      delimiter: Buffer.from(delimiter),
      encoding: 'latin1',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch (error) {
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'unclosed-quote';
    throw error;
  }
}

/**
 * Feeds the input to a scanner in chunks, as a reader of a file would: what was not consumed is kept
 * and given again with the next chunk behind it. Each time the bytes lie at another alignment, among
 * bytes that would change the result if they were read.
 *
 * @param {import('./scanner-trial.js').ScannerUnderTest} under
 * @param {Buffer} bytes
 * @param {Uint8Array} delimiter
 * @param {number} chunkSize
 * @param {{ columns?: readonly number[] | 'all', maxRecordBytes?: number }} [options]
 * @returns {import('./scanner-trial.js').Scanned}
 */
export function scanned(under, bytes, delimiter, chunkSize, options = {}) {
  const { columns = 'all', maxRecordBytes = 1_000_000 } = options;
  const scanner = new under.RecordScanner({ delimiter, columns, maxRecordBytes });
  const records = [];
  let fault;
  let most = 0;
  let base = 0;
  let given = 0;
  for (let round = 0; given < bytes.length || round === 0; round++) {
    given = Math.min(bytes.length, given + chunkSize);
    const before = round % 5;
    const around = [0x22, delimiter[0], 0x0a, 0xac][round % 4];
    const buffer = Buffer.alloc(3 + before + given - base + 5, around).subarray(round % 3);
    bytes.copy(buffer, before, base, given);
    const end = before + given - base;
    most = Math.max(most, end - before);
    const shift = base - before;
    try {
      base =
        shift +
        scanner.scan(buffer, before, end, given === bytes.length, () => {
          const slots = columns === 'all' ? scanner.fieldCount : columns.length;
          const cells = [];
          for (let slot = 0; slot < slots; slot++) {
            const [start, stop, form] = scanner.spans.subarray(slot * 3, slot * 3 + 3);
            const value = under.fieldBytes(buffer, start, stop, form).toString('latin1');
            cells.push(form === under.FieldForm.absent ? null : value);
          }
          records.push({
            cells,
            start: shift + scanner.recordStart,
            end: shift + scanner.recordEnd,
            fieldCount: scanner.fieldCount,
            line: scanner.line,
            record: scanner.record,
          });
        });
    } catch (error) {
      if (!(error instanceof under.StructuralFault)) throw error;
      const { kind, record, line, quoteLine } = error;
      fault = { kind, record, line, quoteLine };
      break;
    }
  }
  const unconsumed = fault ? null : bytes.length - base;
  return { records, blankLines: scanner.blankLines, unconsumed, fault, most };
}

/**
 * What must hold of one input, at a tenth of the time that `differences` takes: records, cells, lines
 * and faults, read whole and in pieces of one size.
 *
 * @param {import('./scanner-trial.js').ScannerUnderTest} under
 * @param {Buffer} bytes
 * @param {Uint8Array} delimiter
 * @param {number} chunkSize
 * @returns {string[]}
 */
export function quickDifferences(under, bytes, delimiter, chunkSize) {
  const found = [];
  const same = (what, got, wanted) => {
    const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
    if (a !== b) found.push(`${what}: ${a} instead of ${b}`);
  };
  const whole = scanned(under, bytes, delimiter, Infinity);
  const oracle = parsedByOracle(bytes, delimiter);
  same('fault', whole.fault?.kind ?? 'none', oracle === 'unclosed-quote' ? oracle : 'none');
  if (oracle !== 'unclosed-quote') {
    same(
      'cells',
      whole.records.map(({ cells }) => cells),
      oracle,
    );
  }
  tilingOf(bytes, whole, same);
  const pieces = scanned(under, bytes, delimiter, chunkSize);
  same(`chunks of ${chunkSize}`, { ...pieces, most: 0 }, { ...whole, most: 0 });
  return found;
}

/**
 * Everything that must hold of one input, whatever the chunks. Returns what does not.
 *
 * @param {import('./scanner-trial.js').ScannerUnderTest} under
 * @param {Buffer} bytes
 * @param {Uint8Array} delimiter
 * @param {number} limit a small record limit, tried besides
 * @returns {string[]}
 */
export function differences(under, bytes, delimiter, limit) {
  const found = [];
  const same = (what, got, wanted) => {
    const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
    if (a !== b) found.push(`${what}: ${a} instead of ${b}`);
  };
  const whole = scanned(under, bytes, delimiter, Infinity);
  let oracle = parsedByOracle(bytes, delimiter);
  if (oracle === 'unclosed-quote') {
    oracle = parsedByOracle(Buffer.concat([bytes, Buffer.from('"')]), delimiter).slice(0, -1);
    same('fault', whole.fault, unclosedQuote(bytes, delimiter, oracle.length));
  } else {
    same('fault', whole.fault, undefined);
    same('unconsumed', whole.unconsumed, 0);
  }
  const cells = whole.records.map((record) => record.cells);
  same('cells', cells, oracle);
  tilingOf(bytes, whole, same);
  const some = [1, 3];
  const few = scanned(under, bytes, delimiter, Infinity, { columns: some });
  for (const [i, { fieldCount }] of whole.records.entries()) {
    same('field count', fieldCount, cells[i].length);
    same(
      'chosen cells',
      few.records[i]?.cells,
      some.map((column) => cells[i][column] ?? null),
    );
  }
  const limited = scanned(under, bytes, delimiter, Infinity, { maxRecordBytes: limit });
  same('limit', limited.fault, faultAtLimit(bytes, delimiter, limit, whole));
  for (const size of CHUNK_SIZES.slice(0, -1)) {
    const all = scanned(under, bytes, delimiter, size);
    same(`chunks of ${size}`, { ...all, most: 0 }, { ...whole, most: 0 });
    const short = scanned(under, bytes, delimiter, size, { maxRecordBytes: limit });
    same(
      `limit, chunks of ${size}`,
      [short.records, short.fault],
      [limited.records, limited.fault],
    );
    if (short.most > limit + size) found.push(`held ${short.most} bytes, the limit is ${limit}`);
  }
  return found;
}

/** Records and blank lines cover the bytes without gap or overlap, and lines are counted. */
function tilingOf(bytes, { records, blankLines, fault }, same) {
  let at = 0;
  let blank = 0;
  const gap = (what, end) => {
    const text = bytes.toString('latin1', at, end);
    same(`bytes ${what} but line ends`, text.replace(LINE_END, ''), '');
    blank += lineEnds(text);
  };
  for (const [i, { start, end, line, record }] of records.entries()) {
    gap(`before record ${i + 1}`, start);
    same(`line of record ${i + 1}`, line, 1 + lineEnds(bytes.toString('latin1', 0, start)));
    same('record', record, i + 1);
    at = end;
  }
  if (fault) return;
  gap('after the last record', bytes.length);
  same('blank lines', blankLines, blank);
}

function lineEnds(text) {
  return text.match(LINE_END)?.length ?? 0;
}

/** Closed by force, the last field shows how many of the line ends lie behind the opening quote. */
function unclosedQuote(bytes, delimiter, recordsBefore) {
  const closed = parsedByOracle(Buffer.concat([bytes, Buffer.from('"')]), delimiter);
  const record = closed.at(-1);
  const total = lineEnds(bytes.toString('latin1'));
  const inside = record.map(lineEnds);
  return {
    kind: 'unclosed-quote',
    record: recordsBefore + 1,
    line: 1 + total - inside.reduce((sum, count) => sum + count, 0),
    quoteLine: 1 + total - inside.at(-1),
  };
}

/** The fault that a limit must give, worked out from the unlimited reading and the oracle alone. */
function faultAtLimit(bytes, delimiter, limit, whole) {
  const long = whole.records.find(({ start, end }) => end - start > limit);
  const last = whole.fault && startOfLast(bytes, whole);
  if (!long && (last === undefined || bytes.length - last <= limit)) return whole.fault;
  const start = long?.start ?? last;
  const line = long?.line ?? whole.fault.line;
  const record = long?.record ?? whole.fault.record;
  const open = (length) =>
    parsedByOracle(bytes.subarray(start, start + length), delimiter) === 'unclosed-quote';
  // Half of a doubled quote before the limit looks closed to the oracle; its other half tells.
  const halved = open(limit - 1) && bytes[start + limit] === 0x22 && open(limit + 1);
  if (!open(limit) && !halved) return { kind: 'record-too-long', record, line };
  const known = bytes.subarray(start, start + (open(limit) ? limit : limit - 1));
  const { quoteLine } = unclosedQuote(known, delimiter, 0);
  return { kind: 'unclosed-quote', record, line, quoteLine: quoteLine + line - 1 };
}

function startOfLast(bytes, { records }) {
  let start = records.at(-1)?.end ?? 0;
  while (bytes[start] === 0x0a || bytes[start] === 0x0d) start++;
  return start;
}
