import { existsSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { NumberSet } from '../../src/core/number-set.js';
import { readCellItems } from '../../src/core/read-cell.js';
import { IMPOSSIBLE_NUMBER } from '../../src/scrub/positive-control.js';
import { EditionNumbers } from '../../src/store/edition-numbers.js';
import { OwnBlocks } from '../../src/store/own-blocks.js';
import { NUMBERS, ScreeningRoom } from './screening-room.js';

const LIST = `Phone\r\n${NUMBERS.free}\r\n${NUMBERS.tps}\r\n${NUMBERS.objected}\r\n`;
const room = new ScreeningRoom();
const [OUT, REPORT] = [room.path('out.csv'), room.path('report.csv')];
let run = '';

beforeAll(async () => {
  await room.open();
  run = (await room.scrub(LIST)).json?.run ?? '';
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(() => {
  room.close();
});

/** Ways in which a lookup may go wrong though every checksum holds, and what is said of each. */
const FAULTS: readonly (readonly [fault: string, says: RegExp, inject: () => void])[] = [
  [
    'every set answers no',
    /the first number of edition 1 of tps \(dated 2026-11-20\) was not found/,
    () => {
      vi.spyOn(NumberSet.prototype, 'has').mockReturnValue(false);
      vi.spyOn(NumberSet.prototype, 'mark').mockReturnValue();
    },
  ],
  [
    'every set answers yes',
    /a number that cannot exist was found in edition 1 of tps/,
    () => {
      vi.spyOn(NumberSet.prototype, 'has').mockReturnValue(true);
      vi.spyOn(NumberSet.prototype, 'mark').mockImplementation((_, count, into, bit) => {
        for (let at = 0; at < count; at++) into[at] = (into[at] as number) | bit;
      });
    },
  ],
  [
    'the blocks of another edition are loaded',
    /the first number of edition 1 of tps \(dated 2026-11-20\) was not found/,
    () => {
      // eslint-disable-next-line @typescript-eslint/unbound-method
      const set = EditionNumbers.prototype.set;
      vi.spyOn(EditionNumbers.prototype, 'set').mockImplementation(function (
        this: EditionNumbers,
        edition,
      ) {
        return set.call(this, edition === 1 ? 2 : edition);
      });
    },
  ],
  [
    'a set has no block',
    /the first number of edition 1 of tps/,
    () =>
      vi
        .spyOn(EditionNumbers.prototype, 'set')
        .mockImplementation(() => new NumberSet({ load: () => undefined, all: () => [] })),
  ],
  [
    'the own lists answer no',
    /the first number of the own suppression lists was not found/,
    () => vi.spyOn(OwnBlocks.prototype, 'hasObjection').mockReturnValue(false),
  ],
  [
    'no entry of the own lists is found',
    /the first number of the own suppression lists was not found/,
    () => vi.spyOn(OwnBlocks.prototype, 'of').mockReturnValue([]),
  ],
  [
    'the consents answer no',
    /the first number of the recorded consents was not found/,
    () => vi.spyOn(OwnBlocks.prototype, 'has').mockReturnValue(false),
  ],
];

describe('a lookup that does not answer as it must', () => {
  it.each(FAULTS)('stops a scrub when %s', async (_, says, inject) => {
    inject();
    const { status, said, list } = await room.scrub(LIST);
    expect(said).toMatch(says);
    expect(JSON.parse(said)).toMatchObject({ ok: false, code: 'evidence-disagrees' });
    expect(status).toBe(3);
    expect(list).toBeUndefined();
    expect(existsSync(REPORT)).toBe(false);
  });

  it.each(FAULTS)('stops a check, a replay and a recall when %s', async (_, says, inject) => {
    writeFileSync(room.path('again.csv'), LIST);
    inject();
    for (const words of [
      ['check', NUMBERS.free],
      ['replay', run, '--input', room.path('again.csv')],
      ['replay', run, '--from-trace'],
      ['recall', run],
    ]) {
      const { status, stdout, stderr } = await room.run(...words);
      expect(stdout.toString() + stderr).toMatch(says);
      expect(status).toBe(3);
    }
  });

  it('stops a scrub when it answered rightly at first and no more while the list passed', async () => {
    let asked = 0;
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const mark = NumberSet.prototype.mark;
    vi.spyOn(NumberSet.prototype, 'mark').mockImplementation(function (this: NumberSet, ...given) {
      // Each of two registers is asked for the controls of both, then for those of a thread, then for the records.
      if (++asked <= 10) mark.apply(this, given);
    });
    const { status, said, list } = await room.scrub(LIST);
    expect(said).toMatch(/the positive control failed/);
    expect(status).toBe(3);
    expect(list).toBeUndefined();
  });

  it('stops a scrub when the first number that is kept is another', async () => {
    const store = new Database(room.database);
    const change = store.prepare('UPDATE edition_first SET number = number + ? WHERE edition = 2');
    change.run(1);
    const { status, said } = await room.scrub(LIST);
    change.run(-1);
    store.close();
    expect(said).toMatch(/the first number kept of edition 2 of ctps.* is not the one that was/);
    expect(status).toBe(3);
  });

  it('does not write what it was given', () => {
    expect(existsSync(OUT)).toBe(false);
  });
});

describe('a lookup that answers', () => {
  it('stands in the record of the run, list by list', async () => {
    const { json, status } = await room.scrub(LIST);
    expect(status).toBe(0);
    expect(json).toMatchObject({
      controls: [
        { list: 'tps', edition: 1, found: 'first-number' },
        { list: 'ctps', edition: 2, found: 'first-number' },
        { list: 'objections', edition: 0, found: 'first-number' },
        { list: 'consents', edition: 0, found: 'first-number' },
      ],
    });
    const shown = await room.run('runs', 'show', 'last');
    expect(shown.stdout.toString().replace(/\s+/g, ' ')).toContain(
      'positive control the first number of each list was found, a number that cannot exist was not: tps edition 1, ctps edition 2, own objections, own consents',
    );
  });

  it('is asked about a number that no cell is read as', () => {
    const digits = String(IMPOSSIBLE_NUMBER);
    const kinds = [`+${digits}`, digits, `00${digits}`, `0${digits.slice(2)}`]
      .flatMap(readCellItems)
      .map(({ kind }) => kind);
    expect(kinds).not.toEqual([]);
    expect(kinds).not.toContain('number');
    expect(kinds).not.toContain('foreign');
  });

  it('is said of a list without an entry to have had none', async () => {
    const other = new ScreeningRoom();
    writeFileSync(other.path('room.toml'), '');
    for (const register of ['tps', 'ctps']) {
      writeFileSync(other.path('one.txt'), '07700900123 \r\n');
      const why = ['--dated', '2026-11-20', '--accept-change', 'the file was made by a test'];
      await other.run('import', register, other.path('one.txt'), ...why);
    }
    const { json } = await other.scrub(LIST);
    expect(json).toMatchObject({
      controls: [
        { list: 'tps', edition: 1, found: 'first-number' },
        { list: 'ctps', edition: 2, found: 'first-number' },
        { list: 'objections', edition: 0, found: 'no-entry' },
      ],
    });
    other.close();
  });
});
