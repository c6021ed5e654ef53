import { isPage } from '../files/page-file.js';
import { pageBeginning } from '../pages/page.js';
import { headsInFile } from './kept-head.js';

/** The title of every certificate. */
export const CERTIFICATE_TITLE = 'Screening certificate';

/** Whether a file is a certificate that this program made, by how it begins. */
export function isCertificate(path: string): boolean {
  return isPage(path, pageBeginning(CERTIFICATE_TITLE));
}

/**
 * The ledger head that stands in a certificate; undefined when none does, or more than one.
 *
 * @throws ScreeningError wrong-use when the file is far larger than any certificate
 */
export function headOfPage(path: string): string | undefined {
  const heads = headsInFile(path);
  return heads.length === 1 ? heads[0] : undefined;
}
