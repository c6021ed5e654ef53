import type { FileEntry } from '@zip.js/zip.js/lib/zip-core-reader.js';
import { wrongUse } from '../../core/errors.js';
import type { FileSource } from '../byte-source.js';
import { piecewise, type PackedChoice, type UnpackedSource } from './unpacked-source.js';
import { MOST_ENTRIES } from './unpack-limits.js';
import { shownName } from './unpack-fault.js';
import { chooseEntry, refuseArchive } from './zip-entries.js';
import { passwordNeeded, ZipFaults } from './zip-faults.js';
import { entryPieces, STRICT } from './zip-entry.js';
import { zipRanges } from './zip-ranges.js';
import { zipEntryTime } from './zip-time.js';

const CHUNK = 1 << 20;

/**
 * Opens one entry of a zip archive. The archive is read twice: whole, for its SHA-256, and then the
 * entry, as it is asked for. Nothing is written anywhere.
 *
 * @throws ScreeningError wrong-use when the entry or its password must be said; guard-refused when the
 *   archive is damaged, made to do harm, or another kind of file
 */
export async function openZip(
  file: FileSource,
  choice: PackedChoice,
  signal: AbortSignal,
): Promise<UnpackedSource> {
  if (!file.isRegular) {
    throw wrongUse({
      summary: `${file.path} is a zip archive, and no file but a pipe`,
      why: 'the table of contents of an archive stands at its end',
      fix: 'save it as a file first',
      where: file.path,
    });
  }
  await readWhole(file, signal);
  // The reader alone, without what packs.
  const zip = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const faults = new ZipFaults(zip, file.path);
  const reader = new zip.ZipReader(zipRanges(file, file.bytes), STRICT);
  const entries: FileEntry[] = [];
  try {
    // Folders are entries too; what choosing asks of them, they say.
    for await (const entry of reader.getEntriesGenerator()) {
      entries.push(entry as FileEntry);
      if (entries.length > MOST_ENTRIES) break;
    }
  } catch (error) {
    throw faults.ofArchive(error);
  }
  refuseArchive(file.path, entries);
  const entry = chooseEntry(file.path, entries, choice.entry);
  const rawPassword = entry.encrypted ? choice.password() : undefined;
  if (entry.encrypted && rawPassword === undefined) throw passwordNeeded(file.path, entry.filename);
  const time = zipEntryTime(entry);
  return piecewise(
    file,
    {
      path: `${file.path} (entry ${shownName(entry.filename)})`,
      entry: entry.filename,
      entryTime: () => time,
    },
    entryPieces(file, entry, { rawPassword, limits: choice.limits }, faults),
  );
}

async function readWhole(file: FileSource, signal: AbortSignal): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let came = 1; came > 0;) {
    signal.throwIfAborted();
    came = await file.read(buffer, 0);
  }
}
