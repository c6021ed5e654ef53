import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { documentText, section } from './documents.js';

const TEXT = documentText('CONTRIBUTING.md');

it('names files and folders that are there', () => {
  const named = TEXT.match(/(?:src|test|fixtures|docs|\.ci)\/[\w./-]*[\w/]/g) ?? [];
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

it('names scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...TEXT.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '');
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

it('maps every folder of src, once', () => {
  const mapped = [...section('CONTRIBUTING.md', 'The map').matchAll(/^\| `src\/(\w+)\/` \|/gm)];
  const folders = readdirSync('src', { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(mapped.map(([, name]) => name).sort()).toEqual(folders.map(({ name }) => name).sort());
});
