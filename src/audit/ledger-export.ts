import { LedgerPayloads, type LineContent } from '../store/ledger-payloads.js';
import { ledgerRows, linesOf, newestSequence } from '../store/ledger-lines.js';
import { wrongUse } from '../core/errors.js';
import { openHeld } from '../store/no-database.js';
import { jsonLine } from '../ui/voice.js';

/** What of the ledger is asked for. */
export interface ExportRequest {
  readonly database: string;
  /** The sequence of the first line, from 1. */
  readonly from: number;
  /** What the lines were hashed from, in place of the lines. */
  readonly payloads: boolean;
  readonly signal: AbortSignal;
}

/**
 * The ledger as text, to the line that is the newest at the beginning: each line as its hash is taken
 * over it (store/ledger-text.ts), or with `payloads` a JSON object a line: `sequence`, `salt` (hex)
 * and `payload`, whose SHA-256, of the salt's 32 bytes and the payload's UTF-8, stands in the line of
 * that sequence. Of what was erased both are null and `erased` is true; of
 * what is missing without that, the payload alone is null.
 *
 * @returns pieces of text, to be written one after the other
 * @throws ScreeningError wrong-use when `from` lies beyond the newest line; not-safe when it is damaged
 */
export function* exportLedger(request: ExportRequest): Generator<string> {
  const { database, from, signal } = request;
  const store = openHeld(database);
  try {
    const newest = newestSequence(store);
    if (from > Math.max(newest, 1)) {
      throw wrongUse({
        summary: `the ledger has no line ${String(from)}`,
        why: newest === 0 ? 'nothing is recorded yet' : `its newest is ${String(newest)}`,
        fix: 'give --from a lower number, or leave it out',
        where: '--from',
      });
    }
    const payloads = request.payloads ? new LedgerPayloads(store) : undefined;
    for (const row of ledgerRows(store, from, newest)) {
      signal.throwIfAborted();
      let text = '';
      for (const line of payloads?.of(row) ?? linesOf(store, row)) {
        if (line.sequence >= from) text += 'text' in line ? line.text : contentText(line);
      }
      yield text;
    }
  } finally {
    store.close();
  }
}

function contentText({ sequence, salt, payload }: LineContent): string {
  const content =
    salt === undefined
      ? { sequence, salt: null, payload: null, erased: true }
      : { sequence, salt: salt.toString('hex'), payload: payload ?? null };
  return jsonLine(content);
}
