import type { Store } from './database.js';

/** Whom a run was for and from: empty where nobody was named. */
export interface RateGroup {
  readonly caller: string;
  readonly campaign: string;
  readonly supplier: string;
}

/** How many numbers a run met, and how many of them a register lists. */
export interface RateFigures {
  readonly numbers: number;
  readonly listed: number;
}

type RecordedRate = readonly [
  caller: string,
  campaign: string,
  supplier: string | null,
  numbers: number,
  listed: number,
];

/**
 * The figures of released runs for calling, newest first, with whom each was for and from. Runs of
 * earlier programs did not count what is listed, and are not among them; nor are those whose record is
 * damaged, which verify finds.
 *
 * @param leastNumbers runs with fewer numbers say too little
 */
export function* recordedRates(
  store: Store,
  leastNumbers: number,
): Generator<RateGroup & RateFigures> {
  // Ids begin with the time of the start, and have an index.
  const rows = store
    .prepare(
      `SELECT json_extract(record, '$.plan.caller', '$.plan.campaign', '$.supplier.name',
         '$.numbers.read', '$.numbers_listed')
       FROM run WHERE state = 'released' AND json_valid(record)
         AND json_extract(record, '$.plan.for_calling')
         AND json_extract(record, '$.numbers_listed') IS NOT NULL
         AND json_extract(record, '$.numbers.read') >= ?
       ORDER BY id DESC`,
    )
    .pluck()
    .iterate(leastNumbers) as Iterable<string>;
  for (const row of rows) {
    const [caller, campaign, supplier, numbers, listed] = JSON.parse(row) as RecordedRate;
    yield { caller, campaign, supplier: supplier ?? '', numbers, listed };
  }
}
