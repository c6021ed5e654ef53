import { areaCode, areaName } from './area-names.js';
import { territoryOfClass, useOfClass, type Territory, type Use } from './numbering-plan.js';
import { UK_CALLING_CODE } from './read-digits.js';

const TERRITORY_NAMES: Readonly<Record<Territory, string>> = {
  je: 'Jersey',
  gg: 'Guernsey',
  im: 'Isle of Man',
};

const PLACES: Readonly<Record<Use, (nsn: string, numberClass: number) => string>> = {
  geographic: (nsn) => {
    const name = areaName(nsn);
    return name === undefined ? `area code 0${areaCode(nsn)}` : `${name} (0${areaCode(nsn)})`;
  },
  'uk-wide': () => 'UK-wide (03)',
  'corporate-or-voip': (nsn) =>
    nsn.startsWith('55') ? 'corporate number (055)' : 'internet telephone (056)',
  personal: () => 'personal number (070)',
  mobile: (_nsn, numberClass) => {
    const territory = territoryOfClass(numberClass);
    return territory === undefined ? 'mobile' : `mobile, ${TERRITORY_NAMES[territory]}`;
  },
  pager: () => 'pager (076)',
  freephone: () => 'freephone',
  'service-charge': (nsn) => `service charge (0${nsn.slice(0, 3)})`,
  premium: () => 'premium rate (09)',
};

/**
 * Where a UK number belongs, in a few words that a person on the telephone recognises, so that a
 * number typed wrongly is noticed: `Manchester (0161)`, `mobile, Isle of Man`, `freephone`, and
 * `area code 01632` where the code has no place.
 *
 * The table of names comes with this module: import it dynamically, where a number is echoed.
 *
 * @param e164 digits of a UK number as an integer
 * @param numberClass its class (numbering-plan.ts)
 * @throws RangeError when the class is that of no UK number
 */
export function numberPlace(e164: number, numberClass: number): string {
  const nsn = String(e164).slice(String(UK_CALLING_CODE).length);
  return PLACES[useOfClass(numberClass)](nsn, numberClass);
}
