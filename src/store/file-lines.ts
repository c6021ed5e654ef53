import { readSync } from 'node:fs';

const CHUNK = 1 << 20;

/** A line of a file: its bytes with their LF, which only the last may lack. */
export type FileLine = Buffer;

/** The lines of an open file, one at a time. */
export function* linesOfFile(handle: number): Generator<FileLine> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let rest: Buffer[] = [];
  for (let at = 0; ;) {
    const came = readSync(handle, chunk, 0, CHUNK, at);
    if (came === 0) break;
    at += came;
    let from = 0;
    for (let lf = chunk.indexOf(10); lf >= 0 && lf < came; lf = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, lf + 1));
      yield Buffer.concat(rest);
      rest = [];
      from = lf + 1;
    }
    rest.push(Buffer.from(chunk.subarray(from, came)));
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield last;
}

/** The last line of an open file, empty of an empty one; lines may be of any length. */
export function lastLineOf(handle: number, size: number): FileLine {
  for (let wanted = 4096; ; wanted *= 4) {
    const start = Math.max(0, size - wanted);
    const bytes = Buffer.alloc(size - start);
    const came = readSync(handle, bytes, 0, bytes.length, start);
    const end = bytes.subarray(0, came);
    const before = end.length < 2 ? -1 : end.lastIndexOf(10, end.length - 2);
    if (before >= 0 || start === 0) return end.subarray(before + 1);
  }
}
