import type { Instant } from '../core/day.js';
import type { Policy } from '../policy/policy.js';
import { coverageWords } from '../registers/coverage.js';
import type { RegisterName } from '../registers/registers.js';
import type { Store } from '../store/database.js';
import type { EditionNumbers } from '../store/edition-numbers.js';
import { decidingEdition, editionsOf, type Edition } from '../store/editions.js';
import { gapOf, laterRecorded } from './held-registers.js';
import { Coverages } from './listing.js';
import type { Times } from './times.js';

/**
 * Whether a number stood on a register on a day, as far as files can tell. `listed`: the file that
 * was in date has it, or the files on either side of the day have it. `not listed`: the file that was
 * in date covers it and lacks it. `no data`: everything else, so also most of a gap of more than 28
 * days between files that lack it: who came and went between them stands in neither.
 */
export type ListedAnswer = 'listed' | 'not listed' | 'no data';

/** What one register says of a number on a day. */
export interface RegisterAnswer {
  readonly register: RegisterName;
  readonly answer: ListedAnswer;
  /** Why there is no data; empty when there is. */
  readonly why: string;
  /** The editions on either side of the day: dated on it or before, and after it. */
  readonly before: Edition | undefined;
  readonly after: Edition | undefined;
}

interface Sides {
  readonly register: RegisterName;
  readonly before: Edition | undefined;
  readonly after: Edition | undefined;
  /** Why the edition before says nothing of the day; empty when it does. */
  readonly gap: string;
}

function missingWords(
  store: Store | undefined,
  register: RegisterName,
  asOf: Instant,
  known: number,
): string {
  const later = store && known === 0 ? laterRecorded(store, register, asOf) : undefined;
  return later?.words ?? `no edition of ${register} of that day or before is held`;
}

/** Asks registers about numbers, on one day and as known at one instant. */
export class RegisterAnswers {
  readonly #editions: EditionNumbers | undefined;
  readonly #coverages = new Coverages();
  readonly #sides: readonly Sides[];

  /** @param store undefined, like `editions`, before there is a database */
  constructor(
    store: Store | undefined,
    editions: EditionNumbers | undefined,
    { requires }: Policy,
    { asOf, callDate }: Times,
  ) {
    this.#editions = editions;
    this.#sides = requires.map((register): Sides => {
      const known = store ? editionsOf(store, register, asOf) : [];
      const before = decidingEdition(known, callDate);
      const next = known.find(({ dated }) => dated > callDate);
      const after = known.findLast(({ dated }) => dated === next?.dated);
      const gap =
        store && editions && before
          ? gapOf(store, editions, before, callDate)
          : missingWords(store, register, asOf, known.length);
      return { register, before, after, gap };
    });
  }

  /** @param e164 a complete UK number */
  of(e164: number): RegisterAnswer[] {
    return this.#sides.map((sides) => ({ ...sides, ...this.#answer(sides, e164) }));
  }

  #answer({ before, after, gap }: Sides, e164: number): Pick<RegisterAnswer, 'answer' | 'why'> {
    const isOn = this.#has(before, e164);
    if (gap === '' && isOn) return { answer: 'listed', why: '' };
    if (isOn && this.#has(after, e164)) return { answer: 'listed', why: '' };
    if (gap !== '' || before === undefined) return { answer: 'no data', why: gap };
    if (this.#coverages.covers(before, e164)) return { answer: 'not listed', why: '' };
    const why = `the edition of ${before.register} dated ${before.dated} covers ${coverageWords(before)}`;
    return { answer: 'no data', why };
  }

  #has(edition: Edition | undefined, e164: number): boolean {
    return (
      edition !== undefined &&
      this.#editions?.holding(edition.id) === 'whole' &&
      this.#editions.has(edition.id, e164)
    );
  }
}
