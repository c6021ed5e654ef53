import { hash as hashOnce } from 'node:crypto';
import { ScreeningError } from '../core/errors.js';
import { hashAt } from './branches.js';
import type { Store } from './database.js';
import { ledgerRows, linesOf, newestSequence, type LedgerLine } from './ledger-lines.js';
import { LedgerPayloads, type LineContent } from './ledger-payloads.js';

/**
 * Walks the ledger's newest lines, until the first that is not what was recorded: for a database that
 * is about to be relied on. What else may be wrong, and where, `verify` tells.
 *
 * @param after the line whose successors are walked; 0 for all
 * @returns what is wrong, in words; empty when nothing is
 */
export function ledgerFault(store: Store, after: number): string {
  try {
    return faultAfter(store, after);
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return error.explanation.why ?? error.explanation.summary;
  }
}

function faultAfter(store: Store, after: number): string {
  const payloads = new LedgerPayloads(store, after);
  let next = after + 1;
  let before = hashAt(store, after) ?? '';
  for (const row of ledgerRows(store, next, newestSequence(store))) {
    if (row.sequence < next) continue;
    const number = String(row.sequence);
    if (row.sequence !== next) return `line ${String(next)} of the ledger is missing`;
    if (row.previous !== before) return `line ${number} does not continue from the line before`;
    const said = payloads.of(row);
    let place = 0;
    for (const line of linesOf(store, row)) {
      if (!says(line, said[place++])) {
        return `what line ${String(line.sequence)} says is not what was recorded`;
      }
      before = line.hash;
    }
    if (before !== row.hash) return `the hash of line ${number} is not that of its text`;
    next = row.sequence + row.lines;
  }
  return '';
}

/** Whether a line's hash is that of its content; what was erased cannot be asked. */
function says({ payload_sha256: expected }: LedgerLine, content: LineContent | undefined): boolean {
  const { salt, payload } = content ?? {};
  if (salt === undefined) return true;
  return hashOnce('sha256', Buffer.concat([salt, Buffer.from(payload ?? '')]), 'hex') === expected;
}
