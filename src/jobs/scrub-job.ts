import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { ScrubJob } from '../config/job.js';
import { addDays, endOfLondonDay, londonDay, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { DEFAULT_POLICY, policyNamed } from '../policy/policies.js';
import type { Policy } from '../policy/policy.js';
import { callsFor, requireAuthorisation } from '../scrub/calls-for.js';
import { licenceEnd, licenceWords } from '../scrub/licences.js';
import type { RunRecord } from '../scrub/run-record.js';
import { scrub } from '../scrub/scrub.js';
import { openForReading } from '../store/database.js';
import { recordsAfter } from '../store/runs.js';
import { grouped } from '../ui/tables.js';
import type { FileToTake, Taken } from './take-file.js';
import type { JobWorld } from './world.js';

/**
 * Screens a call list. Content that was screened on this day for the same calls is known; on another day
 * it is screened again, for what is known has changed since.
 *
 * @throws ScreeningError as a scrub does: there is no output then
 */
export async function takeCallList(
  job: ScrubJob,
  file: FileToTake,
  world: JobWorld,
): Promise<Taken> {
  const { configuration, database, operator, account } = world;
  const caller = callsFor(job.caller, job.campaign ?? '', configuration, 'caller');
  const policy = policyNamed(job.policy ?? DEFAULT_POLICY, configuration.policies);
  requireAuthorisation(policy, caller.caller, configuration);
  requireFolder(job.out);
  const today = londonDay(world.clock());
  const known = screenedToday(database, file.sha256, today, { job, policy });
  if (known !== undefined) {
    const words = `screened today already as ${known.plan.input}`;
    return { status: 0, words, knownAs: known.input_place };
  }
  const { out, report } = freeNames(job.out, file.name, today);
  const result = await scrub(
    {
      ...{ database, input: file.path, out, report, page: undefined },
      ...{ format: undefined, formatOut: undefined, force: false, dryRun: false },
      columns: job.columns,
      ignoredColumns: job.ignoredColumns,
      reportColumns: [],
      party: undefined,
      rows: 'drop',
      duplicates: 'keep',
      policy,
      comparePolicy: undefined,
      ...caller,
      callDate: undefined,
      until: job.callDays === undefined ? undefined : addDays(today, job.callDays - 1),
      asOf: undefined,
      historical: false,
      trace: configuration.trace,
      licences: configuration.licences,
      supplier: undefined,
      acceptRate: '',
      ...{ delimiter: undefined, encoding: undefined, header: true, skipLines: 0 },
      operator,
      account,
    },
    world,
  );
  const { read, clean, excluded, unscreened } = result.record.counts;
  const ends = result.registers.flatMap(({ name, edition }) => {
    const end = licenceEnd(name, edition, configuration.licences, today);
    return end === undefined || end.stage === undefined ? [] : [licenceWords(end)];
  });
  const counts = `${grouped(clean)} of ${grouped(read)} clean, ${grouped(excluded)} excluded, ${grouped(unscreened)} unscreened`;
  const words = [`run ${result.run}: ${counts}, to ${result.until}`, ...ends].join('; ');
  return { status: 0, words, knownAs: undefined };
}

function requireFolder(folder: string): void {
  if (existsSync(folder)) return;
  throw wrongUse({
    summary: `the folder ${folder} is not there`,
    fix: 'make it: cleaned lists go there',
    where: folder,
  });
}

/** Names with the day of the run, and a count where another list of the day has them. */
function freeNames(folder: string, list: string, today: Day): { out: string; report: string } {
  const { name, ext } = parse(list);
  for (let count = 1; ; count++) {
    const stem = join(folder, `${name}.${today}${count === 1 ? '' : `.${String(count)}`}`);
    const names = { out: `${stem}.clean${ext || '.csv'}`, report: `${stem}.excluded.csv` };
    if (!existsSync(names.out) && !existsSync(names.report)) return names;
  }
}

function screenedToday(
  database: string,
  sha256: string,
  today: Day,
  { job, policy }: { readonly job: ScrubJob; readonly policy: Policy },
): RunRecord | undefined {
  const store = openForReading(database);
  try {
    const records = store ? recordsAfter(store, endOfLondonDay(addDays(today, -1))) : [];
    return records
      .map((record) => JSON.parse(record) as RunRecord)
      .find(
        ({ plan, input }) =>
          input.sha256 === sha256 &&
          plan.call_date === today &&
          plan.for_calling &&
          plan.caller === (job.caller ?? '') &&
          plan.campaign === (job.campaign ?? '') &&
          plan.policy.name === policy.name,
      );
  } finally {
    store?.close();
  }
}
