import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
};
const all = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');
/** What users install, by name. */
const installed = all
  .filter(([, { dev }]) => dev !== true)
  .map(([path, { version, license = '' }]) => ({ name: nameOf(path), version, license }));

/** Licences under which the product can be given away as it is. */
const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

describe('what is installed with the product', () => {
  it('stands in LICENCES.md, and nothing else', () => {
    const rows = readFileSync('LICENCES.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| Package'));
    const words = installed.map((one) => `| ${one.name} | ${one.version} | ${one.license} |`);
    expect(words.length).toBeGreaterThan(0);
    expect(rows).toEqual(words);
  });

  it('may be given away under one of the licences that are allowed', () => {
    const choices = (license: string) => license.replace(/[()]/g, '').split(' OR ');
    const others = installed.filter(
      ({ license }) => !choices(license).some((one) => ALLOWED.includes(one)),
    );
    expect(others).toEqual([]);
  });

  it('is what the lock file has hashes of', () => {
    const without = all.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'));
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('runs no program when it is installed, but for the one that is named', () => {
    const scripts = all.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(scripts.map(([path]) => nameOf(path))).toEqual(Object.keys(manifest.allowScripts));
  });

  it('has exact versions', () => {
    const loose = Object.values(manifest.dependencies).filter(
      (one) => !/^\d+\.\d+\.\d+$/.test(one),
    );
    expect(loose).toEqual([]);
  });

  it('is printed by npm run sbom, the same each time', () => {
    const print = () => execFileSync('node', ['test/package/sbom.js'], { encoding: 'utf8' });
    const first = print();
    const bill = JSON.parse(first) as {
      bomFormat: string;
      components: { name: string; version: string; hashes: { content: string }[] }[];
      metadata: { component: { name: string } };
    };
    expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'tps-scrub']);
    const listed = bill.components.map(({ name, version }) => `${name} ${version}`).sort();
    expect(listed).toEqual(installed.map(({ name, version }) => `${name} ${version}`).sort());
    expect(bill.components.map(({ hashes }) => hashes[0]?.content.length)).toEqual(
      installed.map(() => 128),
    );
    expect(print()).toBe(first);
  });
});
