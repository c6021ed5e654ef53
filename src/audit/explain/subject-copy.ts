import { foldName } from '../../core/fold-name.js';
import { isErasedWord } from '../../store/neutral-words.js';
import type { LifeEvent, LifeKind } from './event.js';

/**
 * What becomes of a field in the copy for the person whose number it is (UK GDPR article 15).
 *
 * - `stays`: it is about them: numbers, days, classes, callers, who passed it on (article 15(1)(g))
 * - `goes`: it is about us: operators, accounts, ledger lines, names of files and runs
 * - `to-be-read`: free words and references, which may be about them and may name others
 *   (article 15(4)): they are left out and counted, for a person to look at
 * - `if-declared`: names of the configuration stay; free words in their place are to be read
 */
export type CopyRule = 'stays' | 'goes' | 'to-be-read' | 'if-declared';

type OfKind<K extends LifeKind> = Extract<LifeEvent, { readonly kind: K }>;

type Rules = { readonly [K in LifeKind]: Readonly<Record<keyof OfKind<K>, CopyRule>> };

const ALWAYS = { kind: 'stays', day: 'stays', recorded: 'stays', ledger_line: 'goes' } as const;
const BY = { operator: 'goes', account: 'goes' } as const;
const ENTRY = {
  list: 'goes',
  reason: 'stays',
  note: 'to-be-read',
  source: 'if-declared',
  reference: 'to-be-read',
  caller: 'stays',
  campaign: 'stays',
  batch: 'goes',
  undone: 'stays',
} as const;
const HOLD = { ...ALWAYS, ...BY, case: 'to-be-read' } as const;

/** Every field of every kind of event. One that is new and not here does not compile. */
export const COPY_RULES = {
  listed: {
    ...ALWAYS,
    ...BY,
    register: 'stays',
    edition: 'goes',
    estimated: 'stays',
    listed_after: 'stays',
  },
  'not-listed': {
    ...ALWAYS,
    ...BY,
    register: 'stays',
    edition: 'goes',
    estimated: 'stays',
    last_listed: 'stays',
  },
  // That we were given two files of a day shows what a list may have been held against.
  replaced: {
    ...ALWAYS,
    ...BY,
    register: 'stays',
    edition: 'goes',
    estimated: 'stays',
    listed: 'stays',
    by: 'goes',
    replaced: 'stays',
  },
  // Why a register says nothing is about our licence and upkeep, not about them.
  'no-data': { ...ALWAYS, register: 'stays', until: 'stays', why: 'goes' },
  objection: {
    ...ALWAYS,
    ...BY,
    ...ENTRY,
    told_known: 'stays',
    told_text: 'to-be-read',
    until: 'stays',
    said_again: 'stays',
    stands: 'stays',
  },
  withdrawal: { ...ALWAYS, ...BY, ...ENTRY, manner: 'stays', why: 'to-be-read' },
  undone: { ...ALWAYS, ...BY, batch: 'goes', why: 'to-be-read' },
  consent: {
    ...ALWAYS,
    ...BY,
    caller: 'stays',
    given_known: 'stays',
    given_text: 'to-be-read',
    until: 'stays',
    for: 'stays',
    how: 'stays',
    obtained: 'stays',
    method: 'stays',
    // What they are said to have agreed to is theirs to see.
    wording: 'stays',
    reference: 'to-be-read',
    batch: 'goes',
    undone: 'stays',
    said_again: 'stays',
    usable: 'stays',
    fault: 'goes',
    why: 'stays',
  },
  unread: {
    ...ALWAYS,
    ...BY,
    about_it: 'stays',
    line: 'goes',
    text: 'to-be-read',
    why: 'goes',
    settled: 'stays',
    settled_by: 'goes',
  },
  erasure: {
    ...ALWAYS,
    ...BY,
    by: 'stays',
    payloads: 'stays',
    what: 'stays',
    request: 'to-be-read',
  },
  hold: HOLD,
  'hold-released': { ...HOLD, why: 'to-be-read' },
  run: {
    ...ALWAYS,
    ...BY,
    run: 'goes',
    input: 'goes',
    policy: 'goes',
    caller: 'stays',
    campaign: 'stays',
    call_date: 'stays',
    last_call_day: 'stays',
    for_calling: 'stays',
    state: 'stays',
    decisions: 'stays',
    supplier: 'stays',
    claimed_screened: 'goes',
  },
  'run-no-data': { ...ALWAYS, run: 'goes', why: 'goes' },
  recall: { ...ALWAYS, run: 'goes', reason: 'stays', through: 'goes' },
  // How we keep our records is about us; that some are lost is theirs to know.
  lost: { ...ALWAYS, ...BY, until: 'stays', after: 'goes', why: 'goes' },
} as const satisfies Rules;

/** An event without what is not the person's. */
export type CopiedEvent = Partial<LifeEvent> & Pick<LifeEvent, 'kind' | 'day'>;

/** What was left out for a person to look at. */
export interface LeftOut {
  /** `objection.note` */
  readonly what: string;
  readonly times: number;
}

/** Events for the person whose number it is. */
export interface SubjectCopy {
  readonly events: readonly CopiedEvent[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Leaves out what is not the person's, and counts what has to be looked at first.
 *
 * @param declared names of sources and lists as the configuration has them
 */
export function subjectCopy(
  events: readonly LifeEvent[],
  declared: readonly string[],
): SubjectCopy {
  const names = new Set(declared.map(foldName));
  const leftOut = new Map<string, number>();
  const copied = events.map((event): CopiedEvent => {
    const rules: Readonly<Record<string, CopyRule>> = COPY_RULES[event.kind];
    const entries = Object.entries(event).flatMap(([field, value]): [string, unknown][] => {
      const rule = rules[field];
      const said: unknown = typeof value === 'string' && isErasedWord(value) ? '' : value;
      const isKnown = said === '' || said === null || (isText(said) && names.has(foldName(said)));
      if (rule === 'stays' || (rule === 'if-declared' && isKnown)) return [[field, said]];
      if (rule !== 'goes' && said !== '' && said !== null) {
        const what = `${event.kind}.${field}`;
        leftOut.set(what, (leftOut.get(what) ?? 0) + 1);
      }
      return [];
    });
    return Object.fromEntries(entries) as unknown as CopiedEvent;
  });
  return {
    events: copied,
    leftOut: [...leftOut].map(([what, times]) => ({ what, times })),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
