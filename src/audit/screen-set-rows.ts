import { setImmediate } from 'node:timers/promises';
import { AscendingMerge } from '../core/ascending-merge.js';
import { NUMBER_KEY_BYTES, type NumberKey } from '../core/number-key.js';
import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';
import { DigitsReader, FOREIGN_NUMBER, UK_NUMBER } from '../core/read-digits.js';
import type { KeysInOrder } from '../files/keys-in-order.js';
import { decidingPlace } from '../policy/reasons.js';
import type { HeldRegister } from '../scrub/held-registers.js';
import type { Screener } from '../scrub/screener.js';
import type { OwnLists } from '../store/own-lists.js';

/** Bytes of a row that waits to be put in order: the key, and the place of its reason. */
export const ROW_BYTES = NUMBER_KEY_BYTES + 1;

const PIECE = 4096;
/** After so many numbers a signal has its turn. */
const A_TURN = 1 << 15;

/** What numbers are asked about, and by what. */
export interface ScreenedNumbers {
  /** Those whose numbers are looked at one by one. */
  readonly registers: readonly HeldRegister[];
  readonly own: OwnLists;
  readonly screener: Screener;
  /** The bits of the reasons that are told. */
  readonly told: number;
  readonly key: NumberKey;
  readonly signal: AbortSignal;
}

/**
 * Screens every number of registers and own lists, and keeps what stands for those that may not be called.
 *
 * @returns rows by the place of their reason (policy/reasons.ts)
 */
export async function screenSetRows(
  { registers, own, screener, told, key, signal }: ScreenedNumbers,
  rows: KeysInOrder,
): Promise<ReadonlyMap<number, number>> {
  const numbers = new AscendingMerge([ownPieces(own), ...registers.map(registerPieces)]);
  const reader = new DigitsReader();
  const row = Buffer.alloc(ROW_BYTES);
  const counts = new Map<number, number>();
  let asked = 0;
  for (let e164 = numbers.next(); e164 !== 0; e164 = numbers.next()) {
    if (++asked % A_TURN === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const digits = String(e164);
    const reasons = reasonsOf(screener, reader, e164, digits.length) & told;
    if (reasons === 0) continue;
    const place = decidingPlace(reasons);
    key.into(`+${digits}`, row, 0);
    row[NUMBER_KEY_BYTES] = place;
    rows.add(row);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/** As a cell with the number in full would be screened; held back in every reading where it is none. */
function reasonsOf(screener: Screener, reader: DigitsReader, e164: number, digits: number): number {
  const found = reader.read(e164, digits, true);
  if (found === UK_NUMBER) return screener.number(e164, reader.numberClass).reasons;
  return found === FOREIGN_NUMBER
    ? screener.item({ kind: 'foreign', e164, flags: 0 }).decision.reasons
    : screener.item({ kind: 'ambiguous', readings: [e164] }).decision.reasons;
}

function* registerPieces({ editions, edition }: HeldRegister): Generator<Float64Array> {
  for (const { block, bytes, count } of editions.blocks(edition.id)) {
    const piece = Float64Array.from(unpackBlock(bytes, count));
    const first = block * BLOCK_SIZE;
    for (let at = 0; at < piece.length; at++) piece[at] = (piece[at] as number) + first;
    yield piece;
  }
}

function* ownPieces(own: OwnLists): Generator<Float64Array> {
  let piece: number[] = [];
  for (const number of own.numbers()) {
    piece.push(number);
    if (piece.length < PIECE) continue;
    yield Float64Array.from(piece);
    piece = [];
  }
  yield Float64Array.from(piece);
}
