// Whether the time that a text takes grows with its length and not by its square:
//   npm run build && node test/bench/linear.js [--sizes 16,64,256] [--limit 20] [--only NAME]
// Each reader of users' text gets texts of one piece repeated, alone and between two others, in sizes
// of kB, four times as large each: a ratio of CPU time above 6, found twice (a busy machine makes one), is
// marked and ends with status 1. Quadratic readers are found at the small sizes, so that nobody waits for
// the large ones. A reader that has had its limit of CPU seconds is left, and what it did not try is told.
import { CallStarts } from '../../dist/audit/calls/call-starts.js';
import { readAskedNumber } from '../../dist/audit/asked-number.js';
import { readHead } from '../../dist/audit/kept-head.js';
import { KeyLines } from '../../dist/config/key-lines.js';
import { foldName } from '../../dist/core/fold-name.js';
import { maskedText } from '../../dist/core/masked-text.js';
import { nearest } from '../../dist/core/nearest.js';
import { NumberSetBuilder } from '../../dist/core/number-set-builder.js';
import { readCellItems } from '../../dist/core/read-cell.js';
import { guardFormula, csvLine } from '../../dist/files/csv-line.js';
import { detectDelimiter } from '../../dist/files/dialect.js';
import { fieldBytes } from '../../dist/files/field-bytes.js';
import { RecordScanner } from '../../dist/files/record-scanner.js';
import { RegisterLines } from '../../dist/files/register-lines.js';
import { csvValues } from '../../dist/files/csv-values.js';
import { readWrittenDay } from '../../dist/files/written-day.js';
import { readTypedNumbers } from '../../dist/intake/typed-number.js';
import { asEvidence } from '../../dist/policy/evidence.js';
import { printable } from '../../dist/ui/voice.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'smol-toml';

const { values: asked } = parseArgs({
  options: {
    sizes: { type: 'string', default: '16,64,256' },
    limit: { type: 'string', default: '20' },
    only: { type: 'string' },
  },
});
const SIZES = asked.sizes.split(',').map((kilobytes) => Number(kilobytes) * 1000);
/** CPU milliseconds that a reader has. */
const LIMIT = Number(asked.limit) * 1000;
const MOST_RATIO = 6;
/** Below it a clock says nothing. */
const LEAST_MILLISECONDS = 60;

const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
const pieces = [
  ...'01 02 00 10 44 07 +0 0+ (0 0( 0) x0 0x 0/ 0, 0; 0& 0. .0 0- 0O O0 0o E0 0E'.split(' '),
  ...['ext', 'or', ' or ', ',,', ';ext=', '1.5 ', '1E+', '1.1E+11 ', '0 ', ' 0', ' (', ') ', '. '],
  ...['07700900123 ', '07700900123/', '00 ', '+44', '+1 ', '0 1', '="', '""', '","', '"\n', '\r\n'],
  ...[
    '\uff10',
    '\uff0b',
    '\u0301',
    '0\u0301',
    '\u200b',
    '\u200b0',
    '\u0660',
    '\ufffe',
    '\ud83d\ude00',
  ],
  ...['<>', '</a>', '<a>', "'", '#', '\\', '[', '{', 'a.', '12:30 '],
];
/** Before and after the repeated piece: what a pattern has read when it comes to it. */
const FRAMES = [
  ['', ''],
  ['07700 900123', 'x'],
  ['1.1', '!'],
  ['a', 'b'],
  ['ledger head', 'z'],
];

const folder = mkdtempSync(join(tmpdir(), 'tps-scrub-linear-'));
const file = join(folder, 'head.txt');

function scanned(text, delimiter) {
  const buffer = Buffer.from(text);
  const options = { delimiter: Buffer.from(delimiter), columns: 'all', maxRecordBytes: 1 << 22 };
  const scanner = new RecordScanner(options);
  scanner.scan(buffer, 0, buffer.length, true, () => {
    const { spans, fieldCount } = scanner;
    for (let i = 0; i < fieldCount * 3; i += 3)
      fieldBytes(buffer, spans[i], spans[i + 1], spans[i + 2]);
  });
}

/** Every reader; `all` ones get all 256 bytes too. */
const READERS = {
  maskedText,
  cell: readCellItems,
  'records of commas': (text) => scanned(text, ','),
  'a quoted field': (text) => scanned(`"${text.replaceAll('"', '""')}"`, ','),
  'an open quote': (text) => scanned(`"${text.replaceAll('"', '')}`, ','),
  delimiter: (text) => detectDelimiter(Buffer.from(text)),
  'register lines': (text) => {
    const buffer = Buffer.from(text);
    new RegisterLines(new NumberSetBuilder(), new NumberSetBuilder()).read(
      buffer,
      0,
      buffer.length,
      true,
    );
  },
  'a written day': (text) => readWrittenDay(text, 'dmy'),
  'a call start': (text) =>
    new CallStarts(
      'calls.csv',
      { timezone: 'Europe/London', stamps: 'text', days: 'dmy' },
      Date.UTC(2026, 10, 22),
    ).read(text, 1),
  evidence: asEvidence,
  'a name': foldName,
  'the nearest name': (text) => nearest(text, ['Telephone', 'Mobile', text.slice(1)]),
  'a cell of a report': (text) => csvLine([guardFormula(text)]),
  'a message': printable,
  'a kept head': (text) => {
    writeFileSync(file, text);
    readHead(file);
  },
  'a TOML value': (text) => parse(`a = '''${text.replaceAll("'", '')}'''`),
  'the lines of keys': (text) => new KeyLines(text),
  'the lines of a dotted key': (text) => new KeyLines(`${text.replaceAll(/./g, 'a.')}a = 1`),
  'a number of check': (text) => readAskedNumber(text, 'number'),
  'numbers of suppress add': (text) => readTypedNumbers(text.split(' ')),
  'values of an option': csvValues,
};

/** CPU milliseconds; what a reader refuses, it has read. */
function milliseconds(read, text) {
  const before = process.cpuUsage();
  try {
    read(text);
  } catch {
    // Refusals are answers.
  }
  return used(before);
}

function used(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The greatest ratio of the times of two sizes of a text, one after the other. */
function slowest(read, text) {
  const worst = { ratio: 0, time: 0, size: 0 };
  let last = Infinity;
  for (const size of SIZES) {
    const time = milliseconds(read, text(size));
    const ratio = time < LEAST_MILLISECONDS ? 0 : time / Math.max(last, 1);
    if (ratio > worst.ratio) Object.assign(worst, { ratio, time, size });
    last = time;
    if (ratio > MOST_RATIO && time > 100) break;
  }
  return worst;
}

let marked = 0;
let left = 0;
let tried = 0;
for (const [name, read] of Object.entries(READERS)) {
  if (asked.only !== undefined && asked.only !== name) continue;
  const begun = process.cpuUsage();
  let untried = 0;
  const all = name === 'cell' || name.startsWith('records') ? [...bytes, ...pieces] : pieces;
  const worst = { ratio: 0, time: 0, what: '' };
  for (const piece of [...all, ...(all === pieces ? [' ', '0', '"', '<', '\0'] : [])]) {
    // A single byte is tried alone and behind a number: 256 of them in every frame take an hour.
    for (const [before, after] of bytes.includes(piece) ? FRAMES.slice(0, 2) : FRAMES) {
      if (used(begun) > LIMIT) {
        untried++;
        continue;
      }
      const text = (size) => before + piece.repeat(size / piece.length) + after;
      tried++;
      let found = slowest(read, text);
      if (found.ratio > MOST_RATIO) {
        const again = slowest(read, text);
        if (again.ratio < found.ratio) found = again;
      }
      if (found.ratio > worst.ratio) {
        const what = JSON.stringify(before + piece.repeat(2) + '…' + after);
        const { ratio, time, size } = found;
        Object.assign(worst, { ratio, time, what: `${what} ${size / 1000} kB` });
      }
    }
  }
  const mark = worst.ratio > MOST_RATIO ? '  <-- not linear' : '';
  if (mark) marked++;
  left += untried;
  const rest = untried > 0 ? `  (${untried} texts left at the limit)` : '';
  console.log(
    `${name}: ${worst.ratio.toFixed(1)}, ${worst.time.toFixed(0)} ms ${worst.what}${mark}${rest}`,
  );
}
rmSync(folder, { recursive: true });
console.log(`${tried} texts, ${left} left at the limit, ${marked} readers marked`);
if (marked > 0) process.exitCode = 1;
