import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallerBook } from '../../src/config/caller-book.js';
import type { CallerNames } from '../../src/config/settings.js';

type Declared = Partial<CallerNames>;

function callersOf(declared: Readonly<Record<string, Declared>>): Map<string, CallerNames> {
  return new Map(
    Object.entries(declared).map(([name, { legalEntity = name, brands = [], agents = [] }]) => [
      name,
      { legalEntity, brands, agents },
    ]),
  );
}

/**
 * Acme calls for itself and through two agents, under two callers of one legal entity; the agent
 * Ringers is declared, calls for Bolt too, and has an agent of its own.
 */
const FIRMS = callersOf({
  Acme: {
    legalEntity: 'Acme Group Ltd',
    brands: ['Acme Gas'],
    agents: ['ringers', 'Dial House'],
  },
  'Acme Homes': { legalEntity: 'ACME GROUP LTD' },
  Bolt: { agents: ['Quick Call'] },
  Ringers: { legalEntity: 'Ringers LLP', brands: ['Quick Call'], agents: ['Night Desk'] },
  Solo: {},
});

/** Rows: to whom it was told. Columns, in the order of the rows: for whom the call is made. */
const MATRIX = `
  Acme           x x x x x x x x . . .
  Acme Group Ltd x x x x x x x x . . .
  Acme Gas       x x x x x x x x . . .
  Acme Homes     x x x x x x x x . . .
  Dial House     x x x x x x x x . . .
  Ringers        x x x x x x x x x x .
  Ringers LLP    x x x x x x x x x x .
  Quick Call     x x x x x x x x x x .
  Night Desk     . . . . . x x x x . .
  Bolt           . . . . . x x x . x .
  Solo           . . . . . . . . . . x
`;

const ROWS = MATRIX.trim()
  .split('\n')
  .map((line) => {
    const [, told = '', marks = ''] = /^\s*(.*?)\s+([x. ]+)$/.exec(line) ?? [];
    return { told, marks: marks.split(' ') };
  });

const CASES = ROWS.flatMap(({ told, marks }) =>
  ROWS.map(({ told: caller }, place) => ({ told, caller, binds: marks[place] === 'x' })),
);

describe('who is bound by what was told to whom', () => {
  const book = new CallerBook(FIRMS);

  it('is written down for every pair of names', () => {
    expect(ROWS.map(({ told }) => told).sort()).toEqual([...book.names].sort());
    expect(CASES).toHaveLength(121);
  });

  it.each(CASES)('told to $told, called for $caller: $binds', ({ told, caller, binds }) => {
    expect(book.binds(told, caller)).toBe(binds);
    expect(book.boundBy(caller).includes(told)).toBe(binds);
  });

  it('is a sorted list for each caller', () => {
    expect(book.boundBy('Bolt')).toEqual(['Bolt', 'Quick Call', 'Ringers', 'Ringers LLP']);
    expect(book.boundBy(' night  DESK ')).toEqual([
      'Night Desk',
      'Quick Call',
      'Ringers',
      'Ringers LLP',
    ]);
    expect(book.boundBy('Solo')).toEqual(['Solo']);
  });

  it('knows an agent by the name of its legal entity', () => {
    const firms = { Acme: { agents: ['Ringers LLP'] }, Ringers: { legalEntity: 'Ringers LLP' } };
    const told = new CallerBook(callersOf(firms));
    expect(told.boundBy('Acme')).toEqual(['Acme', 'Ringers', 'Ringers LLP']);
  });

  it('does not follow an agent of an agent', () => {
    const firms = { Acme: { agents: ['Ringers'] }, Ringers: { agents: ['Desk'] } };
    const told = new CallerBook(callersOf(firms));
    expect(told.boundBy('Acme')).toEqual(['Acme', 'Ringers']);
    expect(told.binds('Desk', 'Acme')).toBe(false);
  });

  it.each([
    { told: '', caller: 'Solo', because: 'it was told to everyone' },
    { told: 'Bolt', caller: '', because: 'nobody says for whom the call is made' },
    { told: 'Bolt & Sons', caller: 'Solo', because: 'that name is no longer declared' },
    { told: 'Bolt', caller: 'Nobody', because: 'nobody knows who that caller is' },
    { told: 'GONE', caller: 'Gone', because: 'it is the same name' },
    { told: 'BOLT', caller: 'quick\u00a0call', because: 'case and blanks tell nothing apart' },
  ])('binds when $because', ({ told, caller }) => {
    expect(book.binds(told, caller)).toBe(true);
  });
});

describe('names', () => {
  const book = new CallerBook(FIRMS);

  it('stand in the order of their declaration, spelled as the section that declares them', () => {
    expect(book.names).toEqual([
      'Acme',
      'Acme Group Ltd',
      'Acme Gas',
      'Ringers',
      'Dial House',
      'Acme Homes',
      'Bolt',
      'Quick Call',
      'Ringers LLP',
      'Night Desk',
      'Solo',
    ]);
  });

  it('are spelled as a section, then as an owner, then as a principal has them', () => {
    const firms = { A: { legalEntity: 'BOLT', agents: ['GAS'] }, Bolt: { brands: ['Gas'] } };
    expect(new CallerBook(callersOf(firms)).names).toEqual(['A', 'Bolt', 'Gas']);
  });

  it.each([
    ['acme', 'Acme'],
    ['  ACME GROUP ltd ', 'Acme Group Ltd'],
    ['dial\u00a0house', 'Dial House'],
    ['\ufeffAcme', 'Acme'],
    ['\uff21cme', 'Acme'],
    ['RINGERS', 'Ringers'],
  ])('%j is %s', (name, declared) => {
    expect(book.named(name, '--caller')).toBe(declared);
  });

  it('that are unknown get the nearest', () => {
    expect(() => book.named('Acmee', '--caller')).toThrow(
      expect.objectContaining({
        code: 'wrong-use',
        explanation: {
          summary: "there is no caller 'Acmee'",
          fix: "did you mean 'Acme'?",
          where: '--caller',
        },
      }) as Error,
    );
    expect(() => book.boundBy('Solow')).toThrow("there is no caller 'Solow'");
    expect(() => book.named('', '--caller')).toThrow("there is no caller ''");
  });

  it('are to be declared when none is', () => {
    expect(() => new CallerBook(new Map()).named('Acme Ltd', '--caller')).toThrow(
      expect.objectContaining({
        explanation: {
          summary: "there is no caller 'Acme Ltd'",
          why: 'the configuration declares no callers',
          fix: 'add [caller."Acme Ltd"] to the configuration: tps-scrub config show names its file, tps-scrub init makes one',
          where: '--caller',
        },
      }) as Error,
    );
  });
});

describe('whatever is declared', () => {
  const CALLERS = ['c0', 'c1', 'c2', 'c3', 'c4'];
  const some = (...from: readonly string[]) => fc.subarray([...from]);
  const declared = fc
    .tuple(
      ...CALLERS.map((name, place) =>
        fc.record({
          // c1 may be of the person of c0, c3 of that of c2; brands are each caller's own.
          legalEntity: fc.constantFrom(`e${place}`, `e${place - (place % 2)}`),
          brands: some(`b${name}`, `d${name}`),
          agents: some(...CALLERS, 'bc0', 'dc3', 'e2', 'x', 'y'),
        }),
      ),
    )
    .map((settings) => Object.fromEntries(CALLERS.map((name, i) => [name, settings[i] ?? {}])));

  it('two names bind each other when, and only when, one legal entity has both', () => {
    fc.assert(
      fc.property(declared, (firms) => {
        const callers = callersOf(firms);
        const book = new CallerBook(callers);
        const own = (entity: string): string[] =>
          [...callers].flatMap(([name, { legalEntity, brands }]) =>
            legalEntity === entity ? [name, entity, ...brands] : [],
          );
        const entities = [...new Set([...callers.values()].map((c) => c.legalEntity))];
        const groups = entities.map((entity) => {
          const agents = [...callers.values()]
            .filter(({ legalEntity }) => legalEntity === entity)
            .flatMap((caller) => caller.agents)
            .flatMap((agent) => [agent, ...entities.map(own).filter((p) => p.includes(agent))])
            .flat();
          return [...own(entity), ...agents];
        });
        for (const caller of book.names) {
          const together = new Set(groups.filter((group) => group.includes(caller)).flat());
          expect(book.names.filter((told) => book.binds(told, caller)).sort()).toEqual(
            [...together].sort(),
          );
          expect(book.boundBy(caller)).toEqual([...together].sort());
        }
      }),
      { numRuns: 200 },
    );
  });
});
