// The cell reader against a slow second reader, on many generated cells:
//   npm run build && node test/bench/fuzz-cells.js [cells] [seed]
// One cell in three is a written cell with a single change; the others are anything. Prints counts by
// kind of difference (test/core/reader-differences.js) and the first of those that could clear a
// wrong number. Exit status 1 when more than one in two hundred does.
import { readFileSync } from 'node:fs';
import { readCellText } from '../../dist/core/read-cell.js';
import { changedCell, generatedCell } from '../core/generated-cell.js';
import { difference } from '../core/reader-differences.js';
import { secondReading } from '../core/second-reader.js';
import { seeded } from '../files/generated-csv.js';

const SHOWN = 40;
const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const random = seeded(seed);
const shapes = JSON.parse(readFileSync(new URL('shapes.json', import.meta.url), 'utf8'));
const written = Object.values(shapes)
  .flatMap(({ columns }) => Object.values(columns))
  .flatMap((column) => column.shapes.map(({ example }) => example));

/** As test/core/cell-notation.ts writes it, but every reading of an ambiguous item. */
function notation(item) {
  const flags = item.flags?.length > 0 ? ` [${[...item.flags].sort().join(', ')}]` : '';
  if (item.kind === 'number') return `${item.use} +${item.e164}${flags}`;
  if (item.kind === 'foreign') return `foreign +${item.e164}${flags}`;
  if (item.kind === 'short-code') return `short-code ${item.digits}`;
  if (item.kind === 'invalid') return 'invalid';
  return ['ambiguous', ...item.readings.map((e164) => `+${e164}`)].join(' ');
}

const counts = { same: 0, stricter: 0, lenient: 0, lost: 0 };
for (let cells = 0; cells < count; cells++) {
  const cell = cells % 3 === 0 ? changedCell(random, written) : generatedCell(random, written);
  const items = readCellText(cell).items.map(notation);
  const second = secondReading(cell);
  const kind = difference(items, second);
  counts[kind]++;
  if (kind !== 'lenient' || counts.lenient > SHOWN) continue;
  console.log(`${JSON.stringify(cell)}\n  ${items.join('; ')}\n  ${second.join('; ')}`);
}
console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
if (counts.lenient * 200 > count) process.exitCode = 1;
