import { describe, expect, it } from 'vitest';
import { flagsOf } from '../../src/core/flags.js';
import {
  ambiguous,
  readingsOf,
  readNumber,
  restoreZero,
  type ReadItem,
} from '../../src/core/read-number.js';

/** A digit of a script that is not read. */
const ALIEN = '\uffff';

function shown(item: ReadItem | undefined): string {
  if (item === undefined) return 'nothing';
  if (item.kind === 'number' || item.kind === 'foreign') {
    return [item.kind, item.e164, ...flagsOf(item.flags)].join(' ');
  }
  return item.kind === 'ambiguous' ? ['ambiguous', ...item.readings].join(' ') : item.kind;
}

describe('digits as one number', () => {
  it.each<[digits: string, plus: boolean, read: string]>([
    ['07700900123', false, 'number 447700900123'],
    ['08081570123', false, 'number 448081570123 freephone'],
    ['447700900123', true, 'number 447700900123'],
    ['00447700900123', false, 'number 447700900123'],
    ['00447700900123', true, 'number 447700900123'],
    ['12025550123', true, 'foreign 12025550123'],
    ['12025550123', false, 'nothing'],
    ['00331990012345678', false, 'foreign 331990012345678'],
    ['003319900123456789', false, 'nothing'],
    ['331990012345678', true, 'foreign 331990012345678'],
    ['3319900123456789', true, 'nothing'],
    ['4477009001234567', false, 'nothing'],
    ['00012025550123', false, 'nothing'],
    ['', false, 'nothing'],
    ['', true, 'nothing'],
    [`${ALIEN}12025550123`, true, 'nothing'],
    [`12025550123${ALIEN}`, true, 'nothing'],
    [`00${ALIEN}2025550123`, false, 'nothing'],
  ])('%j, with a + %s: %s', (digits, plus, read) => {
    expect(shown(readNumber(digits, plus))).toBe(read);
  });
});

describe('digits that lost their zero', () => {
  it.each([
    ['7700900123', 'number 447700900123 zero-restored'],
    ['120400012', 'number 44120400012 zero-restored'],
    ['8081570123', 'number 448081570123 zero-restored freephone'],
    ['2125550123', 'ambiguous 442125550123'],
    ['8001111', 'ambiguous 448001111'],
    ['8454647', 'ambiguous 448454647'],
    ['4960123', 'nothing'],
    ['79460123', 'nothing'],
    ['07700900123', 'nothing'],
    ['0447700900123', 'nothing'],
    ['447700900123', 'nothing'],
    ['', 'nothing'],
  ])('%s: %s', (digits, read) => {
    expect(shown(restoreZero(digits))).toBe(read);
  });
});

describe('the readings of an item', () => {
  it.each<[item: ReadItem | undefined, readings: readonly number[]]>([
    [undefined, []],
    [{ kind: 'invalid' }, []],
    [{ kind: 'short-code', digits: '999' }, []],
    [{ kind: 'number', e164: 447700900123, flags: 0, numberClass: 1 }, [447700900123]],
    [{ kind: 'foreign', e164: 12025550123, flags: 0 }, [12025550123]],
    [{ kind: 'ambiguous', readings: [448001111, 447700900123] }, [448001111, 447700900123]],
  ])('of %o are %j', (item, readings) => {
    expect(readingsOf(item)).toEqual(readings);
  });

  it('are each there once', () => {
    const item = ambiguous([448001111, 447700900123, 448001111]);
    expect(readingsOf(item)).toEqual([448001111, 447700900123]);
  });

  it('are ten at most, and none when there would be more', () => {
    const many = Array.from({ length: 11 }, (_, last) => 447700900123 + last);
    expect(readingsOf(ambiguous(many.slice(1)))).toHaveLength(10);
    expect(readingsOf(ambiguous([...many.slice(1), ...many.slice(1)]))).toHaveLength(10);
    expect(readingsOf(ambiguous(many))).toEqual([]);
  });
});
