// Own suppression lists and consents in plain maps, written from cli.md section 4 and not from the
// program: days are integers, moments are counted, and nothing is packed, folded away or remembered
// twice.
import { PlainSaid } from './plain-said.js';

/** Only these classes can have a last day. */
const MAY_END = new Set(['other', 'abandoned-call']);
/** A usable consent of a later day lifts only these. */
const LIFTED = new Set(['asked-not-to-call', 'consent-withdrawn', 'other', 'abandoned-call']);
const NEVER = Infinity;

/**
 * @typedef {{ list: string, class: string, source: string, caller: string, campaign: string,
 *   reason: string, reference: string, from: number, until: number, isDated: boolean,
 *   unreadDay: string }} Told what is said; `unreadDay` is the day as it was written, if it was none
 * @typedef {{ caller: string, purposes: readonly string[], kind: string, obtained: string,
 *   method: string, wording: string, reference: string, from: number, until: number,
 *   isDated: boolean, unreadDay: string }} Consent what a consent says
 * @typedef {{ numbers: readonly string[], told: Told, text: string, isUnread: boolean }} FileRow
 * @typedef {{ number: string, consent: Consent | undefined }} ConsentRow undefined when it gives none
 * @typedef {{ key: string, since: number, manner: string, day: number }} Ending
 * @typedef {{ text: string, told: Told, holders: number[], isSettled: boolean }} Line
 * @typedef {{ from: number, to: number, caller: string, campaign: string, purpose: string,
 *   maximumDays: number }} Calls the age that a consent may have is 0 for any
 */

/** An undone import is held for one that never was: everything else follows from that. */
export class PlainModel {
  /** @type {PlainSaid<Told>} */
  #objections;
  /** @type {PlainSaid<Consent>} */
  #consents;
  /** @type {Map<string, Ending[]>} */
  #endings = new Map();
  /** @type {Line[]} */
  #lines = [];
  #groups;
  #campaigns;

  /**
   * @param {readonly (readonly string[])[]} groups names such that what one was told binds the others
   * @param {readonly string[]} campaigns the only ones that there are; any when empty
   */
  constructor(groups, campaigns) {
    this.#groups = groups;
    this.#campaigns = campaigns;
    const stands = (holders, moment) => this.#stands(holders, moment);
    this.#objections = new PlainSaid(isSame, stands);
    this.#consents = new PlainSaid(isSameConsent, stands, isSameGiving);
    /** The moment of the last command; 0 before the first. */
    this.moment = 0;
    /** By import, the moment of its undoing. @type {Map<number, number>} */
    this.undone = new Map();
  }

  /** A person types it: it is recorded, whatever was said before. */
  add(numbers, told) {
    this.moment++;
    for (const number of numbers) this.#objections.say(number, told, this.moment, [], false);
  }

  /** The same of consents. A consent is withdrawn by an objection: {@link add}. */
  consent(numbers, consent) {
    this.moment++;
    for (const number of numbers) this.#consents.say(number, consent, this.moment, [], false);
  }

  /**
   * A file: rows that say nothing new repeat. The counts of rows.
   *
   * @param {number} id of the import
   * @param {readonly FileRow[]} rows
   */
  importFile(id, rows) {
    this.moment++;
    const counts = { read: rows.length, recorded: 0, repeated: 0, unresolved: 0 };
    // The lines of one file are not held against each other.
    const known = this.#lines.filter(({ holders }) => this.#stands(holders, this.moment));
    for (const { numbers, told, text, isUnread } of rows) {
      let isNew = false;
      for (const number of numbers) {
        if (this.#objections.isNew(number, told, this.moment)) isNew = true;
        this.#objections.say(number, told, this.moment, [id], true);
      }
      if (isUnread && this.#waits(id, text, told, known)) counts.unresolved++;
      else if (isNew) counts.recorded++;
      else counts.repeated++;
    }
    return counts;
  }

  /**
   * A file of consents. The counts of rows.
   *
   * @param {number} id of the import
   * @param {readonly ConsentRow[]} rows
   */
  importConsents(id, rows) {
    this.moment++;
    const counts = { read: rows.length, recorded: 0, repeated: 0, rejected: 0 };
    for (const { number, consent } of rows) {
      if (consent === undefined) counts.rejected++;
      else {
        if (this.#consents.isNew(number, consent, this.moment)) counts.recorded++;
        else counts.repeated++;
        this.#consents.say(number, consent, this.moment, [id], true);
      }
    }
    return counts;
  }

  /**
   * Numbers of which a file of consents would lift an objection, today, for the caller of the consent.
   *
   * @param {readonly ConsentRow[]} rows
   */
  lifted(rows, day) {
    const found = new Set();
    for (const { number, consent } of rows) {
      if (consent === undefined || !this.#consents.isNew(number, consent, this.moment + 1))
        continue;
      const order = this.moment + 1;
      const item = { told: consent, order, holders: [], isRow: true, isRepeat: false };
      for (const purpose of consent.purposes) {
        const calls = { ...callsOn(day), caller: consent.caller, purpose };
        const before = this.#objecting(number, calls, this.moment, []);
        const after = this.#objecting(number, calls, this.moment, [item]);
        if (after.length < before.length) found.add(number);
      }
    }
    return [...found].sort();
  }

  /** Whether an unread row waits: it is new, or what is the same waits already. */
  #waits(id, text, told, known) {
    const same = known.filter((line) => line.text === text && isSame(told, line.told));
    for (const line of same) if (!line.holders.includes(id)) line.holders.push(id);
    if (same.length > 0) return same.some(({ isSettled }) => !isSettled);
    this.#lines.push({ text, told, holders: [id], isSettled: false });
    return true;
  }

  /** The lines that wait. */
  waiting() {
    return this.#lines.filter(
      ({ isSettled, holders }) => !isSettled && this.#stands(holders, this.moment),
    );
  }

  /** Settles a line that waits: what a person reads in it counts while any file that stands holds it. */
  resolve(line, numbers) {
    this.moment++;
    line.isSettled = true;
    for (const number of numbers) {
      this.#objections.say(number, line.told, this.moment, line.holders, false);
    }
  }

  /** The entries of a number in force on a day, told to whomever: what a withdrawal can end. */
  openEntries(number, day) {
    const open = this.#inForce(number, day, this.moment).map(({ told }) => [keyOf(told), told]);
    return [...new Map(open).values()];
  }

  /** Ends entries of a number. */
  withdraw(number, entries, manner, day) {
    this.moment++;
    const endings = this.#endings.get(number) ?? [];
    for (const entry of entries) {
      endings.push({ key: keyOf(entry), since: this.moment, manner, day });
    }
    this.#endings.set(number, endings);
  }

  /**
   * Voids an import. Of its numbers: which could not be called on the day and can
   * be now, of which some consent is lost, or counts again, and against which an objection stands
   * again that a consent had lifted.
   */
  undo(id, day) {
    const numbers = [...this.#objections.numbersOf(id), ...this.#consents.numbersOf(id)];
    const before = new Map(numbers.map((number) => [number, this.#standingOn(number, day)]));
    this.moment++;
    this.undone.set(id, this.moment);
    const after = new Map(numbers.map((number) => [number, this.#standingOn(number, day)]));
    const those = (is) => numbers.filter((number) => is(before.get(number), after.get(number)));
    const isMore = (one, other) =>
      one.some(({ isWelcome }, at) => isWelcome && !other[at].isWelcome);
    return {
      freed: those((then, now) => then.isObjected && !now.isObjected),
      consentsLost: those((then, now) => isMore(then.calls, now.calls)),
      consentsBack: those((then, now) => isMore(now.calls, then.calls)),
      objectedAgain: those((then, now) =>
        now.calls.some((calls, at) => isObjectedAgain(then.calls[at], calls)),
      ),
    };
  }

  /** What holds of a number on a day, for each caller and each kind of calls that consents are for. */
  #standingOn(number, day) {
    const isObjected = this.stands(number, callsOn(day), this.moment);
    const inForce = this.#inForce(number, day, this.moment).map(({ told }) => told);
    const calls = this.#consents.all(number).flatMap(({ told: { caller, purposes } }) =>
      purposes.map((purpose) => {
        const asked = { ...callsOn(day), caller, purpose };
        const standing = this.#objecting(number, asked, this.moment, []);
        const lifted = inForce.filter(
          (told) => this.#binds(told, caller, '') && !standing.includes(told),
        );
        return { isWelcome: this.isWelcome(number, asked, this.moment), standing, lifted };
      }),
    );
    return { isObjected, calls };
  }

  /**
   * Whether an objection stands against calls, knowing what was recorded by a moment.
   *
   * @param {Calls} calls
   */
  stands(number, calls, moment) {
    return this.#objecting(number, calls, moment, []).length > 0;
  }

  /** The same if no consent counted. */
  wouldStand(number, calls, moment) {
    return this.stands(number, { ...calls, purpose: 'none' }, moment);
  }

  /**
   * Whether any consent is usable for calls, obtained by whomever.
   *
   * @param {Calls} calls
   */
  isWelcome(number, calls, moment) {
    return this.#usable(number, calls, moment, []).length > 0;
  }

  /** Objections in force on any day of the calls that no one consent lifts for all of them. */
  #objecting(number, calls, moment, further) {
    const lifting = this.#usable(number, calls, moment, further)
      .filter(({ told, isRepeat }) => told.obtained === 'own' && !isRepeat)
      .map(({ told }) => told.from);
    const found = new Set();
    for (let day = calls.from; day <= calls.to; day++) {
      for (const { told } of this.#inForce(number, day, moment)) {
        if (!this.#binds(told, calls.caller, calls.campaign)) continue;
        const isLifted = LIFTED.has(told.class) && lifting.some((given) => given > told.from);
        if (!isLifted) found.add(told);
      }
    }
    return [...found];
  }

  #usable(number, { from, to, caller, purpose, maximumDays }, moment, further) {
    const all = [...this.#consents.effective(number, moment), ...further];
    const isLater = (one, other) =>
      one.order > other.order ||
      (one.order === other.order &&
        (one.isRepeat === other.isRepeat ? all.indexOf(one) > all.indexOf(other) : one.isRepeat));
    return all.filter(
      (item) =>
        isWhole(item.told) &&
        item.told.caller === caller &&
        item.told.purposes.includes(purpose) &&
        item.told.from <= from &&
        item.told.until >= to &&
        (maximumDays === 0 || to - item.told.from <= maximumDays) &&
        !this.#isVoid(number, item, caller, to, moment) &&
        !all.some((other) => isLater(other, item) && isSameGiving(other.told, item.told)),
    );
  }

  /**
   * A number that was told to be the wrong one voids what was given or recorded before; a consent that
   * was taken back of a campaign was taken back. What was recorded by mistake voids nothing.
   */
  #isVoid(number, consent, caller, to, moment) {
    return this.#objections.effective(number, moment).some((item) => {
      const { told, order } = item;
      const isNotLater = told.from >= consent.told.from;
      const voids =
        told.class === 'wrong-number'
          ? order > consent.order || isNotLater
          : told.class === 'consent-withdrawn' &&
            isNotLater &&
            told.from <= to &&
            this.#bindsCaller(told.caller, caller);
      return voids && !this.#endingsOf(number, item, moment).some(isMistake);
    });
  }

  /** Typed, or said by an import that was not undone by a moment. */
  #stands(holders, moment) {
    return holders.length === 0 || holders.some((id) => !(this.undone.get(id) <= moment));
  }

  #inForce(number, day, moment) {
    return this.#objections
      .effective(number, moment)
      .filter(
        (item) =>
          item.told.from <= day &&
          day <= item.told.until &&
          !this.#endingsOf(number, item, moment).some(
            (ending) => isMistake(ending) || day >= ending.day,
          ),
      );
  }

  #endingsOf(number, { told, order }, moment) {
    return (this.#endings.get(number) ?? []).filter(
      ({ key, since }) => since <= moment && since > order && key === keyOf(told),
    );
  }

  #bindsCaller(heard, caller) {
    const isBoth = (group) => group.includes(heard) && group.includes(caller);
    return heard === '' || caller === '' || this.#groups.some(isBoth);
  }

  #binds({ caller: heard, campaign: about }, caller, campaign) {
    const fold = (name) => name.trim().toLowerCase();
    const isUnknown =
      this.#campaigns.length > 0 && !this.#campaigns.some((name) => fold(name) === fold(about));
    const campaignBound =
      about === '' || campaign === '' || fold(about) === fold(campaign) || isUnknown;
    return this.#bindsCaller(heard, caller) && campaignBound;
  }
}

/**
 * Whether an objection stands that a consent had lifted: the same, or what another file repeated of it
 * on a later day.
 */
function isObjectedAgain(then, now) {
  const [lifted, stood] = [then.lifted, then.standing].map((told) => new Set(told.map(keyOf)));
  return now.standing.some((told) => {
    if (then.standing.includes(told)) return false;
    return then.lifted.includes(told) || (lifted.has(keyOf(told)) && !stood.has(keyOf(told)));
  });
}

/** What makes an entry, beside its number. */
export function keyOf({ list, class: name, source, caller, campaign }) {
  return [list, name, source, caller, campaign].join('|');
}

/** Calls of a day, for nobody in particular. */
function callsOn(day) {
  return { from: day, to: day, caller: '', campaign: '', purpose: 'live', maximumDays: 0 };
}

/** @param {Ending} ending */
function isMistake({ manner }) {
  return manner === 'mistake';
}

/** A row repeats what is otherwise the same: without a day any, with a day the same day. */
function isSame(now, then) {
  if (keyOf(now) !== keyOf(then) || now.reason !== then.reason) return false;
  if (now.until !== then.until || now.reference !== then.reference) return false;
  if (now.unreadDay !== '' || then.unreadDay !== '') return now.unreadDay === then.unreadDay;
  if (!now.isDated) return true;
  return then.isDated && now.from === then.from;
}

/** Of consents one without a day is unusable, and repeats another such one only. */
function isSameConsent(now, then) {
  const words = ['caller', 'kind', 'obtained', 'method', 'wording', 'reference', 'unreadDay'];
  if (words.some((name) => now[name] !== then[name])) return false;
  if (now.purposes.join() !== then.purposes.join() || now.isDated !== then.isDated) return false;
  return !now.isDated || (now.from === then.from && now.until === then.until);
}

/** What the same form, letter or recording says: the later record of it counts. */
function isSameGiving(one, other) {
  return (
    one.isDated &&
    other.isDated &&
    one.from === other.from &&
    one.caller === other.caller &&
    one.reference !== '' &&
    one.reference === other.reference &&
    one.purposes.join() === other.purposes.join()
  );
}

/** Has all that a consent must have. @param {Consent} consent */
function isWhole({ caller, isDated, method, wording, reference }) {
  return isDated && [caller, method, wording, reference].every((text) => text !== '');
}

/** The last day of what is said, if its class can have one, and it is not before the day told. */
export function lastDay(name, until, from, isDated) {
  if (until === undefined || !MAY_END.has(name)) return NEVER;
  return isDated && until < from ? NEVER : until;
}
