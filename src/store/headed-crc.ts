import { crc32 } from 'node:zlib';

/**
 * CRC-32 over a line of words, parted by blanks and ended by LF, and then bytes: the line says whose
 * the bytes are, so that whole bytes in another's place are damage too.
 */
export function headedCrc(words: readonly (string | number)[], bytes: Uint8Array): number {
  const head = crc32(`${words.join(' ')}\n`);
  // Of an empty buffer that has no address zlib forgets the sum so far.
  return bytes.length === 0 ? head : crc32(bytes, head);
}
