// Own suppression lists in plain maps, written from cli.md section 4 and not from the program: days
// are integers, moments are counted, and nothing is packed, folded away or remembered twice.

/** Only these classes can have a last day. */
const MAY_END = new Set(['other', 'abandoned-call']);
const NEVER = Infinity;

/**
 * What was said once: `order` is the moment at which it came, `holders` are the imports that said it
 * (none when it was typed), and a row of a file counts only if it says something new.
 *
 * @typedef {{ list: string, class: string, source: string, caller: string, campaign: string,
 *   reason: string, reference: string, from: number, until: number, isDated: boolean,
 *   unreadDay: string }} Told what is said; `unreadDay` is the day as it was written, if it was none
 * @typedef {{ numbers: readonly string[], told: Told, text: string, isUnread: boolean }} FileRow
 * @typedef {{ told: Told, order: number, holders: readonly number[], isRow: boolean }} Item
 * @typedef {{ key: string, since: number, manner: string, day: number }} Ending
 * @typedef {{ text: string, told: Told, holders: number[], isSettled: boolean }} Line
 */

/** An undone import is held for one that never was: everything else follows from that. */
export class PlainModel {
  /** @type {Map<string, Item[]>} */
  #items = new Map();
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
    /** The moment of the last command; 0 before the first. */
    this.moment = 0;
    /** By import, the moment of its undoing. @type {Map<number, number>} */
    this.undone = new Map();
  }

  /** A person types it: it is recorded, whatever was said before. */
  add(numbers, told) {
    this.moment++;
    for (const number of numbers) this.#say(number, told, [], false);
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
        if (!this.#effective(number, this.moment).some((item) => isSame(told, item.told))) {
          isNew = true;
        }
        this.#say(number, told, [id], true);
      }
      if (isUnread && this.#waits(id, text, told, known)) counts.unresolved++;
      else if (isNew) counts.recorded++;
      else counts.repeated++;
    }
    return counts;
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
    for (const number of numbers) this.#say(number, line.told, line.holders, false);
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

  /** Voids an import. The numbers that could not be called on the day and can be now. */
  undo(id, day) {
    const free = (number) => !this.stands(number, day, this.moment, '', '');
    const before = new Set([...this.#items.keys()].filter(free));
    this.moment++;
    this.undone.set(id, this.moment);
    return [...this.#items.keys()].filter((number) => free(number) && !before.has(number));
  }

  /** Whether an objection stands against a call on a day, knowing what was recorded by a moment. */
  stands(number, day, moment, caller, campaign) {
    return this.#inForce(number, day, moment).some(({ told }) =>
      this.#binds(told, caller, campaign),
    );
  }

  #say(number, told, holders, isRow) {
    const items = this.#items.get(number) ?? [];
    items.push({ told, order: this.moment, holders, isRow });
    this.#items.set(number, items);
  }

  /** Typed, or said by an import that was not undone by a moment. */
  #stands(holders, moment) {
    return holders.length === 0 || holders.some((id) => !(this.undone.get(id) <= moment));
  }

  /** What was said of a number by a moment, without what was undone or only repeats. */
  #effective(number, moment) {
    /** @type {Item[]} */
    const found = [];
    for (const item of this.#items.get(number) ?? []) {
      if (item.order > moment || !this.#stands(item.holders, moment)) continue;
      if (!item.isRow || !found.some(({ told }) => isSame(item.told, told))) found.push(item);
    }
    return found;
  }

  #inForce(number, day, moment) {
    const endings = (this.#endings.get(number) ?? []).filter(({ since }) => since <= moment);
    return this.#effective(number, moment).filter(
      ({ told, order }) =>
        told.from <= day &&
        day <= told.until &&
        !endings.some(
          (ending) =>
            ending.key === keyOf(told) &&
            ending.since > order &&
            (ending.manner === 'mistake' || day >= ending.day),
        ),
    );
  }

  #binds({ caller: heard, campaign: about }, caller, campaign) {
    const callerBound =
      heard === '' ||
      caller === '' ||
      this.#groups.some((group) => group.includes(heard) && group.includes(caller));
    const fold = (name) => name.trim().toLowerCase();
    const isUnknown =
      this.#campaigns.length > 0 && !this.#campaigns.some((name) => fold(name) === fold(about));
    const campaignBound =
      about === '' || campaign === '' || fold(about) === fold(campaign) || isUnknown;
    return callerBound && campaignBound;
  }
}

/** What makes an entry, beside its number. */
export function keyOf({ list, class: name, source, caller, campaign }) {
  return [list, name, source, caller, campaign].join('|');
}

/** A row repeats what is otherwise the same: without a day any, with a day the same day. */
function isSame(now, then) {
  if (keyOf(now) !== keyOf(then) || now.reason !== then.reason) return false;
  if (now.until !== then.until || now.reference !== then.reference) return false;
  if (now.unreadDay !== '' || then.unreadDay !== '') return now.unreadDay === then.unreadDay;
  if (!now.isDated) return true;
  return then.isDated && now.from === then.from;
}

/** The last day of what is said, if its class can have one, and it is not before the day told. */
export function lastDay(name, until, from, isDated) {
  if (until === undefined || !MAY_END.has(name)) return NEVER;
  return isDated && until < from ? NEVER : until;
}
