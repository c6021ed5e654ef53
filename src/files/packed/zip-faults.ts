import type * as Zip from '@zip.js/zip.js/lib/zip-core-reader.js';
import { ScreeningError, wrongUse } from '../../core/errors.js';
import { DOWNLOAD_AGAIN, shownName, unpackFault } from './unpack-fault.js';

const GIVE_PASSWORD =
  'give it by --password-file FILE, password_file in the configuration, or TPS_SCRUB_ZIP_PASSWORD';

/** An entry has a password, and none was given. */
export function passwordNeeded(path: string, entry: string): ScreeningError {
  return wrongUse({
    summary: `${path}: its entry ${shownName(entry)} has a password`,
    fix: GIVE_PASSWORD,
    where: path,
  });
}

/** An entry, as faults name it. */
interface FaultyEntry {
  readonly filename: string;
  readonly encrypted: boolean;
}

/** The check of a password in the older kind of encryption lets one wrong one in 256 through. */
function fixOf({ encrypted }: FaultyEntry): string | undefined {
  return encrypted ? `check the password; if it is right, ${DOWNLOAD_AGAIN}` : undefined;
}

/** Faults that the reader of archives names, in our words. */
export class ZipFaults {
  readonly #zip: typeof Zip;
  readonly #path: string;

  constructor(zip: typeof Zip, path: string) {
    this.#zip = zip;
    this.#path = path;
  }

  /** What is wrong with the archive as a whole. */
  ofArchive(error: unknown): unknown {
    const said = messageOf(error);
    if (said === undefined) return error;
    const zip = this.#zip;
    if (said === zip.ERR_SPLIT_ZIP_FILE) {
      const fix = 'join the parts first (zip -s 0), then import the whole archive';
      return unpackFault(this.#path, 'it is one part of an archive in several', fix);
    }
    if (said === zip.ERR_ENCRYPTED_CENTRAL_DIRECTORY) {
      const fix = 'pack it anew without hidden names';
      return unpackFault(this.#path, 'its table of contents has a password', fix);
    }
    if (said === zip.ERR_AMBIGUOUS_ARCHIVE) return this.#contradicts(error);
    return unpackFault(this.#path, 'its table of contents, at its end, is missing or damaged');
  }

  /** What is wrong with an entry. */
  ofEntry(error: unknown, entry: FaultyEntry): unknown {
    const said = messageOf(error);
    if (said === undefined) return error;
    const zip = this.#zip;
    const name = shownName(entry.filename);
    if (said === zip.ERR_INVALID_PASSWORD) {
      return wrongUse({
        summary: `${this.#path}: the password is not that of its entry ${name}`,
        fix: 'ask whether it was changed; the password file holds it alone, on one line',
        where: this.#path,
      });
    }
    if (said === zip.ERR_UNSUPPORTED_COMPRESSION) return this.ofMethod(entry);
    if (said === zip.ERR_UNSUPPORTED_ENCRYPTION) return this.#unknown(name, 'encrypted');
    if (said === zip.ERR_AMBIGUOUS_ARCHIVE) return this.#contradicts(error);
    if (said === zip.ERR_INVALID_AUTHENTICATION_CODE) return this.ofChecksum(entry);
    return unpackFault(this.#path, `its entry ${name} is damaged`, fixOf(entry));
  }

  /** An entry is packed in a way that nothing here unpacks. */
  ofMethod({ filename }: FaultyEntry): ScreeningError {
    return this.#unknown(shownName(filename), 'packed');
  }

  /** An entry is not what its checksums say. */
  ofChecksum(entry: FaultyEntry): ScreeningError {
    const why = `the checksum of its entry ${shownName(entry.filename)} does not match`;
    return unpackFault(this.#path, why, fixOf(entry));
  }

  #unknown(name: string, what: string): ScreeningError {
    const why = `its entry ${name} is ${what} in a way that few programs know`;
    return unpackFault(this.#path, why, 'unpack it with the program that packed it');
  }

  #contradicts(error: unknown): ScreeningError {
    const reason = error instanceof Error && 'reason' in error ? ` (${String(error.reason)})` : '';
    return unpackFault(this.#path, `its parts contradict each other${reason}`);
  }
}

/** Undefined of errors that are ours, or the system's. */
function messageOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof ScreeningError) return undefined;
  const isSystem = 'syscall' in error;
  return isSystem ? undefined : error.message;
}
