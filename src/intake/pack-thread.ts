import { parentPort } from 'node:worker_threads';
import { NumberLines } from '../core/numbers-digest.js';
import { NumbersPacker, type PackedBlock } from '../core/numbers-packer.js';
import type { ToPack, WrittenLines } from './packs-in-thread.js';

/** The thread that packs the blocks of a register while the lines after them are read (packs-in-thread.ts). */
const packer = new NumbersPacker();
let lines: NumberLines | undefined;

parentPort?.on('message', (told: ToPack) => {
  if ('block' in told) {
    packer.add(told);
    return;
  }
  const { room } = told;
  lines ??= new NumberLines(packer.blocks());
  const length = lines.fill(Buffer.from(room));
  const answer: WrittenLines = length > 0 ? { room, length } : { room, length, blocks: packed() };
  parentPort?.postMessage(answer, [room]);
});

function packed(): PackedBlock[] {
  return packer.blocks().map(({ block, count, bytes }) => ({ block, count, bytes }));
}
