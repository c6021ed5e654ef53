import { readDamage } from './cell-damage.js';
import { cellSegments } from './cell-groups.js';
import { flagsOf, type Flag } from './flags.js';
import { foldText } from './fold-text.js';
import { useOfClass, isShortCode, type Use } from './numbering-plan.js';
import { SegmentReader, type ReadItem } from './read-segments.js';

/**
 * Version of what a cell is read as. It changes whenever the outcome of any cell can change; a
 * run records it, so that a replay can say why two readings differ.
 */
export const READER_VERSION = 1;

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
  return readDamage(folded, readSegments) ?? readSegments(folded);
}

function readSegments(folded: string): readonly ReadItem[] {
  const segments = cellSegments(folded);
  const items = new SegmentReader().read(segments);
  if (items.some((item) => item.kind !== 'invalid')) return items;
  const only = segments.length === 1 ? segments[0] : undefined;
  const digits = only?.groups.map((group) => group.digits).join('') ?? '';
  if (isShortCode(digits) && only?.groups[0]?.plus === false)
    return [{ kind: 'short-code', digits }];
  return [INVALID];
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
