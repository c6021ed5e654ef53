import { existsSync, readFileSync } from 'node:fs';

/** As much of it as is used here: Node's types leave it to those of browsers. */
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

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
type LoopName = 'register-lines' | 'number-lines' | 'packed-block';

/** Their memory has the lowest byte of an integer first; typed arrays have what the machine has. */
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Where the loops of the built program are: beside its files. */
const BESIDE = new URL('./', import.meta.url);

/**
 * A loop of assembly/, compiled to WebAssembly; undefined where there is none, as when the program's sources are
 * run, or where the machine cannot run it: an engine without WebAssembly (`node --jitless`), or with too
 * little address space for it (`ulimit -v`). Who asks then does the same in JavaScript.
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
  if (!LITTLE_ENDIAN || typeof WebAssembly === 'undefined' || !existsSync(code)) return undefined;
  const module = new WebAssembly.Module(readFileSync(code));
  const memory = memoryOf(bytes);
  if (memory === undefined) return undefined;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory: memory.buffer, exports: exports as Exports };
}

function memoryOf(bytes: number): { readonly buffer: ArrayBuffer } | undefined {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
