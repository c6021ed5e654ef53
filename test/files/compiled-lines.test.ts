import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { CompiledLines } from '../../src/files/compiled-lines.js';
import { LONGEST_LINE, RegisterLines } from '../../src/files/register-lines.js';
import type { RegisterTally } from '../../src/files/register-tally.js';

/** Where `npm run build` leaves the loop. */
const BUILT = new URL('../../dist/program/', import.meta.url);
const SIZE = 1 << 12;

interface Read {
  readonly sha256: string;
  readonly count: number;
  readonly tally: RegisterTally;
}

/** Reads a text buffer by buffer, as read-register.ts does, in the compiled loop's buffers or in others. */
function read(text: string, compiled: CompiledLines | undefined): Read {
  const numbers = new NumberSetBuilder();
  const removed = new NumberSetBuilder();
  const lines = new RegisterLines(numbers, removed, compiled);
  const bytes = Buffer.from(text, 'latin1');
  const buffers = compiled?.buffers ?? [Buffer.alloc(SIZE), Buffer.alloc(SIZE)];
  let rest = Buffer.alloc(0);
  let taken = 0;
  for (let turn = 0; ; turn++) {
    const buffer = buffers[turn % 2] as Buffer;
    const start = LONGEST_LINE - rest.copy(buffer, LONGEST_LINE - rest.length);
    const came = bytes.copy(buffer, LONGEST_LINE, taken);
    taken += came;
    const end = LONGEST_LINE + came;
    const isLast = end < buffer.length;
    const used = lines.read(buffer, start, end, isLast);
    if (isLast) break;
    rest = Buffer.from(buffer.subarray(used, end));
  }
  const { sha256, count } = numbers.build();
  return { sha256, count, tally: lines.tally };
}

/** The same, read compiled, and how many lines the compiled loop itself read. */
function readCompiled(text: string): Read & { readonly byLoop: number } {
  const compiled = CompiledLines.load(SIZE, BUILT);
  if (compiled === undefined) throw new Error('not compiled: npm run build');
  let byLoop = 0;
  const loop = compiled.read.bind(compiled);
  compiled.read = (buffer, start, end) => {
    const after = loop(buffer, start, end);
    byLoop += (after - start) / 14;
    return after;
  };
  return { ...read(text, compiled), byLoop };
}

const usual = fc.stringMatching(/^0(?:1[0-9]|2[0-9]|3[0-9]|7[1-57-9]|8[0])\d{8}$/);
const short = fc.stringMatching(/^0(?:1204|1635|16977|500|800)\d{5}$/);
const LAYOUTS: readonly ((number: string) => string)[] = [
  (number) => number.padEnd(12),
  (number) => number.padEnd(12),
  (number) => `${number.slice(0, 4)} ${number.slice(4)}`,
  (number) => `${number.slice(0, 5)} ${number.slice(5)}`,
  (number) => `${number.slice(0, 6)} ${number.slice(6)}`,
  (number) => number,
  (number) => ` ${number}`,
  () => '',
];
const layout = fc.constantFrom(...LAYOUTS);
const line = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: usual }, short), layout)
  .map(([number, inLayout]) => inLayout(number));
const ending = fc.oneof(
  { weight: 20, arbitrary: fc.constant('\r\n') },
  fc.constantFrom('\n', '\r'),
);

/** Numbers of many millions, in an order that jumps, some of them twice. */
function jumping(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const million = 7100 + ((at * 7919) % 300);
    return `0${String(million)}${String((at * 104_729) % 999_983).padStart(6, '0')} `;
  });
}

describe('lines of a register, compiled to WebAssembly', () => {
  it('hold what they hold in JavaScript, in every layout and wherever a buffer ends', () => {
    let byLoop = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(line, ending), { maxLength: 900, size: 'max' }), (lines) => {
        const text = lines.map((parts) => parts.join('')).join('');
        const { byLoop: some, ...compiled } = readCompiled(text);
        expect(compiled).toEqual(read(text, undefined));
        byLoop += some;
      }),
      { seed: 20261124, numRuns: 60 },
    );
    expect(byLoop).toBeGreaterThan(1000);
  });

  it('are read by the loop, nearly all', () => {
    const lines = jumping(5000);
    const { byLoop, count } = readCompiled(lines.map((number) => `${number}\r\n`).join(''));
    expect(byLoop).toBe(5000);
    expect(count).toBe(new Set(lines).size);
  });

  it('hold the same in order, in disorder, and with repeats', () => {
    const numbers = jumping(4000);
    const again = numbers.slice(100, 400);
    for (const lines of [numbers, [...numbers].sort(), [...numbers, ...again].reverse()]) {
      const text = lines.map((number) => `${number}\r\n`).join('');
      const { byLoop, ...compiled } = readCompiled(text);
      expect(byLoop).toBe(lines.length);
      expect(compiled).toEqual(read(text, undefined));
    }
  });

  it.each(Array.from({ length: 14 }, (_, place) => place))(
    'are refused alike with any byte in place %i',
    (place) => {
      for (let byte = 0; byte < 256; byte++) {
        const odd = Buffer.from('07700900123 \r\n', 'latin1');
        odd[place] = byte;
        const text = `07700900001 \r\n${odd.toString('latin1')}07700900002 \r\n`;
        const { byLoop, ...compiled } = readCompiled(text);
        expect(byLoop).toBeGreaterThan(0);
        expect(compiled).toEqual(read(text, undefined));
      }
    },
  );

  it('of prefixes that are not in the plan are refused alike', () => {
    const prefixes = Array.from({ length: 10_000 }, (_, four) => String(four).padStart(4, '0'));
    const text = prefixes.map((four) => `0${four}900123 \r\n`).join('');
    const { byLoop, ...compiled } = readCompiled(text);
    expect(byLoop).toBeGreaterThan(1000);
    expect(byLoop).toBeLessThan(10_000);
    expect(compiled).toEqual(read(text, undefined));
  });
});
