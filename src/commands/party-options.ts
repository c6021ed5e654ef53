import type { Configuration } from '../config/config.js';
import type { TypedParty } from '../config/party-key.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** The option that names a person or firm, whatever numbers they have. */
export const PARTY_OPTION: OptionDefinition = {
  flags: '--party <key>',
  description: 'a person or firm: customer number, company number',
};

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
