import { addDays, type Day } from '../core/day.js';

/**
 * Raw details that can go when they are old. The ledger's lines, and objections, never do. Append only:
 * the names stand in the configuration and in the ledger.
 */
export const RETENTION_KINDS = [
  { name: 'runs', means: 'traces of runs: the numbers of their lists, and each record’s verdict' },
  { name: 'editions', means: 'numbers of register files that clear no call any more' },
  {
    name: 'unread',
    means: 'what stood in unread lines of opt-out files that were settled or undone',
  },
  { name: 'consents', means: 'what shows consents that ended or were withdrawn' },
] as const satisfies readonly { name: string; means: string }[];

/** A row of {@link RETENTION_KINDS}. */
export type RetentionKind = (typeof RETENTION_KINDS)[number]['name'];

/** Names of the kinds, in table order. */
export const RETENTION_NAMES: readonly RetentionKind[] = RETENTION_KINDS.map(({ name }) => name);

/**
 * How long each kind is kept when nobody says otherwise: who was called, or not, may be asked for six
 * years (Limitation Act 1980, sections 2 and 5).
 */
const DEFAULT_RETENTION = '6y';

/** For each kind what is said of it, or {@link DEFAULT_RETENTION}. */
export function retentionPeriods(
  said: { readonly [K in RetentionKind]?: string | undefined } | undefined,
): Readonly<Record<RetentionKind, string>> {
  const { runs, editions, unread, consents } = said ?? {};
  return {
    runs: runs ?? DEFAULT_RETENTION,
    editions: editions ?? DEFAULT_RETENTION,
    unread: unread ?? DEFAULT_RETENTION,
    consents: consents ?? DEFAULT_RETENTION,
  };
}

/** What a length of time must be. */
export const PERIOD_RULE = 'a length of time is a number and y, m or d: 6y, 18m, 400d';

const PERIOD = /^([1-9]\d{0,3})([ymd])$/;

/** Whether a text says a length of time. */
export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/**
 * The day so long before another: of years and months the same day of the month, or its last.
 *
 * @param period as {@link PERIOD_RULE} says
 */
export function dayBefore(day: Day, period: string): Day {
  const [, count = '', unit] = PERIOD.exec(period) ?? [];
  const length = Number(count);
  if (length === 0) throw new RangeError(`'${period}' is no length of time`);
  if (unit === 'd') return addDays(day, -length);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const months = year * 12 + month - 1 - length * (unit === 'y' ? 12 : 1);
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  const to = Date.UTC(Math.floor(months / 12), months % 12, Math.min(date, last));
  return new Date(to).toISOString().slice(0, 10) as Day;
}
