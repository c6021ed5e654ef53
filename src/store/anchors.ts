import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Instant } from '../core/day.js';
import { askedStamp, timeStampAnswer, type TimeStamp } from '../core/time-stamp.js';
import type { Store } from './database.js';
import { lineAt, newestSequence } from './ledger-lines.js';
import { appendToLedger, nextInstant } from './ledger.js';

/** What anchors a line outside the machine: a request for a time-stamp, and perhaps its answer. */
export interface Anchor {
  readonly id: number;
  /** The line whose hash is stamped. */
  readonly sequence: number;
  /** That hash; empty when the request is damaged. */
  readonly head: string;
  /** The random number by which its answer is known, hex; empty when the request is damaged. */
  readonly nonce: string;
  readonly request: Buffer;
  /** Undefined until it was brought back. */
  readonly answer: AnchorAnswer | undefined;
  /** Why it proves nothing; empty when request, answer and ledger agree. */
  readonly fault: string;
}

/** An authority's answer, as it is kept. */
export interface AnchorAnswer {
  /** Its own line in the ledger. */
  readonly line: number;
  readonly response: Buffer;
  /** Undefined when it cannot be read. */
  readonly stamp: TimeStamp | undefined;
}

/** The id of an anchor in commands, JSON and the ledger. */
export function anchorName(id: number): string {
  return `anchor-${String(id)}`;
}

/** Keeps a request, so that its answer is known again; call it inside a transaction. Its id. */
export function keepRequest(store: Store, sequence: number, request: Buffer): number {
  const insert = store.prepare(
    'INSERT INTO anchor_request (sequence, request, crc) VALUES (?, ?, ?)',
  );
  return Number(insert.run(sequence, request, requestCrc(sequence, request)).lastInsertRowid);
}

function requestCrc(sequence: number, request: Buffer): number {
  return crc32(request, crc32(`${String(sequence)}\n`));
}

/** What of an answer is recorded. */
export interface AnswerDraft {
  readonly anchor: Anchor;
  readonly response: Buffer;
  readonly stamp: TimeStamp;
  readonly operator: string;
  readonly account: string;
}

/** Records an answer, with a line of its own; call it inside a transaction. The new head. */
export function recordAnswer(store: Store, draft: AnswerDraft, now: Instant): string {
  const { anchor, response, stamp, operator, account } = draft;
  const { id, sequence, head, request } = anchor;
  const instant = nextInstant(store, now);
  const ledgerHead = appendToLedger(store, {
    kind: 'anchor',
    id: anchorName(id),
    instant,
    payload: {
      sequence,
      head,
      request_sha256: sha256(request),
      response_sha256: sha256(response),
      ...stamp,
      operator,
      account,
    },
  });
  store
    .prepare(
      `INSERT INTO anchor (request, line, response)
       VALUES (?, ?, ?)`,
    )
    .run(id, newestSequence(store), response);
  return ledgerHead;
}

interface Row {
  readonly id: number;
  readonly sequence: number;
  readonly request: Buffer;
  readonly crc: number;
  readonly line: number | null;
  readonly response: Buffer | null;
}

/** Every anchor in the order in which they were asked for, each held against the ledger. */
export function anchors(store: Store): Anchor[] {
  const find = store.prepare(
    `SELECT id, sequence, anchor_request.request, crc, line, response FROM anchor_request
     LEFT JOIN anchor ON anchor.request = id ORDER BY id`,
  );
  return (find.all() as Row[]).map((row) => {
    const { id, sequence, request, line, response } = row;
    const asked = orUndefined(() => askedStamp(request));
    const answer =
      line === null || response === null
        ? undefined
        : { line, response, stamp: orUndefined(() => grantedStamp(response)) };
    const { imprint = '', nonce = '' } = asked ?? {};
    const anchor = { id, sequence, head: imprint, nonce, request, answer, fault: '' };
    return { ...anchor, fault: faultOf(store, anchor, row.crc) };
  });
}

/** @throws RangeError when it is no time-stamp */
function grantedStamp(response: Buffer): TimeStamp {
  const answer = timeStampAnswer(response);
  if (!answer.granted) throw new RangeError('it was not granted');
  return answer;
}

function faultOf(store: Store, anchor: Anchor, crc: number): string {
  const { id, sequence, head, nonce, request, answer } = anchor;
  if (requestCrc(sequence, request) !== crc || head === '') return 'its request is damaged';
  if (lineAt(store, sequence)?.hash !== head) {
    return `line ${String(sequence)} of the ledger has another hash than the one to be stamped`;
  }
  if (answer === undefined) return '';
  const { line, response, stamp } = answer;
  if (stamp?.imprint !== head || stamp.nonce !== nonce) return 'its answer is damaged';
  const find = store.prepare(
    `SELECT kind, id, payload FROM ledger JOIN ledger_payload USING (sequence) WHERE sequence = ?`,
  );
  const said = find.get(line) as { kind: string; id: string; payload: string } | undefined;
  if (said?.kind !== 'anchor' || said.id !== anchorName(id)) return 'it has no line in the ledger';
  const { request_sha256, response_sha256 } = saidBy(said.payload);
  return request_sha256 === sha256(request) && response_sha256 === sha256(response)
    ? ''
    : 'its line in the ledger says something else';
}

function saidBy(payload: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(payload) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
