import { damagedParts } from './cell-damage.js';
import { cellSegments } from './cell-groups.js';
import { flagsOf, type Flag } from './flags.js';
import { foldText } from './fold-text.js';
import { markLetterO } from './letter-o.js';
import { useOfClass, isShortCode, type Use } from './numbering-plan.js';
import { readingsOf, type ReadItem } from './read-number.js';
import { SegmentReader } from './read-segments.js';

/**
 * Version of what a cell is read as. It changes whenever the outcome of any cell can change; a
 * run records it, so that a replay can say why two readings differ.
 */
export const READER_VERSION = 3;

/** What one place of a cell was read as. Numbers are E.164 digits as integers. */
export type CellItem =
  | { kind: 'number'; e164: number; flags: readonly Flag[]; use: Use }
  | { kind: 'foreign'; e164: number; flags: readonly Flag[] }
  | { kind: 'short-code'; digits: string; flags: readonly Flag[] }
  | { kind: 'invalid' }
  | { kind: 'ambiguous'; readings: readonly number[] };

/** A cell as read: its items in order of place; none when the cell holds no number. */
export interface CellReading {
  readonly items: readonly CellItem[];
}

const INVALID: ReadItem = { kind: 'invalid' };

/**
 * Reads a phone cell as people and spreadsheets write it (cli.md section 3, "Cells"). Bytes go
 * through PlainReader first; this reads whatever that leaves, and all text from a command line.
 */
export function readCellItems(text: string): readonly ReadItem[] {
  const folded = foldText(text);
  if (!/[0-9\uffff]/.test(folded)) return [];
  const marked = markLetterO(folded, 'sure');
  const items = readFolded(marked);
  if (!items.some(({ kind }) => kind === 'invalid' || kind === 'ambiguous')) return items;
  const likely = markLetterO(folded, 'likely');
  if (likely === marked) return items;
  const readings = readFolded(likely);
  return readings.some((item) => readingsOf(item).length > 0) ? readings : items;
}

function readFolded(folded: string): readonly ReadItem[] {
  const reader = new SegmentReader();
  const parts = damagedParts(folded);
  let items: readonly ReadItem[] = [];
  for (const part of parts) {
    items = typeof part === 'string' ? reader.read(cellSegments(part)) : reader.addDamaged(part);
  }
  if (items.some(({ kind }) => kind !== 'invalid')) return items;
  return [parts.length === 1 ? (shortCode(folded) ?? INVALID) : INVALID];
}

function shortCode(folded: string): ReadItem | undefined {
  const segments = cellSegments(folded);
  const only = segments.length === 1 ? segments[0] : undefined;
  const digits = only?.groups.map((group) => group.digits).join('') ?? '';
  if (!isShortCode(digits) || only?.groups[0]?.plus !== false) return undefined;
  return { kind: 'short-code', digits };
}

/** {@link readCellItems} with flags and uses in words. */
export function readCellText(text: string): CellReading {
  return {
    items: readCellItems(text).map((item): CellItem => {
      switch (item.kind) {
        case 'number':
          return {
            kind: 'number',
            e164: item.e164,
            flags: flagsOf(item.flags),
            use: useOfClass(item.numberClass),
          };
        case 'foreign':
          return { kind: 'foreign', e164: item.e164, flags: flagsOf(item.flags) };
        case 'short-code':
          return { kind: 'short-code', digits: item.digits, flags: [] };
        case 'ambiguous':
          return { kind: 'ambiguous', readings: item.readings };
        case 'invalid':
          return { kind: 'invalid' };
      }
    }),
  };
}
