/** Compiles the loops of assembly/ to WebAssembly, beside the program's files: who runs a loop finds it there. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import asc from 'assemblyscript/asc';

const LOOPS = resolve(import.meta.dirname, 'assembly');
const PROGRAM = resolve(import.meta.dirname, 'dist', 'program');
/** Loops whose memory two threads share, with the most pages that it may have: as src/core/compiled-loop.ts says. */
const SHARED = { 'look-up': '16384' };

for (const file of readdirSync(LOOPS).filter((name) => name.endsWith('.ts'))) {
  const name = file.slice(0, -'.ts'.length);
  const { error, stderr } = await asc.main([
    `assembly/${file}`,
    ...['--baseDir', import.meta.dirname],
    ...['--outFile', resolve(PROGRAM, `${name}.wasm`)],
    ...['--optimizeLevel', '3', '--runtime', 'stub', '--importMemory', '--noAssert'],
    ...['--enable', 'simd'],
    ...(name in SHARED
      ? ['--enable', 'threads', '--sharedMemory', '--maximumMemory', SHARED[name]]
      : []),
  ]);
  if (error) throw new Error(`${file} cannot be compiled: ${error.message}\n${stderr.toString()}`);
}
