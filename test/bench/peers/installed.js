import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** `npm ci` in the bench's own folder, unless what its package.json names is there. */
export function installPackages() {
  /** @type {{ dependencies: Record<string, string> }} */
  const { dependencies } = readJson(join(FOLDER, 'package.json'));
  const isThere = Object.entries(dependencies).every(([name, version]) => {
    const path = join(FOLDER, 'node_modules', name, 'package.json');
    return existsSync(path) && readJson(path).version === version;
  });
  if (isThere) return;
  console.error('npm ci in test/bench');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: FOLDER });
}

/** @type {(path: string) => any} */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * @param {string} program name, or a path
 * @returns {boolean} whether it can be started
 */
export function isOnPath(program) {
  const folders = program.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
