import { basename } from 'node:path';
import type { InboxJob } from '../config/job.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { maskedText } from '../core/masked-text.js';
import { isAsBefore, lookAt, type ArrivedFile } from '../files/arrived-files.js';
import { namedFileSha256 } from '../files/file-hash.js';
import { fitsPattern } from '../files/name-pattern.js';
import { holdsContent, placeIn, putAway, writeWhy, type Place } from '../files/put-away.js';
import { rejectedPath, writeRejected } from '../files/rejected-file.js';
import { realPlace } from '../files/whole-output.js';
import { PLAIN, errorText } from '../ui/voice.js';
import { takeRegister } from './import-job.js';
import { takeOptOuts } from './opt-out-job.js';
import { errorWords, LEFT_OVER, toldError, type FileOutcome } from './outcome.js';
import { takeCallList } from './scrub-job.js';
import { settledFiles } from './settled.js';
import type { FileToTake, Taken } from './take-file.js';
import type { JobWorld } from './world.js';

/** Statuses after which a file cannot be taken as it is; after any other it may be, next time. */
const REFUSED: ReadonlySet<number> = new Set([2, 3, 5]);
const IN_USE = 6;

/**
 * Takes every file that has arrived and stopped growing, one after the other, and puts each away.
 *
 * @param others the other jobs that take files
 * @throws ScreeningError wrong-use when the folder cannot be read; what interrupts the run
 */
export async function runInboxJob(
  job: InboxJob,
  others: readonly InboxJob[],
  world: JobWorld,
): Promise<FileOutcome[]> {
  const now = () => Date.parse(world.clock());
  const { settled, growing } = await settledFiles(job, now, world.pause);
  const outcomes: FileOutcome[] = growing.map((file) => left(file, 'still being written'));
  for (const file of settled) {
    world.signal.throwIfAborted();
    const outcome = await take(job, others, file, world);
    outcomes.push(outcome);
    if (outcome.status === IN_USE) break;
  }
  return outcomes;
}

function left({ name }: ArrivedFile, words: string, status = LEFT_OVER): FileOutcome {
  return { file: maskedText(name), fate: 'waiting', status, words, movedTo: '' };
}

async function take(
  job: InboxJob,
  others: readonly InboxJob[],
  file: ArrivedFile,
  world: JobWorld,
): Promise<FileOutcome> {
  try {
    refuseDoubtful(job, others, file);
  } catch (error) {
    const told = toldError(error);
    return left(file, errorWords(told), told.status);
  }
  try {
    const sha256 = namedFileSha256(file.path);
    const taken = await takeContent(job, { ...file, sha256 }, world);
    if (!isAsBefore(file, lookAt(file.path, file.name))) {
      return left(file, 'changed while it was read: it is taken again');
    }
    const place = placeOfTaken(file, sha256, taken);
    const movedTo = putAway(file.path, place);
    if ('unread' in taken && taken.unread.length > 0) {
      // Beside the file, where no job takes it for a file that arrived.
      writeRejected(rejectedPath(movedTo), taken.unread);
    }
    return told(file, place, { status: taken.status, words: taken.words }, movedTo);
  } catch (error) {
    if (world.signal.aborted) throw error;
    return refused(file, error);
  }
}

function takeContent(
  job: InboxJob,
  file: FileToTake,
  world: JobWorld,
): Promise<Taken & { readonly unread?: Awaited<ReturnType<typeof takeOptOuts>>['unread'] }> {
  switch (job.kind) {
    case 'import':
      return takeRegister(job, file, world);
    case 'suppress':
      return takeOptOuts(job, file, world);
    case 'scrub':
      return takeCallList(job, file, world);
  }
}

/**
 * Known content is a duplicate, unless it is this very file, recorded by a run that was stopped before
 * it could move it.
 */
function placeOfTaken(file: ArrivedFile, sha256: string, { knownAs }: Taken): Place {
  if (knownAs === undefined) return 'done';
  const isSame = knownAs === file.path || knownAs === realPlace(file.path);
  const folder = placeIn(file.path.slice(0, -file.name.length - 1), 'done');
  return isSame && !holdsContent(folder, sha256, file.bytes) ? 'done' : 'duplicate';
}

function refused(file: ArrivedFile, error: unknown): FileOutcome {
  const outcome = toldError(error);
  const words = errorWords(outcome);
  if (!REFUSED.has(outcome.status) || lookAt(file.path, file.name) === undefined) {
    return left(file, words, outcome.status);
  }
  try {
    const movedTo = putAway(file.path, 'error');
    writeWhy(movedTo, errorText(outcome.explanation, PLAIN));
    return told(file, 'error', { status: outcome.status, words }, movedTo);
  } catch (another) {
    if (!(another instanceof ScreeningError)) throw another;
    return left(file, `${words}; and ${errorWords(toldError(another))}`, outcome.status);
  }
}

function told(
  { name }: ArrivedFile,
  fate: Place,
  { status, words }: { readonly status: number; readonly words: string },
  movedTo: string,
): FileOutcome {
  return { file: maskedText(name), fate, status, words: maskedText(words), movedTo };
}

/** @throws ScreeningError wrong-use for what is no file, or is claimed by two jobs */
function refuseDoubtful(job: InboxJob, others: readonly InboxJob[], file: ArrivedFile): void {
  if (!file.isPlain) {
    throw wrongUse({
      summary: `${file.name} is a link, a pipe or a device`,
      fix: 'put the file itself there',
    });
  }
  const other = others.find(
    (one) =>
      one.name !== job.name && one.folder === job.folder && fitsPattern(file.name, one.pattern),
  );
  if (other === undefined) return;
  throw wrongUse({
    summary: `${basename(file.path)} fits the patterns of '${job.name}' and '${other.name}'`,
    why: 'nobody could tell what it is',
    fix: 'give one of them another folder or pattern',
  });
}
