import { REGISTER_NAMES } from '../registers/registers.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { counted, grouped } from '../ui/tables.js';

/** Something that whoever calls from a list must know beside its counts. */
export interface Warning {
  readonly text: string;
  /** The same in one line of a screen. */
  readonly brief: string;
}

/** What whoever calls from the list must know beside its counts, the weightiest first. */
export function warnings({
  run,
  plan,
  record,
  registers,
  hasConsents,
  partiesNotAsked,
  unreadLines,
  numbersToMend,
}: ScrubResult): Warning[] {
  const found: Warning[] = [];
  const add = (isSo: boolean, text: string, brief = text): void => {
    if (isSo) found.push({ text, brief });
  };
  for (const name of REGISTER_NAMES) {
    const isScreened = plan.policy.requires.includes(name);
    add(!isScreened, `Not screened against ${name.toUpperCase()}.`);
  }
  add(
    plan.rows === 'flag',
    'A flagged list is no cleaned list: it holds every record. Filter it on scrub_outcome=clean before any call.',
    'No cleaned list: it holds every record. Call scrub_outcome=clean alone.',
  );
  const lines = counted(unreadLines, 'opt-out line waits', 'opt-out lines wait');
  add(
    unreadLines > 0,
    `${lines} unread, and may name people of this list: tps-scrub suppress resolve`,
    `${lines} unread: tps-scrub suppress resolve`,
  );
  for (const { name, edition } of registers) {
    const unread = counted(edition.rejected, 'line');
    add(
      edition.rejected > 0,
      `${unread} of the ${name} edition could not be read; numbers on them are not known.`,
      `${unread} of the ${name} edition could not be read.`,
    );
  }
  add(
    hasConsents && plan.caller === '',
    'No consent counts, since no caller was named: --caller says for whom the calls are.',
    'No consent counts, as no caller was named: add --caller NAME.',
  );
  add(
    partiesNotAsked > 0,
    `Objections of ${counted(partiesNotAsked, 'person or firm', 'persons or firms')} were not asked about: --party-column names the column that says whose a record is.`,
    `Not asked: objections of ${counted(partiesNotAsked, 'person or firm', 'persons or firms')} (--party-column).`,
  );
  const inGrace = record.numbers_in_grace;
  add(
    inGrace > 0,
    `${counted(inGrace, 'number')} kept though listed: for less than 28 days on every day of the calls (PECR 2003 reg 21(3)).`,
    `${counted(inGrace, 'number')} kept though listed, for less than 28 days (reg 21(3)).`,
  );
  add(
    numbersToMend > 0,
    numbersToMend === 1
      ? '1 number that may be called lost its leading 0: dial it with the 0.'
      : `${grouped(numbersToMend)} numbers that may be called lost their leading 0: dial them with the 0.`,
    `${counted(numbersToMend, 'number')} to call without the leading 0: dial with the 0.`,
  );
  add(
    run !== '' && !record.trace,
    'No trace kept: which numbers this list had cannot be asked later, only repeated with the list itself.',
    'No trace kept: its numbers can be asked later with the list alone.',
  );
  return found;
}
