import type { Day } from '../core/day.js';
import { licenceFix, licenceWords, type LicenceEnd } from '../scrub/licences.js';
import type { RegisterStatus, Status } from '../scrub/status.js';
import { lostDatabase } from './safekeeping-words.js';

/** Something for which a scrub would be refused today. */
export interface Gap {
  readonly why: string;
  /** What mends it: a command, or a few words. */
  readonly fix: string;
}

/** Everything for which a scrub would be refused today; none when it would be allowed. */
export function gapsOf(found: Status): Gap[] {
  const { registers, today, listsFault, waits, journalFault, kept } = found;
  const lost = lostDatabase(found);
  if (lost !== '')
    return [{ why: lost, fix: `restore BACKUP --journal ${kept.journal?.path ?? ''}` }];
  return [
    ...(waits === undefined
      ? []
      : [
          {
            why: `the database was restored from ${waits.backup} and waits for its journal`,
            fix: 'restore --journal PATH, or restore --accept-loss "WHY"',
          },
        ]),
    ...(journalFault === undefined ? [] : [{ why: journalFault.summary, fix: journalFault.fix }]),
    ...(listsFault === ''
      ? []
      : [
          {
            why: `the own suppression lists are damaged: ${listsFault}`,
            fix: 'restore a backup',
          },
        ]),
    ...registers.filter(({ usable }) => !usable).map((register) => registerGap(register, today)),
    ...ended(registers).map((licence) => ({
      why: licenceWords(licence),
      fix: licenceFix(licence.name),
    })),
  ];
}

/** Licences that are over. */
function ended(registers: Status['registers']): LicenceEnd[] {
  return registers.flatMap(({ licence }) => (licence?.stage === 0 ? [licence] : []));
}

function registerGap({ name, edition, lastCallDay }: RegisterStatus, today: Day): Gap {
  const fix = `tps-scrub import ${name} FILE --dated YYYY-MM-DD`;
  if (edition === undefined) return { why: `no edition of ${name} is held`, fix };
  if (edition.numbers === 0) return { why: `the edition of ${name} is empty`, fix };
  if (lastCallDay !== undefined && lastCallDay < today) {
    const why = `the edition of ${name} dated ${edition.dated} cleared calls to ${lastCallDay}`;
    return { why, fix };
  }
  return {
    why: `the edition of ${name} dated ${edition.dated} is damaged: numbers are missing`,
    fix,
  };
}
