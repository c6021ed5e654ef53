import type { Day, Instant } from '../../core/day.js';
import type { RegisterName } from '../../registers/registers.js';
import { Coverages } from '../../scrub/listing.js';
import type { Store } from '../../store/database.js';
import { EditionNumbers } from '../../store/edition-numbers.js';
import {
  decidingEditions,
  editionsOf,
  knownEditions,
  type Edition,
  type KnownEditions,
} from '../../store/editions.js';
import {
  hadLeft,
  registerFinding,
  type FileMarks,
  type RegisterFinding,
} from './register-finding.js';

/** So many different pasts of numbers are kept; then all are worked out anew. */
const MOST_PASTS = 60_000;
/** So many numbers are remembered with their pasts: a dialler tries the same people again. */
const RECENT = 1 << 18;
/** An inner character of marks that no mark is. */
const BETWEEN = '|';

/** A past: how a number stands in each file of each register; most numbers share one of few. */
interface Past {
  /** By register, in order. */
  readonly marks: readonly FileMarks[];
  readonly findings: Map<Day, readonly RegisterFinding[]>;
}

interface Files {
  readonly name: RegisterName;
  /** By day, without those that another of the same day replaced. */
  readonly editions: readonly Edition[];
  readonly whole: readonly boolean[];
  readonly files: readonly { readonly dated: Day; readonly estimated: boolean }[];
  /** For the short way: the keys of all editions; undefined where there is none. */
  readonly keys: readonly number[] | undefined;
}

/**
 * What registers say of calls: for a million numbers and every file that is held. A number's past is
 * put into marks once and numbered; what follows from marks on a day is worked out once for all
 * numbers that share them. Most numbers never stood on a register, or always did, and no file
 * changed them: those are told by one look into each key.
 */
export class RegisterMarks {
  readonly #numbers: EditionNumbers;
  readonly #registers: readonly Files[];
  readonly #coverages = new Coverages();
  #pasts: Past[] = [];
  #byMarks = new Map<string, number>();
  #byKeys = new Map<string, number>();
  /** Numbers asked about lately, each in the one slot that it can have, and their pasts. */
  readonly #recent = new Float64Array(RECENT);
  readonly #recentPasts = new Uint32Array(RECENT);

  /** @param asOf files recorded later are not known */
  constructor(store: Store, names: readonly RegisterName[], asOf: Instant) {
    this.#numbers = new EditionNumbers(store);
    this.#registers = names.map((name) => this.#filesOf(store, name, asOf));
  }

  /** The editions that were known of each register. */
  get known(): readonly KnownEditions[] {
    return this.#registers.map(({ name, editions }) => knownEditions(name, editions));
  }

  /** The past of a number, for {@link findings}: only until the next is asked for. */
  pastOf(e164: number): number {
    const slot = (e164 ^ (e164 / RECENT)) & (RECENT - 1);
    if (this.#recent[slot] === e164) return this.#recentPasts[slot] as number;
    if (this.#pasts.length > MOST_PASTS) this.#forget();
    const past = this.#find(e164);
    this.#recent[slot] = e164;
    this.#recentPasts[slot] = past;
    return past;
  }

  #forget(): void {
    this.#pasts = [];
    this.#byMarks = new Map();
    this.#byKeys = new Map();
    this.#recent.fill(0);
  }

  #find(e164: number): number {
    const short = this.#shortKey(e164);
    const known = short === undefined ? undefined : this.#byKeys.get(short);
    if (known !== undefined) return known;
    const marks = this.#registers.map((files) => this.#marksOf(files, e164));
    const key = marks.join(BETWEEN);
    let past = this.#byMarks.get(key);
    if (past === undefined) {
      past = this.#pasts.push({ marks, findings: new Map() }) - 1;
      this.#byMarks.set(key, past);
    }
    if (short !== undefined) this.#byKeys.set(short, past);
    return past;
  }

  /** What each register says on a day of the numbers that have a past. */
  findings(past: number, day: Day): readonly RegisterFinding[] {
    const { marks, findings } = this.#pasts[past] as Past;
    let found = findings.get(day);
    if (found === undefined) {
      found = this.#registers.map(({ files }, at) => {
        const elsewhere = this.#registers.some(
          (other, place) => place !== at && hadLeft(other.files, marks[place] ?? '', day),
        );
        return registerFinding(files, marks[at] ?? '', day, elsewhere);
      });
      findings.set(day, found);
    }
    return found;
  }

  #filesOf(store: Store, name: RegisterName, asOf: Instant): Files {
    const editions = decidingEditions(editionsOf(store, name, asOf));
    const areSealed = this.#numbers.areSealed(name);
    const whole = editions.map(
      ({ id, numbers }) => areSealed && numbers > 0 && this.#numbers.holding(id) === 'whole',
    );
    const isPlain = whole.every((one) => one) && editions.every(({ covers }) => covers === '');
    const ids = editions.map(({ id }) => id);
    return {
      name,
      editions,
      whole,
      files: editions.map(({ dated, estimated }) => ({ dated, estimated: estimated === 1 })),
      keys: isPlain ? this.#numbers.keysOf(ids) : undefined,
    };
  }

  /** In which keys a number stands that no file changed; undefined of any other. */
  #shortKey(e164: number): string | undefined {
    let key = '';
    for (const { keys } of this.#registers) {
      const bits = keys && this.#numbers.inKeys(keys, e164);
      if (bits === undefined) return undefined;
      key += `${String(bits)}${BETWEEN}`;
    }
    return key;
  }

  #marksOf({ editions, whole }: Files, e164: number): FileMarks {
    let marks = '';
    editions.forEach((edition, at) => {
      if (whole[at] !== true) marks += '?';
      else if (this.#numbers.has(edition.id, e164)) marks += '1';
      else marks += this.#coverages.covers(edition, e164) ? '0' : '-';
    });
    return marks;
  }
}
