import { wrongUse } from '../core/errors.js';
import { unknownName } from '../core/nearest.js';
import { foldName } from '../core/fold-name.js';
import { VOCABULARY } from '../core/version.js';
import type { Job } from '../config/job.js';
import type { JobOutcome } from '../jobs/outcome.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';
import { beginWriting } from './writing.js';

/** Statuses of jobs that did what they were to do, perhaps with something left over. */
const DONE: ReadonlySet<number> = new Set([0, 7]);

/** `job run NAME|--all`: takes what has arrived. */
export const jobRunCommand: CommandDefinition = {
  name: 'job run',
  summary: 'run a job of the configuration, or all of them in the order of a night',
  arguments: [{ words: '[name]', description: 'a [job.NAME] of the configuration' }],
  options: [
    { flags: '--all', description: 'registers, opt-outs, scrubs, recalls, backups: all jobs' },
  ],
  examples: ['job run --all', 'job run ringers --json'],
  async run(context, [name], values) {
    const jobs = jobsAsked(name, new Options(values).flag('all'), context);
    const { jobLog } = context.configuration;
    const { appendJobLine, requireJobLog } = await import('../jobs/job-log.js');
    if (jobLog !== undefined) requireJobLog(jobLog);
    await beginWriting(context);
    const { runJobs } = await import('../jobs/run-jobs.js');
    const { whileJobsLocked } = await import('../store/jobs-lock.js');
    const { mostSevere } = await import('../jobs/outcome.js');
    const { id, host } = context.process;
    const holder = { id, host, since: context.clock() };
    const tell = (outcome: JobOutcome) => {
      tellOutcome(context, outcome);
      if (jobLog !== undefined) appendJobLine(jobLog, context.clock(), outcome);
    };
    const outcomes = await whileJobsLocked(context.database, holder, () =>
      runJobs(jobs, context, tell),
    );
    const status = mostSevere(outcomes.map((outcome) => outcome.status));
    const head = await headOf(context.database);
    if (context.json) {
      const told = { status, jobs: outcomes.map(toJson), ledger_head: head };
      context.printJson({ ok: DONE.has(status), vocabulary: VOCABULARY, ...told });
    } else context.print(context.paint('quiet', `ledger head ${head}`));
    return status;
  },
};

async function headOf(database: string): Promise<string> {
  const [{ openForReading }, { LEDGER_START, ledgerHead }] = await Promise.all([
    import('../store/database.js'),
    import('../store/ledger.js'),
  ]);
  const store = openForReading(database);
  try {
    return store ? ledgerHead(store) : LEDGER_START;
  } finally {
    store?.close();
  }
}

/** @throws ScreeningError wrong-use */
function jobsAsked(
  name: string | undefined,
  all: boolean,
  { configuration: { jobs } }: Context,
): readonly Job[] {
  if (jobs.length === 0) {
    throw wrongUse({
      summary: 'the configuration has no job',
      fix: 'declare one as [job.NAME] (docs/jobs.md), and name the file with --config',
      where: '--config',
    });
  }
  if (all === (name !== undefined)) {
    throw wrongUse({
      summary: all ? 'a job and --all exclude each other' : 'no job was named',
      fix: 'give a name (tps-scrub job list), or --all',
      where: '--all',
    });
  }
  if (name === undefined) return jobs;
  const job = jobs.find((one) => foldName(one.name) === foldName(name));
  if (job !== undefined) return [job];
  const names = jobs.map((one) => one.name);
  throw unknownName(['job', 'jobs'], name, names, '<name>');
}

/** A line a job; one that did not do what it was to do is told on standard error too, whatever is silenced. */
function tellOutcome(context: Context, { job, status, words }: JobOutcome): void {
  const line = `${job}: ${STATUS_WORDS[status] ?? 'failed'} (${String(status)}): ${words}`;
  if (!context.json) {
    const tone = status === 0 ? 'good' : DONE.has(status) ? 'doubt' : 'bad';
    context.print(context.paint(tone, line));
  }
  if (!DONE.has(status)) context.warn(line);
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  0: 'done',
  4: 'held back',
  5: 'refused',
  6: 'in use',
  7: 'left over',
};

function toJson({ job, kind, status, words, files }: JobOutcome): object {
  return {
    job,
    kind,
    status,
    words,
    files: files.map(({ file, fate, status: one, words: why, movedTo }) => {
      return { file, fate, status: one, words: why, moved_to: movedTo };
    }),
  };
}
