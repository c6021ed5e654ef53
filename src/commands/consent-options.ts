import { CallerBook } from '../config/caller-book.js';
import type { Configuration } from '../config/config.js';
import { EARLIEST_TOLD } from '../intake/passed-on/told-day.js';
import { asEvidence } from '../policy/evidence.js';
import { readKind, readObtained, readPurposes } from '../intake/consents/words.js';
import type { Firm } from '../intake/consents/callers-today.js';
import type { SaidConsent } from '../intake/consents/said-terms.js';
import type { Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { CONSENT_DEFAULTS, CONSENT_KINDS, OBTAINED, PURPOSE_NAMES } from '../policy/consents.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** Options that say what a consent is, and what shows it. */
export const CONSENT_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--caller <name>', description: 'the caller whose calls are welcome' },
  { flags: '--on <day>', description: 'day on which it was given; without it, not usable' },
  { flags: '--method <text>', description: 'how it was given: web form, call, card' },
  { flags: '--wording <text>', description: 'the words that were agreed to, or where they are' },
  { flags: '--reference <ref>', description: 'what shows it: form, recording, letter' },
  { flags: '--until <day>', description: 'last day on which it holds (default no end)' },
  {
    flags: '--for <calls>',
    description: `${PURPOSE_NAMES.join(', ')}, by commas (default ${CONSENT_DEFAULTS.purpose})`,
    repeatable: true,
  },
  {
    flags: '--kind <kind>',
    description: `${CONSENT_KINDS.join(' or ')} (default ${CONSENT_DEFAULTS.kind})`,
  },
  {
    flags: '--obtained <by>',
    description: `${OBTAINED.join(' or ')} (default ${CONSENT_DEFAULTS.obtained})`,
  },
];

/** What the options say of a consent, and its reference. */
export interface AskedConsent {
  readonly said: SaidConsent;
  readonly reference: string;
  /** Options whose text shows nothing (`n/a`, `-`) and counts as not given: `--method`. */
  readonly placeholders: readonly string[];
}

const EVIDENCE = ['method', 'wording', 'reference'] as const;

/**
 * Settles what the options say of a consent; the caller is empty when none is named.
 *
 * @throws ScreeningError wrong-use, with the nearest for a name or word that is not known
 */
export function settleConsent(options: Options, configuration: Configuration): AskedConsent {
  const text = (name: (typeof EVIDENCE)[number]): string => asEvidence(options.text(name) ?? '');
  const calls = options.texts('for');
  const purposes = readPurposes(calls.join(','), '--for');
  if (calls.length > 0 && purposes === '') {
    throw wrongUse({
      summary: '--for names no calls',
      fix: `there are: ${PURPOSE_NAMES.join(', ')}`,
      where: '--for',
    });
  }
  const kind = options.text('kind');
  const obtained = options.text('obtained');
  return {
    said: {
      caller: callerNamed(options, configuration),
      on: options.day('on'),
      given_text: '',
      until: options.day('until'),
      method: text('method'),
      wording: text('wording'),
      purposes: purposes || CONSENT_DEFAULTS.purpose,
      kind: kind === undefined ? CONSENT_DEFAULTS.kind : readKind(kind, '--kind'),
      obtained:
        obtained === undefined ? CONSENT_DEFAULTS.obtained : readObtained(obtained, '--obtained'),
    },
    reference: text('reference'),
    placeholders: EVIDENCE.filter(
      (name) => options.text(name) !== undefined && text(name) === '',
    ).map((name) => `--${name}`),
  };
}

/** What is said of texts that show nothing; undefined when there is none. */
export function placeholdersNote({ placeholders }: AskedConsent): string | undefined {
  if (placeholders.length === 0) return undefined;
  return `${placeholders.join(' and ')} shows nothing of a consent: recorded as not given`;
}

/**
 * The caller that `--caller` names, in its declared spelling; empty when none is.
 *
 * @throws ScreeningError wrong-use with the nearest
 */
export function callerNamed(options: Options, { callers }: Configuration): string {
  const caller = options.text('caller');
  return caller === undefined ? '' : new CallerBook(callers).named(caller, '--caller');
}

/**
 * Refuses a day given that lies ahead or is another program's blank, and an end before it.
 *
 * @throws ScreeningError wrong-use
 */
export function refuseConsentDays({ on, until }: SaidConsent, today: Day): void {
  if (on !== undefined && on > today) {
    throw wrongUse({
      summary: `--on ${on} is after today (${today})`,
      fix: 'give the day on which the person consented',
      where: '--on',
    });
  }
  if (on !== undefined && on < EARLIEST_TOLD) {
    throw wrongUse({
      summary: `--on ${on} is before ${EARLIEST_TOLD}: no consent is that old`,
      fix: 'give the day on which the person consented; leave it out if nobody knows it',
      where: '--on',
    });
  }
  if (on === undefined || until === undefined || until >= on) return;
  throw wrongUse({
    summary: `--until ${until} is before the day it was given (${on})`,
    fix: 'give the last day on which the consent holds',
    where: '--until',
  });
}

/** The firm's callers and campaigns, as declared. */
export function firmOf({ callers, campaigns }: Configuration): Firm {
  return { book: new CallerBook(callers), campaigns };
}

/**
 * The caller that must be named: a consent is to one, and to nobody else.
 *
 * @param fix what to do instead
 * @throws ScreeningError wrong-use
 */
export function requireCaller(
  caller: string,
  fix = 'name the caller that the person agreed to hear from, as the configuration declares it',
): void {
  if (caller !== '') return;
  throw wrongUse({
    summary: '--caller is missing: a consent is to the calls of one caller',
    fix,
    where: '--caller',
  });
}
