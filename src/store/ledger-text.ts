import { hash as hashOnce } from 'node:crypto';

/** What the hash of a line is taken over. */
export interface LineParts {
  readonly sequence: number;
  readonly kind: string;
  readonly id: string;
  readonly instant: string;
  /** SHA-256, in hex, of salt and payload. */
  readonly payload_sha256: string;
  /** Hash of the line before; 64 noughts in the first. */
  readonly previous: string;
}

/**
 * The text of a ledger line, byte for byte: ASCII, one blank between fields, LF at the end.
 *
 * ```text
 * tps-scrub-ledger-1 SEQUENCE KIND ID INSTANT SHA256 PREVIOUS
 * ```
 *
 * - `tps-scrub-ledger-1`: the version of this form;
 * - SEQUENCE: from 1, decimal, without a gap;
 * - KIND: a row of LEDGER_KINDS;
 * - ID: what the line is about, without a blank; of a kind in PACKED_KINDS it ends in `.SEQUENCE`;
 * - INSTANT: `YYYY-MM-DDTHH:MM:SS.mmmZ`; lines of one packed row share theirs, others increase;
 * - SHA256: of 32 random bytes, the salt, followed by the payload: canonical JSON in UTF-8;
 * - PREVIOUS: the hash of the line before, 64 noughts in the first.
 *
 * The hash of a line is the SHA-256 of these bytes, LF included; that of the newest line is the head.
 * Hashes are 64 lower-case hex digits. No number of a person ever stands in a line.
 */
export function ledgerText(line: LineParts): string {
  const { sequence, kind, id, instant, payload_sha256, previous } = line;
  return `tps-scrub-ledger-1 ${String(sequence)} ${kind} ${id} ${instant} ${payload_sha256} ${previous}\n`;
}

/** Random bytes before each payload: without them, who knows the numbers could guess it. */
export const SALT_BYTES = 32;
const LONGEST_PAYLOAD = 1 << 16;

/**
 * Salt and payload side by side, to be hashed in one go: a million of them, so that copying 32 bytes
 * the usual way would take as long as hashing them.
 */
export class SaltedPayload {
  readonly #message = Buffer.from(new ArrayBuffer(SALT_BYTES + LONGEST_PAYLOAD));
  readonly #words = new Int32Array(this.#message.buffer, 0, SALT_BYTES / 4);

  /** SHA-256, in hex, of the salt of a place and a payload. */
  hash(salts: Buffer, place: number, payload: string): string {
    const at = place * SALT_BYTES;
    if (payload.length * 3 > LONGEST_PAYLOAD) {
      const salt = salts.subarray(at, at + SALT_BYTES);
      return hashOnce('sha256', Buffer.concat([salt, Buffer.from(payload)]), 'hex');
    }
    for (let word = 0; word < SALT_BYTES / 4; word++) {
      this.#words[word] = salts.readInt32LE(at + word * 4);
    }
    const end = SALT_BYTES + this.#message.write(payload, SALT_BYTES);
    return hashOnce('sha256', this.#message.subarray(0, end), 'hex');
  }
}
