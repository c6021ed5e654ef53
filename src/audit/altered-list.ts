import { setImmediate } from 'node:timers/promises';
import { decodeText } from '../core/decode.js';
import { ScreeningError } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';
import type { ReadItem } from '../core/read-segments.js';
import type { ByteSource } from '../files/byte-source.js';
import type { Column } from '../files/columns.js';
import { fieldBytes } from '../files/field-bytes.js';
import { readListHead, type ListHead } from '../files/list-head.js';
import { dialectIn, listBytes } from '../files/forms/list-bytes.js';
import { listScanner } from '../files/list-scanner.js';
import { firstBytes } from '../files/list-start.js';
import type { RecordScanner } from '../files/record-scanner.js';
import { scanSource } from '../files/scan-source.js';
import { LONGEST_CELL } from '../scrub/phone-cells.js';
import type { ScrubPlan } from '../scrub/run-record.js';
import { dialectOf } from './replay-pass.js';

/** A record as it stands in a list. */
export interface ListedRecord {
  /** Among the records of this list, from 1. */
  readonly record: number;
  /** The physical line on which it begins. */
  readonly line: number;
  /** What the phone columns hold, in order; undefined when it has another number of fields. */
  readonly items: readonly ReadItem[] | undefined;
}

/**
 * Reads a list by the plan of a run that may have made it: the same dialect and columns, a column by
 * its name where the header has it elsewhere.
 *
 * @param take is given each record; false ends the reading
 * @throws ScreeningError wrong-use when it is no list, or lacks a column
 * @throws StructuralFault when records cannot be told apart
 */
export async function readByPlan(
  path: string,
  source: ByteSource,
  plan: ScrubPlan,
  signal: AbortSignal,
  take: (record: ListedRecord) => boolean,
): Promise<void> {
  const dialect = dialectOf(plan);
  const list = await listBytes(source, dialect, signal);
  const { bytes, whole } = await firstBytes(list, signal);
  const head = readListHead(path, bytes, whole, dialectIn(dialect, list));
  const slots = plan.columns.map((column) => placeOf(column, head, path));
  const scanner = listScanner(head);
  let record = 0;
  let wanted = true;
  let within: Buffer = Buffer.alloc(0);
  const stop = new AbortController();
  const onRecord = (): void => {
    if (!wanted) return;
    record++;
    const isWhole = scanner.fieldCount === head.width;
    const items = isWhole
      ? slots.flatMap((slot) => itemsOf(within, scanner, slot, head))
      : undefined;
    wanted = take({ record, line: scanner.line, items });
    if (!wanted) stop.abort(ENOUGH);
  };
  try {
    await scanSource(list, bytes, whole, head.dataStart, AbortSignal.any([signal, stop.signal]), {
      begin: (buffer) => {
        within = buffer;
      },
      scan: (buffer, start, end, ended) => scanner.scan(buffer, start, end, ended, onRecord),
      records: () => scanner.record,
    });
    await setImmediate();
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
}

/** Why the reading was ended by who asked for it. */
const ENOUGH = new Error('enough was read');

function placeOf({ index, name }: Column, { header, width }: ListHead, path: string): number {
  if (header.length > 0 && header[index] !== name) {
    const named = header.indexOf(name);
    if (named >= 0) return named;
  } else if (index < width) return index;
  throw new ScreeningError('wrong-use', {
    summary: `${path} has no column '${name}', which the run screened`,
    fix: 'compare it with the list that the run wrote',
    where: path,
  });
}

function itemsOf(
  buffer: Buffer,
  { spans }: RecordScanner,
  slot: number,
  { encoding }: ListHead,
): readonly ReadItem[] {
  const at = slot * 3;
  const [start, end] = [spans[at] as number, spans[at + 1] as number];
  if (start === end) return [];
  if (end - start > LONGEST_CELL) return [{ kind: 'invalid' }];
  const bytes = fieldBytes(buffer, start, end, spans[at + 2] as number);
  return readCellItems(decodeText(bytes, encoding));
}
