import { resolve } from 'node:path';
import { nearest } from '../core/nearest.js';
import { Coverage } from '../registers/coverage.js';
import { policyNamed } from '../policy/policies.js';
import type { Policy } from '../policy/policy.js';
import { CallerBook } from './caller-book.js';
import type { ConfigurationFile } from './configuration-file.js';
import type { Inbox, Job } from './job.js';
import { KEYS_OF_KINDS, type JobKey, type SaidJob } from './job-keys.js';
import { campaignNamed, declaredName, dottedKey, listNamed } from './names.js';
import type { Declarations } from './settings.js';
import type { Content } from './shape.js';
import { refuseSameNames } from './two-meanings.js';

const SETTLE_SECONDS = 60;
const WAIT_SECONDS = 300;

type Resolve = <T>(key: JobKey, find: () => T) => T;

/**
 * The jobs that the file declares, in its order, with each name that refers to another in its declared
 * spelling.
 *
 * @throws ScreeningError wrong-use with file and line for a key that does not go with the kind, one that
 *   is missing, a name that refers to nothing, and a folder that a job would feed itself from
 */
export function jobsOf(
  file: ConfigurationFile,
  { job = {} }: Content,
  declared: Declarations,
  policies: readonly Policy[],
): readonly Job[] {
  refuseSameNames(file, Object.keys(job), (name) => ['job', name]);
  const jobs = Object.entries(job).map(([name, said]) => {
    refuseKeys(file, name, said);
    const found: Resolve = (key, find) => file.resolved(['job', name, key], find);
    return jobOf(name, said, declared, policies, found);
  });
  refuseOwnFood(file, jobs);
  return jobs;
}

function refuseKeys(file: ConfigurationFile, name: string, said: SaidJob): void {
  const { needs, may } = KEYS_OF_KINDS[said.kind];
  const known: readonly string[] = [...needs, ...may];
  const other = Object.keys(said).find((key) => key !== 'kind' && !known.includes(key));
  if (other !== undefined) {
    const near = nearest(other, known);
    throw file.refusal(['job', name, other], {
      summary: `a job of the kind '${said.kind}' has no setting '${other}'`,
      why: `it may have: ${known.join(', ')}`,
      fix: near === undefined ? 'take it out, or look at the kind' : `did you mean '${near}'?`,
    });
  }
  const missing = needs.find((key) => said[key] === undefined);
  if (missing === undefined) return;
  throw file.refusal(['job', name], {
    summary: `'${dottedKey(['job', name, missing])}' is missing`,
    why: `a job of the kind '${said.kind}' needs: ${needs.join(', ')}`,
    fix: 'see docs/jobs.md',
  });
}

function jobOf(
  name: string,
  said: SaidJob,
  { callers, campaigns, lists, sources }: Declarations,
  policies: readonly Policy[],
  found: Resolve,
): Job {
  const named = <T>(
    key: 'source' | 'list' | 'policy' | 'caller' | 'campaign',
    find: (text: string) => T,
  ) => {
    const text = said[key];
    return text === undefined ? undefined : found(key, () => find(text));
  };
  const withoutOptOuts = said.without_opt_outs === true;
  switch (said.kind) {
    case 'import': {
      const covers = said.covers ?? '';
      if (covers !== '') found('covers', () => Coverage.read(covers, 'covers'));
      const register = said.register ?? 'tps';
      const dated = said.dated ?? 'name';
      const licence = said.licence ?? '';
      return { kind: said.kind, name, ...inboxOf(said), register, dated, covers, licence };
    }
    case 'suppress': {
      const kind = ['source', 'sources'] as const;
      const declared = [...sources.keys()];
      const source = named('source', (text) => declaredName(kind, declared, text, '')) ?? '';
      const list = named('list', (text) => listNamed(lists.keys(), text, ''));
      return { kind: said.kind, name, ...inboxOf(said), source, list };
    }
    case 'scrub':
      return {
        kind: said.kind,
        name,
        ...inboxOf(said),
        out: said.out ?? '',
        policy: named('policy', (text) => policyNamed(text, policies).name),
        caller: named('caller', (text) => new CallerBook(callers).named(text, '')),
        campaign: named('campaign', (text) => campaignNamed(campaigns, text, '')),
        callDays: said.call_days,
        columns: textsOf(said.columns),
        ignoredColumns: textsOf(said.ignore_columns),
        withoutOptOuts,
      };
    case 'recall': {
      const markSent = said.mark_sent === true;
      const out = said.out ?? '';
      return { kind: said.kind, name, out, form: said.form ?? 'csv', markSent, withoutOptOuts };
    }
    case 'backup':
      return { kind: said.kind, name, folder: said.folder ?? '' };
  }
}

function inboxOf({ folder = '', pattern = '', settle, wait }: SaidJob): Inbox {
  return { folder, pattern, settle: settle ?? SETTLE_SECONDS, wait: wait ?? WAIT_SECONDS };
}

function textsOf(value: SaidJob['columns']): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** What a job writes must not arrive where a job takes files: it would be taken for new. */
function refuseOwnFood(file: ConfigurationFile, jobs: readonly Job[]): void {
  for (const job of jobs) {
    const key = job.kind === 'backup' ? 'folder' : 'out';
    const place = job.kind === 'backup' ? job.folder : 'out' in job ? job.out : undefined;
    if (place === undefined) continue;
    const fed = jobs.find(
      (one) => one !== job && 'pattern' in one && resolve(one.folder) === resolve(place),
    );
    const own = 'pattern' in job && resolve(job.folder) === resolve(place) ? job : undefined;
    const taker = own ?? fed;
    if (taker === undefined) continue;
    throw file.refusal(['job', job.name, key], {
      summary: `the job '${job.name}' would write where '${taker.name}' takes its files`,
      why: 'what one job writes would be taken for a file that arrived',
      fix: 'give it another folder',
    });
  }
}
