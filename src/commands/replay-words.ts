import { REASONS } from '../policy/reasons.js';
import type { Differences } from '../audit/listed-differences.js';
import type { ReplayedTrace } from '../audit/replay-trace.js';
import type { RecordDifference } from '../audit/record-differences.js';
import { isOtherReader, type Replayed } from '../audit/replayed.js';
import { isSame, type ReplayedList } from '../audit/replay.js';
import { areNumbers, type TracedSet } from '../store/run-trace.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import { wrapped } from '../ui/paragraphs.js';
import { printable, type Paint } from '../ui/voice.js';
import { hindsightText, numberText, recordText, shown } from './difference-words.js';
import { policyChangesText } from './policy-changes-words.js';
import { readerText } from './replay-fault.js';
import { OUTPUT_WORDS } from './run-words.js';

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
          // A workbook is compared by its rows, and these are not the file's own bytes.
          const written = run.record.outputs.find(({ kind }) => kind === output.kind);
          const part = written?.content === undefined ? '' : ', its rows';
          const name = `  ${OUTPUT_WORDS[output.kind][0]}${part}`;
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
  const what = tracedWords(sets);
  const head = replayed.same
    ? paint('good', `The same decision about ${what}`)
    : paint('bad', `Not the same decisions about ${what}`);
  const certain = sets.filter(areNumbers);
  const readings = sets.filter((set) => !areNumbers(set));
  const byReason = REASONS.flatMap(({ name }) => [
    ...reasonRow(name, name, certain),
    ...reasonRow(`${name}, readings`, name, readings),
  ]);
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

function tracedWords(sets: readonly TracedSet[]): string {
  const sum = (own: readonly TracedSet[]): number => own.reduce((all, { count }) => all + count, 0);
  const numbers = sum(sets.filter(areNumbers));
  const readings = sum(sets) - numbers;
  if (readings === 0) return `each of ${counted(numbers, 'number')}`;
  return `${counted(numbers, 'number')} and ${counted(readings, 'reading')} of damaged cells`;
}

function reasonRow(title: string, name: string, sets: readonly TracedSet[]): string[][] {
  const own = sets.filter(({ reason }) => reason === name);
  if (own.length === 0) return [];
  const sum = (kept: boolean): number =>
    own.reduce((all, set) => (set.kept === kept ? all + set.count : all), 0);
  return [[`  ${title}`, `${grouped(sum(true))} kept`, `${grouped(sum(false))} held back`]];
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
