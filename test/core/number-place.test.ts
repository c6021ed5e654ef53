import { describe, expect, it } from 'vitest';
import { areaName } from '../../src/core/area-names.js';
import { AREA_CODES_IN_USE } from '../../src/core/area-codes.js';
import { classOfNsn } from '../../src/core/numbering-plan.js';
import { numberPlace } from '../../src/core/number-place.js';

function placeOf(national: string): string {
  const nsn = national.replace(/\D/g, '').slice(1);
  return numberPlace(Number(`44${nsn}`), classOfNsn(Number(nsn), nsn.length));
}

/** Numbers for drama where there are any, else numbers of noughts that nobody holds. */
const places: readonly (readonly [number: string, place: string])[] = [
  ['020 7946 0123', 'London (020)'],
  ['0203 000 0012', 'London (020)'],
  ['0204 000 0012', 'London (020)'],
  ['0113 496 0123', 'Leeds (0113)'],
  ['0114 496 0123', 'Sheffield (0114)'],
  ['0115 496 0123', 'Nottingham (0115)'],
  ['0116 496 0123', 'Leicester (0116)'],
  ['0117 496 0123', 'Bristol (0117)'],
  ['0118 496 0123', 'Reading (0118)'],
  ['0121 496 0123', 'Birmingham (0121)'],
  ['0131 496 0123', 'Edinburgh (0131)'],
  ['0141 496 0123', 'Glasgow (0141)'],
  ['0151 496 0123', 'Liverpool (0151)'],
  ['0161 496 0123', 'Manchester (0161)'],
  ['0191 498 0123', 'Tyneside, Sunderland and Durham (0191)'],
  ['028 9649 6123', 'Belfast (028)'],
  ['028 9000 0012', 'Belfast (028)'],
  ['028 9500 0012', 'Belfast (028)'],
  ['028 9100 0012', 'Northern Ireland (028)'],
  ['028 7100 0012', 'Northern Ireland (028)'],
  ['029 2018 0123', 'Cardiff (029)'],
  ['023 8000 0012', 'Southampton (023)'],
  ['023 9200 0012', 'Portsmouth (023)'],
  ['023 1000 0012', 'area code 023'],
  ['024 7600 0012', 'Coventry (024)'],
  ['01632 960123', 'area code 01632'],
  ['01999 000012', 'area code 01999'],
  ['0171 000 0012', 'area code 0171'],
  ['021 0000 0012', 'area code 021'],
  ['01200 000012', 'Clitheroe (01200)'],
  ['01204 00012', 'Bolton (01204)'],
  ['01204 000012', 'Bolton (01204)'],
  ['01233 000012', 'Ashford (01233)'],
  ['01279 000012', "Bishop's Stortford (01279)"],
  ['01387 000012', 'Dumfries (01387)'],
  ['013873 00012', 'Langholm (013873)'],
  ['015242 00012', 'Hornby (015242)'],
  ['01524 000012', 'Lancaster (01524)'],
  ['015396 00012', 'Sedbergh (015396)'],
  ['016973 00012', 'Wigton (016973)'],
  ['016977 0012', 'Brampton (016977)'],
  ['016977 00012', 'Brampton (016977)'],
  ['017687 00012', 'Keswick (017687)'],
  ['019467 00012', 'Gosforth (019467)'],
  ['01997 000012', 'Strathpeffer (01997)'],
  ['01470 000012', 'Edinbane, Isle of Skye (01470)'],
  ['01534 000012', 'Jersey (01534)'],
  ['01481 000012', 'Guernsey (01481)'],
  ['01624 000012', 'Isle of Man (01624)'],
  ['07700 900123', 'mobile'],
  ['07624 000012', 'mobile, Isle of Man'],
  ['07797 000012', 'mobile, Jersey'],
  ['07781 000012', 'mobile, Guernsey'],
  ['070 0000 0012', 'personal number (070)'],
  ['07600 000012', 'pager (076)'],
  ['03069 990123', 'UK-wide (03)'],
  ['055 0000 0012', 'corporate number (055)'],
  ['056 0000 0012', 'internet telephone (056)'],
  ['08081 570123', 'freephone'],
  ['0800 000012', 'freephone'],
  ['0800 1111', 'freephone'],
  ['0500 000012', 'freephone'],
  ['0845 46 47', 'service charge (0845)'],
  ['0870 000 0012', 'service charge (0870)'],
  ['0909 8790123', 'premium rate (09)'],
];

describe('the place of a number', () => {
  it.each(places)('%s: %s', (national, place) => {
    expect(placeOf(national)).toBe(place);
  });

  it('is known for every area code in use but the one for drama', () => {
    const codes = AREA_CODES_IN_USE.split(' ').flatMap((row) =>
      Array.from(row.slice(4), (fourth) => row.slice(0, 3) + fourth),
    );
    expect(codes.filter((code) => areaName(`${code}000000`) === undefined)).toEqual(['1632']);
  });

  it('is none without a class of the numbering plan', () => {
    expect(() => numberPlace(12025550123, 0)).toThrow(RangeError);
  });
});
