import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Instant } from '../core/day.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { NONCE_BYTES, timeStampAnswer, timeStampRequest } from '../core/time-stamp.js';
import type { TimeStamp } from '../core/time-stamp.js';
import { anchors, keepRequest, recordAnswer, type Anchor } from '../store/anchors.js';
import { inTransaction, openForWriting, type Store } from '../store/database.js';
import { findHead, lineAt, newestSequence } from '../store/ledger-lines.js';
import { ledgerHead } from '../store/ledger.js';
import { readSmall, writeNew } from './anchor-files.js';

/** What was asked of an authority. */
export interface AskedAnchor {
  readonly id: number;
  readonly sequence: number;
  /** The hash that is to be stamped: the head. */
  readonly head: string;
}

/**
 * Writes a time-stamp request for the head, which a person takes to an authority: nothing is sent. It
 * is kept in the database too, where its answer is known by its nonce.
 *
 * @throws ScreeningError wrong-use when nothing is recorded yet, or the file cannot be written
 */
export function requestAnchor(database: string, file: string): AskedAnchor {
  const store = openForWriting(database);
  const request = { isWritten: false };
  try {
    return inTransaction(store, () => {
      const sequence = newestSequence(store);
      if (sequence === 0) {
        throw wrongUse({
          summary: 'there is nothing to anchor: the ledger has no line yet',
          fix: 'import a register or record an objection first',
          where: database,
        });
      }
      const head = ledgerHead(store);
      const asked = timeStampRequest(head, randomBytes(NONCE_BYTES));
      const id = keepRequest(store, sequence, asked);
      writeNew(file, asked);
      request.isWritten = true;
      return { id, sequence, head };
    });
  } catch (error) {
    // The answer to a request that is not kept would be of no use.
    if (request.isWritten) rmSync(file, { force: true });
    throw error;
  } finally {
    store.close();
  }
}

/** An answer that a person brought, and who brought it. */
export interface BroughtAnswer {
  readonly database: string;
  readonly file: string;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** What an answer anchors. */
export interface AnsweredAnchor extends AskedAnchor {
  readonly stamp: TimeStamp;
  /** When the line was recorded, by the clock of this machine. */
  readonly recorded: string;
  /** It was brought before: nothing was written. */
  readonly alreadyHeld: boolean;
  readonly ledgerHead: string;
}

/**
 * Keeps an authority's answer, if it answers a request of this ledger: granted, the same hash, the same
 * nonce, and the line still has that hash. Who signed it is not looked at, since whom to trust is for
 * the person to say: `openssl ts -verify`.
 *
 * @throws ScreeningError wrong-use when the file holds no time-stamp, or a refusal; evidence-disagrees
 *   when it answers something else
 */
export async function answerAnchor(brought: BroughtAnswer): Promise<AnsweredAnchor> {
  const { database, file, clock } = brought;
  const response = await readSmall(file);
  const stamp = grantedIn(response, file);
  const store = openForWriting(database);
  try {
    return inTransaction(store, () => {
      const anchor = answeredBy(store, stamp, file);
      const { id, sequence, head, answer } = anchor;
      const recorded = lineAt(store, sequence)?.instant ?? '';
      const asked = { id, sequence, head, stamp, recorded };
      if (answer?.response.equals(response) === true) {
        return { ...asked, alreadyHeld: true, ledgerHead: ledgerHead(store) };
      }
      if (answer !== undefined) {
        throw wrongUse({
          summary: `anchor-${String(id)} has another answer already`,
          fix: 'make a new request with ledger anchor --request FILE',
          where: file,
        });
      }
      const draft = { ...brought, anchor, response, stamp };
      return { ...asked, alreadyHeld: false, ledgerHead: recordAnswer(store, draft, clock()) };
    });
  } finally {
    store.close();
  }
}

function answeredBy(store: Store, stamp: TimeStamp, file: string): Anchor {
  const ofHead = anchors(store).filter(({ head }) => head === stamp.imprint);
  const found = ofHead.find(({ nonce }) => nonce === stamp.nonce);
  if (found?.fault === '') return found;
  throw new ScreeningError('evidence-disagrees', {
    summary: `${file} does not answer a request for this ledger`,
    why: found?.fault ?? otherWords(store, stamp.imprint, ofHead.length > 0),
    fix: 'bring the answer to a request of ledger anchor --request, to the database that made it',
    where: file,
  });
}

function otherWords(store: Store, imprint: string, wasAsked: boolean): string {
  if (wasAsked) return 'it stamps a head that was asked for, but by another nonce';
  const sequence = findHead(store, imprint);
  if (sequence === undefined)
    return `no line of the ledger has the hash that it stamps, ${imprint}`;
  return `it stamps line ${String(sequence)}, for which no request was made here`;
}

function grantedIn(response: Buffer, file: string): TimeStamp {
  try {
    const answer = timeStampAnswer(response);
    if (answer.granted) return answer;
    throw wrongUse({
      summary: `the authority refused: status ${String(answer.status)} ${answer.words}`.trim(),
      fix: 'ask it why, or another one, with a new request',
      where: file,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw wrongUse({
      summary: `${file} is no time-stamp response over SHA-256 (RFC 3161)`,
      why: error.message,
      fix: "bring the authority's answer as it came: DER, often named .tsr",
      where: file,
    });
  }
}
