import type { Day } from '../../../src/core/day.js';
import { UNWATCHED } from '../../../src/core/progress.js';
import { unknownName } from '../../../src/core/nearest.js';
import type { ByteSource } from '../../../src/files/byte-source.js';
import type { OptOutColumns, OptOutReading } from '../../../src/intake/opt-outs/reading.js';
import { readOptOuts, type OptOutRows } from '../../../src/intake/opt-outs/rows.js';

/** The day of every reading in these tests. */
export const TODAY = '2026-11-21' as Day;

/** What a test says of a reading; the rest is as without options. */
export interface Asked {
  readonly columns?: Partial<OptOutColumns>;
  readonly where?: readonly string[];
  readonly dialect?: Partial<OptOutReading['dialect']>;
  readonly days?: OptOutReading['days'];
  readonly defaults?: Partial<OptOutReading['defaults']>;
}

const CALLERS = ['Acme Energy', 'Acme Water'];
const CAMPAIGNS = ['spring'];

function declared(kind: readonly [string, string], known: readonly string[]) {
  return (name: string, where: string): string => {
    const found = known.find((one) => one.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw unknownName(kind, name, known, where);
    return found;
  };
}

/** A whole reading. Declared: the callers Acme Energy and Acme Water, the campaign spring. */
export function readingOf(asked: Asked): OptOutReading {
  return {
    columns: {
      number: [],
      reason: undefined,
      source: undefined,
      reference: undefined,
      on: undefined,
      until: undefined,
      caller: undefined,
      campaign: undefined,
      ...asked.columns,
    },
    where: asked.where ?? [],
    dialect: {
      delimiter: undefined,
      encoding: undefined,
      header: true,
      skipLines: 0,
      ...asked.dialect,
    },
    days: asked.days ?? 'dmy',
    defaults: {
      list: 'internal',
      class: 'asked-not-to-call',
      source: '',
      on: undefined,
      until: undefined,
      reference: '',
      caller: '',
      campaign: '',
      ...asked.defaults,
    },
    caller: declared(['caller', 'callers'], CALLERS),
    campaign: declared(['campaign', 'campaigns'], CAMPAIGNS),
    today: TODAY,
  };
}

/** Bytes as a source that gives as many at a time as `next` says. */
export function sourceOf(bytes: Buffer, next: () => number = () => Infinity): ByteSource {
  let at = 0;
  return {
    path: 'optouts.csv',
    progress: UNWATCHED,
    get bytes() {
      return at;
    },
    read(buffer, offset) {
      const end = Math.min(at + Math.max(1, next()), bytes.length, at + buffer.length - offset);
      const came = bytes.copy(buffer, offset, at, end);
      at = end;
      return Promise.resolve(came);
    },
    sha256: () => '',
    close: () => Promise.resolve(),
  };
}

/** Reads a file given as text (UTF-8) or bytes. */
export function read(file: string | Buffer, asked: Asked = {}): Promise<OptOutRows> {
  const source = sourceOf(Buffer.from(file));
  return readOptOuts(source, readingOf(asked), new AbortController().signal);
}

/**
 * One line a row: its numbers in order, and `! why` when it is unresolved.
 * `+441614960123 +447700900123 ! digits that make no number`
 */
export function rowLines({ rows, numbers, rowOf, unresolved }: OptOutRows): string[] {
  const parts = Array.from({ length: rows }, (): string[] => []);
  numbers.forEach((e164, at) => parts[rowOf[at] as number]?.push(`+${String(e164)}`));
  for (const { row, why } of unresolved) parts[row - 1]?.push(`! ${why}`);
  return parts.map((row) => row.join(' '));
}
