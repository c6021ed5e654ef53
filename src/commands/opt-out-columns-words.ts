import { nameList } from '../core/name-list.js';
import type { SuppressImportResult } from '../intake/suppress-import.js';
import { printable } from '../ui/voice.js';

/** Which columns of an opt-out file were read as what, and which were not. */
export function optOutColumnsText({ content }: SuppressImportResult): string {
  const { numbers, others, unused, detected, dayFound, header } = content.columns;
  const found = [...(detected ? ['found'] : []), ...(header ? [] : ['no header'])];
  const foundText = found.length === 0 ? '' : ` (${found.join('; ')})`;
  const used = [
    `number: ${nameList(
      numbers.map(({ name }) => name),
      printable,
    )}${foundText}`,
    ...Object.entries(others).map(
      ([logical, name]) =>
        `${logical}: ${printable(name)}${logical === 'on' && dayFound ? ' (found)' : ''}`,
    ),
  ];
  const left = unused.length === 0 ? '' : `; not used: ${nameList(unused, printable)}`;
  return `columns ${used.join(', ')}${left}`;
}

/** Columns that could say when people said so, and were not taken for it. */
export function doubtfulDayNotes(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const columns = names.map((name) => `'${printable(name)}'`).join(' or ');
  const column = `--column 'on=${printable(names[0] ?? '')}'`;
  return [
    `${columns} may hold the days on which people said so, and was not used: the days can be read in two ways, or not all are days. Every row counts as told today. If it holds them: suppress undo, and again with ${column} --days dmy (or mdy)`,
  ];
}
