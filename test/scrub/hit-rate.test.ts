import { describe, expect, it } from 'vitest';
import {
  hitRate,
  refuseAlarms,
  type HitRate,
  type ReadColumn,
  type SeenRate,
} from '../../src/scrub/hit-rate.js';
import { storeInMemory, type Store } from '../../src/store/database.js';

const GROUP = { caller: 'Acme', campaign: 'winter', supplier: 'Leads Ltd' };
const COLUMNS = [{ name: 'Phone', read: 900 }];

/** Part of a run that was recorded. */
interface Past {
  readonly numbers?: number;
  readonly listed?: number | undefined;
  readonly caller?: string;
  readonly campaign?: string;
  readonly supplier?: string | undefined;
  readonly forCalling?: boolean;
  readonly state?: string;
}

/** A database with these runs, the oldest first; by itself each is of the group, and has 100 in 1,000. */
function storeOf(...runs: readonly Past[]): Store {
  const store = storeInMemory();
  const insert = store.prepare('INSERT INTO run (id, started, state, record) VALUES (?, ?, ?, ?)');
  runs.forEach((run, at) => {
    const { numbers = 1000, forCalling = true, state = 'released' } = run;
    const { caller = GROUP.caller, campaign = GROUP.campaign } = run;
    const name = 'supplier' in run ? run.supplier : GROUP.supplier;
    const record = {
      plan: { caller, campaign, for_calling: forCalling },
      ...(name !== undefined && { supplier: { name, claimed_screened: '' } }),
      numbers: { read: numbers },
      numbers_listed: 'listed' in run ? run.listed : 100,
    };
    const id = `20261101T${String(100_000 + at)}Z-0000`;
    insert.run(id, '2026-11-01T10:00:00.000Z', state, JSON.stringify(record));
  });
  return store;
}

function rateOf(store: Store, seen: Partial<SeenRate>, accepted = ''): HitRate {
  const usual = { numbers: 1000, listed: 100, records: 1000, columns: COLUMNS };
  const rate = hitRate(store, GROUP, { ...usual, ...seen }, accepted);
  store.close();
  return rate;
}

const times = (count: number, past: Past = {}): Past[] => Array<Past>(count).fill(past);
const namesOf = ({ alarms }: HitRate): string[] => alarms.map(({ alarm }) => alarm);

describe('the runs that a run is held against', () => {
  it.each<[string, Past[], number]>([
    ['those of the same caller, campaign and supplier', times(3), 3],
    [
      'with names that differ in capitals and blanks',
      times(2, { caller: ' ACME', campaign: 'Winter ', supplier: 'leads  ltd' }),
      2,
    ],
    ['of no other caller', times(2, { caller: 'Bolt' }), 0],
    ['of no other campaign', times(2, { campaign: '' }), 0],
    ['of no other supplier', times(2, { supplier: 'Others' }), 0],
    ['of no list whose supplier is not named', times(2, { supplier: undefined }), 0],
    ['no historical ones', times(2, { forCalling: false }), 0],
    [
      'none that was abandoned, or has no end yet',
      [...times(1, { state: 'abandoned' }), ...times(1, { state: 'sealed' })],
      0,
    ],
    [
      'none of less than 500 numbers',
      [...times(3, { numbers: 499 }), ...times(1, { numbers: 500 })],
      1,
    ],
    ['none of earlier programs, which did not count', times(2, { listed: undefined }), 0],
    ['no more than twenty', times(25), 20],
  ])('are %s', (_, runs, count) => {
    expect(rateOf(storeOf(...runs), {}).runs).toBe(count);
  });

  it('are the newest', () => {
    const { baseline } = rateOf(
      storeOf(...times(30, { listed: 1 }), ...times(20, { listed: 200 })),
      {},
    );
    expect(baseline).toBe(0.2);
  });

  it.each([
    [[100], 0.1],
    [[100, 300], 0.2],
    [[100, 900, 200], 0.2],
    [[100, 900, 200, 300], 0.25],
  ])('have the median of their shares: %j in a thousand each', (listed, median) => {
    const runs = listed.map((one) => ({ listed: one }));
    expect(rateOf(storeOf(...runs), {}).baseline).toBe(median);
  });

  it('are none whose record is damaged', () => {
    const store = storeOf(...times(3));
    store.exec("UPDATE run SET record = substr(record, 1, 9) WHERE id LIKE '%100001Z%'");
    expect(rateOf(store, {}).runs).toBe(2);
  });

  it('are none before there is a database', () => {
    const seen = { numbers: 10, listed: 0, records: 10, columns: [] };
    expect(hitRate(undefined, GROUP, seen, '')).toEqual({
      ...{ numbers: 10, listed: 0, runs: 0, baseline: null, alarms: [], accepted: '' },
    });
  });
});

describe('an alarm', () => {
  it.each<[string, Past[], Partial<SeenRate>, string[]]>([
    ['no hit in 5,000 numbers', [], { numbers: 5000, listed: 0 }, ['no-hit']],
    ['no hit in 4,999', [], { numbers: 4999, listed: 0 }, []],
    ['one hit in a million', [], { numbers: 1_000_000, listed: 1 }, []],
    [
      'no hit where there never was one',
      times(9, { listed: 0 }),
      { numbers: 5000, listed: 0 },
      ['no-hit'],
    ],
    ['five times as many', times(1), { listed: 500 }, ['fivefold-change']],
    ['nearly five times as many', times(1), { listed: 499 }, []],
    ['a fifth', times(1), { listed: 20 }, ['fivefold-change']],
    ['a little more than a fifth', times(1), { listed: 21 }, []],
    [
      'none, where 20 were to be expected',
      times(1),
      { numbers: 200, listed: 0 },
      ['fivefold-change'],
    ],
    ['none, where 19 were to be expected', times(1), { numbers: 190, listed: 0 }, []],
    [
      '20 where none ever was',
      times(1, { listed: 0 }),
      { numbers: 20, listed: 20 },
      ['fivefold-change'],
    ],
    ['19 where none ever was', times(1, { listed: 0 }), { numbers: 20, listed: 19 }, []],
    ['any rate without an earlier run', [], { numbers: 1000, listed: 1000 }, []],
    ['a list without a number', times(1), { numbers: 0, listed: 0 }, []],
    [
      'a column in which nothing was read',
      [],
      { records: 100, columns: [...COLUMNS, { name: 'Mobile', read: 0 }] },
      ['column-without-numbers'],
    ],
    ['the same in 99 records', [], { records: 99, columns: [{ name: 'Mobile', read: 0 }] }, []],
    ['a column in which one was read', [], { columns: [{ name: 'Mobile', read: 1 }] }, []],
  ])('for %s', (_, runs, seen, alarms) => {
    expect(namesOf(rateOf(storeOf(...runs), seen))).toEqual(alarms);
  });

  it('says what was found and what is usual', () => {
    const columns = [{ name: 'Mobile', read: 0 }];
    const seen = { numbers: 8000, listed: 4, records: 8000, columns };
    expect(rateOf(storeOf(), { ...seen, listed: 0, columns: [] }).alarms).toEqual([
      { alarm: 'no-hit', words: 'none of 8,000 numbers is listed on a register' },
    ]);
    expect(rateOf(storeOf(...times(7)), seen).alarms.map(({ words }) => words)).toEqual([
      '0.05 % of 8,000 numbers are listed (4), and 10.00 % were in the median of 7 runs before',
      'no number was read in column Mobile of 8,000 records',
    ]);
  });
});

describe('a run with an alarm', () => {
  const stop = (past: number, accepted = '', listed = 0, others: readonly ReadColumn[] = []) => {
    const seen = { numbers: 1000, listed, records: 1000, columns: [...COLUMNS, ...others] };
    const rate = rateOf(storeOf(...times(past)), seen, accepted);
    return () => {
      refuseAlarms(rate, { group: GROUP, seen, input: 'list.csv' });
    };
  };

  it('goes on as one of the first five of its group', () => {
    expect(stop(4)).not.toThrow();
  });

  it('is stopped as the sixth, and told what to do', () => {
    expect(stop(5)).toThrow(
      expect.objectContaining({
        code: 'evidence-disagrees',
        explanation: {
          summary:
            'list.csv is not as usual: 0.00 % of 1,000 numbers are listed (0), and 10.00 % were in the median of 5 runs before',
          why: 'it was held against the last 5 runs for Acme, campaign winter, supplied by Leads Ltd; a wrong column, a wrong list or a wrong register file looks like this; nothing was written',
          fix: 'look at the list, its columns and tps-scrub status; if all is right, add --accept-rate "WHY"',
          where: 'list.csv',
        },
      }),
    );
  });

  it('is told how to leave out a column in which nothing was read', () => {
    const fix: unknown = expect.stringContaining(
      "; if nobody calls 'Mobile', give --ignore-column 'Mobile' and no --column 'Mobile'; ",
    );
    expect(stop(5, '', 100, [{ name: 'Mobile', read: 0 }])).toThrow(
      expect.objectContaining({ explanation: expect.objectContaining({ fix }) as unknown }),
    );
  });

  it('goes on when somebody accepts it', () => {
    expect(stop(5, 'another source')).not.toThrow();
  });

  it('is not stopped without an alarm', () => {
    expect(stop(5, '', 100)).not.toThrow();
  });
});
