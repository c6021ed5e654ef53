import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { KeyLines } from '../../src/config/key-lines.js';

const TEXT = `# [caller.Acme] is not here
operator = "Ann # no comment [list.x]"
"quoted key" = 'it'
campaigns = [ # [source.x]
  "spring", 'a, "b" ]',

  "summer",
]

[caller."Acme Ltd"]
brands = ["""
one
caller = "]"
""", 'two']
'legal_entity' = """"quoted" \\""""

  [ caller . "B\\u0061d \\"x\\"" ]   # spaced
agents=["x"]

[source.a]
columns = { number = "Tel", reason = 3,
  on = "told" }
header = true
skip_lines = 1_000
limit.deep.er = 2026-11-20

[[many]]
x = 1
[[many]]
x = '''
'quoted\\'''''
y = 2
[source.a.b]
list = "z"
`;

describe('lines of keys', () => {
  const lines = new KeyLines(TEXT);

  it('are asked of a text that a parser takes', () => {
    expect(Object.keys(parse(TEXT))).toHaveLength(6);
  });

  it.each<[line: number, ...path: (string | number)[]]>([
    [2, 'operator'],
    [3, 'quoted key'],
    [4, 'campaigns'],
    [5, 'campaigns', 0],
    [5, 'campaigns', 1],
    [7, 'campaigns', 2],
    [4, 'campaigns', 3],
    [10, 'caller'],
    [10, 'caller', 'Acme Ltd'],
    [11, 'caller', 'Acme Ltd', 'brands'],
    [11, 'caller', 'Acme Ltd', 'brands', 0],
    [14, 'caller', 'Acme Ltd', 'brands', 1],
    [15, 'caller', 'Acme Ltd', 'legal_entity'],
    [17, 'caller', 'Bad "x"'],
    [18, 'caller', 'Bad "x"', 'agents'],
    [20, 'source'],
    [21, 'source', 'a', 'columns'],
    [21, 'source', 'a', 'columns', 'reason'],
    [22, 'source', 'a', 'columns', 'on'],
    [23, 'source', 'a', 'header'],
    [24, 'source', 'a', 'skip_lines'],
    [25, 'source', 'a', 'limit', 'deep', 'er'],
    [25, 'source', 'a', 'limit', 'deep', 'none'],
    [27, 'many'],
    [27, 'many', 0],
    [28, 'many', 0, 'x'],
    [29, 'many', 1],
    [30, 'many', 1, 'x'],
    [32, 'many', 1, 'y'],
    [34, 'source', 'a', 'b', 'list'],
    [1, 'nowhere'],
    [1],
  ])('%i: %j', (line, ...path) => {
    expect(lines.lineOf(path)).toBe(line);
  });

  it('are right with CR LF, a byte order mark and nothing at all', () => {
    expect(new KeyLines('\ufeffa = 1\r\n\r\n[b]\r\nc = 2').lineOf(['b', 'c'])).toBe(4);
    expect(new KeyLines('').lineOf(['a'])).toBe(1);
  });

  it('are those where a text of the writer has the key', () => {
    const word = fc.oneof(fc.constantFrom('a', 'b.c', '', 'd"e', '#', '[x]', '='), fc.string());
    const key = word.filter((text) => text !== '__proto__');
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()));
    const tree = fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value)));
    fc.assert(
      fc.property(tree, (table) => {
        const text = stringify(table);
        const written = text.split('\n');
        const found = new KeyLines(text);
        const check = (path: string[]): void => {
          const line = written[found.lineOf(path) - 1] ?? '';
          const alone = parse(line) as Record<string, unknown>;
          const last = line.startsWith('[') ? path : path.slice(-1);
          let at: unknown = alone;
          for (const part of last) {
            expect(Object.keys(at as object), line).toEqual([part]);
            at = (at as Record<string, unknown>)[part];
          }
        };
        for (const [name, inner] of Object.entries(table)) {
          check([name]);
          if (typeof inner !== 'object' || Array.isArray(inner)) continue;
          for (const innerName of Object.keys(inner)) check([name, innerName]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('a key of a hundred thousand parts, which took memory by the square, ends', () => {
  const lines = new KeyLines(`a = 1\n${'b.'.repeat(100_000)}c = 1\nd = 1\n`);
  expect([['b'], Array(40).fill('b'), ['d']].map((path) => lines.lineOf(path))).toEqual([2, 2, 3]);
});
