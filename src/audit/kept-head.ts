import { wrongUse } from '../core/errors.js';
import { readWhole } from '../files/whole-text.js';

/** A certificate with its page of figures is far smaller. */
const MOST_BYTES = 1 << 24;

/**
 * The ledger head that a person kept: given itself, or in a file. In JSON it is `ledger_head`; in any
 * other text the 64 hex digits that follow the words `ledger head`, or else the only ones there are.
 *
 * @returns 64 lower-case hex digits
 * @throws ScreeningError wrong-use when there is none, or more than one
 */
export function readHead(asked: string): string {
  if (/^[0-9a-f]{64}$/i.test(asked)) return asked.toLowerCase();
  const text = readWhole(asked, MOST_BYTES);
  const heads = headsIn(text);
  const [head] = heads;
  if (head !== undefined && heads.length === 1) return head;
  throw wrongUse({
    summary:
      head === undefined
        ? `--head: ${asked} holds no ledger head`
        : `--head: ${asked} holds ${String(heads.length)} hashes, and which is the ledger head is not said`,
    why: 'a head is 64 hex digits; in JSON it stands in ledger_head',
    fix: 'give the head itself: --head HASH',
    where: '--head',
  });
}

function headsIn(text: string): string[] {
  const named = [...text.matchAll(NAMED)].map(([, head = '']) => head.toLowerCase());
  const found =
    named.length > 0 ? named : [...text.matchAll(ANY)].map(([head]) => head.toLowerCase());
  return [...new Set(found)];
}

/** Tags, quotes and signs may stand between the words and the hash. */
const NAMED = /ledger[ _-]?head(?:[^0-9a-z]|<[^>]*>)*([0-9a-f]{64})(?![0-9a-f])/gi;
const ANY = /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])/gi;
