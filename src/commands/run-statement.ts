import { basename } from 'node:path';
import { firstDayOut, type PastRun } from '../audit/past-run.js';
import type { UsedRegister } from '../audit/run-in-full.js';
import type { PageText } from '../pages/page.js';
import type { RegisterName } from '../registers/registers.js';
import { counted } from '../ui/tables.js';
import { dayWords, instantWords } from './day-words.js';

/** What was screened, against what, when and for whom: the sentence under a page's title. */
export function leadText({ record, started }: PastRun): string {
  const { plan, counts } = record;
  const names = plan.registers.map(({ name }) => name.toUpperCase()).join(' and ');
  const list = plan.input === '-' ? 'a list from standard input' : basename(plan.input);
  const whom = plan.caller === '' ? '' : ` for ${plan.caller}`;
  const campaign = plan.campaign === '' ? '' : `, campaign ${plan.campaign}`;
  return `${list}, ${counted(counts.read, 'record')}, screened against ${names} and the firm's own suppression lists on ${instantWords(started)} in London${whom}${campaign}.`;
}

/** That a run was historical, and for what calls and by what knowledge. */
export function historicalText({ record: { plan } }: PastRun): PageText {
  return {
    tone: 'bad',
    text: `Historical: what a scrub would have decided about calls of ${dayWords(plan.call_date)} by what was known at ${plan.as_of}. No call may be made from its list.`,
  };
}

/** That a list with every record is none to call from; nothing of other lists. */
export function flaggedText({ record }: PastRun): PageText[] {
  if (record.plan.rows !== 'flag') return [];
  const text =
    'No call may be made from the list as it is: it holds every record, with its verdict beside it. What follows holds for the records that it says are clean.';
  return [{ tone: 'bad', text }];
}

/** On which days calls are cleared by a run that was to be called from. */
export function validityText(run: PastRun): PageText {
  const { plan } = run.record;
  const span = `from ${dayWords(plan.call_date)} to ${dayWords(plan.until)}, both days included`;
  if (run.standing === 'out-of-date') {
    return {
      tone: 'bad',
      text: `Register-valid for calls ${span}. Out of date since ${dayWords(firstDayOut(run))}: no call may be made from its list now.`,
    };
  }
  const tone = plan.rows === 'flag' ? 'doubt' : 'good';
  return { tone, text: `Register-valid to ${dayWords(plan.until)}: for calls ${span}.` };
}

/** What was not looked up: a register as a whole, or what a licence does not cover. */
export function limitTexts(
  missing: readonly RegisterName[],
  registers: readonly UsedRegister[],
): PageText[] {
  const limited = registers.filter(({ planned: { covers } }) => covers !== '');
  return [
    ...missing.map((name): PageText => ({
      tone: 'bad',
      text: `Not screened against ${name.toUpperCase()}.`,
    })),
    ...limited.map(({ planned }): PageText => ({
      tone: 'doubt',
      text: `The ${planned.name.toUpperCase()} licence covers the codes ${planned.covers.replaceAll(',', ', ')} alone: numbers outside were held back.`,
    })),
  ];
}
