import { territoryName } from '../core/territory-name.js';
import type { TypedNumber } from '../intake/typed-number.js';

/** Where a number is, in words that the person at the telephone knows. */
export async function placeOf({ item, e164 }: TypedNumber): Promise<string> {
  if (item.kind === 'number') {
    const { numberPlace } = await import('../core/number-place.js');
    return numberPlace(e164, item.numberClass);
  }
  return (await territoryName(e164)) ?? 'another country';
}
