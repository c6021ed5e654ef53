import { existsSync, readFileSync } from 'node:fs';

/** As much of WebAssembly as is used here: Node's types leave it to those of browsers. */
interface Engine {
  readonly Memory: new (limits: { initial: number; maximum: number; shared?: boolean }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly validate: (bytes: Uint8Array) => boolean;
}

interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** Memory of loops that runs in several threads: each gets it as it is. */
export interface SharedMemory {
  /** All of it, until it grows. */
  readonly buffer: SharedArrayBuffer;
  /** @throws RangeError when there is no room */
  readonly grow: (pages: number) => number;
}

declare const WebAssembly: Engine | undefined;
const engine = typeof WebAssembly === 'undefined' ? undefined : WebAssembly;

/** Bytes of a page, in which memory is counted. */
export const PAGE = 1 << 16;
/** Of memory that threads share: 1 GB. */
const MOST_SHARED_PAGES = 1 << 14;

/** From here on, memory is the caller's. */
export const LOOP_ROOM = 1 << 16;

/** A compiled loop with the memory it works on: it sees nothing else. */
export interface CompiledLoop<Exports> {
  readonly memory: ArrayBuffer;
  readonly exports: Exports;
}

/** The loops that assembly/ has, a file each. */
type LoopName = 'register-lines' | 'number-lines' | 'packed-block' | 'plain-records' | 'look-up';

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
  const compiled = codeOf(name, folder);
  const memory = compiled && memoryOf({ initial: pagesOf(bytes), maximum: pagesOf(bytes) });
  if (compiled === undefined || memory === undefined) return undefined;
  const exports = instance(compiled, memory) as Exports;
  return { memory: memory.buffer as ArrayBuffer, exports };
}

/** Memory for {@link loopIn}, at first of so many bytes; undefined where there is none. */
export function sharedMemory(bytes: number): SharedMemory | undefined {
  if (engine === undefined) return undefined;
  const limits = { initial: pagesOf(bytes), maximum: MOST_SHARED_PAGES, shared: true };
  return memoryOf(limits) as SharedMemory | undefined;
}

/** {@link compiledLoop} in memory that threads share: what it exports. */
export function loopIn(name: LoopName, memory: SharedMemory, folder = BESIDE): object | undefined {
  const compiled = codeOf(name, folder);
  return compiled && instance(compiled, memory);
}

function codeOf(name: LoopName, folder: URL): Uint8Array | undefined {
  const code = new URL(`${name}.wasm`, folder);
  if (engine === undefined || !LITTLE_ENDIAN || !existsSync(code)) return undefined;
  const compiled = readFileSync(code);
  return engine.validate(compiled) ? compiled : undefined;
}

function instance(compiled: Uint8Array, memory: Memory): object {
  const { Module, Instance } = engine as Engine;
  return new Instance(new Module(compiled), { env: { memory } }).exports;
}

function memoryOf(limits: ConstructorParameters<Engine['Memory']>[0]): Memory | undefined {
  try {
    return new (engine as Engine).Memory(limits);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function pagesOf(bytes: number): number {
  return Math.ceil(bytes / PAGE);
}
