import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RecallJob } from '../config/job.js';
import { partyKey } from '../config/party-key.js';
import { giveOut, recallPieces, unnamedFile } from '../audit/recall-file.js';
import { openQuestion } from '../audit/recall-open.js';
import { recall, type Recalled } from '../audit/recall.js';
import { notSafe } from '../core/errors.js';
import { openForReading } from '../store/database.js';
import { requireOwnJournal } from '../store/journal-watch.js';
import { counted } from '../ui/tables.js';
import { stampOf } from './stamp.js';
import type { JobWorld } from './world.js';

/**
 * Writes what may no longer be called of lists in date, if there is anything of that kind.
 *
 * @returns what it came to, in words
 * @throws ScreeningError as a recall does; not-safe when not all of it could be told
 */
export async function runRecallJob(job: RecallJob, world: JobWorld): Promise<string> {
  const { database, configuration } = world;
  const store = openForReading(database);
  if (store === undefined) return 'there is no list yet';
  store.close();
  if (configuration.journal !== undefined) requireOwnJournal(database, configuration.journal);
  await world.asks({ numbers: [], others: ['lists in date'], reference: '' });
  const key = configuration.partyKey;
  const request = {
    ...{ database, run: undefined, input: undefined },
    unsent: job.markSent,
    marks: job.markSent,
    partyKey: () => (key === undefined ? undefined : partyKey(key, 'recall')),
  };
  return recall(request, world, async (recalled) => {
    const runs = recalled.runs.map(({ run }) => `run ${run.id}`);
    if (runs.length > 0) await world.asks({ numbers: [], others: runs, reference: '' });
    world.answersWithFile();
    return tell(job, recalled, world);
  });
}

function tell(job: RecallJob, recalled: Recalled, world: JobWorld): string {
  const open = openQuestion(recalled, job.form);
  const told = recalled.runs.map((run) => run.count - (job.markSent ? run.passedOn : 0));
  const count = told.reduce((sum, numbers) => sum + numbers, 0);
  let words = 'nothing to recall';
  // An empty file every night would teach people not to look.
  if (count > 0) {
    const path = freeName(job, world);
    const file = unnamedFile(path, recallPieces(recalled, job.form), false, world.signal);
    const marked = giveOut(world, recalled, file, {
      markSent: job.markSent,
      isOpen: open !== undefined,
    });
    const lists = counted(told.filter((numbers) => numbers > 0).length, 'list');
    const sent = marked === undefined ? '' : ', marked as passed on';
    words = `${counted(count, 'number')} of ${lists} to be taken off: ${path}${sent}`;
  }
  if (open === undefined) return words;
  throw notSafe({ ...open, summary: `${open.summary} (${words})` });
}

function freeName({ name, out, form }: RecallJob, { clock }: JobWorld): string {
  const ending = form === 'csv' ? 'csv' : 'txt';
  for (let count = 1; ; count++) {
    const more = count === 1 ? '' : `.${String(count)}`;
    const path = join(out, `${name}-${stampOf(clock())}${more}.${ending}`);
    if (!existsSync(path)) return path;
  }
}
