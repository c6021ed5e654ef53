import { statSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { openForInspection, openForReading, type Store } from '../store/database.js';
import { fixedHeaderFindings, lengthFindings } from '../store/integrity/file-header.js';
import { finding, messageOf, type Finding } from '../store/integrity/finding.js';
import { writtenBy } from '../store/integrity/schema.js';
import { CHECKS, type Check } from './verification.js';
import {
  verifyStore,
  type Verified,
  type VerifyRequest,
  type VerifySurroundings,
} from './verify-store.js';
import { noDatabase } from '../store/no-database.js';
import { folderAsDatabase } from '../store/store-errors.js';

/**
 * Runs every check over a database, whatever the ones before it found. What is recorded is not changed;
 * a database that an earlier version wrote is brought up to date first, as by any command that reads
 * it. Others can read meanwhile; who writes has to wait.
 *
 * @throws ScreeningError wrong-use when there is no such file; whatever else is wrong is a finding
 */
export async function verifyDatabase(
  request: VerifyRequest,
  surroundings: VerifySurroundings,
): Promise<Verified> {
  const { database, head } = request;
  const found = statSync(database, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw folderAsDatabase(database);
  if (found?.isFile() !== true) throw wrongUse(noDatabase(database));
  const fixed = fixedHeaderFindings(database);
  if (fixed.length > 0) return unreadable(fixed, head);
  let store: Store | undefined;
  try {
    store = opened(database);
    return await verifyStore(store, request, surroundings);
  } catch (error) {
    if (store !== undefined || !isOfStore(error)) throw error;
    const cannot = finding(['file'], `cannot be opened: ${messageOf(error)}`);
    return unreadable([...lengthFindings(database), cannot], head);
  } finally {
    store?.close();
  }
}

function unreadable(findings: readonly Finding[], head: string | undefined): Verified {
  const [{ name, proves }] = CHECKS as readonly [Check, ...Check[]];
  return {
    checks: [{ name, proves, findings }],
    notes: [],
    leftOut: ['everything else: the file cannot be read as a database'],
    ledger: undefined,
    head: head === undefined ? undefined : { hash: head, sequence: undefined, since: 0 },
  };
}

/** Brings one of an earlier version up to date, and refuses a newer one, as any other command does. */
function opened(database: string): Store {
  const store = openForInspection(database);
  try {
    if (writtenBy(store) === 'this') return store;
  } catch (error) {
    store.close();
    throw error;
  }
  store.close();
  return openForReading(database) ?? openForInspection(database);
}

/** What SQLite or the file system said, and not what a person did. */
function isOfStore(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}
