/** @typedef {{ value: number, cost: import('./growth-room.js').Cost }} Point */
/** @typedef {{ machine: string, lines: Record<string, Point[]>, targets: { name: string, what: string, held: boolean, figure: string }[] }} Figures */

/** What a line is counted in, and what its steps are called. @type {Record<string, string>} */
const UNITS = {
  'import by register': 'numbers',
  'scrub by register': 'numbers',
  'scrub by list': 'records',
  'scrub by share listed': '% of records listed',
  'scrub by phone columns': 'columns',
  'import of a day by editions': 'editions',
  'check by editions': 'editions',
};

/**
 * The figures of `growth.js` as Markdown: a table a line, and the targets.
 * @param {Figures} figures
 * @returns {string}
 */
export function growthTables({ machine, lines, targets }) {
  const tables = Object.entries(lines).map(([name, points]) =>
    [
      `| ${name}, ${UNITS[name] ?? ''} | ${points.map(({ value }) => value.toLocaleString('en-GB')).join(' | ')} |`,
      `|---|${points.map(() => '---|').join('')}`,
      `| wall | ${points.map(({ cost }) => `${cost.wall.toFixed(2)} s`).join(' | ')} |`,
      `| CPU | ${points.map(({ cost }) => `${cost.cpu.toFixed(2)} s`).join(' | ')} |`,
      `| peak | ${points.map(({ cost }) => `${Math.round(cost.peak / 1e6)} MB`).join(' | ')} |`,
    ].join('\n'),
  );
  const held = targets.map(
    ({ name, what, held, figure }) =>
      `- ${name}: ${figure}, wanted ${what}: ${held ? 'held' : 'MISSED'}`,
  );
  return [machine, ...tables, held.join('\n')].join('\n\n');
}
