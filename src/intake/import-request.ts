import type { RegisterSettings } from '../config/config.js';
import type { Day, Instant } from '../core/day.js';
import type { EndAtOnce } from '../core/end-at-once.js';
import type { Progress } from '../core/progress.js';
import type { RejectedLine } from '../files/register-tally.js';
import type { Coverage } from '../registers/coverage.js';
import type { RegisterName } from '../registers/registers.js';
import type { Edition } from '../store/editions.js';
import type { Compared } from './compare-and-pack.js';
import type { KeptFor } from './register-history.js';

/** What an import is asked to do. Texts that were not given are empty, counts 0. */
export interface ImportRequest extends RegisterSettings {
  readonly database: string;
  readonly register: RegisterName;
  readonly file: string;
  /** The wanted entry of a zip archive; empty to have the only one. */
  readonly entry: string;
  /** The password of a zip archive; asked for only when it has one. */
  readonly zipPassword: () => Uint8Array | undefined;
  readonly dated: Day;
  readonly estimated: boolean;
  /** Given for a changes file: `dated` of the edition that it continues. */
  readonly since: Day | undefined;
  /** The codes of a partial licence; undefined when nothing was said. */
  readonly covers: Coverage | undefined;
  readonly licence: string;
  readonly licenceUntil: string;
  readonly source: string;
  readonly publishedTotal: number;
  /**
   * Why a guard that objects is to be overridden; a person's word, so nothing that runs unattended may
   * set it.
   */
  readonly accepted: string;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
  readonly signal: AbortSignal;
  /** Is told how far the file is read. */
  readonly progress?: Progress | undefined;
  readonly endAtOnce: EndAtOnce;
}

/** What an import did. */
export interface ImportResult {
  readonly edition: Edition;
  /** The very file is held already: nothing was written. */
  readonly alreadyHeld: boolean;
  /** It covers what the edition before it did, and holds the same numbers. */
  readonly withoutChanges: boolean;
  /** No edition dated before it was held. */
  readonly isFirst: boolean;
  /** The day of the edition that is in force now: this one's, unless it entered as history. */
  readonly inForce: Day;
  /** Why it was not compared with the edition before it; empty when it was. */
  readonly notCompared: Compared['notCompared'];
  /** What the edition before it covers, when that is something else; both as editions keep it. */
  readonly coveredBefore: string | undefined;
  readonly firstRejected: readonly RejectedLine[];
  /** Guards that objected and were overridden. */
  readonly overridden: readonly string[];
  /** Editions whose numbers went, since no history is kept. */
  readonly purged: readonly number[];
  /** Editions whose numbers would have gone, had no case held anything. */
  readonly keptFor: KeptFor;
  readonly lastCallDay: Day;
  readonly ledgerHead: string;
}
