import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/day.js';
import { ScreeningError } from '../../src/core/errors.js';
import { openForWriting, type Store } from '../../src/store/database.js';
import { recordPurged } from '../../src/store/purged.js';
import { runNamed } from '../../src/store/run-lookup.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

const FIRST = '20260714T080000Z-1ce8';
const SECOND = '20260714T093000Z-a7db';
const THIRD = '20261120T103000Z-b7e6';

let store: Store;
beforeEach(() => {
  store = openForWriting(join(newFolder(), 'scrub.db'));
});
afterEach(() => {
  store.close();
});

function record(id: string, state = 'released'): void {
  const started = id.replace(/^(....)(..)(..)T(..)(..)(..)Z.*$/, '$1-$2-$3T$4:$5:$6.000Z');
  store.prepare("INSERT INTO run VALUES (?, ?, ?, '{}')").run(id, started, state);
}

/** The error for a name. */
function refused(name: string, from: Store | 'no database' = store): ScreeningError {
  try {
    runNamed(from === 'no database' ? undefined : from, name);
  } catch (error) {
    if (error instanceof ScreeningError) return error;
    throw error;
  }
  throw new Error(`${name} was found`);
}

describe('a run', () => {
  beforeEach(() => {
    // Not in the order of their starts.
    for (const id of [THIRD, FIRST, SECOND]) record(id);
  });

  it.each([
    [FIRST, FIRST],
    ['20260714T08', FIRST],
    ['20260714t09', SECOND],
    [SECOND.toUpperCase(), SECOND],
    [` ${THIRD} `, THIRD],
    ['202611', THIRD],
    ['last', THIRD],
    ['LAST', THIRD],
  ])('is named by %j', (name, id) => {
    expect(runNamed(store, name).id).toBe(id);
  });

  it('is found by its whole id when another id begins with it', () => {
    record(`${FIRST}5`);
    expect(runNamed(store, FIRST).id).toBe(FIRST);
  });

  it('is not named by what several ids begin with', () => {
    const { code, explanation } = refused('20260714T0');
    expect(code).toBe('wrong-use');
    expect(explanation.summary).toBe("2 run ids begin with '20260714T0'");
    expect(explanation.fix).toBe(`give more of the id: ${SECOND}, ${FIRST}`);
  });

  it('is one of some when many ids begin so', () => {
    for (const end of ['0000', '0001', '0002']) record(`20260101T000000Z-${end}`);
    expect(refused('2').explanation.fix).toMatch(
      new RegExp(`^give more.*: ${THIRD}.* and 3 more$`),
    );
  });

  it.each([
    ['the end of its id', 'a7db', `did you mean ${SECOND}?`],
    ['a slip', '20260714T093100Z-a7db', `did you mean ${SECOND}?`],
    ['a year without runs', '2024', `the latest are ${THIRD}, ${SECOND}, ${FIRST}`],
    ['nothing', '', `the latest are ${THIRD}, ${SECOND}, ${FIRST}`],
    ['a pattern', '%', `the latest are ${THIRD}, ${SECOND}, ${FIRST}`],
  ])('is not found by %s, and those that there are come with it', (_, name, fix) => {
    const { code, explanation } = refused(name);
    expect([code, explanation.summary]).toEqual(['wrong-use', `there is no run '${name}'`]);
    expect(explanation.fix).toBe(fix);
  });
});

describe('the last run', () => {
  it('is the newest that was not abandoned, interrupted or not', () => {
    record(FIRST);
    record(SECOND, 'sealed');
    record(THIRD, 'abandoned');
    expect(runNamed(store, 'last').id).toBe(SECOND);
    expect(runNamed(store, THIRD).id).toBe(THIRD);
  });

  it('is none when all were abandoned, or none is recorded', () => {
    expect(refused('last').code).toBe('wrong-use');
    record(THIRD, 'abandoned');
    expect(refused('last').explanation.why).toBe('no run is recorded');
  });

  it('is none without a database', () => {
    for (const name of ['last', FIRST]) {
      const { code, explanation } = refused(name, 'no database');
      expect([code, explanation.why]).toEqual(['wrong-use', 'no database is there yet']);
    }
  });
});

describe('a run that was purged', () => {
  it.each(['with its row', 'without its row'])('says what went and when, %s', (row) => {
    if (row === 'with its row') record(FIRST);
    record(THIRD);
    const instant = '2026-08-01T00:00:00.000Z' as Instant;
    recordPurged(store, { subject: 'run', id: FIRST, instant, why: 'older than six years' });
    for (const name of [FIRST, '202607']) {
      const { code, explanation } = refused(name);
      expect([code, explanation.where]).toEqual(['not-safe', FIRST]);
      expect(explanation.summary).toContain(`run ${FIRST} was purged at ${instant}`);
      expect(explanation.why).toContain('older than six years');
    }
    expect(runNamed(store, 'last').id).toBe(THIRD);
  });

  it('counts where ids begin alike', () => {
    record(SECOND);
    const instant = '2026-08-01T00:00:00.000Z' as Instant;
    recordPurged(store, { subject: 'run', id: FIRST, instant, why: '' });
    expect(refused('20260714').explanation.fix).toBe(`give more of the id: ${SECOND}, ${FIRST}`);
  });
});
