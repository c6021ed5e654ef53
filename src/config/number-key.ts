import { wrongUse } from '../core/errors.js';
import { LONGEST_NUMBER_SECRET, NumberKey } from '../core/number-key.js';
import { secretOfFile } from './party-key.js';

const ASCII = /^[!-~]*$/;

/**
 * The key of a screen set, from its file, which is read as that of parties is. Engines make the same HMAC
 * from two hashes over the padded key: so it is plain ASCII, and fits one block of the hash.
 *
 * @param path what `--keyed` named
 * @throws ScreeningError wrong-use when the file holds no such key; no message shows it
 */
export function numberKey(path: string): NumberKey {
  const secret = secretOfFile(path, { what: 'the key of a screen set', named: '--keyed' });
  if (ASCII.test(secret) && secret.length <= LONGEST_NUMBER_SECRET) return new NumberKey(secret);
  throw wrongUse({
    summary: `${path} holds no key that an engine can pad`,
    why: `the key of a screen set is of letters, digits and signs of ASCII, without blanks, ${String(LONGEST_NUMBER_SECRET)} at most`,
    fix: "make one with 'openssl rand -hex 32'",
    where: path,
  });
}
