import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const TEXT = readFileSync('CONTRIBUTING.md', 'utf8');

/** What is made by whoever follows a recipe, and is not there before. */
const EXAMPLES = new Set([
  'src/files/formats/plain-tsv.ts',
  'src/commands/hello.ts',
  'fixtures/scenarios/SENTENCE/',
]);

/** Files that are meant when their names stand alone, and folders of the root. */
const NAMED =
  /(?<![\w/.-])(?:(?:src|test|docs|fixtures|bin|examples|man|\.ci)\/[\w./-]*|[A-Z]+\.md|[\w.]+\.json)/g;

function namedPaths(): string[] {
  const paths = [...TEXT.matchAll(NAMED)].map(([path]) => path.replace(/\.$/, ''));
  return [...new Set(paths)].filter((path) => path !== 'steps.json');
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [`${join(folder, name)}/`, ...folders(join(folder, name))]);
}

describe('CONTRIBUTING.md', () => {
  it('names files and folders that are there', () => {
    const paths = namedPaths();
    expect(paths.length).toBeGreaterThan(40);
    const given = paths.filter((path) => !path.startsWith('fixtures/scenarios/SENTENCE'));
    expect(given.filter((path) => !EXAMPLES.has(path) && !existsSync(path))).toEqual([]);
  });

  it('names scripts that are there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...TEXT.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('has each folder of the source once in its map', () => {
    const rows = [...TEXT.matchAll(/^\| \d+ \| `(src\/[^`]+)` \|/gm)].map(([, folder]) => folder);
    expect([...rows].sort()).toEqual(folders('src').sort());
  });

  it('names tables that the files have in which it says they are', () => {
    const said = [
      ['REGISTERS', 'src/registers/registers.ts'],
      ['FACTS', 'src/policy/facts.ts'],
      ['LISTED_REASONS', 'src/policy/policies.ts'],
      ['POLICIES', 'src/policy/policies.ts'],
      ['OWN_REASONS', 'src/policy/own-policy.ts'],
      ['ImportOptions', 'src/library/options.ts'],
      ['REASONS', 'src/policy/reasons.ts'],
      ['WITHOUT_RULE', 'src/commands/reason-words.ts'],
      ['DiallerFormat', 'src/files/formats/format.ts'],
      ['FORMATS', 'src/files/formats/formats.ts'],
      ['CommandDefinition', 'src/commands/context.ts'],
      ['COMMANDS', 'src/commands/commands.ts'],
      ['COMMAND_GROUPS', 'src/commands/commands.ts'],
      ['READING', 'test/commands/reading-commands.ts'],
      ['WRITING', 'test/commands/writing-commands.ts'],
      ['VERSION', 'src/core/version.ts'],
    ] as const;
    const isLost = ([name, path]: readonly [string, string]): boolean =>
      !TEXT.includes(`\`${name}\``) ||
      !new RegExp(`\\b(?:const|interface) ${name}\\b`).test(readFileSync(path, 'utf8'));
    expect(said.filter(isLost)).toEqual([]);
  });
});
