import type { CallAudit } from '../audit/calls/audit-calls.js';
import type { CallReading, UnknownWords } from '../audit/calls/call-reading.js';
import type { BreachCount, CallCount, CallTotals } from '../audit/calls/call-totals.js';
import { CALL_COVERS, CALL_VERDICTS } from '../audit/calls/call-verdicts.js';
import { VOCABULARY } from '../core/version.js';
import type { Policy } from '../policy/policy.js';
import { wrapped } from '../ui/paragraphs.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import { printable, type Paint } from '../ui/voice.js';
import { meanings } from './meanings.js';

/** So many names of a kind are shown to a person. */
const SHOWN = 10;
const MONTH = 7;

/** What `audit-calls` prints as JSON. */
export function auditJson(audit: CallAudit, reading: CallReading, policy: Policy): object {
  const { log, totals, asOf, registers, runs, out } = audit;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    input: { path: log.path, sha256: log.sha256, calls: log.calls },
    reading: {
      mapping: reading.mapping,
      columns: log.columns,
      columns_found: log.foundColumns,
      timezone: log.usedTimezone ? (reading.timezone ?? '') : '',
      days: reading.days ?? 'dmy',
      doubtful_days: log.doubtfulDays,
    },
    policy: policy.name,
    as_of: asOf,
    registers: registers.map(({ register, editions, first, last }) => {
      return { id: register, editions, first, last };
    }),
    calls: totals.all,
    judged: totals.judged,
    open: totals.open,
    verdicts: totals.verdicts,
    reasons: totals.reasons,
    breaches: {
      ...totals.breaches,
      by_list: named('list', totals.byList),
      by_caller: named('caller', totals.byCaller),
      by_campaign: named('campaign', totals.byCampaign),
      by_day: named('day', totals.byDay),
    },
    covered: totals.covers,
    runs,
    unknown_callers: log.unknownCallers,
    unknown_campaigns: log.unknownCampaigns,
    without_caller: totals.withoutCaller,
    out: out ?? null,
  };
}

/** What `audit-calls` tells a person. */
export function auditText(
  audit: CallAudit,
  reading: CallReading,
  policy: Policy,
  paint: Paint,
): string {
  const { log, totals, asOf, registers, out } = audit;
  const lines = [
    `${printable(log.path)}: ${countWords(totals.all)}`,
    ...(log.usedTimezone
      ? [paint('quiet', `starts by the clock of ${reading.timezone ?? ''}`)]
      : []),
    paint('quiet', `against all that is known at ${asOf}, policy ${policy.name}`),
    ...registers.map(({ register, editions, first, last }) => {
      const days = editions > 0 ? `, ${first} to ${last}` : '';
      return paint('quiet', `  ${register}: ${counted(editions, 'file')}${days}`);
    }),
    '',
    ...breachTexts(totals, paint),
    '',
    verdictTable(totals.verdicts),
    '',
    'What the runs before each call say:',
    coverTable(totals.covers),
    ...noteTexts(audit).map((text) => `\n${paint('doubt', wrapped(text))}`),
  ];
  if (out) lines.push('', `${printable(out.path)}: ${counted(out.lines, 'line')}`);
  return lines.join('\n');
}

/** What the log comes to, worst first: that no breach is found never hides one that is possible. */
function breachTexts(totals: CallTotals, paint: Paint): string[] {
  const { breaches, verdicts, judged, open } = totals;
  const possible = verdicts['possible-breach'];
  const perhaps = `Possible breaches: ${countWords(possible)}. What is held leaves it open.`;
  const possibleTexts = possible.calls === 0 ? [] : [paint('bad', wrapped(perhaps))];
  if (breaches.calls > 0) {
    const more = open === 0 ? '' : `. Of ${counted(open, 'other call')} it is open.`;
    return [
      paint('bad', wrapped(`Breaches: ${countWords(breaches)}${more}`)),
      ...breachLines('by list', totals.byList),
      ...breachLines('by caller', totals.byCaller),
      ...breachLines('by campaign', totals.byCampaign),
      ...breachLines('by month', byMonth(totals.byDay)),
      ...possibleTexts,
    ];
  }
  if (judged === 0) {
    const none = open === 0 ? 'There is no marketing call to judge.' : 'No call could be judged.';
    return [...possibleTexts, paint('doubt', none)];
  }
  const others = open === 0 ? '' : `; ${grouped(open)} could not be`;
  const none = possible.calls === 0 ? 'No breach' : 'No certain breach';
  const among = `${none} among the ${counted(judged, 'call')} that could be judged${others}.`;
  return [...possibleTexts, paint(open === 0 ? 'good' : 'doubt', among)];
}

/** What is to be known of the answer, each a paragraph. */
function noteTexts({ log, totals, runs, hasConsents }: CallAudit): string[] {
  const { doubtfulDays, unknownCallers, unknownCampaigns } = log;
  const { reasons, withoutCaller } = totals;
  const { untraced, purged } = runs;
  const texts: string[] = [];
  if (withoutCaller > 0 && hasConsents) {
    const calls = counted(withoutCaller, 'call names', 'calls name');
    const [them, they] = withoutCaller === 1 ? ['it', 'it was'] : ['them', 'they were'];
    texts.push(
      `${calls} no caller: every objection was held against ${them}, and no consent counts for ${them}. --caller says for whom ${they} made.`,
    );
  }
  const late = reasons['consent-recorded-after'];
  if (late > 0) {
    texts.push(
      `${counted(late, 'call')} cleared by a consent that was recorded after the call: it rests on the day that was told then.`,
    );
  }
  if (doubtfulDays > 0) {
    texts.push(
      `${counted(doubtfulDays, 'start')} with a day that can be read in two ways: read day first. If the month comes first, say --days mdy.`,
    );
  }
  const ahead = reasons['start-ahead'];
  if (ahead > 0) {
    texts.push(
      `${counted(ahead, 'start')} more than a day ahead and not read: check how days are written (--days), and the time zone.`,
    );
  }
  if (untraced + purged > 0) {
    texts.push(
      `${counted(untraced + purged, 'run')} without a trace: what was cleared by a list without one is not known.`,
    );
  }
  return [
    ...texts,
    ...unknownTexts('caller', unknownCallers),
    ...unknownTexts('campaign', unknownCampaigns),
  ];
}

function countWords({ calls, people, first, last }: CallCount): string {
  const days = first === '' ? '' : first === last ? `, on ${first}` : `, ${first} to ${last}`;
  return `${counted(calls, 'call')} to ${counted(people, 'number')}${days}`;
}

function verdictTable(verdicts: CallTotals['verdicts']): string {
  const shown = CALL_VERDICTS.filter(({ name }) => verdicts[name].calls > 0);
  const rows = shown.map(({ name }) => {
    const { calls, people, first, last } = verdicts[name];
    return [name, grouped(calls), grouped(people), first, last];
  });
  const header = ['verdict', 'calls', 'numbers', 'first', 'last'];
  return [aligned([header, ...rows], [1, 2]), '', ...meanings(shown)].join('\n');
}

function coverTable(covers: CallTotals['covers']): string {
  const shown = CALL_COVERS.filter(({ name }) => covers[name].calls > 0);
  const rows = shown.map(({ name }) => {
    return [name, grouped(covers[name].calls), grouped(covers[name].breaches)];
  });
  return [aligned([['run', 'calls', 'breaches'], ...rows], [1, 2]), '', ...meanings(shown)].join(
    '\n',
  );
}

function breachLines(title: string, counts: readonly BreachCount[]): string[] {
  if (counts.length === 0) return [];
  const shown = counts.slice(0, SHOWN).map(({ name, calls }) => {
    return `${name === '' ? '(not said)' : printable(name)} ${grouped(calls)}`;
  });
  const more = counts.length - shown.length;
  const others = more > 0 ? ` and ${grouped(more)} more` : '';
  return [wrapped(`${shown.join(', ')}${others}`, `  ${title}: `)];
}

/** Days of one month together, in order. */
function byMonth(days: readonly BreachCount[]): BreachCount[] {
  const months = new Map<string, number>();
  for (const { name, calls } of days) {
    const month = name.slice(0, MONTH);
    months.set(month, (months.get(month) ?? 0) + calls);
  }
  return [...months].map(([name, calls]) => ({ name, calls }));
}

function unknownTexts(what: string, { calls, words }: UnknownWords): string[] {
  if (calls === 0) return [];
  const shown = words.slice(0, SHOWN).map(({ word }) => `'${printable(word)}'`);
  const more = words.length > shown.length ? ' …' : '';
  return [
    `${counted(calls, 'call')} of a ${what} that is not declared (${shown.join(', ')}${more}): every objection was held against them, and no consent for them.`,
  ];
}

function named(key: string, counts: readonly BreachCount[]): object[] {
  return counts.map(({ name, calls }) => ({ [key]: name, calls }));
}
