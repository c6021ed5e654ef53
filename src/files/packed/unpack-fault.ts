import { guardRefused, type ScreeningError } from '../../core/errors.js';
import { shortName } from '../../core/name-list.js';

/** What is done about a file that came damaged. */
export const DOWNLOAD_AGAIN = 'download it again: part of the file is damaged or missing';

/** A packed file that cannot be unpacked: refused whatever is said, since nobody knows what it held. */
export function unpackFault(path: string, why: string, fix = DOWNLOAD_AGAIN): ScreeningError {
  return guardRefused({ summary: `${path} cannot be unpacked: ${why}`, fix, where: path });
}

/** The name of an entry in quotes, cut where it is very long. */
export function shownName(name: string): string {
  return `'${shortName(name)}'`;
}
