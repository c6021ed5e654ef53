import type { LicenceDays } from '../config/job.js';
import { daysBetween, type Day } from '../core/day.js';
import { notSafe } from '../core/errors.js';
import type { RegisterName } from '../registers/registers.js';
import type { Edition } from '../store/editions.js';

/** So many days before a licence ends, people are told once more: the last of them is urgent. */
export const LICENCE_STAGES = [30, 14, 7] as const;

/** A licence that ends, or has ended. */
export interface LicenceEnd {
  readonly name: RegisterName;
  /** The last day of it. */
  readonly until: Day;
  /** Days that are left; negative when it has ended. */
  readonly left: number;
  /** The narrowest of {@link LICENCE_STAGES} that it is in; undefined while it is far off; 0: ended. */
  readonly stage: (typeof LICENCE_STAGES)[number] | 0 | undefined;
}

/**
 * When the licence of a register ends: by the configuration, which says what holds now; else by what was
 * said when the edition was imported.
 *
 * @returns undefined when nobody said so
 */
export function licenceEnd(
  name: RegisterName,
  edition: Pick<Edition, 'licence_until'> | undefined,
  configured: LicenceDays,
  today: Day,
): LicenceEnd | undefined {
  const until = (configured[name] ?? edition?.licence_until ?? '') as Day | '';
  if (until === '') return undefined;
  const left = daysBetween(today, until);
  const stage = left < 0 ? 0 : [...LICENCE_STAGES].reverse().find((days) => left <= days);
  return { name, until, left, stage };
}

/** What is to be said of a licence that ends soon, or has ended; empty while that is far off. */
export function licenceWords({ name, until, left, stage }: LicenceEnd): string {
  if (stage === undefined) return '';
  if (stage === 0) return `the licence for ${name} ended on ${until}`;
  if (left === 0) return `the licence for ${name} ends today`;
  return `the licence for ${name} ends in ${left === 1 ? '1 day' : `${String(left)} days`}, on ${until}`;
}

/**
 * Refuses to clear calls with a register whose licence has ended. There is no way round but a new day.
 *
 * @throws ScreeningError not-safe
 */
export function requireLicences(
  editions: readonly { readonly name: RegisterName; readonly edition: Edition }[],
  configured: LicenceDays,
  today: Day,
): void {
  const ended = editions
    .map(({ name, edition }) => licenceEnd(name, edition, configured, today))
    .find((end) => end?.stage === 0);
  if (ended === undefined) return;
  throw notSafe({
    summary: licenceWords(ended),
    why: 'without a licence the register may not be used to screen a list',
    fix: licenceFix(ended.name),
    where: `register.${ended.name}.licence_until`,
  });
}

/** What is to be done about a licence that has ended. */
export function licenceFix(name: RegisterName): string {
  return `renew it, then put its new last day into the configuration: [register.${name}] licence_until`;
}
