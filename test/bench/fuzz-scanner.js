// The record scanner against csv-parse, on many inputs, generated and changed ones in turn:
//   npm run build && node test/bench/fuzz-scanner.js [inputs] [seed]
// The changed ones are pieces of csv-spectrum, of the cases of rust-csv and CPython and of the public
// directories. Every input is read whole and in chunks of a size drawn for it; one in twenty-five also
// in chunks of 1, 2, 3, 7 and 64 bytes, with and without a small record limit. Prints counts; exit
// status 1 when anything differs.
import { FieldForm, RecordScanner } from '../../dist/files/record-scanner.js';
import { StructuralFault } from '../../dist/files/structural-fault.js';
import { fieldBytes } from '../../dist/files/field-bytes.js';
import { readCorpus } from '../files/csv-corpus.js';
import { changedInput, generatedInput, seeded } from '../files/generated-csv.js';
import { differences, parsedByOracle, quickDifferences } from '../files/scanner-trial.js';

const inputs = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const random = seeded(seed);
const corpus = readCorpus();
const under = { FieldForm, RecordScanner, StructuralFault, fieldBytes };
const counts = { inputs: 0, bytes: 0, records: 0, unclosed: 0, different: 0 };

for (; counts.inputs < inputs; counts.inputs++) {
  const changed = counts.inputs % 2 === 1;
  const { bytes, delimiter, limit } = changed
    ? changedInput(random, corpus)
    : generatedInput(random);
  const size = 1 + random(random(2) === 0 ? 8 : 200);
  const found = quickDifferences(under, bytes, delimiter, size);
  if (counts.inputs % 50 < 2) found.push(...differences(under, bytes, delimiter, limit));
  const records = parsedByOracle(bytes, delimiter);
  counts.bytes += bytes.length;
  if (records === 'unclosed-quote') counts.unclosed++;
  else counts.records += records.length;
  if (found.length > 0 && ++counts.different <= 10) {
    console.log(JSON.stringify(bytes.toString('latin1')), delimiter, `limit ${limit}`);
    for (const line of found) console.log(`  ${line}`);
  }
}
console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
if (counts.different > 0) process.exitCode = 1;
