import { foldName } from './fold-name.js';
import { KeyedHash } from './keyed-hash.js';

/** A secret has so many characters at least: fewer could be tried out, and with it every party. */
export const SHORTEST_PARTY_SECRET = 32;

/** What stands for a party has so many characters at most, folded: what is longer is none. */
export const LONGEST_PARTY = 256;

/** What the HMAC of a party begins with, and what that of the key's id is taken over. */
const PARTY_TEXT = 'tps-scrub-party-1\n';
const KEY_TEXT = 'tps-scrub-party-key-1\n';

const ID_DIGITS = 16;
const MOST_BYTES_A_CHARACTER = 3;

/**
 * What two spellings of one party have in common: compatibility forms, case, invisible characters,
 * blanks at the ends and how many there are inside, which dash and which quotation mark it is, and
 * what spreadsheets put round a key to keep it a text, or behind it to make it a number: quotation
 * marks, `="…"`, an apostrophe in front, `.0` behind digits. The objection of somebody whose key came
 * so must not be missed. Nothing else: `0042` and `42` are two parties, as they may be two customers,
 * and so are `AB-1` and `AB 1`.
 *
 * @returns empty for nobody: nothing is left, or more than {@link LONGEST_PARTY} characters
 */
export function foldParty(text: string): string {
  const folded = PLAIN.test(text) ? text.toLowerCase() : unwrapped(foldName(text));
  return folded.length > LONGEST_PARTY ? '' : folded;
}

/** Nothing but case to fold, as in most cells of a list: five times as fast as foldName. */
const PLAIN = /^[!#-&(-\-/-~]*$/;

const DASHES = /[\u2010-\u2015\u2212]/gu;
const SINGLE_QUOTES = /[\u2018-\u201b]/gu;
const DOUBLE_QUOTES = /[\u201c-\u201f]/gu;

/** Text that a spreadsheet wrapped, what stands in the middle, or digits that it made a number. */
const WRAPPED = /^(?:="(.*)"|"(.*)"|'(.*)'|'(.*)|(\d+)\.0+)$/su;

/** A text that is longer, wrapped as it may be, is no party: taking off marks one by one takes time. */
const LONGEST_WRAPPED = 2 * LONGEST_PARTY;

/** What is left of a folded text when what spreadsheets put round it is off, again and again. */
function unwrapped(text: string): string {
  if (text.length > LONGEST_WRAPPED) return '';
  let inner = text
    .replace(DASHES, '-')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .trim();
  for (let found = WRAPPED.exec(inner); found !== null; found = WRAPPED.exec(inner)) {
    inner = found.slice(1).join('').trim();
  }
  return inner;
}

/**
 * The key by which parties (persons or firms with several lines) are held: a database without it says
 * nothing about who they are. Of a party stands HMAC-SHA-256 (RFC 2104) over `tps-scrub-party-1`, LF
 * and the folded text; an unkeyed hash of a customer's number would be guessed in seconds.
 */
export class PartyKey {
  /** Tells keys apart and nothing else: the first 8 bytes, in hex, of the HMAC of a constant. */
  readonly id: string;
  readonly #hash: KeyedHash;
  readonly #textAt: number;

  /** @param secret {@link SHORTEST_PARTY_SECRET} characters or more */
  constructor(secret: string) {
    if (secret.length < SHORTEST_PARTY_SECRET) throw new RangeError('the secret is too short');
    const room = PARTY_TEXT.length + LONGEST_PARTY * MOST_BYTES_A_CHARACTER;
    this.#hash = new KeyedHash(secret, room);
    this.id = this.#hash.hex(this.#hash.write(KEY_TEXT, 0)).slice(0, ID_DIGITS);
    this.#textAt = this.#hash.write(PARTY_TEXT, 0);
  }

  /**
   * What stands for a party, in hex.
   *
   * @param folded see {@link foldParty}; not empty
   */
  of(folded: string): string {
    if (folded === '' || folded.length > LONGEST_PARTY) throw new RangeError('this is no party');
    return this.#hash.hex(this.#textAt + this.#hash.write(folded, this.#textAt));
  }
}
