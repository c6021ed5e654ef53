import type { Configuration } from '../config/config.js';
import { notRecalled } from '../audit/not-recalled.js';
import { daysBetween, londonDay, type Day, type Instant } from '../core/day.js';
import { licenceWords } from '../scrub/licences.js';
import { status, type Status } from '../scrub/status.js';
import { quietNights } from './quiet-nights.js';
import { waitingFiles } from './waiting-files.js';

/** Levels as Nagios numbers them. */
export const LEVELS = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;

/** Something that a person should look at. */
export interface Finding {
  readonly level: 'warning' | 'critical';
  readonly words: string;
}

/** Whether all is well, and figures to draw. */
export interface Health {
  readonly findings: readonly Finding[];
  readonly figures: readonly (readonly [name: string, value: number])[];
}

/** A register that clears calls for no more than so many days. */
const REGISTER_DAYS = 7;
/** A database that was not copied for so many days. */
const BACKUP_DAYS = 7;
/** The stage of a licence (scrub/licences.ts) from which it is urgent. */
const URGENT_STAGE = 7;

/**
 * Looks whether calls can be made today and next week, and whether anything waits for a person.
 *
 * @throws ScreeningError when the database cannot be asked
 */
export function healthOf(database: string, now: Instant, configuration: Configuration): Health {
  const found = status(database, now, configuration);
  const open = found.waits === undefined ? notRecalled(database, now) : undefined;
  const waiting = configuration.jobs.map((job) => ({ job, ...waitingFiles(job) }));
  const refused = waiting.reduce((sum, files) => sum + files.refused, 0);
  const warning = (isSo: boolean, words: string): Finding[] =>
    isSo ? [{ level: 'warning', words }] : [];
  const unrecalled = (open?.objections ?? 0) + (open?.notKnown.length ?? 0);
  return {
    findings: [
      ...registerFindings(found),
      ...warning(found.unresolved > 0, `unread opt-out lines: ${String(found.unresolved)}`),
      ...warning(
        unrecalled > 0,
        `objections not recalled, or lists not known: ${String(unrecalled)}`,
      ),
      ...warning(refused > 0, `files in error/: ${String(refused)}`),
      ...waiting.flatMap(({ job, fault }) => warning(fault !== '', `job ${job.name}: ${fault}`)),
      ...quietNights(configuration.jobs, configuration.jobLog, now).map((words): Finding => ({
        level: 'warning',
        words,
      })),
      ...keptFindings(found, londonDay(now)),
    ],
    figures: [
      ...found.registers.map(({ name, lastCallDay }) => {
        const left = lastCallDay === undefined ? -1 : daysBetween(found.today, lastCallDay);
        return [`${name}_days_left`, left] as const;
      }),
      ['unread_lines', found.unresolved],
      ['not_recalled', unrecalled],
      ['files_refused', refused],
      ['files_waiting', waiting.reduce((sum, files) => sum + files.waiting, 0)],
    ],
  };
}

function registerFindings({
  registers,
  today,
  listsFault,
  waits,
  journalFault,
}: Status): Finding[] {
  const critical = (words: string): Finding => ({ level: 'critical', words });
  const found = registers.flatMap(({ name, edition, usable, lastCallDay, licence }): Finding[] => {
    const words = licence === undefined ? '' : licenceWords(licence);
    const isUrgent = licence?.stage !== undefined && licence.stage <= URGENT_STAGE;
    const licenced: Finding[] =
      words === '' ? [] : [{ level: isUrgent ? 'critical' : 'warning', words }];
    if (edition === undefined) return [critical(`no edition of ${name} is held`), ...licenced];
    if (!usable || lastCallDay === undefined) {
      const last = lastCallDay ?? edition.dated;
      return [critical(`${name} cannot be used: it cleared calls to ${last}`), ...licenced];
    }
    if (daysBetween(today, lastCallDay) > REGISTER_DAYS) return licenced;
    return [
      { level: 'warning', words: `${name} clears calls only to ${lastCallDay}` },
      ...licenced,
    ];
  });
  if (listsFault !== '') found.push(critical(`own lists are damaged: ${listsFault}`));
  if (waits !== undefined) found.push(critical('the database waits for its journal'));
  if (journalFault !== undefined) found.push(critical(journalFault.summary));
  return found;
}

function keptFindings({ kept: { backup, journal }, exists }: Status, today: Day): Finding[] {
  if (!exists) return [];
  const age = backup === undefined ? undefined : daysBetween(backup.day, today);
  const backupWords =
    age === undefined ? 'no backup yet' : `the newest backup is ${String(age)} days old`;
  return [
    ...(age === undefined || age > BACKUP_DAYS
      ? [{ level: 'warning' as const, words: backupWords }]
      : []),
    ...(journal !== undefined && journal.ends === undefined
      ? [{ level: 'warning' as const, words: 'the end of the journal cannot be read' }]
      : []),
  ];
}
