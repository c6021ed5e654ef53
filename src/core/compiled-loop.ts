import { existsSync, readFileSync } from 'node:fs';

/** As much of WebAssembly as is used here: Node's types leave it to those of browsers. */
interface Engine {
  readonly Memory: new (limits: { initial: number; maximum: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly validate: (bytes: Uint8Array) => boolean;
}

interface Memory {
  readonly buffer: ArrayBuffer;
}

declare const WebAssembly: Engine | undefined;
const engine = typeof WebAssembly === 'undefined' ? undefined : WebAssembly;

/** Bytes of a page, in which memory is counted. */
const PAGE = 1 << 16;

/** From here on, memory is the caller's. */
export const LOOP_ROOM = PAGE;

/** A compiled loop with the memory it works on: it sees nothing else. */
export interface CompiledLoop<Exports> {
  readonly memory: ArrayBuffer;
  readonly exports: Exports;
}

/** The loops that assembly/ has, a file each. */
type LoopName =
  'register-lines' | 'number-lines' | 'packed-block' | 'plain-records' | 'sorted-numbers';

/** Their memory has the lowest byte of an integer first; typed arrays have what the machine has. */
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Where the loops of the built program are: beside its files. */
const BESIDE = new URL('./', import.meta.url);

/**
 * A loop of assembly/, compiled to WebAssembly; undefined where there is none, as when the program's sources are
 * run, or where it cannot run: an engine without WebAssembly (`node --jitless`), an old processor without what
 * some loops need (SSE 4.1), too little address space (`ulimit -v`), a damaged file. Who asks then does the same in
 * JavaScript: what comes of it is the same, later.
 *
 * @param bytes of memory that the loop needs; those below {@link LOOP_ROOM} are its own
 * @param folder where the loop is
 */
export function compiledLoop<Exports extends object>(
  name: LoopName,
  bytes: number,
  folder = BESIDE,
): CompiledLoop<Exports> | undefined {
  const code = new URL(`${name}.wasm`, folder);
  if (engine === undefined || !LITTLE_ENDIAN || !existsSync(code)) return undefined;
  const compiled = readFileSync(code);
  const memory = engine.validate(compiled) ? memoryOf(engine, bytes) : undefined;
  if (memory === undefined) return undefined;
  const { exports } = new engine.Instance(new engine.Module(compiled), { env: { memory } });
  return { memory: memory.buffer, exports: exports as Exports };
}

function memoryOf(from: Engine, bytes: number): Memory | undefined {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new from.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
