import { wrongUse } from '../core/errors.js';
import { nameList } from '../core/name-list.js';
import { nearest } from '../core/nearest.js';
import { readCellItems } from '../core/read-cell.js';
import type { ColumnEvidence } from './column-evidence.js';
import { foundPhones, isFaxColumn, looksLikePhones } from './column-finding.js';
import type { ListHead } from './list-head.js';

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

/** So many digits in a header cell and it is a record, whatever they make. */
const HEADER_DIGITS = 9;
/** Each of so many columns is told what to do about. */
const MOST_ADVISED = 5;

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
  evidence: ColumnEvidence,
  named: readonly string[],
  ignored: readonly string[],
): ChosenColumns {
  const columns = columnsOf(head);
  const left = new Set(ignored.flatMap((name) => find(path, columns, name, '--ignore-column')));
  const chosen = new Set(named.flatMap((name) => find(path, columns, name, '--column')));
  refuseBoth(columns.filter((column) => chosen.has(column) && left.has(column)));
  const detected = chosen.size === 0;
  const screened = detected
    ? foundPhones(head, evidence, columns)
    : columns.filter((column) => chosen.has(column));
  const phones = screened.filter((column) => !left.has(column));
  refuseNone(path, head, phones);
  const ignoredColumns = columns.filter((column) => left.has(column));
  refuseUndeclared(head, evidence, [...phones, ...ignoredColumns], detected);
  refuseHeaderRecord(path, head, phones);
  const others = new Set([...phones, ...ignoredColumns]);
  const fax = columns.filter(
    (column) =>
      isFaxColumn(head, column) && !others.has(column) && evidence.holdsNumbers(column.index),
  );
  return { phones, ignored: ignoredColumns, fax, detected };
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

/** Every column of a list; one without a header, or with an empty one, is named by its place from 1. */
export function columnsOf({ header, width }: ListHead): Column[] {
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
    fix: `${near ? `did you mean '${near}'? ` : ''}columns: ${nameList(names)}`,
    where: option,
  });
}

function refuseNone(path: string, head: ListHead, phones: readonly Column[]): void {
  if (phones.length > 0) return;
  const columns = nameList(columnsOf(head).map(({ name }) => name));
  const otherwise = head.rowsAreLines
    ? 'if the header stands further down, add --skip-lines N'
    : 'and check --delimiter if that is no list of columns';
  throw wrongUse({
    summary: `no column of ${path} looks like telephone numbers`,
    fix: `name one with --column: ${columns} (${otherwise})`,
    where: path,
  });
}

function refuseBoth(both: readonly Column[]): void {
  const [first] = both;
  if (first === undefined) return;
  throw wrongUse({
    summary: `--column and --ignore-column both name '${first.name}'`,
    fix: 'a column is screened or ignored',
    where: '--ignore-column',
  });
}

/**
 * Refuses a list of which a column that looks like phones is neither screened nor ignored; fax
 * aside. Asked before the run of the list's beginning, and after it of the rest.
 *
 * @param declared the columns screened, and those ignored
 * @param detected whether the columns were found: then whatever would have been found counts
 * @throws ScreeningError wrong-use
 */
export function refuseUndeclared(
  head: ListHead,
  evidence: ColumnEvidence,
  declared: readonly Column[],
  detected: boolean,
): void {
  const known = new Set(declared.map(({ index }) => index));
  const undeclared = columnsOf(head).filter((column) => {
    if (known.has(column.index) || isFaxColumn(head, column)) return false;
    return detected
      ? looksLikePhones(head, evidence, column) && evidence.hasNumbers(column.index)
      : evidence.holdsNumbers(column.index);
  });
  if (undeclared.length === 0) return;
  // One name takes every column that bears it.
  const names = [...new Set(undeclared.map(({ name }) => name))];
  const hold = names.length === 1 ? 'holds' : 'hold';
  throw wrongUse({
    summary: `${nameList(names, (name) => `'${name}'`)} ${hold} telephone numbers too, and would not be screened`,
    why: 'a record is clean only when every number that could be called was screened',
    fix: names
      .slice(0, MOST_ADVISED)
      .map((name) => `add --column '${name}', or --ignore-column '${name}' if nobody calls it`)
      .join('; '),
    where: '--column',
  });
}

/**
 * A header whose chosen cell reads as a number, damaged or foreign ones too, is a record: it must
 * not go unscreened.
 */
function refuseHeaderRecord(path: string, { header }: ListHead, phones: readonly Column[]): void {
  const bad = phones.find(({ index }) => looksLikeRecord(header[index] ?? ''));
  if (bad === undefined) return;
  throw wrongUse({
    summary: `the first record of ${path} holds a number in column ${String(bad.index + 1)}, where a header is expected`,
    fix: 'add --no-header if the file has none',
    where: path,
  });
}

/** Whether a header cell holds a number, of whatever kind, or so many digits that it is a record. */
export function looksLikeRecord(cell: string): boolean {
  const kinds = readCellItems(cell).map(({ kind }) => kind);
  const digits = cell.match(/\p{Nd}/gu)?.length ?? 0;
  return (
    digits >= HEADER_DIGITS || kinds.some((kind) => kind !== 'invalid' && kind !== 'short-code')
  );
}
