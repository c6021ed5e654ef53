import { cpus, loadavg, totalmem } from 'node:os';
import process from 'node:process';
import { spread } from './measured-run.js';

/** @typedef {import('./measured-run.js').Measured} Measured */
/**
 * @typedef {object} Results
 * @property {{ records: number, tps: number, ctps: number, small: number, entries: number, consents: number, shuffled: boolean }} wanted
 * @property {{ tps: Measured, ctps: Measured }[]} imports
 * @property {number} databaseBytes both registers, before any run
 * @property {Measured[]} scrubs
 * @property {Measured[]} smallScrubs
 * @property {Measured} consents a million consents imported
 * @property {Measured[]} consentedScrubs scrubs for the caller that has them
 * @property {Measured} optOuts a million opt-outs imported
 * @property {Measured} optOutsAgain the same file once more
 * @property {Measured[]} objectedScrubs scrubs with those opt-outs held
 * @property {Measured[]} adds ten numbers typed, with those opt-outs held
 * @property {Measured} yardstick csv-parse alone, on the same list
 * @property {Measured[]} version a start that does nothing
 */

/** Expectations hold for these sizes only. MB are 10^6 bytes. */
const FULL = {
  records: 1_000_000,
  tps: 20_000_000,
  ctps: 1_100_000,
  entries: 1_000_000,
  consents: 1_000_000,
};
const EXPECTED = {
  importSeconds: 4,
  databaseMb: 45,
  scrubCpuSeconds: 4,
  scrubMb: 350,
  optOutsCpuSeconds: 6,
  objectedShare: 1.25,
  addSeconds: 0.3,
};

/** @returns {string} what it ran on; figures of a busy machine say so by its load */
export function machineLine() {
  const processors = cpus();
  const load = loadavg().map((value) => value.toFixed(1));
  return (
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 1e9)} GB, Node ${process.version}, load ${load.join(' ')} at the start`
  );
}

/**
 * @param {Results} results
 * @returns {string} a table: middle of the repetitions, lowest and highest in brackets
 */
export function resultTable(results) {
  const { wanted, imports, databaseBytes, scrubs, smallScrubs, yardstick, version } = results;
  const { consents, consentedScrubs, optOuts, optOutsAgain, objectedScrubs, adds } = results;
  const both = imports.map(({ tps, ctps }) => ({
    wallSeconds: tps.wallSeconds + ctps.wallSeconds,
    cpuSeconds: tps.cpuSeconds + ctps.cpuSeconds,
    peakBytes: Math.max(tps.peakBytes, ctps.peakBytes),
  }));
  const order = wanted.shuffled ? ', shuffled' : '';
  const tps = imports.map((one) => one.tps);
  const ctps = imports.map((one) => one.ctps);
  const database = databaseBytes / 1e6;
  const importLimit = [limit('wall', both, 'wallSeconds', 1, EXPECTED.importSeconds, 's')];
  const scrubLimits = [
    limit('CPU', scrubs, 'cpuSeconds', 1, EXPECTED.scrubCpuSeconds, 's'),
    limit('peak', scrubs, 'peakBytes', 1e6, EXPECTED.scrubMb, 'MB'),
  ];
  const share = middleCpu(objectedScrubs) / middleCpu(scrubs);
  const shareLimit = verdict('CPU, times the scrub', share, EXPECTED.objectedShare, '');
  const consentedShare = middleCpu(consentedScrubs) / middleCpu(scrubs);
  const consentedLimit = verdict(
    'CPU, times the scrub',
    consentedShare,
    EXPECTED.objectedShare,
    '',
  );
  const optOutsLimit = [limit('CPU', [optOuts], 'cpuSeconds', 1, EXPECTED.optOutsCpuSeconds, 's')];
  const addLimit = [limit('wall', adds, 'wallSeconds', 1, EXPECTED.addSeconds, 's')];
  const databaseLimit = verdict('size', database, EXPECTED.databaseMb, 'MB');
  const full = Object.entries(FULL).every(
    ([name, size]) => wanted[/** @type {keyof typeof FULL} */ (name)] === size,
  );
  const rows = [
    ['', 'wall s', 'CPU s', 'peak MB', 'per second of CPU', full ? 'expected' : ''],
    line(`import tps, ${thousands(wanted.tps)}${order}`, tps, wanted.tps),
    line(`import ctps, ${thousands(wanted.ctps)}`, ctps, wanted.ctps),
    [...line('import, both', both, wanted.tps + wanted.ctps), ...(full ? importLimit : [])],
    ['database', '', '', `${database.toFixed(1)} on disk`, '', ...(full ? [databaseLimit] : [])],
    [
      ...line(`scrub, ${thousands(wanted.records)} records`, scrubs, wanted.records),
      ...(full ? [scrubLimits.join('; ')] : []),
    ],
    line(`scrub, ${thousands(wanted.small)} records`, smallScrubs, wanted.small),
    line(`consent import, ${thousands(wanted.consents)}`, [consents], wanted.consents),
    [
      ...line('scrub with them', consentedScrubs, wanted.records),
      ...(full ? [`${consentedLimit} (${consentedShare.toFixed(2)})`] : []),
    ],
    [
      ...line(`suppress import, ${thousands(wanted.entries)}`, [optOuts], wanted.entries),
      ...(full ? optOutsLimit : []),
    ],
    line('the same file again', [optOutsAgain], wanted.entries),
    [
      ...line('scrub with them', objectedScrubs, wanted.records),
      ...(full ? [`${shareLimit} (${share.toFixed(2)})`] : []),
    ],
    [...line('suppress add, 10 numbers', adds, undefined), ...(full ? addLimit : [])],
    line('--version', version, undefined),
    line('csv-parse alone, same list', [yardstick], wanted.records),
  ];
  return align(rows);
}

/** @type {(runs: Measured[]) => number} */
function middleCpu(runs) {
  return spread(runs.map((run) => run.cpuSeconds)).middle;
}

/** @typedef {Pick<Measured, 'wallSeconds' | 'cpuSeconds' | 'peakBytes'>} Usage */

/** @type {(name: string, runs: Usage[], items: number | undefined) => string[]} */
function line(name, runs, items) {
  const cpu = runs.map((run) => run.cpuSeconds);
  return [
    name,
    range(
      runs.map((run) => run.wallSeconds),
      2,
    ),
    range(cpu, 2),
    range(
      runs.map((run) => run.peakBytes / 1e6),
      0,
    ),
    items === undefined ? '' : thousands(Math.round(items / spread(cpu).middle)),
  ];
}

/** @type {(values: number[], decimals: number) => string} */
function range(values, decimals) {
  const { low, middle, high } = spread(values);
  return `${middle.toFixed(decimals)} (${low.toFixed(decimals)}–${high.toFixed(decimals)})`;
}

/** @type {(name: string, runs: Usage[], field: keyof Usage, unit: number, most: number, word: string) => string} */
function limit(name, runs, field, unit, most, word) {
  return verdict(name, spread(runs.map((run) => run[field] / unit)).middle, most, word);
}

/** @type {(name: string, found: number, most: number, word: string) => string} */
function verdict(name, found, most, word) {
  return `${name} ≤ ${most} ${word}: ${found <= most ? 'held' : 'MISSED'}`;
}

/** @param {number} value */
function thousands(value) {
  return value.toLocaleString('en-GB');
}

/** @type {(rows: string[][]) => string} */
function align(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((text, column) =>
          column === 0 || column === 5
            ? text.padEnd(widths[column] ?? 0)
            : text.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
