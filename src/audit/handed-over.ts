import type { Instant } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import { giveName, type WholeOutput } from '../files/whole-output.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { recordDisclosure } from '../store/disclosures.js';

/** Who records, and where. */
interface Recorder {
  readonly database: string;
  readonly operator: string;
  readonly account: string;
}

/** Records what is handed over, in a transaction of its own: before the file has its name. */
export function recordHandedOver(
  { database, operator, account }: Recorder,
  clock: () => Instant,
  disclosure: Parameters<typeof recordDisclosure>[1],
): ReturnType<typeof recordDisclosure> {
  const store = openForWriting(database);
  try {
    return inTransaction(store, () =>
      recordDisclosure(store, disclosure, { operator, account, now: clock() }),
    );
  } finally {
    store.close();
  }
}

/**
 * Gives the file its name. What left without a record could never be told; what is recorded and did not
 * leave is said.
 *
 * @param line of the ledger, that records it
 * @throws ScreeningError wrong-use when the name is taken or cannot be given
 */
export function placeHandedOver(
  { temporary, path }: WholeOutput,
  force: boolean,
  line: number,
): void {
  try {
    giveName(temporary, path, force);
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    const { why } = error.explanation;
    const said = `line ${String(line)} of the ledger says that it was handed over, and it was not`;
    throw new ScreeningError(error.code, {
      ...error.explanation,
      why: why === undefined ? said : `${why}; ${said}`,
    });
  }
}
