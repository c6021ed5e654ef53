import type { RegisterLimits } from '../../config/config.js';
import type { Day, Instant } from '../../core/day.js';
import type { RegisterName } from '../../registers/registers.js';
import type { Edition } from '../../store/editions.js';
import type { Outside } from '../import-coverage.js';

/** How a new edition differs from the one before it in time. */
export interface Differing {
  readonly added: number;
  readonly removed: number;
  /** Of the removed ones, those behind the new file's last number, and before its first (file-ends.ts). */
  readonly behind: number;
  readonly ahead: number;
}

/** Another register in whose edition in force nearly all numbers of a file stand. */
export interface InOtherRegister {
  readonly register: RegisterName;
  readonly dated: Day;
  /** How many of them do. */
  readonly common: number;
}

/** A name that says another register. */
export interface NamedAs {
  readonly register: RegisterName;
  readonly name: string;
}

/** What the guards look at: a new edition before it is sealed, and what is held. */
export interface Proposed {
  readonly register: RegisterName;
  readonly dated: Day;
  readonly fileTime: Instant;
  /** When what is packed in it was last changed; empty where that is not said. */
  readonly entryTime: Instant | '';
  readonly numbers: number;
  readonly lines: number;
  readonly rejected: number;
  readonly numbersSha256: string;
  /** The edition in force, if any. */
  readonly inForce: Edition | undefined;
  /**
   * The edition before it in time, which is the one in force unless the file is older than that: what it
   * is measured by. Undefined when there is none, and when it covers something else: of two licences
   * neither size nor content can be compared.
   */
  readonly before: Edition | undefined;
  /** How it differs from that; undefined of a changes file, and where nothing can be compared. */
  readonly differing: Differing | undefined;
  /** An edition of an earlier day than `before` that held the very same numbers. */
  readonly sameEarlier: Edition | undefined;
  /** Since when all editions held the very same numbers; undefined when the last held others. */
  readonly unchangedSince: Day | undefined;
  /** What the configuration says of sizes; undefined where it says nothing. */
  readonly limits: RegisterLimits;
  readonly publishedTotal: number;
  readonly alreadyPresent: number;
  readonly alreadyAbsent: number;
  /** Prefixes of a partial licence; empty for the whole register. */
  readonly covers: string;
  /** Numbers of the file that its coverage leaves out. */
  readonly outside: Outside;
  /** A full file of which nothing was said, after an edition of a partial licence. */
  readonly coverageForgotten: boolean;
  /** The other register that the file's name, or its archive's, says it is of. */
  readonly namedAs: NamedAs | undefined;
  /** The register whose numbers they seem to be, when it is another one. */
  readonly inOther: InOtherRegister | undefined;
  /** Numbers of the file in area codes and ranges that are not in use. */
  readonly outOfUse: number;
  /** Numbers of the file itself: of a changes file those marked A. */
  readonly ofFile: number;
}

/** A guard: what makes an import doubtful, and what to do about it. */
export interface Guard {
  /** As results name it when it was overridden. */
  readonly name: string;
  /** When it objects, for people: a cell of the table in docs/registers.md. */
  readonly when: string;
  /** What is doubtful, in words, or undefined when nothing is. */
  readonly objection: (proposed: Proposed) => string | undefined;
  readonly fix: (proposed: Proposed) => string;
}

/** With fewer numbers a file is a sample, of which shares say little. */
export const FEWEST_NUMBERS = 20;
/** Beside fewer numbers nothing can be told by comparing them all, however much of them has gone. */
export const FEWEST_TO_COMPARE = 10;
/** The same for what is measured against another edition: a change of fewer says nothing. */
export const FEWEST_CHANGED = 1000;
