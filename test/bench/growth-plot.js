/** @typedef {import('./growth-tables.js').Figures} Figures */
/** @typedef {import('./growth-tables.js').Point} Point */
/**
 * @typedef {object} Panel
 * @property {string} title
 * @property {string} unit of the axis below
 * @property {boolean} logarithmic both axes
 * @property {readonly (readonly [line: string, label: string])[]} lines
 */

/** @type {readonly Panel[]} */
const PANELS = [
  {
    title: 'Register',
    unit: 'million numbers',
    logarithmic: false,
    lines: [
      ['import by register', 'import'],
      ['scrub by register', 'scrub of 100,000'],
    ],
  },
  {
    title: 'List',
    unit: 'records',
    logarithmic: true,
    lines: [['scrub by list', 'scrub']],
  },
  {
    title: 'Share listed',
    unit: '% of 1 million records',
    logarithmic: false,
    lines: [['scrub by share listed', 'scrub']],
  },
  {
    title: 'Phone columns',
    unit: 'columns of 200,000 records',
    logarithmic: false,
    lines: [['scrub by phone columns', 'scrub']],
  },
  {
    title: 'Daily editions',
    unit: 'editions held',
    logarithmic: false,
    lines: [
      ['import of a day by editions', 'import'],
      ['check by editions', 'check'],
    ],
  },
];

const WIDTH = 300;
const HEIGHT = 210;
const BOX = { left: 46, right: 16, top: 34, bottom: 44 };
const ACROSS = 3;
/** Of which one is told from the other in light and in dark, and by its dashes. */
const STROKES = ['stroke="#2f7ed8"', 'stroke="#d9822b" stroke-dasharray="5 3"'];
const FILLS = ['#2f7ed8', '#d9822b'];

/**
 * Seconds of wall time by size, a panel for each dimension. Grey text and lines, so that it is read on white and on black.
 * @param {Figures} figures
 * @returns {string} SVG
 */
export function growthPlot({ lines }) {
  const panels = PANELS.map((panel, at) => {
    const x = (at % ACROSS) * WIDTH;
    const y = Math.floor(at / ACROSS) * HEIGHT;
    return `<g transform="translate(${x} ${y})">${drawn(panel, lines)}</g>`;
  });
  const width = ACROSS * WIDTH;
  const height = Math.ceil(PANELS.length / ACROSS) * HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="11" fill="#808080">
<title>Seconds that imports, scrubs and checks take, by the size of register and list, share listed, phone columns and editions</title>
${panels.join('\n')}
</svg>
`;
}

/** @type {(panel: Panel, lines: Record<string, Point[]>) => string} */
function drawn({ title, unit, logarithmic, lines: wanted }, lines) {
  const series = wanted.map(([name]) => scaled(lines[name] ?? [], unit));
  const points = series.flat();
  if (points.length === 0) return '';
  const xs = axis(
    points.map(([x]) => x),
    logarithmic,
  );
  const ys = axis([...points.map(([, y]) => y), ...(logarithmic ? [] : [0])], logarithmic);
  const px = (/** @type {number} */ x) => BOX.left + xs.place(x) * (WIDTH - BOX.left - BOX.right);
  const py = (/** @type {number} */ y) =>
    HEIGHT - BOX.bottom - ys.place(y) * (HEIGHT - BOX.top - BOX.bottom);
  const grid = ys.ticks.map(
    (tick) =>
      `<path d="M${BOX.left} ${py(tick).toFixed(1)}H${WIDTH - BOX.right}" stroke="#808080" stroke-opacity=".25"/><text x="${BOX.left - 6}" y="${(py(tick) + 4).toFixed(1)}" text-anchor="end">${said(tick)}</text>`,
  );
  const below = xs.ticks.map(
    (tick) =>
      `<text x="${px(tick).toFixed(1)}" y="${HEIGHT - BOX.bottom + 15}" text-anchor="middle">${said(tick)}</text>`,
  );
  const drawnLines = series.map((found, at) => {
    const path = found.map(([x, y]) => `${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('L');
    const dots = found.map(
      ([x, y]) =>
        `<circle cx="${px(x).toFixed(1)}" cy="${py(y).toFixed(1)}" r="2.5" fill="${FILLS[at]}"/>`,
    );
    return `<path d="M${path}" fill="none" stroke-width="1.8" ${STROKES[at]}/>${dots.join('')}`;
  });
  const key = wanted.map(
    ([, label], at) =>
      `<text x="${WIDTH - BOX.right - (wanted.length - 1 - at) * 96}" y="16" text-anchor="end" fill="${FILLS[at]}">${label}</text>`,
  );
  return [
    `<text x="${BOX.left - 30}" y="16" font-weight="600">${title}</text>`,
    `<text x="${BOX.left - 6}" y="${BOX.top - 6}" text-anchor="end">s</text>`,
    `<text x="${(BOX.left + WIDTH - BOX.right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${unit}</text>`,
    ...grid,
    ...below,
    ...drawnLines,
    ...key,
  ].join('');
}

/** @type {(points: readonly Point[], unit: string) => [x: number, seconds: number][]} */
function scaled(points, unit) {
  const by = unit.startsWith('million') ? 1e6 : 1;
  return points.map(({ value, cost }) => [value / by, cost.wall]);
}

/** @type {(values: readonly number[], logarithmic: boolean) => { place: (value: number) => number, ticks: number[] }} */
function axis(values, logarithmic) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (logarithmic) {
    const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
    const ticks = Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));
    return { place: (value) => (Math.log10(value) - from) / (to - from), ticks };
  }
  const step =
    [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200].find(
      (one) => (high - low) / one <= 6,
    ) ?? 500;
  const from = Math.floor(low / step) * step;
  const count = Math.ceil((high - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, at) => Number((from + at * step).toFixed(4)));
  return { place: (value) => (value - from) / (count * step), ticks };
}

/** @type {(tick: number) => string} */
function said(tick) {
  if (tick >= 1e6) return `${tick / 1e6} m`;
  return tick >= 1e4 ? `${tick / 1e3} k` : String(tick);
}
