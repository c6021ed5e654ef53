import type { Instant } from './day.js';
import { DER, derValue, derValues, objectIdOf, octetsOf, take, takeOptional } from './der.js';

/** SHA-256 and no parameters, as AlgorithmIdentifier (RFC 5754 section 2). */
const SHA256_ID = '300d06096086480165030402010500';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TIME_STAMP = '1.2.840.113549.1.9.16.1.4';

/** How many random bytes a request has: an answer to another request has others. */
export const NONCE_BYTES = 8;

/**
 * A time-stamp request (RFC 3161 section 2.4.1) in DER, 69 bytes:
 *
 * ```text
 * 30 43                     SEQUENCE
 *   02 01 01                  version 1
 *   30 31                     messageImprint
 *     30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00   SHA-256
 *     04 20 IMPRINT             32 bytes
 *   02 08 NONCE               8 bytes, the first from 40 to 7f
 *   01 01 ff                  certReq: the answer is to bring its certificate
 * ```
 *
 * @param imprint SHA-256 in hex of what is to be stamped: of a ledger line, its hash
 * @param nonce random; two bits of its first byte are set here, so that it is an INTEGER of 8 bytes
 */
export function timeStampRequest(imprint: string, nonce: Buffer): Buffer {
  const number = Buffer.from(nonce.subarray(0, NONCE_BYTES));
  number.writeUInt8((number.readUInt8(0) & 0x3f) | 0x40, 0);
  const asked = `3031${SHA256_ID}0420${imprint}`;
  return Buffer.from(`3043020101${asked}0208${number.toString('hex')}0101ff`, 'hex');
}

/** What a request asks to be stamped, and by which nonce; hex. */
export interface AskedStamp {
  readonly imprint: string;
  readonly nonce: string;
}

/** Reads a request of {@link timeStampRequest}. @throws RangeError when it is none */
export function askedStamp(request: Buffer): AskedStamp {
  const [imprint, nonce] = [request.toString('hex', 24, 56), request.subarray(58, 66)];
  if (!timeStampRequest(imprint, nonce).equals(request)) throw new RangeError('no request of ours');
  return { imprint, nonce: nonce.toString('hex') };
}

/** What an authority answered (RFC 3161 section 2.4.2). */
export type TimeStampAnswer =
  | { readonly granted: false; readonly status: number; readonly words: string }
  | ({ readonly granted: true } & TimeStamp);

/** What a time-stamp says. Who signed it is not looked at: `openssl ts -verify` does that. */
export interface TimeStamp extends AskedStamp {
  /** The authority's time, to the millisecond; what is finer is cut. */
  readonly stamped: Instant;
  /** The authority's number for it, hex. */
  readonly serial: string;
  /** The authority's policy, an object identifier. */
  readonly policy: string;
}

/** Granted, and granted with changes, which imprint and nonce would show. */
const GRANTED = [0, 1];
/** So many characters of an authority's reason are told. */
const MOST_WORDS = 300;

/**
 * Reads a time-stamp response.
 *
 * @throws RangeError when it is none, or one over another hash than SHA-256
 */
export function timeStampAnswer(bytes: Buffer): TimeStampAnswer {
  const response = rowOf(derValue(bytes));
  const info = rowOf(take(response, DER.sequence));
  const said = take(info, DER.integer).content;
  const [status] = said;
  require(status !== undefined && said.length === 1, 'its status is none');
  if (!GRANTED.includes(status)) {
    const words = takeOptional(info, DER.sequence);
    const texts = words === undefined ? [] : derValues(words).map(({ content }) => String(content));
    return { granted: false, status, words: texts.join(' ').slice(0, MOST_WORDS) };
  }
  const content = rowOf(take(response, DER.sequence));
  require(objectIdOf(take(content, DER.object)) === SIGNED_DATA, 'no signed data');
  const signed = rowOf(rowOf(take(content, DER.context0))[0]);
  take(signed, DER.integer);
  signed.shift();
  const encapsulated = rowOf(take(signed, DER.sequence));
  require(objectIdOf(take(encapsulated, DER.object)) === TIME_STAMP, 'no time-stamp');
  const [octets] = derValues(take(encapsulated, DER.context0));
  require(octets !== undefined, 'no content');
  return { granted: true, ...stampOf(octetsOf(octets)) };
}

/** TSTInfo: version, policy, messageImprint, serialNumber, genTime, then optional parts in order. */
function stampOf(bytes: Buffer): TimeStamp {
  const info = rowOf(derValue(bytes));
  take(info, DER.integer);
  const policy = objectIdOf(take(info, DER.object));
  const imprint = rowOf(take(info, DER.sequence));
  const algorithm = rowOf(take(imprint, DER.sequence));
  require(objectIdOf(take(algorithm, DER.object)) === SHA256, 'another hash than SHA-256');
  const serial = take(info, DER.integer).content.toString('hex');
  const stamped = instantOfTime(String(take(info, DER.time).content));
  takeOptional(info, DER.sequence);
  takeOptional(info, DER.boolean);
  return {
    policy,
    serial,
    stamped,
    imprint: octetsOf(take(imprint, DER.octets)).toString('hex'),
    nonce: takeOptional(info, DER.integer)?.content.toString('hex') ?? '',
  };
}

function rowOf(value: Parameters<typeof derValues>[0] | undefined) {
  require(value !== undefined && (value.tag & 0x20) !== 0, 'a row of values is missing');
  return derValues(value);
}

/** GeneralizedTime in UTC, with seconds and perhaps a part of one (RFC 3161 section 2.4.2). */
function instantOfTime(text: string): Instant {
  const form = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?Z$/.exec(text);
  require(form !== null, 'a time is not in UTC');
  const [, year, month, day, hour, minute, second, part = ''] = form;
  const milliseconds = part.slice(0, 3).padEnd(3, '0');
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  const parsed = new Date(instant);
  // A Date takes 30 February for 2 March.
  require(!Number.isNaN(parsed.getTime()) && parsed.toISOString() === instant, 'a time is none');
  return instant as Instant;
}

function require(holds: boolean, what: string): asserts holds {
  if (!holds) throw new RangeError(what);
}
