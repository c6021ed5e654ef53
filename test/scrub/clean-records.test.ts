import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CleanRecords } from '../../src/scrub/clean-records.js';
import { ScreeningRoom, type Screened } from './screening-room.js';
import { someLists, type SomeList } from './some-lists.js';

const room = new ScreeningRoom();

beforeAll(() => room.open());
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => {
  room.close();
});

function scrubbed({ head, records, blank, delimiter }: SomeList): Promise<Screened> {
  const list = head + records.map(({ bytes }) => bytes).join(blank);
  const columns = ['--column', 'Phone', '--column', 'Mobile'];
  return room.scrub(list, ...columns, '--delimiter', delimiter === '\t' ? '\\t' : delimiter);
}

function sendAllTheOtherWay(): void {
  vi.spyOn(CleanRecords.prototype, 'take').mockReturnValue(false);
}

/** Whether the last run comes out the same again, from its list and from what it remembers of its numbers. */
async function replayed(): Promise<unknown> {
  const path = room.path('list.csv');
  const results = [];
  for (const words of [['--input', path], ['--from-trace']]) {
    const { status, stdout } = await room.run('replay', 'last', ...words, '--json');
    const { same, traced, differences } = JSON.parse(stdout.toString()) as Record<string, unknown>;
    results.push({ status, same, traced, differences });
  }
  return results;
}

/** All that does not differ between two runs of one list. */
function lasting({ status, json, list, report }: Screened): unknown {
  const { counts, numbers, reasons, rows } = json ?? {};
  return { status, counts, numbers, reasons, rows, list, report };
}

describe('records that are clean whichever their numbers are', () => {
  it('are taken together with the same result as one by one', async () => {
    await fc.assert(
      fc.asyncProperty(someLists, async (list) => {
        const together = await scrubbed(list);
        const again = await replayed();
        sendAllTheOtherWay();
        expect(await replayed()).toEqual(again);
        const oneByOne = await scrubbed(list);
        vi.restoreAllMocks();
        expect(lasting(together)).toEqual(lasting(oneByOne));
        expect(await replayed()).toEqual(again);
      }),
      { numRuns: 10 },
    );
  });

  it('are seen by whoever has to see them: a party, a dialler, a duplicate, another policy', async () => {
    const list = 'Name,Phone\n' + 'Ann,07700 900456\n'.repeat(3);
    const take = vi.spyOn(CleanRecords.prototype, 'take');
    for (const options of [
      ['--duplicates', 'drop-later'],
      ['--format', 'numbers', '--format-out', room.path('numbers.txt'), '--force'],
      ['--dry-run', '--compare-policy', 'automated'],
    ]) {
      await room.scrub(list, ...options);
      expect(take, options.join(' ')).not.toHaveBeenCalled();
    }
    const { json } = await room.scrub(list);
    expect(json?.counts.clean).toBe(3);
    expect(take.mock.results.map(({ value }): unknown => value)).toEqual([true, true, true]);
  });
});
