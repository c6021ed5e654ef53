import type { LikeRun } from '../audit/likeliest-run.js';
import type { ListVerdict, VerifiedList } from '../audit/verify-list.js';
import { ScreeningError, type ErrorCode, EXIT_STATUS } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { OUTPUT_WORDS } from '../scrub/run-record.js';
import { wrapped } from '../ui/paragraphs.js';
import { counted, grouped } from '../ui/tables.js';
import { printable, type Paint } from '../ui/voice.js';
import type { Context } from './context.js';
import { listFault } from './list-fault.js';
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
  'call-list': 'evidence-disagrees',
  certificate: 'evidence-disagrees',
  page: 'evidence-disagrees',
  altered: 'evidence-disagrees',
  unknown: 'evidence-disagrees',
};

/** Of these the days of the run's calls are those of the list. */
const CLEANED: readonly ListVerdict[] = ['in-date', 'not-yet', 'out-of-date', 'historical'];

/** No run wrote these bytes. */
const NOT_AS_WRITTEN: readonly ListVerdict[] = [
  'call-list',
  'certificate',
  'page',
  'altered',
  'unknown',
];

/** So many records a person is shown. */
const SHOWN = 20;

/** `verify <file>`: what a list is good for. @returns the exit status */
export async function verifyListCommand(context: Context, path: string): Promise<number> {
  const { verifyList } = await import('../audit/verify-list.js');
  const list = await verifyList(context.database, path, context);
  await askedAbout(list, context);
  const end = ENDS[list.verdict];
  const recallable = await recallableOf(list, context);
  if (context.json) {
    context.printJson({ ...listJson(list, end), no_longer_callable: recallable ?? null });
    return end === undefined ? 0 : EXIT_STATUS[end];
  }
  context.print([listText(list, context), ...recallableText(list, recallable, context)].join('\n'));
  if (end === undefined) return 0;
  throw new ScreeningError(end, { ...listFault(list), where: path });
}

/**
 * How many numbers of a list in date may no longer be called by what is known now; undefined of another
 * file, and where the run's trace cannot tell. That the list is unaltered and in date says nothing of it.
 */
async function recallableOf(
  { verdict, run }: VerifiedList,
  { database, clock, signal }: Context,
): Promise<number | undefined> {
  if (verdict !== 'in-date' || run === undefined) return undefined;
  const { recall } = await import('../audit/recall.js');
  const request = { database, run: run.id, input: undefined, unsent: false, marks: false };
  try {
    return await recall({ ...request, partyKey: () => undefined }, { clock, signal }, ({ runs }) =>
      Promise.resolve(runs[0]?.count),
    );
  } catch (error) {
    if (!(error instanceof ScreeningError) || signal.aborted) throw error;
    return undefined;
  }
}

function recallableText(
  { verdict, run, path, kind }: VerifiedList,
  count: number | undefined,
  { paint }: Context,
): string[] {
  if (verdict !== 'in-date' || run === undefined || count === 0) return [];
  const ask = `tps-scrub recall ${run.id}`;
  return count === undefined
    ? [
        `  whether any number may no longer be called: ${ask} --input ${kind === 'dialler' ? 'CLEANED-LIST' : printable(path)}`,
      ]
    : [paint('doubt', `  ${counted(count, 'number')} of it may no longer be called: ${ask}`)];
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
  const { run, others, verdict, sha256, notCleared } = list;
  const lines = [printable(list.path), `  SHA-256 ${sha256}`];
  if (verdict === 'certificate') lines.push('  a certificate');
  else if (verdict === 'page') lines.push('  the page of a run');
  else if (run === undefined) lines.push('  no run of this database is known to have made it');
  else {
    lines.push(`  ${whatItIs(list, run.id, paint)}`);
    lines.push(`  ${listWords(run)}`);
    for (const other of list.guess?.others ?? []) lines.push(`  ${otherWords(other)}`);
    if (CLEANED.includes(verdict)) {
      lines.push(`  ${paint(standingTone(run), standingWords(run))}`);
    }
    if (run.state === 'sealed') {
      lines.push('  Note: the run is sealed and waits for its end; the next scrub finishes it.');
    }
    if (others.length > 0 && list.guess === undefined) lines.push(sameBytesText(list));
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

/** Other runs with these bytes: of a list, that the latest of them answers, and not the one in mind. */
function sameBytesText({ others, verdict }: VerifiedList): string {
  const runs = counted(others.length, 'other run');
  const [made, why] =
    verdict === 'call-list'
      ? [`${runs} screened the same bytes`, '']
      : [`${runs} made the same bytes`, '; of those for calling the latest answers'];
  return wrapped(`${others.join(', ')}${why}`, `  ${made}: `);
}

function whatItIs({ verdict, kind, guess }: VerifiedList, id: string, paint: Paint): string {
  if (verdict === 'call-list') return paint('bad', `the call list that run ${id} screened`);
  const of = `${OUTPUT_WORDS[kind ?? 'cleaned']} of run ${id}`;
  if (verdict !== 'altered') return `${paint('good', 'unaltered')}: ${of}`;
  const which = guess === undefined ? of : `by its numbers likeliest ${of} (a guess)`;
  return `${paint('bad', 'altered')}: ${which}`;
}

function otherWords({ run, records, notCleared }: LikeRun): string {
  return `it may also be of run ${run.id}: ${grouped(notCleared)} of ${counted(records, 'record')} not cleared`;
}

function listJson(list: VerifiedList, end: ErrorCode | undefined): object {
  const { path, sha256, verdict, run, kind, others, notCleared, disputes, today } = list;
  const found = typeof notCleared === 'object' ? notCleared : undefined;
  return {
    ok: end === undefined,
    vocabulary: VOCABULARY,
    ...(end === undefined ? {} : { code: end, why: '', ...listFault(list), where: path }),
    file: path,
    sha256,
    verdict,
    unaltered: !NOT_AS_WRITTEN.includes(verdict),
    guessed: list.guess !== undefined,
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
