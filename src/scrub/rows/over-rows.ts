import { scanSource } from '../../files/scan-source.js';
import { RecordRows } from './record-rows.js';
import type { RowList, RowsRead, RowTaker } from './row-list.js';
import { RowScanner } from './row-scanner.js';
import { shapeOf } from './row-shape.js';
import { canScanAhead, scanAhead } from './scan-ahead.js';

/**
 * Reads a list from its first record to its end.
 *
 * @throws StructuralFault, or what the source and the taker throw
 */
export async function overRows(list: RowList, taker: RowTaker): Promise<RowsRead> {
  const { source, first, whole, head, signal } = list;
  // A thread costs some 20 ms: too much for a list that is read in one go.
  if (!whole && canScanAhead()) return scanAhead(list, taker);
  const scanner = new RowScanner(list, list.evidence);
  const rows = new RecordRows(shapeOf(list));
  let isFirst = true;
  const signs = await scanSource(source, first, whole, head.dataStart, signal, {
    begin: (buffer) => {
      taker.turn(buffer, 0);
    },
    scan: (buffer, start, end, ended) => {
      if (!isFirst) taker.turn(buffer, start);
      isFirst = false;
      rows.clear();
      const used = scanner.scan(buffer, start, end, ended, rows);
      taker.rows(rows);
      taker.flush(used);
      return used;
    },
    records: () => scanner.records,
  });
  return { signs, blankLines: scanner.blankLines };
}
