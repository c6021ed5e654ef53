import { spread } from '../measured-run.js';
import { WORK } from './work.js';

/** @typedef {import('./work.js').Results} Results */
/** @typedef {import('./work.js').Run} Run */
/** @typedef {Pick<Run, 'wallSeconds' | 'cpuSeconds'> & Partial<Pick<Run, 'peakBytes'>>} Usage */
/**
 * @typedef {object} Sizes
 * @property {number} tps
 * @property {number} ctps
 * @property {number} records
 * @property {number} small
 * @property {boolean} markdown
 */

const HEADER = ['', '', 'wall s', 'CPU s', 'peak MB', '× ours', 'listed, let through'];

/** @type {(value: number) => string} */
const thousands = (value) => value.toLocaleString('en-GB');

/** @type {(sizes: Sizes) => Record<string, string>} */
const titles = ({ tps, ctps, records, small }) => ({
  'import-sorted': `import, ${thousands(tps)} + ${thousands(ctps)}`,
  'import-shuffled': 'the same, TPS file shuffled',
  scrub: `scrub, ${thousands(records)} records`,
  cold: `scrub, ${thousands(small)} records`,
});

/**
 * @param {import('./every-peer.js').Peer[]} peers ours first
 * @param {Results} results
 * @param {Sizes & { limitSeconds: number }} sizes
 * @returns {string} a table, middle of the repetitions, lowest and highest in brackets,
 *   where there is more than one; the ratio is of
 *   wall time, the middle of those within each repetition
 */
export function peerTable(peers, results, sizes) {
  const rows = [HEADER];
  /** @type {string[]} */
  const notes = [];
  for (const { id, list } of WORK) {
    const ours = results.get(`${peers[0]?.name} ${id}`) ?? [];
    let title = titles(sizes)[id] ?? id;
    for (const peer of peers) {
      const runs = results.get(`${peer.name} ${id}`);
      if (!runs) continue;
      const loads = list && !peer.imports && !peer.decidesNothing ? ', loading the registers' : '';
      const name = `${peer.title}${loads}`;
      const ended = runs.filter((run) => run !== undefined);
      if (ended.length < runs.length) {
        rows.push([title, name, `stopped after ${sizes.limitSeconds}`, '', '', '', '']);
      } else {
        const judged = ended[0]?.judged;
        rows.push([
          title,
          name,
          ...figures(ended, ours),
          judged ? thousands(judged.letThrough) : '',
        ]);
        if (judged)
          notes.push(...noteOn(`${peer.title}, ${titles(sizes)[id]}`, judged, peer.byLines));
      }
      title = '';
      const passes = passesAlone(ended);
      if (passes.length > 0) {
        rows.push(['', 'the pass alone, registers loaded', ...figures(passes, ours), '']);
      }
    }
  }
  return [sizes.markdown ? markdown(rows) : align(rows), '', ...notes, ''].join('\n');
}

/**
 * @param {(Run | undefined)[]} runs of csv-parse → csv-stringify
 * @returns {Usage[]} what it says of its pass over the list, without the registers
 */
export function passesAlone(runs) {
  return runs
    .filter((run) => run?.stdout.startsWith('{"wallSeconds"'))
    .map((run) => JSON.parse(run?.stdout ?? ''));
}

/** @type {(runs: Usage[], others: (Usage | undefined)[]) => number} middle of the ratios within a repetition */
export function middleRatio(runs, others) {
  const pairs = runs.map((run, at) => run.wallSeconds / (others[at]?.wallSeconds ?? NaN));
  return spread(pairs).middle;
}

/** @type {(runs: Usage[], ours: (Usage | undefined)[]) => string[]} */
function figures(runs, ours) {
  const walls = runs.map((run) => run.wallSeconds);
  const peaks = runs.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : peakBytes / 1e6));
  return [
    range(walls, 2),
    range(
      runs.map((run) => run.cpuSeconds),
      2,
    ),
    peaks.length > 0 ? range(peaks, 0) : '',
    middleRatio(runs, ours).toFixed(2),
  ];
}

/** @type {(values: number[], decimals: number) => string} */
function range(values, decimals) {
  const { low, middle, high } = spread(values);
  if (values.length === 1) return middle.toFixed(decimals);
  return `${middle.toFixed(decimals)} (${low.toFixed(decimals)}–${high.toFixed(decimals)})`;
}

/** @type {(name: string, judged: import('./agreement.js').Judged, byLines: boolean | undefined) => string[]} */
function noteOn(name, { compared, unreadKept, heldClean, altered, misread }, byLines) {
  const parts = [
    `${thousands(compared)} records read and compared`,
    ...(byLines ? [`${thousands(misread)} split in the wrong place`] : []),
    ...(unreadKept > 0 ? [`${thousands(unreadKept)} kept with a number that nobody can read`] : []),
    ...(heldClean > 0 ? [`${thousands(heldClean)} held back though clean`] : []),
    ...(altered > 0 ? [`${thousands(altered)} kept with other cells than they had`] : []),
  ];
  return [`- ${name}: ${parts.join('; ')}`];
}

/** @type {(rows: string[][]) => string} */
function align(rows) {
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  /** @type {(text: string, column: number) => string} */
  const pad = (text, column) =>
    column < 2 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** @type {(rows: string[][]) => string} */
function markdown([header = [], ...rows]) {
  const line = (/** @type {string[]} */ row) =>
    `|${row.map((text) => (text ? ` ${text} ` : ' ')).join('|')}|`;
  const rule = `|${header.map((_, column) => (column < 2 ? '---' : '--:')).join('|')}|`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}
