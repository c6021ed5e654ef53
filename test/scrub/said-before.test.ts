import { describe, expect, it } from 'vitest';
import { SaidBefore } from '../../src/scrub/said-before.js';
import { found } from './found-number.js';

const { decision } = found(0, 447700900123, 'TPS');
const other = found(0, 447700900123, 'CTPS').decision;
const since = { list: 'tps', listed_from: '2026-11-20', listed_after: '', days_listed: 1 };

describe('what is said of a number', () => {
  it('is one object for all of which the same is said', () => {
    const said = new SaidBefore();
    const first = said.of(decision, 0, since);
    said.of(other, 0, since);
    expect(said.of(decision, 0, { ...since })).toBe(first);
    expect(first).toMatchObject({ ...since, reason: 'TPS', reasons: ['TPS'], flags: [] });
  });

  it.each([
    ['flags', decision, 1, since],
    ['decision', other, 0, since],
    ['list', decision, 0, { ...since, list: 'staff' }],
    ['first day', decision, 0, { ...since, listed_from: '2026-11-19' }],
    ['last day before', decision, 0, { ...since, listed_after: '2026-11-01' }],
    ['days', decision, 0, { ...since, days_listed: 2 }],
  ] as const)('is another for another %s, and the first is known still', (_, by, flags, listed) => {
    const said = new SaidBefore();
    const first = said.of(decision, 0, since);
    const second = said.of(by, flags, listed);
    expect(second).not.toEqual(first);
    expect(second).toMatchObject(listed);
    expect(said.of(decision, 0, since)).toBe(first);
    expect(said.of(by, flags, listed)).toBe(second);
  });

  it('tells lists apart whose names hold what stands between', () => {
    const said = new SaidBefore();
    const names = ['a', 'a 1', '1 a', ' a', 'a '];
    const all = names.map((list) => said.of(decision, 0, { ...since, list }));
    expect(all.map(({ list }) => list)).toEqual(names);
  });

  it('is right still after more has been said than is kept', () => {
    const said = new SaidBefore();
    for (let days = 0; days < 10_000; days++) {
      expect(said.of(decision, 0, { ...since, days_listed: days }).days_listed).toBe(days);
    }
    expect(said.of(decision, 0, since)).toMatchObject(since);
  });
});
