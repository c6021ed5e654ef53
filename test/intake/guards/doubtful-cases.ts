import type { Day } from '../../../src/core/day.js';
import type { Proposed } from '../../../src/intake/guards/guard.js';
import { edition, undoubted } from './proposed.js';

const large = edition('tps', '2026-11-19', 13_500_000);

/** By guard, a file that it alone objects to. */
export const DOUBTFUL: Readonly<Record<string, Proposed>> = {
  'earlier than the edition in force': undoubted({ dated: '2026-11-18' as Day }),
  'another content for the same day': undoubted({ dated: '2026-11-19' as Day }),
  'no change for too long': undoubted({
    dated: '2026-11-20' as Day,
    unchangedSince: '2026-11-15' as Day,
  }),
  'the numbers of an earlier edition': undoubted({
    sameEarlier: edition('tps', '2026-11-12', 13_503_000),
  }),
  "dated after the file's own day": undoubted({ dated: '2026-11-21' as Day }),
  'fewer numbers than the configured minimum': undoubted({
    limits: { minimumNumbers: 14_000_000 },
  }),
  'other total than published': undoubted({ publishedTotal: 13_503_001 }),
  'too many numbers gone': undoubted({ numbers: 13_374_190 }),
  'too many numbers come': undoubted({ numbers: 13_663_801 }),
  'unreadable lines': undoubted({ rejected: 20_000 }),
  'cut at its end': undoubted({
    numbers: 13_499_000,
    differing: { added: 0, removed: 1000, behind: 990, ahead: 0 },
  }),
  'cut at its beginning': undoubted({
    numbers: 13_499_000,
    differing: { added: 0, removed: 1000, behind: 0, ahead: 990 },
  }),
  "another register's name": undoubted({ namedAs: { register: 'ctps', name: 'ctps_ns.txt' } }),
  "another register's file": undoubted({
    inOther: { register: 'ctps', dated: '2026-11-19' as Day, common: 13_400_000 },
  }),
  'half of its numbers gone': undoubted({
    numbers: 6,
    before: edition('tps', '2026-11-19', 10),
    differing: { added: 1, removed: 5, behind: 0, ahead: 0 },
  }),
  'other numbers in their place': undoubted({
    differing: { added: 2_003_000, removed: 2_000_000, behind: 0, ahead: 0 },
  }),
  'numbers where no area is': undoubted({ outOfUse: 5_000_000 }),
  'changes that do not fit': undoubted({ alreadyPresent: 3000, alreadyAbsent: 10 }),
  'numbers outside --covers': undoubted({
    covers: '0207,07',
    outside: { count: 12, examples: ['01134******'] },
  }),
  '--covers not given': undoubted({
    inForce: { ...large, covers: '0207,07' },
    before: undefined,
    differing: undefined,
    coverageForgotten: true,
  }),
};
