import type { Day } from '../../core/day.js';
import { wrongUse, type ScreeningError } from '../../core/errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { exportedRow, isExportedHeader, type ExportedRow } from '../../files/exported-list.js';
import { dialectIn, listBytes } from '../../files/forms/list-bytes.js';
import { readListHead } from '../../files/list-head.js';
import type { ListSigns } from '../../files/list-signs.js';
import { faultError, firstBytes } from '../../files/list-start.js';
import { scanSource } from '../../files/scan-source.js';
import { readWrittenDay } from '../../files/written-day.js';
import { StructuralFault } from '../../files/structural-fault.js';
import { FAR_DAY, OBJECTION_CLASSES, type ObjectionTerms } from '../../policy/objections.js';
import { FoundNumbers } from '../passed-on/found-numbers.js';
import { FileRecord } from '../passed-on/record.js';
import type { OptOutReading } from './reading.js';
import type { OptOutRows } from './rows.js';
import { NOTHING_NOTED } from './said.js';

/** How an exported list is to be read: nothing of it is found out, and nothing is taken for granted. */
export const EXPORTED_DIALECT = {
  delimiter: ',',
  encoding: 'utf-8',
  header: true,
  skipLines: 0,
} as const;

/** The number of a row, as it is exported. */
const NUMBER = /^\+[1-9]\d{4,14}$/;

/**
 * Reads a list that `suppress export` wrote: every row as it was, by what it says alone. All or nothing.
 *
 * @param reading its list, and which callers and campaigns are declared
 * @throws ScreeningError wrong-use for another file, with the line of the first row that none was written as
 */
export async function readExported(
  source: ByteSource,
  reading: OptOutReading,
  signal: AbortSignal,
): Promise<OptOutRows> {
  const { path } = source;
  const list = await listBytes(source, EXPORTED_DIALECT, signal);
  const { bytes, whole } = await firstBytes(list, signal);
  try {
    const head = readListHead(path, bytes, whole, dialectIn(EXPORTED_DIALECT, list));
    if (!isExportedHeader(head.header)) throw notExported(path);
    const record = new FileRecord(head);
    const rows = new ExportedRows(path, reading);
    const { scanner } = record;
    const signs = await scanSource(list, bytes, whole, head.dataStart, signal, {
      begin: (buffer) => {
        record.buffer = buffer;
      },
      scan: (buffer, start, end, ended) =>
        scanner.scan(buffer, start, end, ended, () => {
          const cells = head.header.map((_, at) => record.text(at));
          rows.take(exportedRow(cells), record.isRagged, scanner.line);
        }),
      records: () => scanner.record,
    });
    if (!signs.finalLineEnd) throw cutOff(path);
    const [number, ...others] = head.header;
    return {
      ...rows.found(signs, head.blankLines + scanner.blankLines),
      dispositions: [],
      columns: {
        numbers: [{ name: number ?? '', index: 0 }],
        others: Object.fromEntries(others.map((name) => [name, name])),
        unused: [],
        unreadNumbers: [],
        strayNumbers: [],
        detected: false,
        dayFound: false,
        doubtfulDays: [],
        header: true,
      },
    };
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    throw faultError(path, error, '', 'nothing was recorded');
  }
}

/** The rows as they are read; rows that say the same share their terms. */
class ExportedRows {
  readonly #path: string;
  readonly #reading: OptOutReading;
  readonly #found = new FoundNumbers();
  readonly #terms: ObjectionTerms[] = [];
  readonly #byText = new Map<string, number>();
  readonly #references: string[] = [];

  constructor(path: string, reading: OptOutReading) {
    this.#path = path;
    this.#reading = reading;
  }

  take(row: ExportedRow, isRagged: boolean, line: number): void {
    const where = `${this.#path}, line ${String(line)}`;
    const text = JSON.stringify({ ...row, number: '', reference: '' });
    let place = this.#byText.get(text);
    if (place === undefined) {
      const terms = this.#termsOf(row, where);
      if (terms === undefined) throw notARow(where);
      place = this.#terms.push(terms) - 1;
      this.#byText.set(text, place);
    }
    if (isRagged || !NUMBER.test(row.number)) throw notARow(where);
    this.#found.add(Number(row.number.slice(1)), place, this.#references.length);
    this.#references.push(row.reference);
  }

  found(signs: ListSigns, blankRows: number): Omit<OptOutRows, 'dispositions' | 'columns'> {
    const references = this.#references;
    return {
      ...this.#found.arrays(),
      terms: this.#terms,
      references: references.some((text) => text !== '') ? references : [],
      rows: references.length,
      passedOver: 0,
      ragged: 0,
      signs,
      blankRows,
      unresolved: [],
      notes: { ...NOTHING_NOTED, readings: 0 },
      otherOrder: undefined,
    };
  }

  /** Undefined when no list says so. */
  #termsOf(row: ExportedRow, where: string): ObjectionTerms | undefined {
    const { defaults, today, caller, campaign } = this.#reading;
    const known = OBJECTION_CLASSES.find(({ name }) => name === row.reason);
    const until = row.until === '' ? FAR_DAY : row.until;
    if (known === undefined || !isDay(row.on) || !(until === FAR_DAY || isDay(until)))
      return undefined;
    if (row.on > today || (until !== FAR_DAY && !known.mayEnd)) return undefined;
    if (!['yes', 'no'].includes(row.on_known)) return undefined;
    return {
      list: defaults.list,
      class: known.name,
      reason: row.note,
      source: row.source,
      told: row.on as Day,
      undated: row.on_known === 'no' ? 1 : 0,
      told_text: row.on_as_said,
      until: until as Day,
      caller: row.caller === '' ? '' : caller(row.caller, where),
      campaign: row.campaign === '' ? '' : campaign(row.campaign, where),
    };
  }
}

function isDay(text: string): boolean {
  return readWrittenDay(text, 'ymd') === text;
}

function notExported(path: string): ScreeningError {
  return wrongUse({
    summary: `${path} is no list that suppress export wrote`,
    why: 'its header is another',
    fix: 'leave --exported out: then it is read as any opt-out file is',
    where: path,
  });
}

function cutOff(path: string): ScreeningError {
  return wrongUse({
    summary: `${path} ends in the middle of a line: a part of it is missing`,
    fix: 'copy it again, or export the list again',
    where: path,
  });
}

function notARow(where: string): ScreeningError {
  return wrongUse({
    summary: `${where}: no row that suppress export writes; nothing was recorded`,
    why: 'a row was altered, its day lies ahead, or a later version wrote it',
    fix: 'export the list again, or leave the line out',
    where,
  });
}
