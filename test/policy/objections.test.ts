import { describe, expect, it } from 'vitest';
import {
  DEFAULT_CLASS,
  DEFAULT_LIST,
  OBJECTION_CLASS_NAMES,
  OBJECTION_CLASSES,
  SAID_CLASS_NAMES,
} from '../../src/policy/objections.js';

const lifted = ['asked-not-to-call', 'consent-withdrawn', 'other', 'abandoned-call'];
const notLifted = ['complaint', 'vulnerable', 'legal', 'deceased', 'wrong-number', 'suppressed'];

describe('an objection', () => {
  it('is of one of these classes', () => {
    expect(OBJECTION_CLASS_NAMES).toEqual([...lifted, ...notLifted]);
  });

  it('is never said to be of the class that an erasure leaves', () => {
    expect(SAID_CLASS_NAMES).toEqual([...lifted, ...notLifted].slice(0, -1));
  });

  it('is lifted by a later consent, or by nothing but its own withdrawal', () => {
    const rows = OBJECTION_CLASSES.filter((row) => row.lifted).map(({ name }) => name);
    expect(rows).toEqual(lifted);
  });

  it('goes to the internal list as asked-not-to-call when nobody says otherwise', () => {
    expect([DEFAULT_LIST, DEFAULT_CLASS]).toEqual(['internal', 'asked-not-to-call']);
  });
});
