import type { Configuration } from '../config/config.js';
import type { TypedParty } from '../config/party-key.js';
import { wrongUse } from '../core/errors.js';
import type { PartyKey } from '../core/party.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** The option that names a person or firm, whatever numbers they have. */
export const PARTY_OPTION: OptionDefinition = {
  flags: '--party <key>',
  description: 'a person or firm: customer number, company number',
};

/** The option that names the column of a call list that says whose a record is. */
export const PARTY_COLUMN_OPTION: OptionDefinition = {
  flags: '--party-column <name>',
  description: 'column that says whose a record is (suppress add --party)',
  repeatable: true,
};

/** Columns that say whose a record is, and the key of parties. */
interface PartyColumns {
  readonly columns: readonly string[];
  readonly key: PartyKey;
}

/**
 * The columns that `--party-column` names; undefined when it was not given.
 *
 * @throws ScreeningError wrong-use when the configuration has no key
 */
export async function settlePartyColumns(
  options: Options,
  { partyKey: setting }: Configuration,
): Promise<PartyColumns | undefined> {
  const columns = options.texts('partyColumn');
  if (columns.length === 0) return undefined;
  const { partyKey } = await import('../config/party-key.js');
  return { columns, key: partyKey(setting, '--party-column') };
}

/**
 * The party that `--party` names; undefined when it was not given.
 *
 * @throws ScreeningError wrong-use when that is nobody, or the configuration has no key
 */
export async function settleParty(
  options: Options,
  { partyKey }: Configuration,
): Promise<TypedParty | undefined> {
  const value = options.text('party');
  if (value === undefined) return undefined;
  const { typedParty } = await import('../config/party-key.js');
  return typedParty(partyKey, value);
}

/** Refuses a question about nobody. @throws ScreeningError wrong-use without number and party */
export function refuseNobody(numbers: readonly string[], party: TypedParty | undefined): void {
  if (numbers.length > 0 || party !== undefined) return;
  throw wrongUse({
    summary: 'nobody was named',
    fix: 'give numbers, --party KEY, or both',
    where: '--party',
  });
}
