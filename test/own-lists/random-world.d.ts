import type { CallerBook } from '../../src/config/caller-book.js';
import type { consentAdd } from '../../src/intake/consent-add.js';
import type { consentImport } from '../../src/intake/consent-import.js';
import type { consentWithdraw } from '../../src/intake/consent-withdraw.js';
import type { importRegister } from '../../src/intake/import-register.js';
import type { suppressAdd } from '../../src/intake/suppress-add.js';
import type { suppressImport } from '../../src/intake/suppress-import.js';
import type { suppressResolve, unresolvedLines } from '../../src/intake/suppress-resolve.js';
import type { suppressUndo } from '../../src/intake/suppress-undo.js';
import type { suppressWithdraw } from '../../src/intake/suppress-withdraw.js';
import type { policyNamed } from '../../src/policy/policies.js';
import type { check } from '../../src/scrub/check.js';
import type { HeldLists } from '../../src/scrub/held-lists.js';
import type { scrub } from '../../src/scrub/scrub.js';
import type { openForReading } from '../../src/store/database.js';
import type { OwnLists } from '../../src/store/own-lists.js';

/** What of the program a world calls: the source's, or that of the built program. */
export interface Under {
  readonly CallerBook: typeof CallerBook;
  readonly HeldLists: typeof HeldLists;
  readonly OwnLists: typeof OwnLists;
  readonly check: typeof check;
  readonly consentAdd: typeof consentAdd;
  readonly consentImport: typeof consentImport;
  readonly consentWithdraw: typeof consentWithdraw;
  readonly importRegister: typeof importRegister;
  readonly openForReading: typeof openForReading;
  readonly policyNamed: typeof policyNamed;
  readonly scrub: typeof scrub;
  readonly suppressAdd: typeof suppressAdd;
  readonly suppressImport: typeof suppressImport;
  readonly suppressResolve: typeof suppressResolve;
  readonly suppressUndo: typeof suppressUndo;
  readonly suppressWithdraw: typeof suppressWithdraw;
  readonly unresolvedLines: typeof unresolvedLines;
}

/** How much happens in a world, and how often it is looked at. */
export interface WorldSize {
  readonly seed: number;
  /** Histories: each is what happens to six numbers. At most 1,166. */
  readonly groups: number;
  readonly rounds: number;
  /** A folder that is made, and removed afterwards. */
  readonly folder: string;
  /** At how many earlier moments all verdicts are compared in each round, beside now. */
  readonly earlier: number;
  /** At how many moments all verdicts are compared in the end; every one when there are fewer. */
  readonly atEnd: number;
}

/** What was counted. */
export interface WorldCounts {
  readonly commands: number;
  readonly refused: number;
  readonly scrubs: number;
  /** Of these an objection, a usable consent, or a reason to hold a number back was found. */
  readonly verdicts: number;
  readonly objected: number;
  readonly welcome: number;
  /** Objections that a consent lifted. */
  readonly lifted: number;
  readonly heldBack: number;
}

export class RandomWorld {
  constructor(under: Under, size: WorldSize);
  run(): Promise<{ readonly counts: WorldCounts; readonly differences: readonly string[] }>;
}
