import { existsSync } from 'node:fs';
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
  refuseDamagedHead(asked);
  const heads = headsInFile(asked);
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

/** So many letters and digits in one word are a hash that was typed or cut, if no file has that name. */
const LEAST_OF_HASH = 32;

function refuseDamagedHead(asked: string): void {
  if (asked.length < LEAST_OF_HASH || !/^[0-9a-z]+$/i.test(asked) || existsSync(asked)) return;
  const foreign = /[^0-9a-f]/i.exec(asked)?.[0];
  const fault =
    foreign === undefined
      ? `it has ${String(asked.length)} characters, and a head is 64 hex digits`
      : `'${foreign}' is no hex digit`;
  throw wrongUse({
    summary: `--head: '${asked}' is no ledger head: ${fault}`,
    fix: 'copy it whole, or give the file in which it stands: --head certificate.html',
    where: '--head',
  });
}

/**
 * The ledger heads that a file may hold, as {@link readHead} looks for them, each once.
 *
 * @throws ScreeningError wrong-use when it cannot be read, or is too large to be a certificate
 */
export function headsInFile(path: string): string[] {
  const text = readWhole(path, MOST_BYTES);
  const named = [...text.matchAll(NAMED)].map(([, head = '']) => head.toLowerCase());
  const found =
    named.length > 0 ? named : [...text.matchAll(ANY)].map(([head]) => head.toLowerCase());
  return [...new Set(found)];
}

/**
 * Tags, quotes and signs may stand between the words and the hash, so many characters at most. What a
 * tag is begins with a letter or a stroke, and no other part takes its bracket: were there two ways to
 * read one, a page of brackets would take for ever.
 */
const NAMED =
  /ledger[ _-]?head(?:<[a-z/][^<>]{0,500}>|<(?![a-z/])|[^0-9a-z<]){0,2000}([0-9a-f]{64})(?![0-9a-f])/gi;
const ANY = /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])/gi;
