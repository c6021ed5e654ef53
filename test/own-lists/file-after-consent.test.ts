import { describe, expect, it } from 'vitest';
import type { Day, Instant } from '../../src/core/day.js';
import { standingObjections } from '../../src/policy/standing.js';
import { openForReading } from '../../src/store/database.js';
import { FAR_INSTANT, nextSequence } from '../../src/store/ledger.js';
import { OwnLists } from '../../src/store/own-lists.js';
import { newFirms, type Firm } from './firm.js';

const newFirm = newFirms();
const NUMBER = '07700900001';

/** The sequence that something recorded now would have. */
function sequenceNow({ database }: Firm): number {
  const store = openForReading(database);
  if (store === undefined) throw new Error('there is no database');
  const sequence = nextSequence(store);
  store.close();
  return sequence;
}

/** The days told of the objections that stand on a day against a consent given on the 4th. */
function standing({ database }: Firm, day: string, sequence: number, asOf = FAR_INSTANT): string[] {
  const store = openForReading(database);
  if (store === undefined) throw new Error('there is no database');
  const on = day as Day;
  const calling = { from: on, to: on, notBoundBy: new Set<string>(), campaign: '', campaigns: [] };
  const consent = { sequence, given: '2026-03-04' as Day, until: '9999-12-31' as Day };
  const events = new OwnLists(store, asOf).eventsOf(447700900001);
  const found = standingObjections(events, calling, [consent]).map(({ terms }) => terms.told);
  store.close();
  return found;
}

/** Sends a file on the 2nd; the consent is of the 4th; what follows happens on the 6th. */
async function consented(line: string): Promise<{ firm: Firm; consent: number }> {
  const firm = newFirm().at('2026-03-02');
  const path = firm.file('nightly.csv', ['number,on', line]);
  await firm.json(['suppress', 'import', path, '--source', 'agent-12']);
  firm.at('2026-03-04');
  const consent = sequenceNow(firm);
  expect(standing(firm, '2026-03-03', consent)).toEqual(['2026-03-02']);
  expect(standing(firm, '2026-03-04', consent)).toEqual([]);
  firm.at('2026-03-06');
  return { firm, consent };
}

describe('a number with a consent of the 4th', () => {
  it('stays callable when the undated file of the 2nd is sent again every night', async () => {
    const { firm, consent } = await consented(`${NUMBER},`);
    for (const day of ['2026-03-06', '2026-03-07', '2026-03-08']) {
      firm.at(day);
      const path = firm.file('nightly.csv', ['number,on', `${NUMBER},`]);
      const { rows } = await firm.json<{ rows: object }>([
        ...['suppress', 'import', path, '--source', 'agent-12'],
      ]);
      expect(rows).toMatchObject({ read: 1, recorded: 0, repeated: 1, unresolved: 0 });
      expect(standing(firm, day, consent)).toEqual([]);
    }
  });

  it('stays callable when the dated file of the 2nd is sent again', async () => {
    const { firm, consent } = await consented(`${NUMBER},2026-03-02`);
    const path = firm.file('again.csv', ['number,on', `${NUMBER},02/03/2026`]);
    await firm.json(['suppress', 'import', path, '--source', 'agent-12']);
    expect(standing(firm, '2026-03-06', consent)).toEqual([]);
  });

  it.each([
    ['a file with a day of its own', 'import', `${NUMBER},2026-03-05`, 'agent-12', '2026-03-05'],
    ['the same file from another source', 'import', `${NUMBER},`, 'agent-13', '2026-03-06'],
    ['what is typed', 'add', NUMBER, 'agent-12', '2026-03-06'],
  ])('is not to be called after %s', async (_, verb, line, source, told) => {
    const { firm, consent } = await consented(`${NUMBER},`);
    const before = firm.now;
    const what = verb === 'add' ? line : firm.file('more.csv', ['number,on', line]);
    await firm.json(['suppress', verb, what, '--source', source]);
    expect(standing(firm, told, consent)).toEqual([told]);
    expect(standing(firm, '2026-03-31', consent)).toEqual([told]);
    const known = new Date(Date.parse(before) - 1).toISOString() as Instant;
    expect(standing(firm, '2026-03-31', consent, known)).toEqual([]);
  });
});
