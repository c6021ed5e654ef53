// Plain JavaScript: used by the tests and by test/bench/fuzz-scanner.js.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

/**
 * Files that people wrote: csv-spectrum, the inputs of rust-csv's and CPython's cases, and the
 * public directories.
 *
 * @returns {Buffer[]}
 */
export function readCorpus() {
  const spectrum = join(
    dirname(createRequire(import.meta.url).resolve('csv-spectrum/package.json')),
    'csvs',
  );
  const cases = JSON.parse(readFileSync(join(fixtures, 'csv', 'csv_cases.json'), 'utf8'));
  const directories = join(fixtures, 'directories');
  return [
    ...readdirSync(spectrum).map((name) => readFileSync(join(spectrum, name))),
    ...cases.map(({ input_b64 }) => Buffer.from(input_b64, 'base64')),
    // As many again, so that real files are drawn as often as the small cases.
    ...Array.from({ length: 32 }, () => readdirSync(directories))
      .flat()
      .map((name) => readFileSync(join(directories, name))),
  ];
}
