import { describe, expect, it } from 'vitest';
import type { DiallerLine } from '../../../src/files/formats/format.js';
import { formatNamed, FORMATS } from '../../../src/files/formats/formats.js';
import { REASONS } from '../../../src/policy/reasons.js';

const CALLABLE: DiallerLine = {
  record: 1,
  line: 2,
  column: 'Phone',
  e164: 447700900123,
  isCallable: true,
  isWithAnother: false,
  outcome: 'clean',
  reason: 'CLEAN',
  reasons: ['CLEAN'],
  flags: [],
  lastCallDay: '2026-12-01',
};

describe.each(FORMATS.map((format) => [format.name, format] as const))('%s', (_, format) => {
  const callable = REASONS.filter(({ outcome }) => outcome === 'clean');
  const said = callable.map(({ name: reason, outcome }) =>
    format.word({ reason, outcome, isCallable: true, isWithAnother: false }),
  );

  it('has a word for what may be called', () => {
    for (const word of said) expect(word).not.toBe('');
  });

  it.each(REASONS.map(({ name, outcome }) => [name, outcome] as const))(
    'never says of a number that is held back for %s that it may be called',
    (reason, outcome) => {
      const isHeld = outcome !== 'clean';
      const held = { reason, outcome, isCallable: false };
      if (isHeld) expect(said).not.toContain(format.word({ ...held, isWithAnother: false }));
      if (isHeld) expect(said).not.toContain(format.word({ ...held, isWithAnother: true }));
    },
  );

  it('keeps a line in a line, whatever a column is called', () => {
    const column = 'a\r\nb\u2028c\u2029d\u0085e",f\u001b[31m';
    const line = format.line({ ...CALLABLE, column });
    expect(line.replace(/\r?\n$/, '')).not.toMatch(/[\r\n\u2028\u2029\u0085\u001b]/);
  });
});

describe('the formats', () => {
  it('have names and endings of their own', () => {
    for (const of of ['name', 'ending'] as const) {
      expect(new Set(FORMATS.map((format) => format[of])).size).toBe(FORMATS.length);
    }
  });

  it('are refused by another name, with the nearest', () => {
    expect(() => formatNamed('vicidal')).toThrow("there is no format 'vicidal'");
    try {
      formatNamed('vicidal');
    } catch (error) {
      expect(error).toMatchObject({
        code: 'wrong-use',
        explanation: { fix: "did you mean 'vicidial'?", where: '--format' },
      });
    }
  });

  it.each([
    ['vicidial', 447700900123, '1,44,7700900123,NEW\r\n'],
    ['vicidial', 441204620345, '1,44,1204620345,NEW\r\n'],
    ['vicidial', 12025550123, '1,,12025550123,NEW\r\n'],
    ['dnc-com', 447700900123, '+447700900123,C,1\r\n'],
    ['numbers', 447700900123, '+447700900123\r\n'],
    [
      'ndjson',
      447700900123,
      '{"record":1,"line":2,"column":"Phone","number":"+447700900123","callable":true,"outcome":"clean","reason":"CLEAN","reasons":["CLEAN"],"with_another":false,"dnc_code":"C","flags":[],"last_call_day":"2026-12-01"}\n',
    ],
  ])('%s writes %d as it is agreed', (name, e164, line) => {
    expect(formatNamed(name).line({ ...CALLABLE, e164 })).toBe(line);
  });

  it('vicidial says HELD of what would be NEW and may not be called', () => {
    const held = { ...CALLABLE, isCallable: false };
    expect(formatNamed('vicidial').line(held)).toBe('1,44,7700900123,HELD\r\n');
  });
});
