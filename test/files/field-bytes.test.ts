import { describe, expect, it } from 'vitest';
import { fieldBytes } from '../../src/files/field-bytes.js';
import { FieldForm } from '../../src/files/record-scanner.js';

const { absent, plain, quoted, escaped, relaxed } = FieldForm;

describe('the bytes of a field', () => {
  it.each([
    ['absent', '', absent, ''],
    ['plain', 'a "b" ""', plain, 'a "b" ""'],
    ['quoted', 'a,b', quoted, 'a,b'],
    ['escaped', 'a""b""""', escaped, 'a"b""'],
    ['escaped, nothing else', '""', escaped, '"'],
    ['relaxed', '"a" b', relaxed, '"a" b'],
    ['relaxed, empty between the quotes', '""b', relaxed, '""b'],
    ['relaxed, doubled quotes on both sides', '"a""b" c""d', relaxed, '"a"b" c""d'],
    ['relaxed, quotes alone between the quotes', '"""" a', relaxed, '""" a'],
    ['relaxed by a NUL', '"a""b"\0"c"', relaxed, 'a"b\0"c"'],
    ['relaxed, with a NUL later', '"a" \0', relaxed, '"a" \0'],
  ])('are those of a field that is %s', (_, span, form, value) => {
    // What lies around the span must not matter.
    for (const [before, after] of [
      ['', ''],
      ['x"', '""\0'],
      ['""', '"'],
    ] as const) {
      const buffer = Buffer.from(before + span + after);
      const found = fieldBytes(buffer, before.length, before.length + span.length, form);
      expect(found.toString()).toBe(value);
    }
  });

  it('are not copied where the span is the value', () => {
    const buffer = Buffer.from('ab,"cd"');
    expect(fieldBytes(buffer, 0, 2, plain).buffer).toBe(buffer.buffer);
    expect(fieldBytes(buffer, 4, 6, quoted).byteOffset).toBe(buffer.byteOffset + 4);
  });
});
