import { flagsOf } from '../core/flags.js';
import { csvLine, guardFormula } from '../files/csv-line.js';
import type { Decision } from '../policy/decide.js';
import { reasonsOf } from '../policy/reasons.js';
import type { HeldLists } from './held-lists.js';
import type { HeldRegister } from './held-registers.js';
import type { ListingHistory } from './listing.js';

/** The columns of the exclusion report, a contract (cli.md, "Outputs"). Append only. */
export const REPORT_COLUMNS = [
  'record',
  'line',
  'column',
  'value',
  'number',
  'outcome',
  'reason',
  'reasons',
  'list',
  'listed_from',
  'listed_after',
  'days_listed',
  'basis',
  'dnc_code',
  'flags',
] as const;

/** Where a held-back number stands, as it was written. */
export interface Place {
  readonly record: number;
  readonly line: number;
  /** Name of the column; empty when the record is held back as a whole. */
  readonly column: string;
  readonly value: string;
}

/** Why a number is held back, in the words of the report; used by `check` as well. */
export interface VerdictWords {
  readonly number: string;
  readonly outcome: string;
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly list: string;
  readonly listed_from: string;
  readonly listed_after: string;
  readonly days_listed: number | '';
  readonly basis: string;
  readonly dnc_code: string;
  readonly flags: readonly string[];
}

/** Puts verdicts into words. */
export class Narrator {
  readonly #registers: readonly HeldRegister[];
  readonly #listings: ListingHistory | undefined;
  readonly #lists: HeldLists;

  constructor(
    registers: readonly HeldRegister[],
    listings: ListingHistory | undefined,
    lists: HeldLists,
  ) {
    this.#registers = registers;
    this.#listings = listings;
    this.#lists = lists;
  }

  /** @param e164 the number decided about, 0 for none @param flags sum of flag bits */
  words({ reasons, reason, basis }: Decision, e164: number, flags: number): VerdictWords {
    const register = this.#registers.find(({ name }) => name.toUpperCase() === reason.name);
    const listing = register && this.#listings?.of(register, e164);
    const own = reason.name === 'OBJECTION' ? this.#lists.listing(e164) : undefined;
    return {
      number: e164 === 0 ? '' : `+${String(e164)}`,
      outcome: reason.outcome,
      reason: reason.name,
      reasons: reasons === 0 ? [reason.name] : reasonsOf(reasons).map(({ name }) => name),
      list: own?.list ?? register?.name ?? '',
      listed_from: own?.told ?? listing?.listedFrom ?? '',
      listed_after: listing?.listedAfter ?? '',
      days_listed: own?.daysListed ?? listing?.daysListed ?? '',
      basis,
      dnc_code: reason.letter,
      flags: flagsOf(flags),
    };
  }
}

/** The header line of a report with some copied columns. */
export function reportHeader(copied: readonly string[]): string {
  return csvLine([...REPORT_COLUMNS, ...copied.map(guardFormula)]);
}

/** One line of a report. */
export function reportLine(place: Place, words: VerdictWords, copied: readonly string[]): string {
  const cells = [
    String(place.record),
    String(place.line),
    guardFormula(place.column),
    guardFormula(place.value),
    words.number,
    words.outcome,
    words.reason,
    words.reasons.join(';'),
    words.list,
    words.listed_from,
    words.listed_after,
    String(words.days_listed),
    words.basis,
    words.dnc_code,
    words.flags.join(';'),
  ];
  for (const cell of copied) cells.push(guardFormula(cell));
  return csvLine(cells);
}
