import { guardRefused, type ScreeningError } from '../../core/errors.js';

/** What is done about a file that came damaged. */
export const DOWNLOAD_AGAIN = 'download it again: part of the file is damaged or missing';

/** A packed file that cannot be unpacked: refused whatever is said, since nobody knows what it held. */
export function unpackFault(path: string, why: string, fix = DOWNLOAD_AGAIN): ScreeningError {
  return guardRefused({ summary: `${path} cannot be unpacked: ${why}`, fix, where: path });
}

/** So many characters of an entry's name are shown. */
const SHOWN_NAME = 60;

/** The name of an entry in quotes, cut where it is very long. */
export function shownName(name: string): string {
  return `'${name.length > SHOWN_NAME ? `${name.slice(0, SHOWN_NAME)}…` : name}'`;
}
