import { wrongUse } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { readCellItems } from '../core/read-cell.js';
import { flagBit } from '../core/flags.js';
import type { ListHead } from '../files/list-head.js';

/** A column of a list: its place from 0, and its name in messages and reports. */
export interface Column {
  readonly index: number;
  readonly name: string;
}

/** Which columns are screened, and which look like phones and are not. */
export interface ChosenColumns {
  readonly phones: readonly Column[];
  readonly ignored: readonly Column[];
  /** Fax columns that hold numbers: nobody calls them, so they are left out unless named. */
  readonly fax: readonly Column[];
  /** Whether they were found by the program and not named by a person. */
  readonly detected: boolean;
}

const PHONE_WORDS =
  /\b(?:tel(?:ephone)?s?|phones?|mob(?:ile)?s?|cell(?:ular)?|landlines?|msisdn|ddi)\b|(?:tele)?phone|mobile/;
const FAX = /fax|facsimile/;
const ZERO_RESTORED = flagBit('zero-restored');
/** Fewer number-like cells than this share, and a header word alone does not make a phone column. */
const LEAST_SHARE = 0.1;

/**
 * Chooses the phone columns of a list.
 *
 * @param named what `--column` gave: names (trimmed, case-folded), else places from 1
 * @param ignored what `--ignore-column` gave
 * @throws ScreeningError wrong-use when a name is unknown, nothing looks like a phone, a column that
 *   looks like one is neither screened nor ignored, or the header is itself a record
 */
export function chooseColumns(
  path: string,
  head: ListHead,
  named: readonly string[],
  ignored: readonly string[],
): ChosenColumns {
  const columns = columnsOf(head);
  const left = new Set(ignored.flatMap((name) => find(path, columns, name, '--ignore-column')));
  const chosen = new Set(named.flatMap((name) => find(path, columns, name, '--column')));
  const looks = columns.filter((column) => looksLikePhones(head, column));
  const detected = chosen.size === 0;
  const screened = detected
    ? columns.filter((column) => looks.includes(column) || hasPhoneHeader(head, column))
    : columns.filter((column) => chosen.has(column));
  const phones = screened.filter((column) => !left.has(column));
  refuseNone(path, columns, phones);
  refuseUndeclared(looks.filter((column) => !phones.includes(column) && !left.has(column)));
  refuseHeaderRecord(path, head, phones);
  const fax = columns.filter(
    (column) =>
      isFax(head, column) &&
      !phones.includes(column) &&
      !left.has(column) &&
      holdsNumbers(head, column),
  );
  return { phones, ignored: columns.filter((column) => left.has(column)), fax, detected };
}

/** The columns of that name or place, for options other than the phone columns. */
export function namedColumns(
  path: string,
  head: ListHead,
  names: readonly string[],
  option: string,
): Column[] {
  return names.flatMap((name) => find(path, columnsOf(head), name, option));
}

function columnsOf({ header, width }: ListHead): Column[] {
  return Array.from({ length: width }, (_, index) => ({
    index,
    name: header[index]?.trim() || String(index + 1),
  }));
}

function find(path: string, columns: readonly Column[], name: string, option: string): Column[] {
  const wanted = name.trim().toLowerCase();
  const found = columns.filter((column) => column.name.toLowerCase() === wanted);
  if (found.length > 0) return found;
  const place = /^[1-9]\d*$/.test(wanted) ? columns[Number(wanted) - 1] : undefined;
  if (place) return [place];
  const names = columns.map((column) => column.name);
  const near = nearest(name.trim(), names);
  throw wrongUse({
    summary: `${path} has no column '${name}'`,
    fix: `${near ? `did you mean '${near}'? ` : ''}columns: ${names.join(', ')}`,
    where: option,
  });
}

function refuseNone(path: string, columns: readonly Column[], phones: readonly Column[]): void {
  if (phones.length > 0) return;
  throw wrongUse({
    summary: `no column of ${path} looks like telephone numbers`,
    fix: `name one with --column: ${columns.map(({ name }) => name).join(', ')} (and check --delimiter if that is no list of columns)`,
    where: path,
  });
}

function refuseUndeclared(undeclared: readonly Column[]): void {
  const [first] = undeclared;
  if (first === undefined) return;
  const names = undeclared.map(({ name }) => `'${name}'`).join(', ');
  throw wrongUse({
    summary: `${names} holds telephone numbers too, and would not be screened`,
    why: 'a record is clean only when every number that could be called was screened',
    fix: undeclared
      .map(({ name }) => `add --column '${name}', or --ignore-column '${name}' if nobody calls it`)
      .join('; '),
    where: '--column',
  });
}

/** A header whose chosen cell reads as a number is a record: it must not go unscreened. */
function refuseHeaderRecord(path: string, { header }: ListHead, phones: readonly Column[]): void {
  const bad = phones.find(({ index }) => readsWithoutRepair(header[index] ?? ''));
  if (bad === undefined) return;
  throw wrongUse({
    summary: `the first record of ${path} holds a number in column ${String(bad.index + 1)}, where a header is expected`,
    fix: 'add --no-header if the file has none',
    where: path,
  });
}

function isFax({ header }: ListHead, { index }: Column): boolean {
  return FAX.test((header[index] ?? '').toLowerCase());
}

/** Most filled cells read as a number without repair; fax aside. */
function looksLikePhones(head: ListHead, column: Column): boolean {
  return !isFax(head, column) && holdsNumbers(head, column);
}

function holdsNumbers(head: ListHead, column: Column): boolean {
  const filled = filledCells(head, column);
  const read = filled.filter(readsWithoutRepair).length;
  return read > 0 && read * 2 > filled.length;
}

/** A header word says phone, and the cells, where there are any, do not say otherwise. */
function hasPhoneHeader(head: ListHead, column: Column): boolean {
  const words = (head.header[column.index] ?? '').toLowerCase().replace(/[_.-]+/g, ' ');
  if (isFax(head, column) || !PHONE_WORDS.test(words)) return false;
  const filled = filledCells(head, column);
  const numbers = filled.filter((cell) =>
    readCellItems(cell).some(({ kind }) => kind !== 'invalid'),
  ).length;
  return numbers >= filled.length * LEAST_SHARE;
}

function filledCells({ sample }: ListHead, { index }: Column): string[] {
  return sample.map((record) => record[index] ?? '').filter((cell) => cell.trim() !== '');
}

function readsWithoutRepair(cell: string): boolean {
  return readCellItems(cell).some(
    (item) => item.kind === 'number' && (item.flags & ZERO_RESTORED) === 0,
  );
}
