import type { Explained } from '../audit/explain/explain.js';
import { REGISTERS, type RegisterName } from '../registers/registers.js';
import { counted } from '../ui/tables.js';
import { dayWords } from './day-words.js';
import { listed, listingWords } from './edition-words.js';

/** What speaks against a call; what is not here says that something is not known. */
const AGAINST: Readonly<Record<string, string>> = {
  OBJECTION: 'we have been told not to call',
  TPS: 'it stands on the Telephone Preference Service',
  CTPS: 'it stands on the Corporate Telephone Preference Service',
  CONSENT_REQUIRED: 'no agreement to such calls is held',
  NOT_DIALLABLE: 'it is no number that can be called',
};

/**
 * What is held for and against calls to the number, for the person whose it is. Whether it is called is
 * for the caller: an agreement clears the calls of one alone.
 */
export function callsText({ verdict, events }: Explained): string {
  const words = verdict.numbers[0]?.words;
  const reasons = words?.reasons ?? [];
  const against = reasons.flatMap((name) => AGAINST[name] ?? []);
  const unheld = verdict.gaps.map(({ name }) => `the ${registerTitle(name)}`);
  const unknown =
    unheld.length === 0
      ? ''
      : ` What ${listed(unheld)} ${unheld.length === 1 ? 'says' : 'say'} of it on that day is not known: no data.`;
  if (against.length > 0) {
    const said = `As of that day this speaks against calls to the number: ${against.join('; ')}.`;
    return said + agreements(events) + unknown;
  }
  if (words?.outcome === 'clean') {
    return 'As of that day nothing that we hold speaks against a call to the number.';
  }
  if (reasons.includes('NOT_UK')) {
    return 'As of that day no objection to calls to the number is in force. The public registers are about numbers of the United Kingdom, and say nothing of it.';
  }
  return `As of that day it is not known whether anything speaks against calls to the number: no data.${unknown}`;
}

function agreements(events: Explained['events']): string {
  const callers = new Set<string>();
  for (const event of events) {
    if (event.kind === 'consent' && event.usable) callers.add(event.caller);
  }
  if (callers.size === 0) return '';
  const allow = callers.size === 1 ? 'the agreement above allows' : 'the agreements above allow';
  return ` Calls by ${listed([...callers])} may be made all the same where ${allow} them.`;
}

/** What each register is, and what the files of it say of the number; a paragraph each. */
export function registersText({ registers }: Explained): string[] {
  return registers.map((held) => {
    const { register, editions, first, last } = held;
    const { title, name, whose } = REGISTERS.find((one) => one.name === register) as Register;
    const days =
      first === '' || last === ''
        ? ''
        : `, ${first === last ? `of ${dayWords(first)}` : `from ${dayWords(first)} to ${dayWords(last)}`}`;
    const files =
      editions === 0
        ? 'We hold none of its files.'
        : `We hold ${counted(editions, 'file')} of it${days}; ${listingWords(held, 'the number')}.`;
    return `The ${title} (${name.toUpperCase()}) is a public register on which ${whose} can have their numbers put, so as not to be called. We are given its files, which hold numbers only. Between which files a number appeared is all that we know of when it was registered. ${files}`;
  });
}

type Register = (typeof REGISTERS)[number];

/** The full name of a register. */
export function registerTitle(register: RegisterName | undefined): string {
  return REGISTERS.find(({ name }) => name === register)?.title ?? '';
}
