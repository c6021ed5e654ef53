import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What may be packed, and how many of it there must be at least. */
const RULES: readonly (readonly [RegExp, number])[] = [
  [/^(package\.json|README\.md|CHANGELOG\.md|LICENCES\.md|LICENSE|SECURITY\.md)$/, 6],
  [/^bin\/tps-scrub\.js$/, 1],
  [/^dist\/program\/[a-z0-9-]+\.js$/, 100],
  [/^dist\/program\/[a-z0-9-]+\.wasm$/, 4],
  // What the package offers, and what that refers to.
  [/^dist\/(library\/(tps-scrub|options|results)|core\/errors)\.d\.ts$/, 4],
  [/^docs\/[a-z-]+\.(md|svg)$/, 15],
  [/^man\/tps-scrub\.1$/, 1],
];

function packed(): string[] {
  const words = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const stdout = execFileSync('npm', words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [found] = JSON.parse(stdout) as { files: { path: string }[] }[];
  return (found?.files ?? []).map(({ path }) => path);
}

describe('the package', () => {
  const files = packed();

  it('holds what is needed, and nothing else', () => {
    expect(files.filter((path) => !RULES.some(([rule]) => rule.test(path)))).toEqual([]);
    const few = RULES.filter(([rule, least]) => files.filter((f) => rule.test(f)).length < least);
    expect(few).toEqual([]);
    expect(readdirSync('docs').filter((name) => !files.includes(`docs/${name}`))).toEqual([]);
  });

  it('holds the files that the program was put together to last, and none of before', () => {
    const built = files.filter((path) => path.startsWith('dist/program/'));
    const loops = readdirSync('assembly')
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.replace('.ts', '.wasm'));
    const reached = new Set(['cli.js', 'tps-scrub.js', 'scan-thread.js', 'pack-thread.js']);
    for (const name of reached) {
      const text = readFileSync(`dist/program/${name}`, 'utf8');
      for (const [, other] of text.matchAll(/["']\.\/([a-z0-9-]+\.js)["']/g))
        reached.add(other ?? '');
    }
    expect(built.sort()).toEqual(
      [...reached, ...loops].map((name) => `dist/program/${name}`).sort(),
    );
  });
});
