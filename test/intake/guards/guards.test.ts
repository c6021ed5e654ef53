import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../../src/core/errors.js';
import { GUARDS, refuseDoubtful } from '../../../src/intake/guards/guards.js';
import type { Proposed } from '../../../src/intake/guards/guard.js';
import { DOUBTFUL } from './doubtful-cases.js';
import { objecting, undoubted } from './proposed.js';

function refusal(proposed: Proposed): ScreeningError {
  try {
    refuseDoubtful({ file: 'tps.txt', accepted: '' }, proposed);
  } catch (error) {
    if (error instanceof ScreeningError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the guards of imports', () => {
  it('let the next day of a register pass', () => {
    expect(objecting(undoubted())).toEqual([]);
    expect(refuseDoubtful({ file: 'tps.txt', accepted: '' }, undoubted())).toEqual([]);
  });

  it('have a case each', () => {
    expect(Object.keys(DOUBTFUL)).toEqual(GUARDS.map(({ name }) => name));
  });

  it.each(Object.keys(DOUBTFUL))('object alone: %s', (name) => {
    const proposed = DOUBTFUL[name] as Proposed;
    expect(objecting(proposed)).toEqual([name]);
    const { code, explanation } = refusal(proposed);
    expect(code).toBe('guard-refused');
    expect(explanation.why).toBe('the edition in force stays as it was');
    const guard = GUARDS.find((one) => one.name === name);
    expect(explanation.fix).toBe(
      `${guard?.fix(proposed) ?? ''}; if all is right, add --accept-change "WHY"`,
    );
    expect(refuseDoubtful({ file: 'tps.txt', accepted: 'seen' }, proposed)).toEqual([name]);
  });

  it('are all named when several object, each with its advice once', () => {
    const cut = DOUBTFUL['cut at its end'] as Proposed;
    const { differing } = cut;
    const both = { removed: 200_000, behind: 200_000, ahead: 190_000, added: 0 };
    const doubtful = { ...cut, numbers: 13_300_000, differing: { ...differing, ...both } };
    const { summary, fix } = refusal(doubtful).explanation;
    expect(summary).toContain('200,000 numbers fewer than the edition of 2026-11-19');
    expect(summary).toContain('; 200,000 of the 200,000 numbers that it lacks lie behind');
    expect(summary).toContain('; 190,000 of the 200,000 numbers that it lacks lie before');
    expect(fix?.split('compare its length')).toHaveLength(2);
    expect(fix).toContain('the operator told of a purge; download it again, and compare');
  });

  it('name the other register in their advice', () => {
    const { fix } = refusal(DOUBTFUL["another register's file"] as Proposed).explanation;
    expect(fix).toContain('tps-scrub import ctps FILE');
  });
});
