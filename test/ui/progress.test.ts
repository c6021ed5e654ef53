import { describe, expect, it } from 'vitest';
import {
  leftText,
  ProgressLine,
  progressText,
  sizeText,
  type ProgressPlace,
} from '../../src/ui/progress.js';

const SECOND = 1000;

/** A line of progress, the clock that it looks at, and what it wrote. */
function shown(manner: ProgressPlace['manner'], columns = 80) {
  const state = { now: 1e12, columns, written: [] as string[] };
  const line = new ProgressLine({
    write: (text) => void state.written.push(text),
    now: () => state.now,
    columns: () => state.columns,
    manner,
  });
  return { state, line };
}

describe('sizes and times', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [123_456_789, '123 MB'],
    [9_900_000, '9.9 MB'],
    [1_234_567_890_123, '1,235 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  it.each([
    [0, '1 s left'],
    [400, '1 s left'],
    [89_400, '89 s left'],
    [90_000, '2 min left'],
    [89 * 60_000, '89 min left'],
    [90 * 60_000, '1.5 h left'],
  ])('%d ms are %s', (milliseconds, text) => {
    expect(leftText(milliseconds)).toBe(text);
  });
});

describe('the text of progress', () => {
  const half = {
    path: 'in/a.csv',
    bytes: 5e6,
    size: 1e7,
    records: 40_000,
    pace: { bytes: 1e3, records: 8 },
  };

  it('says share, sizes, records, pace and time left', () => {
    expect(progressText(half)).toBe(
      'a.csv  50 %  5.0 MB of 10 MB  40,000 records  8,000 a second  5 s left',
    );
  });

  it('leaves out what is needed least where it is too long', () => {
    expect(progressText(half, 79)).toContain('40,000 records');
    expect(progressText(half, 60)).toBe('a.csv  50 %  5.0 MB of 10 MB  8,000 a second  5 s left');
    expect(progressText(half, 40)).toBe('a.csv  50 %  5.0 MB of 10 MB  5 s left');
    expect(progressText(half, 25)).toBe('a.csv  50 %  5 s left');
  });

  it('says no share and no time of what has no known size', () => {
    expect(progressText({ ...half, path: '-', size: undefined })).toBe(
      'standard input  5.0 MB  40,000 records  8,000 a second',
    );
  });

  it('says that all is read when it is', () => {
    expect(progressText({ ...half, bytes: 1e7 })).toMatch(/^a\.csv {2}100 %.*read$/);
  });

  it('shows no control character of a name', () => {
    expect(progressText({ ...half, path: 'a\x1b[2J' })).not.toContain('\x1b');
  });
});

describe('one line on a terminal', () => {
  it('waits a second, is drawn five times a second at most, and goes', () => {
    const { state, line } = shown('one line');
    line.begin('a.csv', 1e7);
    for (let step = 0; step < 100; step++) {
      state.now += 20;
      line.read(1e5);
    }
    expect(state.written.length).toBeGreaterThan(3);
    expect(state.written.length).toBeLessThanOrEqual(6);
    expect(state.written.every((text) => /^\r\x1b\[K[^\r\n]+\r$/.test(text))).toBe(true);
    line.end();
    line.end();
    expect(state.written.at(-1)).toBe('\r\x1b[K');
    expect(state.written.filter((text) => text === '\r\x1b[K')).toHaveLength(1);
  });

  it('never shows anything of what is read within a second', () => {
    const { state, line } = shown('one line');
    line.begin('a.csv', 100);
    state.now += 900;
    line.read(100);
    line.read(0);
    line.end();
    expect(state.written).toEqual([]);
  });

  it('is shorter than the terminal, however narrow that becomes', () => {
    const { state, line } = shown('one line');
    line.begin('a list with a name of some length.csv', 1e7);
    for (const columns of [80, 20, 1]) {
      state.columns = columns;
      state.now += 2 * SECOND;
      line.read(1e5);
      const text = (state.written.at(-1) ?? '').slice('\r\x1b[K'.length, -1);
      expect(text.length).toBeLessThan(columns);
    }
  });

  it('goes by the pace of the last seconds', () => {
    const { state, line } = shown('one line');
    line.begin('a.csv', 2e9);
    for (let second = 0; second < 10; second++) {
      state.now += SECOND;
      line.read(1e8);
    }
    expect(state.written.at(-1)).toContain('10 s left');
    for (let second = 0; second < 8; second++) {
      state.now += SECOND;
      line.read(1e7);
    }
    expect(state.written.at(-1)).toContain('2 min left');
  });
});

describe('line by line elsewhere', () => {
  it('says a line every half minute, without a code', () => {
    const { state, line } = shown('line by line');
    line.begin('a.csv', 1e9);
    for (let second = 0; second < 95; second++) {
      state.now += SECOND;
      line.read(1e6);
      line.records(second * 100);
    }
    line.end();
    expect(state.written).toHaveLength(3);
    for (const text of state.written) expect(text).toMatch(/^tps-scrub: a\.csv {2}\d+ % .*\n$/);
  });
});
