import type { ListVerdict, VerifiedList } from '../audit/verify-list.js';
import { firstDayOut } from '../audit/past-run.js';
import { ScreeningError, type ErrorCode, EXIT_STATUS } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { counted, grouped } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';
import { listWords, standingTone, standingWords } from './run-words.js';

/** How a verdict ends; undefined when the list may be called. */
const ENDS: Readonly<Record<ListVerdict, ErrorCode | undefined>> = {
  'in-date': undefined,
  'not-yet': 'not-safe',
  'out-of-date': 'not-safe',
  historical: 'not-safe',
  flagged: 'not-safe',
  report: 'not-safe',
  abandoned: 'evidence-disagrees',
  disputed: 'evidence-disagrees',
  altered: 'evidence-disagrees',
  unknown: 'evidence-disagrees',
};

/** Of these the days of the run's calls are those of the list. */
const CLEANED: readonly ListVerdict[] = ['in-date', 'not-yet', 'out-of-date', 'historical'];

/** So many records a person is shown. */
const SHOWN = 20;

/** `verify <file>`: what a list is good for. @returns the exit status */
export async function verifyListCommand(context: Context, path: string): Promise<number> {
  const { verifyList } = await import('../audit/verify-list.js');
  const list = await verifyList(context.database, path, context);
  await askedAbout(list, context);
  const end = ENDS[list.verdict];
  if (context.json) {
    context.printJson(listJson(list, end));
    return end === undefined ? 0 : EXIT_STATUS[end];
  }
  context.print(listText(list, context));
  if (end === undefined) return 0;
  throw new ScreeningError(end, { ...faultOf(list), where: path });
}

/** What a run decided about numbers is told of a list that holds others than the run let through. */
async function askedAbout({ run, notCleared }: VerifiedList, context: Context): Promise<void> {
  const listed = typeof notCleared === 'object' ? notCleared.listed : [];
  const values = listed.map(({ number }) => number).filter((number) => number !== '');
  if (values.length === 0) return;
  const { maskedValues } = await import('../core/masked-number.js');
  const others = run === undefined ? [] : [`run ${run.id}`];
  await context.asks({ numbers: maskedValues(values), others, reference: '' });
}

function listText(list: VerifiedList, { paint }: Context): string {
  const { run, kind, others, verdict, sha256, notCleared } = list;
  const lines = [printable(list.path), `  SHA-256 ${sha256}`];
  if (run === undefined) lines.push('  no run of this database is known to have made it');
  else {
    const isSame = verdict !== 'altered';
    const how = isSame ? paint('good', 'unaltered') : paint('bad', 'altered');
    lines.push(`  ${how}: ${KINDS[kind ?? 'cleaned']} of run ${run.id}`);
    lines.push(`  ${listWords(run)}`);
    if (CLEANED.includes(verdict)) {
      lines.push(`  ${paint(standingTone(run), standingWords(run))}`);
    }
    if (run.state === 'sealed') {
      lines.push('  Note: the run is sealed and waits for its end; the next scrub finishes it.');
    }
    if (others.length > 0) lines.push(`  the same bytes: ${others.join(', ')}`);
  }
  if (typeof notCleared === 'string') {
    lines.push('', `Which records the run did not clear cannot be told: ${printable(notCleared)}`);
  } else if (notCleared) {
    const { records, of, listed } = notCleared;
    lines.push('', `${grouped(records)} of ${counted(of, 'record')} not cleared by that run`);
    for (const { record, line, number, why } of listed.slice(0, SHOWN)) {
      const words = number === '' ? why : `${number} ${why}`;
      lines.push(`  record ${String(record)}, line ${String(line)}: ${words}`);
    }
    if (records > SHOWN) lines.push(`  and ${String(records - SHOWN)} more`);
  }
  return lines.join('\n');
}

const KINDS = {
  cleaned: 'the cleaned list',
  flagged: 'the flagged list',
  report: 'the exclusion report',
} as const;

function faultOf(list: VerifiedList): { summary: string; why?: string; fix: string } {
  const { path, run, verdict, disputes, notCleared, today } = list;
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
    case 'altered': {
      const records = typeof notCleared === 'object' ? notCleared.records : undefined;
      return {
        summary: `${path} is not what run ${id} wrote: it was altered since`,
        ...(records === undefined
          ? {}
          : {
              why: `${counted(records, 'record in it was', 'records in it were')} not cleared by that run`,
            }),
        fix: 'use the list as the run wrote it, or scrub this one',
      };
    }
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

function listJson(list: VerifiedList, end: ErrorCode | undefined): object {
  const { path, sha256, verdict, run, kind, others, notCleared, disputes, today } = list;
  const isAltered = verdict === 'altered' || verdict === 'unknown';
  const found = typeof notCleared === 'object' ? notCleared : undefined;
  return {
    ok: end === undefined,
    vocabulary: VOCABULARY,
    ...(end === undefined ? {} : { code: end, why: '', ...faultOf(list), where: path }),
    file: path,
    sha256,
    verdict,
    unaltered: !isAltered,
    in_date: verdict === 'in-date',
    today,
    run: run?.id ?? null,
    state: run?.state ?? null,
    kind: kind ?? null,
    for_calling: run?.record.plan.for_calling ?? null,
    call_date: run?.record.plan.call_date ?? null,
    last_call_day: run?.record.plan.until ?? null,
    other_runs: others,
    disputes,
    not_cleared: found
      ? {
          records: found.records,
          of: found.of,
          listed: found.listed,
          more: found.records - found.listed.length,
        }
      : null,
    not_cleared_unknown: typeof notCleared === 'string' ? notCleared : null,
    ledger_head: list.ledgerHead,
  };
}
