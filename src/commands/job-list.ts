import { VOCABULARY } from '../core/version.js';
import type { CommandDefinition } from './context.js';

/** `job list`: the jobs of the configuration, and what waits for them. */
export const jobListCommand: CommandDefinition = {
  name: 'job list',
  summary: 'show the jobs, what waits for them, and how each ended last',
  arguments: [],
  options: [],
  examples: ['job list', 'job list --json'],
  async run(context) {
    const { jobs, jobLog } = context.configuration;
    const [{ nightlyOrder }, { lastOutcomes, waitingFiles }] = await Promise.all([
      import('../jobs/nightly-order.js'),
      import('../jobs/waiting-files.js'),
    ]);
    const last = lastOutcomes(jobLog);
    const rows = nightlyOrder(jobs).map((job) => {
      const place = 'folder' in job ? job.folder : job.out;
      return { job, place, ...waitingFiles(job), last: last.get(job.name) };
    });
    if (context.json) {
      const listed = rows.map(({ job, place, waiting, refused, fault, last: ended }) => ({
        job: job.name,
        kind: job.kind,
        folder: place,
        waiting,
        refused,
        fault,
        last: ended === undefined ? null : { ended: ended.ended, status: ended.status },
      }));
      context.printJson({ ok: true, vocabulary: VOCABULARY, jobs: listed });
      return 0;
    }
    if (rows.length === 0) {
      context.print('the configuration has no job: docs/jobs.md shows how one is declared');
      return 0;
    }
    const [{ aligned, counted }, { printable }] = await Promise.all([
      import('../ui/tables.js'),
      import('../ui/voice.js'),
    ]);
    const cells = rows.map(({ job, place, waiting, refused, fault, last: ended }) => [
      printable(job.name),
      job.kind,
      [
        ...(fault === '' ? [] : [printable(fault)]),
        ...(waiting > 0 ? [`${counted(waiting, 'file')} waiting`] : []),
        ...(refused > 0 ? [`${counted(refused, 'file')} in error/`] : []),
      ].join(', ') || '-',
      ended === undefined ? 'no run logged' : `${ended.ended}, status ${String(ended.status)}`,
      printable(place),
    ]);
    const head = ['job', 'kind', 'waits', 'last', 'folder'];
    aligned([head, ...cells], [])
      .split('\n')
      .forEach((line, at) => {
        const row = rows[at - 1];
        const isBad = row !== undefined && (row.refused > 0 || row.fault !== '');
        context.print(isBad ? context.paint('doubt', line) : line);
      });
    return 0;
  },
};
