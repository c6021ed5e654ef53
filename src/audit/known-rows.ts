import { wrongUse } from '../core/errors.js';
import type { ByteSink } from '../files/byte-sink.js';
import type { ByteSource } from '../files/byte-source.js';
import { ColumnEvidence } from '../files/column-evidence.js';
import { chooseColumns, columnsOf, refuseUndeclared } from '../files/columns.js';
import { sinkOf } from '../files/forms/forms.js';
import { dialectIn, listBytes } from '../files/forms/list-bytes.js';
import { readListHead, type AskedDialect } from '../files/list-head.js';
import { firstBytes } from '../files/list-start.js';
import { TOLD_REASONS } from '../policy/disclosure.js';
import { KeptBytes } from '../scrub/kept-bytes.js';
import { inFile } from '../scrub/list-pass.js';
import { PhoneCells, type FoundNumber } from '../scrub/phone-cells.js';
import { overRows } from '../scrub/rows/over-rows.js';
import { CurrentRecord } from '../scrub/rows/record-rows.js';
import type { Screener } from '../scrub/screener.js';
import { Tally } from '../scrub/tally.js';

/** A file of somebody else's, to be asked which of its rows must not be called. */
export interface KnownList {
  readonly source: ByteSource;
  readonly dialect: AskedDialect;
  readonly columns: readonly string[];
  readonly ignoredColumns: readonly string[];
  /** One for each caller that calls are made for: what one of them may not call is told. */
  readonly screeners: readonly [Screener, ...Screener[]];
  /** Where the rows go. */
  readonly out: ByteSink;
  readonly signal: AbortSignal;
}

/** What of the file was handed on, and what could not be asked about. */
export interface KnownRows {
  readonly read: number;
  readonly told: number;
  /** Rows not told of which something could not be read. */
  readonly unread: number;
  readonly columns: readonly string[];
}

/**
 * Passes over a file once and keeps, byte for byte and in order, the head and the rows with a number that
 * must not be called.
 *
 * @throws ScreeningError wrong-use for a workbook, or a file whose phone columns are not certain
 */
export async function knownRows(list: KnownList): Promise<KnownRows> {
  const { source, dialect, signal, screeners, out } = list;
  const { path } = source;
  const given = await listBytes(source, dialect, signal);
  if (given.form === 'workbook') throw noWorkbook(path);
  const sink = sinkOf(given.form, out);
  const { bytes, whole } = await firstBytes(given, signal);
  const head = readListHead(path, bytes, whole, dialectIn(dialect, given));
  const evidence = new ColumnEvidence(head);
  evidence.show(bytes, head.dataStart, bytes.length, whole);
  const chosen = chooseColumns(path, head, evidence, list.columns, list.ignoredColumns);
  const declared = [...chosen.phones, ...chosen.ignored];
  const others = columnsOf(head).filter(
    ({ index }) => !declared.some((one) => one.index === index),
  );
  const current = new CurrentRecord();
  const slots = chosen.phones.map(({ index }) => index);
  const tally = new Tally(slots.length);
  const cells = new PhoneCells(current, slots, screeners[0], tally, head.encoding);
  const kept = new KeptBytes(sink);
  const counts = { read: 0, told: 0, unread: 0 };
  let within: Buffer = Buffer.alloc(0);
  const onRecord = (): void => {
    if (counts.read++ === 0) kept.keepUpTo(current.recordStart);
    const isWhole = current.fieldCount === head.width;
    if (isWhole) cells.screen(within);
    const found = isWhole ? cells.found : [];
    if (found.some((number) => isTold(number, screeners))) {
      kept.keep(current.recordStart, current.recordEnd);
      counts.told++;
    } else if (!isWhole || found.some(({ item }) => isUnread(item))) counts.unread++;
  };
  const looked = others.map(({ index }) => index);
  const reading = { head, phones: slots, others: looked, kept: slots, evidence };
  await inFile(path, 0, () =>
    overRows(
      { ...reading, source: given, first: bytes, whole, signal, lookUp: undefined },
      {
        turn: (buffer, start) => {
          within = buffer;
          kept.begin(buffer, start);
        },
        rows: (rows) => {
          cells.lookUp(rows);
          current.begin(rows);
          while (current.next()) onRecord();
        },
        flush: (used) => {
          if (counts.read === 0) kept.keepUpTo(used);
          kept.flush();
        },
      },
    ),
  );
  await sink.end();
  refuseUndeclared(head, evidence, declared, chosen.detected);
  return { ...counts, columns: chosen.phones.map(({ name }) => name) };
}

/** Whether any of the callers may not call a number; one that is damaged, in any of its readings. */
function isTold(
  { decision, e164, numberClass, flags, item }: FoundNumber,
  [, ...others]: KnownList['screeners'],
): boolean {
  if ((decision.reasons & TOLD_REASONS) !== 0) return true;
  return others.some((screener) => {
    const { reasons } =
      item === undefined ? screener.number(e164, numberClass, flags) : screener.item(item).decision;
    return (reasons & TOLD_REASONS) !== 0;
  });
}

function isUnread(item: FoundNumber['item']): boolean {
  return item !== undefined && (item.kind === 'invalid' || item.kind === 'ambiguous');
}

function noWorkbook(path: string): Error {
  return wrongUse({
    summary: `${path} is a workbook, and its rows cannot be handed back byte for byte`,
    fix: 'ask the agent for CSV',
    where: path,
  });
}
