import { csvLine, guardFormula } from '../files/csv-line.js';
import type { Decision } from '../policy/decide.js';
import type { RegisterName } from '../registers/registers.js';
import type { ConsentDoubts } from './consent-doubts.js';
import type { HeldLists, OwnListing, OwnRecords } from './held-lists.js';
import type { HeldRegister } from './held-registers.js';
import type { Listing, ListingHistory } from './listing.js';
import { SaidBefore, type ListedSince, type SaidOfNumber } from './said-before.js';

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
export interface VerdictWords extends SaidOfNumber {
  readonly number: string;
}

/** A listing, and the register that it is on. */
export interface RegisterListing extends Listing {
  readonly register: RegisterName;
}

/** What a narrator looks up. */
export interface NarratorSources {
  readonly registers: readonly HeldRegister[];
  readonly listings: ListingHistory | undefined;
  readonly lists: HeldLists;
  readonly doubts: ConsentDoubts;
}

/** Puts verdicts into words. */
export class Narrator {
  readonly #sources: NarratorSources;
  /** By the reason that their listing gives. */
  readonly #registers: ReadonlyMap<string, HeldRegister>;
  readonly #said = new SaidBefore();

  constructor(sources: NarratorSources) {
    this.#sources = sources;
    this.#registers = new Map(sources.registers.map((one) => [one.name.toUpperCase(), one]));
  }

  /** @param e164 the number decided about, 0 for none @param flags sum of flag bits, those of the decision too */
  words(decision: Decision, e164: number, flags: number): VerdictWords {
    return {
      number: e164 === 0 ? '' : `+${String(e164)}`,
      ...this.said(decision, e164, flags),
    };
  }

  /** The same without the number: mostly an object that was given before. */
  said(decision: Decision, e164: number, flags: number): SaidOfNumber {
    const { name } = decision.reason;
    const register = this.#registers.get(name);
    const listing = register && this.#sources.listings?.of(register, e164);
    const own = name === 'OBJECTION' ? this.#ownListing(e164) : undefined;
    const since: ListedSince = {
      list: own?.list ?? register?.name ?? '',
      listed_from: own?.told ?? listing?.listedFrom ?? '',
      listed_after: listing?.listedAfter ?? '',
      days_listed: own?.daysListed ?? listing?.daysListed ?? '',
    };
    return this.#said.of(decision, flags, since);
  }

  /** Since when a number stands on each register that lists it, whatever decides about it. */
  registerListings(e164: number): RegisterListing[] {
    const { registers, listings } = this.#sources;
    return registers
      .filter(({ numbers }) => numbers.has(e164))
      .flatMap((register) => {
        const listing = listings?.of(register, e164);
        return listing === undefined ? [] : [{ ...listing, register: register.name }];
      });
  }

  /** The objections that stand against a number, and its consents, usable or not and why. */
  ownRecords(e164: number): OwnRecords {
    const { lists, doubts } = this.#sources;
    return lists.recordsOf(e164, doubts.voidUpTo(e164));
  }

  #ownListing(e164: number): OwnListing | undefined {
    const { lists, doubts } = this.#sources;
    return lists.listing(e164, doubts.voidUpTo(e164));
  }
}

/** The header line of a report with some copied columns. */
export function reportHeader(copied: readonly string[]): string {
  return csvLine([...REPORT_COLUMNS, ...copied.map(guardFormula)]);
}

/** One line of a report. */
export function reportLine(place: Place, words: VerdictWords, copied: readonly string[]): string {
  const { record, line, column, value } = place;
  const cells = [
    String(record),
    String(line),
    guardFormula(column),
    guardFormula(value),
    words.number,
    ...saidCells(words),
  ];
  for (const cell of copied) cells.push(guardFormula(cell));
  return csvLine(cells);
}

/** The cells of a line from `outcome` on. */
export function saidCells(said: SaidOfNumber): string[] {
  return [
    said.outcome,
    said.reason,
    said.reasons.join(';'),
    guardFormula(said.list),
    said.listed_from,
    said.listed_after,
    String(said.days_listed),
    guardFormula(said.basis),
    said.dnc_code,
    said.flags.join(';'),
  ];
}
