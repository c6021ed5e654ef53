import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What may be packed, and how many of it there must be at least. */
const RULES: readonly (readonly [RegExp, number])[] = [
  [/^(package\.json|README\.md|CHANGELOG\.md|LICENCES\.md|LICENSE|SECURITY\.md)$/, 6],
  [/^bin\/tps-scrub\.js$/, 1],
  [/^dist\/[a-z0-9/-]+\.js$/, 500],
  // What the package offers, and what that refers to.
  [/^dist\/(library\/(tps-scrub|options|results)|core\/errors)\.d\.ts$/, 4],
  [/^docs\/[a-z-]+\.md$/, 15],
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

  it('holds no file of which the source is gone', () => {
    const built = files.filter((path) => path.startsWith('dist/') && path.endsWith('.js'));
    const source = (path: string) => path.replace(/^dist\/(.*)\.js$/, 'src/$1.ts');
    expect(built.filter((path) => !existsSync(source(path)))).toEqual([]);
  });
});
