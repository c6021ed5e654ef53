import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import type { ZipWriterConstructorOptions } from '@zip.js/zip.js';
import { ScreeningError } from '../../../src/core/errors.js';
import { openUnpacked } from '../../../src/files/packed/open-unpacked.js';
import type { PackedChoice } from '../../../src/files/packed/unpacked-source.js';
import { readRegister } from '../../../src/intake/read-register.js';

/** A register of so many drama numbers in the official layout. */
export function registerText(numbers = 10): Buffer {
  const line = (_: unknown, at: number) => `07700900${String(at).padStart(3, '0')} \r\n`;
  return Buffer.from(Array.from({ length: numbers }, line).join(''));
}

/** A zip archive of entries by name. */
export async function zipOf(
  entries: Readonly<Record<string, Uint8Array>>,
  options: ZipWriterConstructorOptions = {},
): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    lastModDate: new Date('2026-11-20T12:00:00Z'),
    ...options,
  });
  for (const [name, bytes] of Object.entries(entries)) {
    await writer.add(name, new Uint8ArrayReader(bytes));
  }
  return Buffer.from(await writer.close());
}

/** A gzip file. */
export function gzipOf(bytes: Uint8Array): Buffer {
  return gzipSync(bytes);
}

/** What came of reading a file as a register. */
export interface Reading {
  /** SHA-256 of its numbers; empty when it was refused. */
  readonly numbers: string;
  /** The error's code and summary; empty when it was read. */
  readonly refused: string;
  readonly entry: string;
  readonly entryTime: string;
  /** SHA-256 and size that stand as evidence. */
  readonly file: readonly [sha256: string, bytes: number];
}

const NOTHING_ASKED: PackedChoice = { entry: '', password: () => undefined };

/** Reads bytes as a register file of a folder; what no person can mend is thrown on. */
export async function readAs(
  folder: string,
  bytes: Uint8Array,
  choice: Partial<PackedChoice> = {},
): Promise<Reading> {
  const path = join(folder, 'register.bin');
  writeFileSync(path, bytes);
  const { signal } = new AbortController();
  try {
    const source = await openUnpacked(path, { ...NOTHING_ASKED, ...choice }, signal);
    try {
      const { numbers } = await readRegister(source, false, signal);
      const { entry, entryTime } = source;
      const file = [source.sha256(), source.bytes] as const;
      return { numbers: numbers.sha256, refused: '', entry, entryTime, file };
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    const refused = `${error.code}: ${error.explanation.summary.replaceAll(path, 'FILE')}`;
    return { numbers: '', refused, entry: '', entryTime: '', file: ['', 0] };
  }
}
