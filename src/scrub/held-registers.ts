import { londonDay, type Day, type Instant } from '../core/day.js';
import { notSafe } from '../core/errors.js';
import type { NumberSet } from '../core/number-set.js';
import type { Policy } from '../policy/policy.js';
import { Coverage } from '../registers/coverage.js';
import type { RegisterName } from '../registers/registers.js';
import type { Store } from '../store/database.js';
import { EditionNumbers } from '../store/edition-numbers.js';
import {
  decidingEdition,
  earlierEditions,
  editionsOf,
  lastCallDay,
  type Edition,
} from '../store/editions.js';
import { FAR_INSTANT } from '../store/ledger.js';
import { purgedOf } from '../store/purged.js';
import type { Times } from './times.js';

/** A register as it decides on the call date: its edition and that edition's numbers. */
export interface HeldRegister {
  readonly name: RegisterName;
  readonly edition: Edition;
  readonly lastCallDay: Day;
  readonly numbers: NumberSet;
  /** Of a partial licence; undefined when the edition is the whole register. */
  readonly covers: Coverage | undefined;
  /**
   * The editions before the deciding one that were known, whose numbers are held, and which were not
   * replaced, newest first.
   */
  readonly earlier: readonly Edition[];
  /** The numbers of all of them, and of every other edition. */
  readonly editions: EditionNumbers;
}

/** Why a required register cannot clear calls on the call date. */
export interface RegisterGap {
  readonly name: RegisterName;
  readonly words: string;
  /** The last day on which its edition clears calls; undefined without one. */
  readonly lastCallDay?: Day;
  /** What is to be done about it. */
  readonly fix: string;
}

/** The registers that a policy requires, sorted into those that can decide and those that cannot. */
export interface RegistersAtHand {
  readonly held: readonly HeldRegister[];
  readonly gaps: readonly RegisterGap[];
  /** The numbers of every edition; undefined before there is a database. */
  readonly editions: EditionNumbers | undefined;
}

/** Finds the deciding edition of each register that the policy requires. */
export function registersAtHand(
  store: Store | undefined,
  policy: Policy,
  times: Times,
): RegistersAtHand {
  const held: HeldRegister[] = [];
  const gaps: RegisterGap[] = [];
  const editions = store && new EditionNumbers(store);
  for (const name of policy.requires) {
    const found = store && editions && holdRegister(store, editions, name, times);
    if (found === undefined) gaps.push({ name, words: notHeldYet(name), fix: importOf(name) });
    else if ('words' in found) gaps.push(found);
    else held.push(found);
  }
  return { held, gaps, editions };
}

function holdRegister(
  store: Store,
  editions: EditionNumbers,
  name: RegisterName,
  { asOf, callDate }: Times,
): HeldRegister | RegisterGap | undefined {
  const known = editionsOf(store, name, asOf);
  const edition = decidingEdition(known, callDate);
  if (edition === undefined) {
    const [first] = known;
    if (first === undefined) return laterRecorded(store, name, asOf);
    const words = `the first edition of ${name} is of ${first.dated}, after the call date ${callDate}`;
    return { name, words, fix: importOf(name) };
  }
  const words = gapOf(store, editions, edition, callDate);
  if (words !== '') return { name, words, fix: importOf(name), lastCallDay: lastCallDay(edition) };
  return {
    name,
    edition,
    lastCallDay: lastCallDay(edition),
    numbers: editions.set(edition.id),
    covers: Coverage.of(edition),
    earlier: earlierEditions(known, edition).filter(({ id }) => editions.isKept(id)),
    editions,
  };
}

function notHeldYet(name: RegisterName): string {
  return `no edition of ${name} is held`;
}

function importOf(name: RegisterName): string {
  return `tps-scrub import ${name} FILE --dated YYYY-MM-DD`;
}

/** Undefined when no edition was ever recorded. */
export function laterRecorded(
  store: Store,
  name: RegisterName,
  asOf: Instant,
): RegisterGap | undefined {
  const recorded = editionsOf(store, name, FAR_INSTANT).map((edition) => edition.recorded);
  const first = recorded.sort()[0];
  if (first === undefined) return undefined;
  const words = `no edition of ${name} had been recorded by ${asOf}; the first was recorded on ${first}`;
  return { name, words, fix: 'give a later --as-of' };
}

/** Why an edition says nothing about calls on a day; empty when it does. */
export function gapOf(
  store: Store,
  editions: EditionNumbers,
  edition: Edition,
  callDate: Day,
): string {
  const { id, register, dated, numbers } = edition;
  if (!editions.areSealed(register)) {
    return `the editions of ${register} are damaged: they are not those that the ledger has`;
  }
  const last = lastCallDay(edition);
  const which = `the edition of ${register} dated ${dated}`;
  if (callDate > last) {
    return `${which} clears calls to ${last} only, and the call date is ${callDate}`;
  }
  if (numbers === 0) return `${which} is empty`;
  switch (editions.holding(id)) {
    case 'whole':
      return '';
    case 'gone': {
      const { instant, why } = purgedOf(store, 'edition-numbers', String(id)) ?? {};
      return `the numbers of ${which} are no longer held: they went on ${instant ?? '?'} (${why ?? '?'})`;
    }
    case 'damaged':
      return `${which} is damaged: numbers are missing`;
  }
}

/**
 * The registers that a run screens against.
 *
 * @throws ScreeningError not-safe when one that the policy requires is missing or out of date
 */
export function requireRegisters(
  store: Store | undefined,
  policy: Policy,
  times: Times,
): HeldRegister[] {
  const { held, gaps } = registersAtHand(store, policy, times);
  if (gaps.length === 0) return [...held];
  throw notSafe({
    summary: `not safe to clear calls: ${gaps.map(({ words }) => words).join('; ')}`,
    why: `the policy ${policy.name} screens against ${policy.requires.join(' and ')}`,
    fix: `${soonerWords(held, gaps, times)}${fixesOf(gaps)}`,
  });
}

/** Where only the call date is too late: until when these registers clear calls. */
function soonerWords(
  held: readonly HeldRegister[],
  gaps: readonly RegisterGap[],
  { asOf, callDate }: Times,
): string {
  const days = [...held, ...gaps].map((register) => register.lastCallDay ?? '').sort();
  const isLate = gaps.every(({ lastCallDay: last = '' }) => last < callDate);
  const [first = ''] = days;
  if (!isLate || first < londonDay(asOf)) return '';
  return `call no later than ${first}, or import newer registers: `;
}

/** What is to be done about all of them. */
export function fixesOf(gaps: readonly RegisterGap[]): string {
  return [...new Set(gaps.map(({ fix }) => fix))].join(', then ');
}

/** The last day on which every one of the registers still clears calls. */
export function lastDayOfAll(registers: readonly HeldRegister[]): Day {
  return registers.map((register) => register.lastCallDay).sort()[0] as Day;
}
