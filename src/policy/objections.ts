import type { Day } from '../core/day.js';

/**
 * Why a person is not to be called. `lifted` says whether a usable consent of a later day lifts
 * the objection, `mayEnd` whether it can have a last day (cli.md section 4); nothing but their own
 * withdrawal lifts the others. Append only: the names stand in files, options and the ledger.
 */
export const OBJECTION_CLASSES = [
  { name: 'asked-not-to-call', lifted: true, mayEnd: false, means: 'asked not to be called' },
  { name: 'consent-withdrawn', lifted: true, mayEnd: false, means: 'withdrew a consent' },
  { name: 'other', lifted: true, mayEnd: true, means: 'another reason, kept as text' },
  { name: 'abandoned-call', lifted: true, mayEnd: true, means: 'had an abandoned call' },
  { name: 'complaint', lifted: false, mayEnd: false, means: 'complained' },
  { name: 'vulnerable', lifted: false, mayEnd: false, means: 'is not to be called, for care' },
  { name: 'legal', lifted: false, mayEnd: false, means: 'a legal matter' },
  { name: 'deceased', lifted: false, mayEnd: false, means: 'has died' },
  { name: 'wrong-number', lifted: false, mayEnd: false, means: 'never was the person meant' },
  // What an erasure leaves of the others that nothing lifts (store/neutral-words.ts).
  {
    name: 'suppressed',
    lifted: false,
    mayEnd: false,
    means: 'is not to be called; why is not kept',
  },
] as const satisfies readonly {
  name: string;
  lifted: boolean;
  mayEnd: boolean;
  means: string;
}[];

/** The name of a row of {@link OBJECTION_CLASSES}. */
export type ObjectionClass = (typeof OBJECTION_CLASSES)[number]['name'];

/** Every class's name, in table order. */
export const OBJECTION_CLASS_NAMES: readonly ObjectionClass[] = OBJECTION_CLASSES.map(
  ({ name }) => name,
);

/** What an erasure leaves of classes that nothing lifts, and what nobody says of a person. */
const ERASED_CLASS = 'suppressed' satisfies ObjectionClass;

/** A class that can be said: typed, configured or in a file. */
type SaidClass = Exclude<ObjectionClass, typeof ERASED_CLASS>;

/** Names of the classes that can be said, in table order. */
export const SAID_CLASS_NAMES: readonly SaidClass[] = OBJECTION_CLASS_NAMES.filter(
  (name): name is SaidClass => name !== ERASED_CLASS,
);

/** The own suppression list that entries go to unless another is named. */
export const DEFAULT_LIST = 'internal';

/** What is taken for the class when nobody says one. */
export const DEFAULT_CLASS: ObjectionClass = 'asked-not-to-call';

/** The end of what has no end. */
export const FAR_DAY = '9999-12-31' as Day;

/** What an objection says beside its number: the same terms can hold for many numbers. */
export interface ObjectionTerms {
  readonly list: string;
  readonly class: ObjectionClass;
  /** Free text; empty when there is none. */
  readonly reason: string;
  /** Who passed it on: an agent, a dealer, a web form. Empty when not said. */
  readonly source: string;
  /** London day on which the person said so; the day of recording when nobody knows it. */
  readonly told: Day;
  /** 1 when `told` is the day of recording for want of another. */
  readonly undated: 0 | 1;
  /** What a file said of the day, when that was unreadable or lay ahead; otherwise empty. */
  readonly told_text: string;
  /** The last day that blocks; {@link FAR_DAY} without an end. */
  readonly until: Day;
  /** To whom it was told; empty for everyone. */
  readonly caller: string;
  /** The campaign that it is about; empty for all. */
  readonly campaign: string;
}
