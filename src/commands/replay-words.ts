import { REASONS } from '../policy/reasons.js';
import type { Differences, Move } from '../audit/listed-differences.js';
import type { NumberDifference, ReplayedTrace } from '../audit/replay-trace.js';
import type { RecordDifference } from '../audit/record-differences.js';
import { isOtherReader, verdictOf, type Hindsight, type Replayed } from '../audit/replayed.js';
import { isSame, type ReplayedList } from '../audit/replay.js';
import type { Explanation } from '../core/errors.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import { wrapped } from '../ui/paragraphs.js';
import { printable, type Paint } from '../ui/voice.js';
import { policyChangesText } from './policy-changes-words.js';

/** So many differences a person is shown. */
const SHOWN = 20;

const OUTPUT_WORDS = {
  cleaned: 'cleaned list',
  flagged: 'flagged list',
  report: 'report',
} as const;

/** A list repeated, for people. */
export function listText(replayed: ReplayedList, paint: Paint): string {
  const { run, input, outputs, figures, differences, hindsight } = replayed;
  const { plan, input: list, counts } = run.record;
  const head = replayed.same
    ? paint('good', 'The same list and report, byte for byte')
    : paint('bad', 'Not the same list and report');
  const lines = [
    `${head}: run ${run.id}`,
    '',
    aligned(
      [
        ['  list', printable(input === '-' ? 'standard input' : input)],
        ['', `${counted(counts.read, 'record')}, ${counted(list.bytes, 'byte')}`],
        ['', list.sha256],
        ...outputs.flatMap((output) => {
          const name = `  ${OUTPUT_WORDS[output.kind]}`;
          const now = [counted(output.bytesNow, 'byte'), output.sha256Now];
          if (isSame(output)) return now.map((text, at) => [at === 0 ? name : '', text]);
          return [
            [name, `was ${counted(output.bytesThen, 'byte')}`],
            ['', output.sha256Then],
            ['', `is ${now[0] ?? ''}`],
            ['', now[1] ?? ''],
          ];
        }),
        ...groundRows(replayed),
      ],
      [],
    ),
  ];
  for (const { figure, then, now } of figures) {
    lines.push('', `${figure} were ${JSON.stringify(then)}`, `and are  ${JSON.stringify(now)}`);
  }
  if (!replayed.same) lines.push('', recordsText(differences));
  lines.push(...notes(replayed, paint));
  if (hindsight) {
    const unit = ['record', counts.read] as const;
    lines.push('', hindsightText(hindsight, unit, plan.call_date, recordText, paint));
  }
  return lines.join('\n');
}

/** A trace repeated, for people. */
export function traceText(replayed: ReplayedTrace, paint: Paint): string {
  const { run, numbers, sets, differences, contradictions, hindsight } = replayed;
  const head = replayed.same
    ? paint('good', `The same decision about each of ${counted(numbers, 'number')}`)
    : paint('bad', `Not the same decisions about ${counted(numbers, 'number')}`);
  const byReason = REASONS.flatMap(({ name }) => {
    const own = sets.filter(({ reason }) => reason === name);
    const sum = (kept: boolean): number =>
      own.reduce((all, set) => (set.kept === kept ? all + set.count : all), 0);
    return own.length === 0
      ? []
      : [[`  ${name}`, `${grouped(sum(true))} kept`, `${grouped(sum(false))} held back`]];
  });
  const lines = [
    `${head}: run ${run.id}`,
    '',
    ...(byReason.length > 0 ? [aligned(byReason, [1, 2]), ''] : []),
    aligned(groundRows(replayed), []),
  ];
  if (differences.count > 0) {
    const title = `${counted(differences.count, 'number')} would be decided about otherwise:`;
    lines.push('', title, shown(differences, numberText));
  }
  if (contradictions > 0) {
    lines.push(
      '',
      paint(
        'bad',
        `${counted(contradictions, 'number')} stand in the trace as kept for a reason that holds back.`,
      ),
    );
  }
  lines.push(
    '',
    wrapped(
      'Without the list this says nothing of records, duplicates and parties, nor of cells in which no number was read.',
    ),
    ...notes(replayed, paint),
  );
  if (hindsight) {
    const { call_date: day } = run.record.plan;
    lines.push('', hindsightText(hindsight, ['number', numbers], day, numberText, paint));
  }
  return lines.join('\n');
}

/** What is wrong when a replay does not agree: as an error, or beside the status that is none. */
export function faultOf(
  replayed: Replayed,
): Required<Pick<Explanation, 'summary' | 'why' | 'fix'>> {
  const { run, policy, then, now, same } = replayed;
  const { name } = run.record.plan.policy;
  if (same && policy.declared === 'changed') {
    return {
      summary: `run ${run.id} comes out the same, but the policy ${name} is not what it was`,
      why: 'the run was repeated by the rules of then; a scrub today is decided by others',
      fix: `compare the configuration with that of then; tps-scrub policy ${name} shows it as it is`,
    };
  }
  if (verdictOf(replayed) === 'reader') {
    return {
      summary: `run ${run.id} does not come out the same: number reader ${readerText(then)} read it, and ${readerText(now)} reads it otherwise`,
      why: 'what was known then is as it was; what cells are read as is not',
      fix: 'scrub the list again before any further call',
    };
  }
  return {
    summary: `run ${run.id} does not come out the same, though what it was decided by does`,
    why: `tps-scrub ${then.program} made it, and this is ${now.program}, with the same number reader`,
    fix: 'keep the list, its outputs and the database, and report it',
  };
}

function groundRows({ run }: Replayed): string[][] {
  const { plan } = run.record;
  return [
    ...plan.registers.map(({ name, edition, dated }) => [
      `  ${name}`,
      `edition ${String(edition)} dated ${dated}`,
    ]),
    [
      '  policy',
      printable(plan.policy.name) +
        (plan.caller === '' ? '' : `, for ${printable(plan.caller)}`) +
        (plan.campaign === '' ? '' : `, campaign ${printable(plan.campaign)}`),
    ],
    ['  calls', `${plan.call_date} to ${plan.until}, as known at ${plan.as_of}`],
  ];
}

function notes(replayed: Replayed, paint: Paint): string[] {
  const { run, policy, then, now, same } = replayed;
  const { name } = run.record.plan.policy;
  const found: string[] = [];
  if (run.state === 'sealed') {
    found.push('The run was interrupted before its outputs had their names.');
  }
  if (run.state === 'abandoned') {
    found.push('The run was abandoned: no list of it ever stood under its name.');
  }
  if (policy.declared === 'no longer') {
    found.push(
      `The policy ${name} is not declared any more; the run was repeated by the rules of then.`,
    );
  }
  if (policy.declared === 'changed') found.push(policyChangesText(name, policy));
  if (isOtherReader(then, now)) {
    found.push(
      `Numbers were read by reader ${readerText(then)}, and now by ${readerText(now)}` +
        (same ? ': nothing comes out otherwise by it.' : '.'),
    );
  }
  return found.flatMap((text) => ['', paint('doubt', wrapped(printable(text)))]);
}

function readerText({ reader, numberingPlan }: Replayed['then']): string {
  return `${String(reader)} (numbering plan of ${numberingPlan})`;
}

function recordsText(differences: Differences<RecordDifference> | string): string {
  if (typeof differences === 'string') {
    return wrapped(`Which records differ cannot be told: ${differences}.`);
  }
  if (differences.count === 0) {
    return wrapped(
      'No record is decided about otherwise, or reported otherwise: what differs stands before the records, or is what was recorded of the run.',
    );
  }
  const title = `${counted(differences.count, 'record')} ${differences.count === 1 ? 'is' : 'are'} not as before:`;
  return `${title}\n${shown(differences, recordText)}`;
}

function recordText({ record, line, was, now }: RecordDifference): string[] {
  const change = was === now ? `${was}, reported otherwise` : `${was} -> ${now}`;
  return [`  record ${grouped(record)}`, `line ${grouped(line)}`, change];
}

function numberText({ number, kept, was, now }: NumberDifference): string[] {
  return [`  ${number}`, kept ? 'kept' : 'held back', `${was} -> ${now}`];
}

function shown<T>({ count, listed }: Differences<T>, row: (one: T) => string[]): string {
  const text = aligned(listed.slice(0, SHOWN).map(row), []);
  const more = count - SHOWN;
  return more > 0 ? `${text}\n  and ${grouped(more)} more (--json lists them)` : text;
}

function hindsightText<T>(
  { asOf, registers, moves, differences }: Hindsight<T>,
  [unit, all]: readonly [string, number],
  day: string,
  row: (one: T) => string[],
  paint: Paint,
): string {
  const { count } = differences;
  const editions = registers.map(
    ({ name, edition }) => `${name} edition ${String(edition.id)} dated ${edition.dated}`,
  );
  const ground = `For calls from ${day}, by what is known at ${asOf} (${editions.join(', ')})`;
  if (count === 0) return wrapped(`${ground}, each ${unit} would be decided in the same way.`);
  const head = wrapped(
    `${ground}, ${grouped(count)} of ${counted(all, unit)} would be decided otherwise:`,
  );
  return [paint('strong', head), movesText(moves), '', shown(differences, row)].join('\n');
}

function movesText(moves: readonly Move[]): string {
  return aligned(
    moves.map(({ was, now, count }) => [`  ${grouped(count)}`, was, '->', now]),
    [0],
  );
}
