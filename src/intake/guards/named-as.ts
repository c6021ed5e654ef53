import { basename } from 'node:path';
import { REGISTER_NAMES, type RegisterName } from '../../registers/registers.js';
import type { NamedAs } from './guard.js';

/**
 * The register that names of a file say it is of, when that is another one: `ctps_ns.txt` imported as
 * tps. A name that has both words, or neither, says nothing.
 *
 * @param paths of the file, and of its entry in an archive; empty ones are passed over
 */
export function namedAs(register: RegisterName, paths: readonly string[]): NamedAs | undefined {
  for (const path of paths) {
    const named = basename(path);
    const words = named.toLowerCase().split(/[^a-z]+/);
    if (words.includes(register)) continue;
    const other = REGISTER_NAMES.find((name) => name !== register && words.includes(name));
    if (other !== undefined) return { register: other, name: named };
  }
  return undefined;
}
