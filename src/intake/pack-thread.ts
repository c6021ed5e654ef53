import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { CompiledNumberLines } from '../core/compiled-number-lines.js';
import { CompiledPacking } from '../core/compiled-packing.js';
import { NumberLines } from '../core/numbers-digest.js';
import { NumbersPacker } from '../core/numbers-packer.js';
import type { HashedPieces, ToPack, WrittenLines } from './packs-in-thread.js';

/** The thread that packs the blocks of a register while the lines after them are read (packs-in-thread.ts). */
const packer = new NumbersPacker(CompiledPacking.load());
let lines: NumberLines | undefined;
/** Numbers that came, repeats among them. */
let came = 0;
let isDone = false;

const hash = createHash('sha256');
let hashedBytes = 0;

parentPort?.on('message', (told: ToPack) => {
  if (told === 'hashed') {
    const hashed: HashedPieces = { sha256: hash.digest('hex'), bytes: hashedBytes };
    parentPort?.postMessage(hashed);
  } else if ('piece' in told) {
    hash.update(new Uint8Array(told.piece, 0, told.length));
    hashedBytes += told.length;
    parentPort?.postMessage(told.piece, [told.piece]);
  } else if ('block' in told) {
    came += told.length;
    packer.add(told);
  } else write(told.room);
});

/** Answers with the lines that follow; when there are none, with the blocks, and later with nothing. */
function write(room: ArrayBuffer): void {
  if (isDone) {
    const nothing: WrittenLines = { room, length: 0, packed: undefined };
    parentPort?.postMessage(nothing, [room]);
    return;
  }
  lines ??= new NumberLines(packer.blocks(), CompiledNumberLines.load());
  const length = lines.fill(Buffer.from(room));
  isDone = length === 0;
  const all = isDone ? packer.blocks() : [];
  const blocks = all.map(({ block, count, bytes }) => ({ block, count, bytes }));
  const answer: WrittenLines = { room, length, packed: isDone ? { blocks, came } : undefined };
  parentPort?.postMessage(answer, [
    room,
    ...blocks.map(({ bytes }) => bytes.buffer as ArrayBuffer),
  ]);
}
