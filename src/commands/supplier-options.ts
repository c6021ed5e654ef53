import { isName } from '../config/names.js';
import { londonDay, type Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';
import type { SuppliedBy } from '../scrub/run-record.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** Options that say whom a call list came from. */
export const SUPPLIER_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--supplier <name>', description: 'who supplied the list, for the record' },
  {
    flags: '--claimed-screened <day>',
    description: 'day on which the supplier says it screened the list',
  },
];

/** Whom a list came from, and what is to be said of that. */
export interface SettledSupplier {
  readonly supplier: SuppliedBy;
  /** Empty, or that a name like it was used before. */
  readonly note: string;
}

/**
 * Settles whom a list came from; undefined when nobody was named.
 *
 * @throws ScreeningError wrong-use for a claim of nobody or of a day to come, and for what is no name
 */
export async function settleSupplier(
  options: Options,
  database: string,
  now: Instant,
): Promise<SettledSupplier | undefined> {
  const typed = options.text('supplier')?.trim();
  const claimed = options.day('claimedScreened');
  if (typed === undefined) {
    if (claimed === undefined) return undefined;
    throw wrongUse({
      summary: '--claimed-screened needs --supplier',
      fix: 'say who claims it: --supplier NAME',
      where: '--claimed-screened',
    });
  }
  if (claimed !== undefined && claimed > londonDay(now)) {
    throw wrongUse({
      summary: `--claimed-screened ${claimed} is a day to come`,
      fix: 'give the day on which the supplier says it screened the list',
      where: '--claimed-screened',
    });
  }
  if (!isName(typed) || readCellItems(typed).some(({ kind }) => kind === 'number')) {
    throw wrongUse({
      summary: `--supplier: '${typed}' is no name`,
      why: 'it stands in the ledger, which holds no telephone number and nothing hidden',
      fix: 'give the name of the firm',
      where: '--supplier',
    });
  }
  const { supplierName } = await import('../audit/supplier-name.js');
  const { name, near } = supplierName(database, typed);
  return {
    supplier: { name, claimed_screened: claimed ?? '' },
    note:
      near === ''
        ? ''
        : `no list of '${name}' was screened before; if '${near}' is meant, suppliers counts them as two`,
  };
}
