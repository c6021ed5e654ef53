import type { Day, Instant } from '../../../src/core/day.js';
import { GUARDS } from '../../../src/intake/guards/guards.js';
import type { Proposed } from '../../../src/intake/guards/guard.js';
import type { RegisterName } from '../../../src/registers/registers.js';
import type { Edition } from '../../../src/store/editions.js';

/** What guards look at of an edition that is held. */
export function edition(register: RegisterName, dated: string, numbers: number): Edition {
  const covers = '';
  return { register, dated, numbers, covers, numbers_sha256: `of ${dated}` } as Edition;
}

/** The next working day's file of the register that is held, which nobody doubts. */
export function undoubted(more: Partial<Proposed> = {}): Proposed {
  const before = edition('tps', '2026-11-19', 13_500_000);
  const register: Partial<Proposed> = { register: 'tps', inForce: before, before };
  const day = { dated: '2026-11-20' as Day, fileTime: '2026-11-20T18:00:00.000Z' as Instant };
  const numbers = 13_503_000;
  return {
    ...(register as Proposed),
    ...day,
    numbers,
    lines: numbers,
    rejected: 0,
    numbersSha256: 'of 2026-11-20',
    differing: { added: 3005, removed: 5, behind: 0, ahead: 0 },
    sameEarlier: undefined,
    unchangedSince: undefined,
    limits: { minimumNumbers: 0 },
    publishedTotal: 0,
    alreadyPresent: 0,
    alreadyAbsent: 0,
    covers: '',
    outside: { count: 0, examples: [] },
    coverageForgotten: false,
    namedAs: undefined,
    inOther: undefined,
    outOfUse: 0,
    ofFile: numbers,
    ...more,
  };
}

/** The names of the guards that object. */
export function objecting(proposed: Proposed): string[] {
  return GUARDS.filter(({ objection }) => objection(proposed) !== undefined).map(
    ({ name }) => name,
  );
}
