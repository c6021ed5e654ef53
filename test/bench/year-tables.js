import Database from 'better-sqlite3';
import { spread } from './measured-run.js';

/** @typedef {import('./measured-run.js').Measured} Measured */
/** @typedef {import('./year-churn.js').PlannedDay} PlannedDay */
/** @typedef {{ planned: PlannedDay, measured: Measured, databaseBytes: number, edition: number }} Imported */
/** @typedef {{ day: string, pairs: { today: Measured, then: Measured }[] }} AskedDay */
/** @typedef {{ edition: number, form: string, bytes: number }} Packed */

const LARGEST_SHARE = 1.6;
const LONGEST_RATIO = 1.5;

/** @type {(path: string) => Map<number, Packed>} how each edition is packed */
export function packingsOf(path) {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare('SELECT edition, form, bytes FROM edition_packing').all();
  database.close();
  return new Map(/** @type {Packed[]} */ (rows).map((row) => [row.edition, row]));
}

/** @type {(imports: Imported[], packings: Map<number, Packed>, every: number) => string} */
export function sizeTable(imports, packings, every) {
  const first = imports[0]?.databaseBytes ?? 0;
  const last = imports.length - 1;
  const rows = imports.flatMap(({ planned, databaseBytes }, at) =>
    at % every === 0 || at === last
      ? [[at + 1, planned.day, mb(databaseBytes), (databaseBytes / first).toFixed(3)]]
      : [],
  );
  const forms = ['key', 'difference'].map((form) => {
    const of = [...packings.values()].filter((row) => row.form === form);
    return `${of.length} as ${form}: ${mb(total(of.map(({ bytes }) => bytes)))} MB`;
  });
  const share = (imports[last]?.databaseBytes ?? 0) / first;
  return [
    table(['editions', 'dated', 'database MB', 'to the first'], rows),
    `${forms.join('; ')}; database ${share.toFixed(3)} × the first edition's (expected: at most ${LARGEST_SHARE})`,
    '',
  ].join('\n');
}

/** What an edition costs, by what happened on its day. @type {(imports: Imported[], packings: Map<number, Packed>) => string} */
export function storageTable(imports, packings) {
  /** @type {Map<string, { packed: number[], grown: number[], changes: number[] }>} */
  const groups = new Map();
  imports.forEach(({ planned, edition, databaseBytes }, at) => {
    const packed = packings.get(edition);
    const name = `${planned.kind}, as ${packed?.form}`;
    const group = groups.get(name) ?? { packed: [], grown: [], changes: [] };
    groups.set(name, group);
    group.packed.push(packed?.bytes ?? 0);
    group.grown.push(databaseBytes - (imports[at - 1]?.databaseBytes ?? 0));
    group.changes.push(planned.added + planned.removed);
  });
  const rows = [...groups].map(([name, { packed, grown, changes }]) => [
    name,
    packed.length,
    Math.round(mean(changes)),
    kb(mean(packed)),
    kb(spread(packed).middle),
    kb(spread(packed).high),
    (total(packed) / Math.max(1, total(changes))).toFixed(2),
    kb(mean(grown)),
  ]);
  const heads =
    'day,editions,changes (mean),packed kB (mean),middle,most,bytes a change,file kB (mean)';
  return table(heads.split(','), rows);
}

/** @type {(imports: Imported[]) => string} */
export function importTable(imports) {
  const rows = [true, false].flatMap((isFull) => {
    const of = imports.filter(({ planned }) => planned.full === isFull);
    const name = isFull ? 'full file' : 'changes file';
    const at = (/** @type {number} */ place) => /** @type {Imported} */ (of[place]);
    if (of.length === 0) return [];
    const named = [
      ['first', at(0)],
      ['middle', at(of.length >> 1)],
      ['last', at(of.length - 1)],
    ];
    return [
      ...named.map(([which, one]) => {
        const { planned, measured } = /** @type {Imported} */ (one);
        return [`${name}, ${which} (${planned.day})`, ...figures([measured])];
      }),
      [`${name}, all ${of.length}`, ...figures(of.map(({ measured }) => measured))],
    ];
  });
  return table(['import', 'wall s', 'CPU s', 'peak MB'], rows);
}

/** @type {(name: string, days: AskedDay[], alone: Measured[]) => string} */
export function questionTable(name, days, alone) {
  /** @type {(pairs: AskedDay['pairs'], of: 'wallSeconds' | 'cpuSeconds') => number} */
  const ratio = (pairs, of) => spread(pairs.map(({ today, then }) => then[of] / today[of])).middle;
  const rows = days.map(({ day, pairs }) => [
    day,
    ...figures(pairs.map(({ then }) => then)),
    ratio(pairs, 'wallSeconds').toFixed(2),
    ratio(pairs, 'cpuSeconds').toFixed(2),
  ]);
  const now = days.flatMap(({ pairs }) => pairs.map(({ today }) => today));
  const before = alone.length > 0 ? [['one edition only', ...figures(alone), '', '']] : [];
  const worst = Math.max(...days.map(({ pairs }) => ratio(pairs, 'cpuSeconds')));
  return [
    table(
      [name, 'wall s', 'CPU s', 'peak MB', 'wall to today', 'CPU to today'],
      [...before, ['today', ...figures(now), '', ''], ...rows],
    ),
    `slowest past day: ${worst.toFixed(2)} × today's CPU (expected: at most ${LONGEST_RATIO})`,
    '',
  ].join('\n');
}

/** Middle, lowest and highest. @type {(runs: Measured[]) => string[]} */
function figures(runs) {
  const seconds = (/** @type {number[]} */ values) => {
    const { low, middle, high } = spread(values);
    const range = values.length > 1 ? ` (${low.toFixed(2)}–${high.toFixed(2)})` : '';
    return `${middle.toFixed(2)}${range}`;
  };
  return [
    seconds(runs.map(({ wallSeconds }) => wallSeconds)),
    seconds(runs.map(({ cpuSeconds }) => cpuSeconds)),
    String(Math.round(spread(runs.map(({ peakBytes }) => peakBytes)).high / 1e6)),
  ];
}

/** @type {(heads: string[], rows: (string | number)[][]) => string} in Markdown */
function table(heads, rows) {
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
  return ['', line(heads), line(heads.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** @type {(values: number[]) => number} */
function total(values) {
  return values.reduce((sum, value) => sum + value, 0);
}

/** @type {(values: number[]) => number} */
function mean(values) {
  return total(values) / Math.max(1, values.length);
}

/** @type {(bytes: number) => string} */
function mb(bytes) {
  return (bytes / 1e6).toFixed(2);
}

/** @type {(bytes: number) => string} */
function kb(bytes) {
  return (bytes / 1e3).toFixed(1);
}
