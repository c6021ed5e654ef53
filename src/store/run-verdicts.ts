import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { isHeldBack, reasonBit, REASONS, type ReasonName } from '../policy/reasons.js';
import type { Store } from './database.js';
import { headedCrc } from './headed-crc.js';
import { damagedTrace } from './run-trace.js';

/** The names that the bytes of verdicts stand for, in order: kept with each run. */
export const LEGEND: string = REASONS.map(({ name }) => name).join(' ');

/** What was decided about a record. */
export interface RecordVerdict {
  /** From 1. */
  readonly record: number;
  /** The reason that decided. */
  readonly reason: ReasonName;
  /** Low 16 bits of the CRC-32 of its lines of the report; 0 when it has none. */
  readonly lines: number;
}

/**
 * The verdicts of up to 65,536 records, format 1, deflated (RFC 1951) from:
 *
 *   a byte a record     the place of its deciding reason in the run's legend
 *   two bytes for each  record that was held back, in order: low 16 bits of the CRC-32 of its lines
 *                       of the report, in UTF-8 with their line ends, low byte first
 *
 * `crc` is the CRC-32 of the line `tps-scrub-verdicts-1 RUN CHUNK RECORDS` and LF, then these bytes as
 * they are stored. A record's verdict costs a third of a byte when one in ten is held back.
 */
export interface VerdictChunk {
  readonly records: number;
  readonly bytes: Uint8Array;
}

/** Verdicts come in runs of one byte: no other repetition is looked for, in a sixth of the time, to fewer bytes. */
const RUNS = { strategy: constants.Z_RLE };

/**
 * Packs the verdicts of some records.
 *
 * @param places of their reasons in {@link LEGEND}
 * @param checksums of those held back, two bytes each
 */
export function packVerdicts(places: Uint8Array, checksums: Uint8Array): VerdictChunk {
  const bytes = deflateRawSync(Buffer.concat([places, checksums]), RUNS);
  return { records: places.length, bytes };
}

/** Writes the verdicts of a run; call it in the transaction that seals it. */
export function insertVerdicts(store: Store, run: string, chunks: Iterable<VerdictChunk>): void {
  const insert = store.prepare(
    'INSERT INTO run_verdicts (run, chunk, records, crc, verdicts) VALUES (?, ?, ?, ?, ?)',
  );
  let chunk = 0;
  for (const { records, bytes } of chunks) {
    insert.run(run, chunk, records, verdictsCrc(run, chunk, records, bytes), bytes);
    chunk++;
  }
}

function verdictsCrc(run: string, chunk: number, records: number, bytes: Uint8Array): number {
  return headedCrc(['tps-scrub-verdicts-1', run, chunk, records], bytes);
}

interface Header {
  readonly legend: string;
  readonly verdict_chunks: number;
  readonly records: number;
}

function headerOf(store: Store, run: string): Header | undefined {
  return store
    .prepare('SELECT legend, verdict_chunks, records FROM run_traced WHERE run = ?')
    .get(run) as Header | undefined;
}

/** Whether a run keeps what it decided about each record: with a trace, but for the oldest builds. */
export function hasVerdicts(store: Store, run: string): boolean {
  return (headerOf(store, run)?.legend ?? '') !== '';
}

/**
 * What a run decided about each record of its list, in order.
 *
 * @throws ScreeningError not-safe when a part is gone or altered, or {@link hasVerdicts} says no
 */
export function* readVerdicts(store: Store, run: string): Generator<RecordVerdict> {
  const header = headerOf(store, run);
  const damaged = (why: string) => damagedTrace(run, why, store.name);
  if (header === undefined || header.legend === '') throw damaged('it kept no verdicts of records');
  const legend = header.legend.split(' ').map(reasonNamed);
  const find = store.prepare(
    'SELECT records, crc, verdicts FROM run_verdicts WHERE run = ? AND chunk = ?',
  );
  let record = 0;
  for (let chunk = 0; chunk < header.verdict_chunks; chunk++) {
    const row = find.get(run, chunk) as
      { records: number; crc: number; verdicts: Buffer } | undefined;
    if (row === undefined) throw damaged('a part of its verdicts is missing');
    const { records, crc, verdicts } = row;
    if (verdictsCrc(run, chunk, records, verdicts) !== crc) {
      throw damaged('a part of its verdicts does not match its checksum');
    }
    const bytes = inflateRawSync(verdicts, { maxOutputLength: 3 * records });
    let at = records;
    for (const place of bytes.subarray(0, records)) {
      const reason = legend[place];
      if (reason === undefined) throw damaged('its verdicts name a reason that is not known');
      const isHeld = isHeldBack(reasonBit(reason));
      yield { record: ++record, reason, lines: isHeld ? bytes.readUInt16LE(at) : 0 };
      if (isHeld) at += 2;
    }
  }
  if (record !== header.records) throw damaged('its verdicts do not add up');
}

/** Reasons are only ever added, so that a name which is not known is none of ours. */
function reasonNamed(name: string): ReasonName | undefined {
  return REASONS.find((reason) => reason.name === name)?.name;
}
