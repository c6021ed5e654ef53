import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { writeConsents } from './consents.js';
import { writeList } from './list.js';
import { writeOptOuts } from './opt-outs.js';
import { numberRanges } from './ranges.js';
import { Register } from './register.js';
import { writeRegister } from './register-file.js';

/**
 * @typedef {object} Wanted
 * @property {number} tps numbers on the TPS register
 * @property {number} ctps numbers on the CTPS register
 * @property {number} records records of the call list
 * @property {number} small records of the small call list
 * @property {number} entries people who told the firm not to call
 * @property {number} consents people who agreed to be called
 * @property {boolean} shuffled TPS file in random order instead of ascending
 */
/** @typedef {import('./list.js').Expected} Expected */
/** @typedef {{ list: string, outcomes: string, numbers: string, expected: Expected }} MadeList */
/**
 * @typedef {object} Made paths of the files
 * @property {string} tps
 * @property {string} ctps
 * @property {MadeList} list
 * @property {MadeList} small
 * @property {string} optOuts
 * @property {string} consents
 * @property {MadeList} consented the list, and what is to be found in it for the caller that has the consents
 * @property {MadeList} objected the list, and what is to be found in it once the opt-outs are known
 */

const SEED = 20261121;
const SHARES = {
  tps: { geographic: 0.6, mobile: 0.38, other: 0.02 },
  ctps: { geographic: 0.62, mobile: 0.23, other: 0.15 },
};
/** Files made by other generator sources are made anew. */
const SOURCES =
  'data consents list opt-outs prng ranges register-file register shapes spelling'.split(' ');

/**
 * Makes the bench's files, or finds them made before with the same parameters and sources.
 * @param {string} folder created when missing
 * @param {Wanted} wanted
 * @param {(note: string) => void} say
 * @returns {Made}
 */
export function makeData(folder, wanted, say) {
  mkdirSync(folder, { recursive: true });
  const common = { seed: SEED, generator: generatorHash(), tps: wanted.tps, ctps: wanted.ctps };
  const registers = lazily(() => {
    const ranges = numberRanges(SEED);
    const tps = new Register(ranges, { count: wanted.tps, shares: SHARES.tps, seed: SEED + 1 });
    const ctps = new Register(ranges, { count: wanted.ctps, shares: SHARES.ctps, seed: SEED + 2 });
    return { tps, ctps };
  });
  /** @type {(name: string, parameters: object, write: (path: string) => unknown) => unknown} */
  const make = (name, parameters, write) => {
    const path = join(folder, name);
    const known = JSON.stringify({ ...common, ...parameters });
    const found = recordedFor(path);
    if (found && found.parameters === known && found.bytes === statSync(path).size) {
      say(`${name}: made before, ${found.bytes} bytes`);
      return found.result;
    }
    const started = performance.now();
    const result = write(`${path}.part`);
    renameSync(`${path}.part`, path);
    const { size } = statSync(path);
    writeFileSync(`${path}.json`, JSON.stringify({ parameters: known, bytes: size, result }));
    say(`${name}: ${size} bytes in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return result;
  };
  /** @type {(name: string, records: number) => MadeList} */
  const makeList = (name, records) => {
    const outcomes = join(folder, `${name}.outcomes`);
    const numbers = join(folder, `${name}.numbers`);
    const expected = make(`${name}.csv`, { records, outcomes: true }, (path) =>
      writeList({ ...registers(), records, seed: SEED + 3 }, path, outcomes, numbers),
    );
    return {
      list: join(folder, `${name}.csv`),
      outcomes,
      numbers,
      expected: /** @type {Expected} */ (expected),
    };
  };
  const tpsName = wanted.shuffled ? 'tps-shuffled.txt' : 'tps.txt';
  make(tpsName, { shuffled: wanted.shuffled }, (path) => {
    writeRegister(registers().tps, path, wanted.shuffled ? SEED + 4 : undefined);
  });
  make('ctps.txt', {}, (path) => {
    writeRegister(registers().ctps, path, undefined);
  });
  const list = makeList('list', wanted.records);
  const outcomes = join(folder, 'list.objected.outcomes');
  const { entries, records } = wanted;
  const expected = make('opt-outs.txt', { entries, records }, (path) =>
    writeOptOuts({ tps: registers().tps, entries, seed: SEED + 5 }, list, path, outcomes),
  );
  const consented = join(folder, 'list.consented.outcomes');
  const expectedOfConsents = make('consents.csv', { entries: wanted.consents, records }, (path) =>
    writeConsents(
      { ...registers(), entries: wanted.consents, seed: SEED + 6 },
      list,
      path,
      consented,
    ),
  );
  return {
    tps: join(folder, tpsName),
    ctps: join(folder, 'ctps.txt'),
    list,
    small: makeList('small', wanted.small),
    consents: join(folder, 'consents.csv'),
    consented: {
      ...list,
      outcomes: consented,
      expected: /** @type {Expected} */ (expectedOfConsents),
    },
    optOuts: join(folder, 'opt-outs.txt'),
    objected: { ...list, outcomes, expected: /** @type {Expected} */ (expected) },
  };
}

/** @type {(path: string) => { parameters: string, bytes: number, result: unknown } | undefined} */
function recordedFor(path) {
  if (!existsSync(path) || !existsSync(`${path}.json`)) return undefined;
  return JSON.parse(readFileSync(`${path}.json`, 'utf8'));
}

function generatorHash() {
  const hash = createHash('sha256');
  for (const name of SOURCES) hash.update(readFileSync(new URL(`${name}.js`, import.meta.url)));
  hash.update(readFileSync(new URL('shapes.json', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T} makes it at the first call only
 */
function lazily(make) {
  /** @type {{ value: T } | undefined} */
  let made;
  return () => (made ??= { value: make() }).value;
}

// Run as a program: folder and Wanted as JSON; answers with Made as JSON on stdout. The bench runs
// it so, since the generator's memory is then gone before anything is measured.
if (argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder, wanted] = argv;
  if (!folder || !wanted) throw new Error('usage: data.js FOLDER WANTED-AS-JSON');
  const made = makeData(folder, JSON.parse(wanted), (note) => {
    console.error(note);
  });
  console.log(JSON.stringify(made));
}
