import type { Day } from '../../../src/core/day.js';
import { unknownName } from '../../../src/core/nearest.js';
import type { ConsentReading } from '../../../src/intake/consents/reading.js';
import { readConsents, type ConsentRows } from '../../../src/intake/consents/rows.js';
import { sourceOf } from '../opt-outs/reading.js';

/** The day of every reading in these tests. */
const TODAY = '2026-11-21' as Day;

/** What a test says of a reading; the rest is as without options. */
export interface Asked {
  readonly columns?: Partial<ConsentReading['columns']>;
  readonly ignore?: readonly string[];
  readonly dialect?: Partial<ConsentReading['dialect']>;
  readonly days?: ConsentReading['days'];
  readonly defaults?: Partial<ConsentReading['defaults']>;
}

const CALLERS = ['Acme Energy', 'Acme Water'];

/** Declared: the callers Acme Energy and Acme Water. A wish to be called back holds for 30 days. */
function readingOf({ columns, ignore, dialect, days, defaults }: Asked): ConsentReading {
  return {
    columns: {
      number: [],
      caller: undefined,
      on: undefined,
      until: undefined,
      method: undefined,
      wording: undefined,
      reference: undefined,
      for: undefined,
      kind: undefined,
      obtained: undefined,
      ...columns,
    },
    ignore: ignore ?? [],
    dialect: {
      delimiter: undefined,
      encoding: undefined,
      header: true,
      skipLines: 0,
      ...dialect,
    },
    days: days ?? 'dmy',
    defaults: {
      caller: '',
      on: undefined,
      given_text: '',
      until: undefined,
      method: '',
      wording: '',
      purposes: 'live',
      kind: 'opt-in',
      obtained: 'own',
      reference: '',
      ...defaults,
    },
    requestedCallDays: 30,
    caller: (name, where) => {
      const found = CALLERS.find((one) => one.toLowerCase() === name.toLowerCase());
      if (found === undefined) throw unknownName(['caller', 'callers'], name, CALLERS, where);
      return found;
    },
    today: TODAY,
  };
}

/** Reads a file given as text (UTF-8) or bytes. */
export function read(file: string | Buffer, asked: Asked = {}): Promise<ConsentRows> {
  return readConsents(sourceOf(Buffer.from(file)), readingOf(asked), new AbortController().signal);
}

/**
 * One line a consent, what is as by default left out:
 * `2 +447700900123 Acme Energy 2026-11-20 until 2026-12-20 for claims requested-call third-party by web "words" ref 7`,
 * with `undated` and what was written in place of a day; one a rejected row: `3 ! no number`.
 */
export function consentLines(content: ConsentRows): string[] {
  const { terms, numbers, termsOf, rowOf, references, lines, rejected } = content;
  const found = [...numbers].map((e164, at): [number, string] => {
    const row = rowOf[at] as number;
    const said = terms[termsOf[at] as number];
    if (said === undefined) throw new RangeError('there are no such terms');
    const { caller, given, undated, given_text, until, purposes, kind, obtained } = said;
    const reference = references[row] ?? '';
    const words = [
      `+${String(e164)} ${caller}`,
      undated === 1 ? `undated${given_text === '' ? '' : ` (${given_text})`}` : given,
      ...(until === '9999-12-31' ? [] : [`until ${until}`]),
      ...(purposes === 'live' ? [] : [`for ${purposes}`]),
      ...(kind === 'opt-in' ? [] : [kind]),
      ...(obtained === 'own' ? [] : [obtained]),
      ...(said.method === '' ? [] : [`by ${said.method}`]),
      ...(said.wording === '' ? [] : [`"${said.wording}"`]),
      ...(reference === '' ? [] : [`ref ${reference}`]),
    ];
    return [lines[row] ?? 0, words.join(' ')];
  });
  const left = rejected.map(({ line, why }): [number, string] => [line, `! ${why}`]);
  return [...found, ...left]
    .sort(([a], [b]) => a - b)
    .map(([line, words]) => `${String(line)} ${words}`);
}
