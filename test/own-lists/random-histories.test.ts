import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CallerBook } from '../../src/config/caller-book.js';
import { consentAdd } from '../../src/intake/consent-add.js';
import { consentImport } from '../../src/intake/consent-import.js';
import { consentWithdraw } from '../../src/intake/consent-withdraw.js';
import { importRegister } from '../../src/intake/import-register.js';
import { suppressAdd } from '../../src/intake/suppress-add.js';
import { suppressImport } from '../../src/intake/suppress-import.js';
import { suppressResolve, unresolvedLines } from '../../src/intake/suppress-resolve.js';
import { suppressUndo } from '../../src/intake/suppress-undo.js';
import { suppressWithdraw } from '../../src/intake/suppress-withdraw.js';
import { policyNamed } from '../../src/policy/policies.js';
import { check } from '../../src/scrub/check.js';
import { HeldLists } from '../../src/scrub/held-lists.js';
import { scrub } from '../../src/scrub/scrub.js';
import { openForReading } from '../../src/store/database.js';
import { OwnLists } from '../../src/store/own-lists.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { RandomWorld, type Under } from './random-world.js';

const newFolder = temporaryFolders();

const under: Under = {
  CallerBook,
  HeldLists,
  OwnLists,
  check,
  consentAdd,
  consentImport,
  consentWithdraw,
  importRegister,
  openForReading,
  policyNamed,
  scrub,
  suppressAdd,
  suppressImport,
  suppressResolve,
  suppressUndo,
  suppressWithdraw,
  unresolvedLines,
};

/** Three of many histories, and one of few that is looked at after each moment. */
const WORLDS = [
  { seed: 20261121, groups: 50, rounds: 10, earlier: 1, atEnd: 12 },
  { seed: 2, groups: 50, rounds: 10, earlier: 1, atEnd: 12 },
  { seed: 8, groups: 50, rounds: 10, earlier: 1, atEnd: 12 },
  { seed: 4, groups: 10, rounds: 10, earlier: 20, atEnd: Infinity },
];

/**
 * Random histories against a model in plain maps (plain-model.js): no number with an objection in
 * force is ever clean, whatever was told to whom, sent again, withdrawn, undone or settled, asked
 * with what was known at any moment; and none is held back without one. No listed number is clean, and
 * under `consent-only` and `automated` none at all, but by a consent that is whole, the caller's, for
 * such calls and in force on each of their days. A hundred thousand of them:
 * test/bench/own-list-histories.js.
 */
describe('random histories', () => {
  it.each(WORLDS)('$groups of them, seed $seed', async (size) => {
    const folder = join(newFolder(), 'world');
    const { counts, differences } = await new RandomWorld(under, { ...size, folder }).run();
    expect(differences.join('\n')).toBe('');
    expect(counts.commands).toBeGreaterThan(40);
    expect(counts.refused).toBeGreaterThan(0);
    expect(counts.scrubs).toBe(size.rounds);
    // No answer is rare.
    const { objected, welcome, lifted, heldBack } = counts;
    expect(lifted).toBeGreaterThan(50);
    for (const count of [objected, welcome, heldBack]) {
      expect(count).toBeGreaterThan(counts.verdicts / 500);
      expect(count).toBeLessThan(counts.verdicts / 2);
    }
  });
});
