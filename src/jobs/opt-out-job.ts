import { CallerBook } from '../config/caller-book.js';
import type { SuppressJob } from '../config/job.js';
import { londonDay } from '../core/day.js';
import { leftOverLines } from '../intake/left-over-lines.js';
import { entryTerms, NO_COLUMNS, optOutReading } from '../intake/opt-outs/settle-reading.js';
import { suppressImport, type SuppressImportResult } from '../intake/suppress-import.js';
import { counted } from '../ui/tables.js';
import { openForReading } from '../store/database.js';
import { FAR_INSTANT } from '../store/ledger.js';
import { batchesOf } from '../store/own-batches.js';
import type { RejectedLine } from '../files/rejected-file.js';
import { LEFT_OVER } from './outcome.js';
import type { FileToTake, Taken } from './take-file.js';
import type { JobWorld } from './world.js';

/** What came of a file of opt-outs, with its unread lines. */
export interface TakenOptOuts extends Taken {
  readonly unread: readonly RejectedLine[];
}

/**
 * Records the opt-outs of a file. Content that is known is read again all the same: what was recorded
 * already is not recorded twice, and no objection is passed over for a hash, since how the file is read
 * may have been mended meanwhile.
 *
 * @throws ScreeningError as an import does: nothing was recorded then
 */
export async function takeOptOuts(
  job: SuppressJob,
  { path, sha256 }: FileToTake,
  world: JobWorld,
): Promise<TakenOptOuts> {
  const { configuration, database, clock } = world;
  const mapping = configuration.sources.get(job.source);
  const asked = { list: job.list, class: undefined, source: job.source, reference: '' };
  const terms = entryTerms(
    { ...asked, caller: undefined, campaign: undefined },
    configuration,
    mapping,
  );
  const reading = optOutReading(
    {
      columns: { ...NO_COLUMNS, ...mapping?.columns },
      where: [],
      dialect: {
        delimiter: mapping?.delimiter,
        encoding: mapping?.encoding,
        sheet: undefined,
        header: mapping?.header ?? true,
        skipLines: mapping?.skipLines ?? 0,
      },
      days: undefined,
      defaults: { ...terms, on: undefined, until: undefined },
    },
    configuration,
    mapping,
    londonDay(clock()),
  );
  const knownAs = importedAs(database, sha256, terms);
  const { callers, campaigns } = configuration;
  const result = await suppressImport({
    ...world,
    file: path,
    reading,
    firm: { book: new CallerBook(callers), campaigns },
    dryRun: false,
    accepted: '',
  });
  const status = result.rows.unresolved > 0 ? LEFT_OVER : 0;
  const isNew = result.rows.recorded > 0 || knownAs === undefined;
  return {
    status,
    words: importWords(result),
    knownAs: isNew ? undefined : knownAs,
    unread: leftOverLines(result),
  };
}

function importWords({ name, rows }: SuppressImportResult): string {
  const { read, recorded, repeated, unresolved } = rows;
  return [
    `${name}: ${counted(read, 'row')}, ${String(recorded)} recorded`,
    ...(repeated > 0 ? [`${String(repeated)} known before`] : []),
    ...(unresolved > 0 ? [`${String(unresolved)} not read: tps-scrub suppress resolve`] : []),
  ].join(', ');
}

/** The path of the newest import of this content to the same list. */
function importedAs(
  database: string,
  sha256: string,
  { list, source }: { readonly list: string; readonly source: string },
): string | undefined {
  const store = openForReading(database);
  try {
    return (store ? batchesOf(store, FAR_INSTANT) : []).findLast(
      (batch) =>
        batch.kind === 'import' &&
        batch.file_sha256 === sha256 &&
        batch.list === list &&
        batch.source === source,
    )?.file_path;
  } finally {
    store?.close();
  }
}
