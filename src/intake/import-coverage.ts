import { wrongUse } from '../core/errors.js';
import { UK_CALLING_CODE } from '../core/read-digits.js';
import type { PackedNumbers } from '../core/numbers-packer.js';
import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';
import { Coverage } from '../registers/coverage.js';
import type { Edition } from '../store/editions.js';

/**
 * What a new edition covers, as an edition keeps it. A changes file says nothing of its own: what
 * it leaves out is as the edition was that it continues.
 *
 * @param asked what `--covers` said; undefined when it was not given
 * @param base the edition that a changes file continues
 * @throws ScreeningError wrong-use for a changes file that is said to cover something else
 */
export function coverageOf(asked: Coverage | undefined, base: Edition | undefined): string {
  if (base === undefined) return asked?.text ?? '';
  if (asked === undefined || asked.text === base.covers) return base.covers;
  throw wrongUse({
    summary: `--covers ${asked.text} is not what the edition of ${base.dated} covers`,
    why: `a changes file covers what the edition does that it continues: ${base.covers === '' ? 'the whole register' : base.covers}`,
    fix: 'leave --covers out, or import a full file of the new licence',
    where: '--covers',
  });
}

/** Numbers of a file that lie outside a coverage. */
export interface Outside {
  readonly count: number;
  /** The first of them in national form, their last digits masked. */
  readonly examples: readonly string[];
}

const MOST_EXAMPLES = 3;

/** Counts numbers outside a coverage; none lies outside the whole register. */
export function numbersOutside(
  covers: string,
  ...several: readonly Pick<PackedNumbers, 'blocks'>[]
): Outside {
  const coverage = Coverage.of({ covers });
  const examples = new Set<string>();
  let count = 0;
  if (coverage === undefined) return { count, examples: [] };
  for (const { block, count: held, bytes } of several.flatMap(({ blocks }) => blocks)) {
    for (const offset of unpackBlock(bytes, held)) {
      const e164 = block * BLOCK_SIZE + offset;
      if (coverage.covers(e164)) continue;
      count++;
      if (examples.size < MOST_EXAMPLES) examples.add(masked(e164));
    }
  }
  return { count, examples: [...examples] };
}

/**
 * Whether a full file of which nothing was said may be of a partial licence, as the edition in force
 * is. Taken for the whole register it would clear every number that the licence leaves out. What it
 * holds proves nothing: the licence may have grown by one code.
 */
export function isCoverageForgotten(inForce: Edition | undefined): boolean {
  return inForce !== undefined && inForce.covers !== '';
}

const MASKED_DIGITS = 6;

/** The dialling code tells where a number belongs; the rest is licensed data. */
function masked(e164: number): string {
  const national = String(e164).slice(String(UK_CALLING_CODE).length);
  return `0${national.slice(0, -MASKED_DIGITS)}${'*'.repeat(MASKED_DIGITS)}`;
}
