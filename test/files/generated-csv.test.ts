import { describe, expect, it } from 'vitest';
import { fieldBytes } from '../../src/files/field-bytes.js';
import { FieldForm, RecordScanner } from '../../src/files/record-scanner.js';
import { StructuralFault } from '../../src/files/structural-fault.js';
import { readCorpus } from './csv-corpus.js';
import { changedInput, generatedInput, seeded } from './generated-csv.js';
import { differences, parsedByOracle, quickDifferences, scanned } from './scanner-trial.js';

const under = { FieldForm, RecordScanner, StructuralFault, fieldBytes };

// A million inputs and other seeds: test/bench/fuzz-scanner.js
describe.each([1, 2, 3, 4])('generated inputs of seed %i', (seed) => {
  it('are read as csv-parse reads them, in every chunk size and with every limit', () => {
    const random = seeded(seed);
    const found: unknown[] = [];
    for (let inputs = 0; inputs < 750; inputs++) {
      const { bytes, delimiter, limit } = generatedInput(random);
      const wrong = differences(under, bytes, delimiter, limit);
      if (wrong.length > 0) found.push([bytes.toString('latin1'), delimiter, limit, ...wrong]);
    }
    expect(found).toEqual([]);
  });
});

describe.each([1, 2])('pieces of real files, changed, of seed %i', (seed) => {
  const corpus = readCorpus();

  it('are read as csv-parse reads them, in any chunk size', () => {
    const random = seeded(seed);
    const found: unknown[] = [];
    for (let inputs = 0; inputs < 1500; inputs++) {
      const { bytes, delimiter } = changedInput(random, corpus);
      const size = 1 + random(100);
      const wrong = quickDifferences(under, bytes, delimiter, size);
      if (wrong.length > 0) found.push([bytes.toString('latin1'), delimiter, size, ...wrong]);
    }
    expect(found).toEqual([]);
  });
});

it('generates every kind of field, record and fault often', () => {
  const random = seeded(5);
  const seen = new Map<string, number>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  for (let inputs = 0; inputs < 500; inputs++) {
    const { bytes, delimiter, limit } = generatedInput(random);
    const scanner = new RecordScanner({ delimiter, columns: 'all', maxRecordBytes: limit });
    try {
      scanner.scan(bytes, 0, bytes.length, true, () => {
        const { spans, fieldCount } = scanner;
        for (let field = 0; field < fieldCount; field++) count(`form ${spans[field * 3 + 2]}`);
      });
    } catch (error) {
      if (error instanceof StructuralFault) count(error.kind);
    }
    if (scanner.blankLines > 0) count('blank lines');
  }
  const wanted = ['form 1', 'form 2', 'form 3', 'form 4', 'blank lines'];
  for (const what of [...wanted, 'unclosed-quote', 'record-too-long']) {
    expect([what, (seen.get(what) ?? 0) >= 20]).toEqual([what, true]);
  }
});

describe('where csv-parse goes its own way, the scanner follows', () => {
  it.each([
    [
      'a NUL after a closing quote ends the quoting and drops the quotes',
      '"a"\0b,c',
      ['a\0b', 'c'],
    ],
    ['any other text after it keeps both quotes', '"a"b,c', ['"a"b', 'c']],
    ['and halves the doubled quotes before it only', '"a""b"c""d,e', ['"a"b"c""d', 'e']],
  ])('%s', (_, text, cells) => {
    const bytes = Buffer.from(text);
    expect(parsedByOracle(bytes, Buffer.from(','))).toEqual([cells]);
    expect(scanned(under, bytes, Buffer.from(','), Infinity).records[0]?.cells).toEqual(cells);
  });
});
