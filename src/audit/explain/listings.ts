import { addDays, daysBetween, londonDay, type Day } from '../../core/day.js';
import {
  DAYS_A_FILE_CLEARS,
  REGISTER_NAMES,
  type RegisterName,
} from '../../registers/registers.js';
import { coverageWords } from '../../registers/coverage.js';
import { Coverages } from '../../scrub/listing.js';
import type { Times } from '../../scrub/times.js';
import type { Store } from '../../store/database.js';
import { editionLine } from '../../store/edition-lines.js';
import { EditionNumbers } from '../../store/edition-numbers.js';
import {
  decidingEditions,
  editionsOf,
  knownEditions,
  lastCallDay,
  type Edition,
  type KnownEditions,
} from '../../store/editions.js';
import { purgedOf } from '../../store/purged.js';
import type { LifeEvent, NoFileEvent } from './event.js';

/** The editions of a register that are held, without those that another of the same day replaced. */
export interface HeldEditions extends KnownEditions {
  /** How many list the number. */
  readonly listing: number;
  /** How many say nothing of it: they do not cover it, or their numbers are not held. */
  readonly silent: number;
}

/** What the registers say of a number, and by which editions. */
export interface Listings {
  readonly registers: readonly HeldEditions[];
  readonly events: readonly LifeEvent[];
}

/** The days that are asked about; undefined where nothing narrows them. */
export interface AskedDays {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

/** What one edition says of a number; `is` is undefined where it says nothing. */
interface Said {
  readonly edition: Edition;
  readonly is: boolean | undefined;
  /** Why it says nothing. */
  readonly why: string;
}

/** When a number appeared on registers and vanished, as the dates of their editions tell. */
export class ListingEvents {
  readonly #store: Store;
  readonly #editions: EditionNumbers;
  readonly #coverages = new Coverages();
  readonly #times: Times;

  constructor(store: Store, times: Times) {
    this.#store = store;
    this.#editions = new EditionNumbers(store);
    this.#times = times;
  }

  /**
   * Without `from` the answer begins with the first edition that is held, or with `to` when that is
   * before it.
   */
  of(e164: number, asked: AskedDays): Listings {
    const each = REGISTER_NAMES.map((register) => this.#register(register, e164, asked));
    return {
      registers: each.map(({ held }) => held),
      events: each.flatMap(({ events }) => events),
    };
  }

  #register(register: RegisterName, e164: number, asked: AskedDays) {
    const { asOf, callDate: today } = this.#times;
    const all = editionsOf(this.#store, register, asOf).filter(({ dated }) => dated <= today);
    const editions = decidingEditions(all);
    const held = knownEditions(register, editions);
    if (!this.#editions.areSealed(register)) {
      const why = `the editions of ${register} are damaged: they are not those that the ledger has`;
      const begin = beginOf(asked, held.first || today);
      return {
        held: { ...held, listing: 0, silent: editions.length },
        events: [noData(register, begin, today, why)],
      };
    }
    const said = editions.map((edition) => this.#said(edition, e164));
    const counts = {
      listing: said.filter(({ is }) => is === true).length,
      silent: said.filter(({ is }) => is === undefined).length,
    };
    return {
      held: { ...held, ...counts },
      events: [
        ...gapsOf(register, editions, asked, today),
        ...this.#changes(said),
        ...this.#replaced(all, e164),
      ],
    };
  }

  #changes(said: readonly Said[]): LifeEvent[] {
    const events: LifeEvent[] = [];
    let lastOn: Edition | undefined;
    let lastOff: Edition | undefined;
    let silence: { edition: Edition; why: string; until: Day } | undefined;
    const endSilence = (): void => {
      if (silence === undefined) return;
      const { edition, why, until } = silence;
      events.push(noData(edition.register, edition.dated, until, why));
      silence = undefined;
    };
    for (const { edition, is, why } of said) {
      if (is === undefined) {
        if (silence?.why !== why) endSilence();
        silence = { edition: silence?.edition ?? edition, why, until: edition.dated };
        continue;
      }
      endSilence();
      const isOn = lastOn !== undefined && (lastOff === undefined || lastOn.dated > lastOff.dated);
      if (is && !isOn) {
        const listed_after = lastOff?.dated ?? null;
        events.push({ kind: 'listed', ...this.#recorded(edition), listed_after });
      } else if (!is && isOn && lastOn !== undefined) {
        const last_listed = lastOn.dated;
        events.push({ kind: 'not-listed', ...this.#recorded(edition), last_listed });
      }
      if (is) lastOn = edition;
      else lastOff = edition;
    }
    endSilence();
    return events;
  }

  /** Editions that another of their day replaced. @param all in the order in which they decide */
  #replaced(all: readonly Edition[], e164: number): LifeEvent[] {
    return all.flatMap((edition, at): LifeEvent[] => {
      const next = all[at + 1];
      if (next?.dated !== edition.dated) return [];
      const listed = this.#said(edition, e164).is ?? null;
      const by = { by: next.id, replaced: next.recorded };
      return [{ kind: 'replaced', ...this.#recorded(edition), listed, ...by }];
    });
  }

  #recorded(edition: Edition) {
    const { dated: day, register, id, operator, account, recorded } = edition;
    const ledger_line = editionLine(this.#store, edition);
    const estimated = edition.estimated === 1;
    return { day, recorded, ledger_line, register, edition: id, estimated, operator, account };
  }

  #said(edition: Edition, e164: number): Said {
    const { id, register } = edition;
    switch (this.#editions.holding(id)) {
      case 'damaged':
        return { edition, is: undefined, why: `numbers of the ${register} edition are damaged` };
      case 'gone': {
        const gone = purgedOf(this.#store, 'edition-numbers', String(id));
        const when = gone === undefined ? '?' : `${gone.why}, on ${londonDay(gone.instant)}`;
        const why = `the numbers of the ${register} edition are no longer held (${when})`;
        return { edition, is: undefined, why };
      }
      case 'whole': {
        if (this.#editions.has(id, e164)) return { edition, is: true, why: '' };
        if (this.#coverages.covers(edition, e164)) return { edition, is: false, why: '' };
        const why = `the ${register} edition covers ${coverageWords(edition)}`;
        return { edition, is: undefined, why };
      }
    }
  }
}

function noData(register: RegisterName, day: Day, until: Day, why: string): NoFileEvent {
  return { kind: 'no-data', day, recorded: null, ledger_line: null, register, until, why };
}

/** The first day that is answered for. @param held from which on something is held */
function beginOf({ from, to }: AskedDays, held: Day): Day {
  return from ?? (to !== undefined && to < held ? to : held);
}

/** The times in which no edition was in date: who came and went then stands in none. */
function gapsOf(
  register: RegisterName,
  editions: readonly Edition[],
  asked: AskedDays,
  today: Day,
): LifeEvent[] {
  const [first] = editions;
  if (first === undefined) {
    const why = `no edition of ${register} is held`;
    return [noData(register, beginOf(asked, today), today, why)];
  }
  const begin = beginOf(asked, first.dated);
  const none = `the first edition of ${register} held is of ${first.dated}`;
  const before =
    begin < first.dated ? [noData(register, begin, addDays(first.dated, -1), none)] : [];
  const between = editions.flatMap((edition, at) => {
    const next = editions[at + 1]?.dated ?? addDays(today, 1);
    if (daysBetween(edition.dated, next) <= DAYS_A_FILE_CLEARS + 1) return [];
    const day = addDays(lastCallDay(edition), 1);
    return [noData(register, day, addDays(next, -1), `no edition of ${register} was in date`)];
  });
  return [...before, ...between];
}
