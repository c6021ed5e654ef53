import { callsOf } from '../audit/calls/calls-by-day.js';
import {
  isDark,
  type Coverage,
  type CoverageDay,
  type RegisterDay,
} from '../audit/calls/coverage.js';
import { CALL_COVERS, type CallCover } from '../audit/calls/call-verdicts.js';
import { VOCABULARY } from '../core/version.js';
import type { Policy } from '../policy/policy.js';
import { lastCallDay } from '../store/editions.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import { printable, type Paint } from '../ui/voice.js';
import { shortDay } from './day-words.js';
import { meanings } from './meanings.js';

/** What `coverage` prints as JSON. */
export function coverageJson(found: Coverage, policy: Policy): object {
  const { days, dark, log } = found;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    policy: policy.name,
    as_of: found.asOf,
    from: days[0]?.day,
    to: days.at(-1)?.day,
    days_asked: days.length,
    days_dark: found.darkDays,
    days_ahead: found.daysAhead,
    dark,
    input: log ? { path: log.path, sha256: log.sha256, calls: log.calls } : null,
    calls_elsewhere: found.elsewhere,
    calls_unread: found.unread,
    purged_runs: found.purgedRuns,
    days: days.map(({ day, isAhead, registers, runs, historical, lists, calls }) => ({
      day,
      ahead: isAhead,
      dark: registers.filter(({ edition }) => !isAhead && !edition).map(({ register }) => register),
      registers: registers.map(registerJson),
      runs,
      historical_runs: historical,
      lists_in_date: lists,
      calls: calls ?? null,
    })),
  };
}

function registerJson({ register, edition, later }: RegisterDay): object {
  return {
    id: register,
    edition: edition?.id ?? null,
    dated: edition?.dated ?? null,
    estimated: edition ? edition.estimated === 1 : null,
    last_call_day: edition ? lastCallDay(edition) : null,
    recorded_later: later
      ? { edition: later.id, dated: later.dated, recorded: later.recorded }
      : null,
  };
}

/** What `coverage` tells a person: the dark days first, then months. */
export function coverageText(found: Coverage, policy: Policy, paint: Paint): string {
  const { days, dark, log } = found;
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const lines = [
    `${first} to ${last}: ${counted(days.length, 'day')}, policy ${policy.name}`,
    darkWords(found, paint),
    ...dark.map(({ register, from, to, days: many }) => {
      const range = from === to ? shortDay(from) : `${shortDay(from)} – ${shortDay(to)}`;
      return `  ${range}: no ${register.toUpperCase()} file in date (${counted(many, 'day')})`;
    }),
  ];
  const later = days.filter((day) => isDark(day) && day.registers.some(isFilledLater)).length;
  if (later > 0) {
    const what = 'files of those days were imported afterwards, as history';
    lines.push(paint('quiet', `  for ${counted(later, 'dark day')} ${what}`));
  }
  if (found.daysAhead > 0) {
    lines.push(paint('quiet', `  ${counted(found.daysAhead, 'day')} still to come: not counted`));
  }
  lines.push('', monthTable(days));
  if (log) {
    const shown = CALL_COVERS.filter(({ name }) => days.some(({ calls }) => calls?.[name]));
    const titled = shown.map(({ name, means }) => ({ name: titleOf(name), means }));
    if (titled.length > 0) lines.push('', ...meanings(titled));
    const others = found.elsewhere > 0 ? `, ${grouped(found.elsewhere)} of them on other days` : '';
    lines.push('', `${printable(log.path)}: ${counted(log.calls, 'call')}${others}`);
    if (found.unread > 0) {
      lines.push(paint('doubt', `${counted(found.unread, 'call')} whose start was not read`));
    }
  }
  if (found.purgedRuns > 0) {
    const why = 'the days of those are not counted';
    lines.push(paint('doubt', `${counted(found.purgedRuns, 'run')} not held any more: ${why}`));
  }
  return lines.join('\n');
}

function isFilledLater({ edition, later }: RegisterDay): boolean {
  return edition === undefined && later !== undefined;
}

function darkWords({ days, darkDays, daysAhead }: Coverage, paint: Paint): string {
  const been = days.length - daysAhead;
  if (been === 0) return paint('doubt', 'None of these days has come yet.');
  if (darkDays === 0) return paint('good', 'Every register was in date on every day.');
  return paint('bad', `Dark on ${counted(darkDays, 'day')} of ${grouped(been)}:`);
}

/** Names of covers where a column has little room. */
const TITLES: Readonly<Partial<Record<CallCover, string>>> = {
  'in-date': 'in date',
  'after-last-call-day': 'too late',
  'before-call-date': 'too early',
  'not-in-date': 'not in date',
};

function titleOf(name: CallCover): string {
  return TITLES[name] ?? name;
}

function monthTable(days: readonly CoverageDay[]): string {
  const months = new Map<string, CoverageDay[]>();
  for (const day of days) {
    const month = day.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  const hasCalls = days.some(({ calls }) => calls !== undefined);
  const covers = CALL_COVERS.filter(({ name }) => days.some(({ calls }) => calls?.[name]));
  const kinds = [...covers.map(({ name }) => name), 'others' as const];
  const titles = kinds.map((kind) => (kind === 'others' ? kind : titleOf(kind)));
  const header = ['month', 'days', 'dark', 'runs', ...(hasCalls ? ['calls', ...titles] : [])];
  const rows = [...months].map(([month, of]) => {
    const sum = (value: (day: CoverageDay) => number) =>
      grouped(of.reduce((total, day) => total + value(day), 0));
    const dark = (day: CoverageDay) => Number(isDark(day));
    const calls = (day: CoverageDay) => (day.calls ? callsOf(day.calls) : 0);
    const counts = hasCalls
      ? [sum(calls), ...kinds.map((kind) => sum((day) => day.calls?.[kind] ?? 0))]
      : [];
    return [month, sum(() => 1), sum(dark), sum(({ runs }) => runs), ...counts];
  });
  return aligned(
    [header, ...rows],
    header.map((_, place) => place).filter((place) => place > 0),
  );
}
