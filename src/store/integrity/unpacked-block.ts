import { unpackBlock } from '../../core/packed-block.js';
import { counting } from './finding.js';

/**
 * The offsets of a packed block, in a row that may be damaged: whatever count it claims, no more memory
 * is taken than its bytes can fill.
 *
 * @throws RangeError when the block does not hold so many
 */
export function unpackedBlock(bytes: Uint8Array, count: number): Uint32Array {
  if (count < 0 || count > bytes.length) {
    const [of, claimed] = [counting(bytes.length, 'byte'), counting(count, 'number')];
    throw new RangeError(`${of} cannot hold ${claimed}`);
  }
  return unpackBlock(bytes, count);
}
