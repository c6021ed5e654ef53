import { describe, expect, it } from 'vitest';
import { asEvidence } from '../../src/policy/evidence.js';

describe('evidence', () => {
  it.each([
    ...[
      '',
      ' ',
      'NULL',
      'null',
      'n/a',
      'N.A.',
      'na',
      '#N/A',
      'None',
      '<none>',
      'nil',
      '-',
      '--',
      '—',
    ],
    ...[
      '?',
      '???',
      'unknown',
      'Not known',
      'TBC',
      'tbd',
      '...',
      '0',
      '#REF!',
      '#NAME?',
      '#SPILL!',
      '#DIV/0!',
      'x',
      '\u200b',
    ],
    ...['\u00a0', '\u200b n/a\ufeff', '\u2800', 'ｎ／ａ', '"', "''"],
  ])('is none in %j', (text) => {
    expect(asEvidence(text)).toBe('');
  });

  it.each([
    ['web form', 'web form'],
    [' call ', 'call'],
    ['\u200bcard\u00a0', 'card'],
    ['F-88', 'F-88'],
    [' F-88', 'F-88'],
    ['NA-7', 'NA-7'],
    ['no. 12', 'no. 12'],
    ['None of my data is shared; you may call me', 'None of my data is shared; you may call me'],
    ['同意します', '同意します'],
  ])('is in %j', (text, kept) => {
    expect(asEvidence(text)).toBe(kept);
  });
});
