import { firstDayOut } from '../audit/past-run.js';
import type { VerifiedList } from '../audit/verify-list.js';
import type { Explanation } from '../core/errors.js';
import { counted } from '../ui/tables.js';

/** Why a list may not be called from as it is. @param list one that is not in date */
export function listFault(list: VerifiedList): Pick<Explanation, 'summary' | 'why' | 'fix'> {
  const { path, run, verdict, disputes, today } = list;
  const id = run?.id ?? '';
  const again = 'scrub the list again';
  switch (verdict) {
    case 'not-yet':
      return {
        summary: `${path} clears calls from ${run?.record.plan.call_date ?? ''} on, and today is ${today}`,
        fix: 'wait until that day, or scrub the list for calls of today',
      };
    case 'out-of-date':
      return {
        summary: `${path} is out of date${run ? ` since ${firstDayOut(run)}` : ''}: run ${id}`,
        fix: again,
      };
    case 'historical':
      return {
        summary: `${path} is of the historical run ${id}: it never was a list to call from`,
        fix: again,
      };
    case 'flagged':
      return {
        summary: `${path} is the flagged list of run ${id}: it holds every record, cleared or not`,
        fix: 'call from a cleaned list: scrub without --rows flag',
      };
    case 'report':
      return {
        summary: `${path} is the exclusion report of run ${id}: it lists who may not be called`,
        fix: 'verify the cleaned list of that run',
      };
    case 'abandoned':
      return { summary: `${path} is of run ${id}, which was abandoned`, fix: again };
    case 'disputed':
      return {
        summary: `run ${id}, which made ${path}, is not what the ledger says`,
        why: disputes.join('; '),
        fix: 'run tps-scrub verify, and keep the database as it is',
      };
    case 'call-list': {
      const cleaned = run?.record.outputs.find(({ kind }) => kind === 'cleaned');
      const where = cleaned === undefined ? '' : ` (${placeName(cleaned.path)})`;
      return {
        summary: `${path} is the call list that run ${id} screened, not its cleaned list${where}`,
        fix:
          cleaned === undefined
            ? 'scrub it for a cleaned list: that run wrote none'
            : 'call from the cleaned list, and verify that',
      };
    }
    case 'certificate':
      return {
        summary: `${path} is a certificate, and no list`,
        fix: `check its ledger head with tps-scrub verify --head ${list.certificateHead ?? 'HASH'}`,
      };
    case 'page':
      return {
        summary: `${path} is the page of a run, and no list`,
        why: 'a page proves nothing, whatever stands on it',
        fix: 'tps-scrub certificate makes what a run proves; verify checks its cleaned list',
      };
    case 'altered':
      return alteredFault(list, id);
    default:
      if (list.isDatabase) {
        return {
          summary: `${path} is a tps-scrub database, and no list`,
          fix: `verify --database ${path}`,
        };
      }
      return {
        summary: `${path} was made by no run of this database`,
        fix: 'name the database that made it with --database, or scrub it',
      };
  }
}

function alteredFault(
  { path, notCleared, guess }: VerifiedList,
  id: string,
): Pick<Explanation, 'summary' | 'why' | 'fix'> {
  const records = typeof notCleared === 'object' ? notCleared.records : undefined;
  const why = [
    ...(guess === undefined ? [] : ['this is a guess, by its numbers']),
    ...(records === undefined
      ? []
      : records === 0
        ? ['all its records were cleared by that run: it may only have been saved again']
        : [
            `${counted(records, 'record in it was', 'records in it were')} not cleared by that run`,
          ]),
  ].join('; ');
  return {
    summary:
      guess === undefined
        ? `${path} is not what run ${id} wrote: it was altered since`
        : `${path} is what no run wrote: likeliest the list of run ${id}, altered since`,
    ...(why === '' ? {} : { why }),
    fix: 'use the list as the run wrote it, or scrub this one',
  };
}

function placeName(path: string): string {
  return path === '-' ? 'standard output' : path;
}
