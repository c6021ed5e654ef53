import { wrongUse } from '../../core/errors.js';
import type { Progress } from '../../core/progress.js';
import { openFile, type FileSource } from '../byte-source.js';
import { plain, type PackedChoice, type UnpackedSource } from './unpacked-source.js';

/** Tar archives are known by bytes 257 to 262. */
const HEAD_BYTES = 512;

/** The first bytes of what is unpacked, whatever the file is called. */
const PACKINGS = [
  { packing: 'zip', starts: /^PK(?:\x03\x04|\x05\x06|\x07\x08)/ },
  { packing: 'gzip', starts: /^\x1f\x8b/ },
] as const;

/**
 * Opens a file that may be packed. A zip archive or a gzip file is known by its first bytes.
 *
 * @throws ScreeningError wrong-use when it cannot be read, or an entry or a password is not said;
 *   guard-refused when it cannot be unpacked
 */
export async function openUnpacked(
  path: string,
  choice: PackedChoice,
  signal: AbortSignal,
  progress?: Progress,
): Promise<UnpackedSource> {
  const file = await openFile(path, signal, progress);
  try {
    const head = await firstBytes(file);
    const text = head.toString('latin1');
    const packing = PACKINGS.find(({ starts }) => starts.test(text))?.packing;
    if (packing === 'zip') {
      const { openZip } = await import('./zip-archive.js');
      return await openZip(file, choice, signal);
    }
    if (choice.entry !== '') {
      throw wrongUse({
        summary: `--entry ${choice.entry}: ${path} is no zip archive`,
        fix: 'leave --entry out, or check the file',
        where: '--entry',
      });
    }
    if (packing === undefined) return plain(file, head);
    const { openGzip } = await import('./gzip-file.js');
    return openGzip(file, head, choice.limits, signal);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function firstBytes(file: FileSource): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_BYTES);
  let length = 0;
  for (let came = 1; came > 0 && length < head.length; length += came) {
    came = await file.read(head, length);
  }
  return head.subarray(0, length);
}
