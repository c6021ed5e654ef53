import { wrongUse } from '../../core/errors.js';
import { columnsOf } from '../../files/columns.js';
import { csvValues } from '../../files/csv-values.js';
import type { ListHead } from '../../files/list-head.js';

/** A `--where` taken apart. */
export interface WhereText {
  readonly column: string;
  readonly values: readonly string[];
}

const EXAMPLE = `--where 'status=DNC,"Do not call"'`;
/**
 * Takes `COLUMN=VALUE,VALUE` apart. The list is CSV; a value whose quotes a shell has taken is read
 * all the same, up to the next comma. A header may itself hold an equals sign.
 *
 * @throws ScreeningError wrong-use for a text without a column or a value, or an unclosed quote
 */
export function readWhere(head: ListHead, text: string): WhereText {
  const names = new Set(columnsOf(head).map(({ name }) => name.toLowerCase()));
  const signs = [...text.matchAll(/=/g)].map(({ index }) => index);
  const sign = signs.find((at) => names.has(text.slice(0, at).trim().toLowerCase())) ?? signs[0];
  if (sign === undefined || text.slice(0, sign).trim() === '') {
    throw wrongUse({
      summary: `--where: '${text}' does not say COLUMN=VALUE`,
      fix: `for example ${EXAMPLE}`,
      where: '--where',
    });
  }
  const column = text.slice(0, sign).trim();
  return { column, values: readValues(text.slice(sign + 1), column) };
}

function readValues(list: string, column: string): string[] {
  if (list.trim() === '') {
    throw wrongUse({
      summary: `--where: no value for column '${column}'`,
      fix: `name the values that are opt-outs, for example ${EXAMPLE}; '${column}=*' takes every row`,
      where: '--where',
    });
  }
  const values = csvValues(list);
  if (values !== undefined) return values;
  throw wrongUse({
    summary: `--where: a quote in '${list}' is not closed, or text follows it`,
    fix: `write values with a comma in them in double quotes, for example ${EXAMPLE}`,
    where: '--where',
  });
}

/** Conditions on the same column are one: a row with a value of either is taken. */
export function mergeWheres(head: ListHead, texts: readonly string[]): string[] {
  const merged = new Map<string, string>();
  for (const text of texts) {
    const { column } = readWhere(head, text);
    const key = column.toLowerCase();
    const list = text.slice(text.indexOf('=', text.indexOf(column) + column.length) + 1);
    const before = merged.get(key);
    merged.set(key, before === undefined ? text : `${before},${list}`);
  }
  return [...merged.values()];
}
