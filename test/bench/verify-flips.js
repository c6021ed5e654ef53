// Changed bytes of a database with rows of every kind, one at a time, against `verify`:
//   npm run build && node test/bench/verify-flips.js [flips] [seed]
// Prints how many were found, how many were harmless (every value of every row is read as before, and
// SQLite's own check holds), and how many were missed: a value is another, and verify is silent. Exit
// status 1 when any was missed, or a harmless one cannot be explained by the written file format.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../../dist/cli.js';
import { verifyDatabase } from '../../dist/audit/verify.js';
import { flipTrial } from '../verify/flip-trial.js';
import { makeFullDatabase } from '../verify/full-database.js';

const flips = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const folder = mkdtempSync(join(tmpdir(), 'verify-flips-'));
const copy = join(folder, 'copy.db');
const { signal } = new AbortController();

async function run(words, database, now) {
  let text = '';
  const write = (part) => void (text += part);
  const status = await runCommandLine({
    arguments: words,
    environment: { HOME: join(folder, 'nobody'), TPS_SCRUB_DATABASE: database },
    now: () => Date.parse(now),
    stdin: Readable.from([]),
    writeOut: write,
    writeError: write,
    copyToStdout: () => Promise.resolve(),
    outIsTerminal: false,
    errorIsTerminal: false,
    account: 'tester (1000) on machine',
    process: { id: 1, host: 'test' },
    isAlive: () => false,
    signal,
  });
  return { status, text };
}

async function findings(file) {
  writeFileSync(copy, file);
  const asked = { database: copy, head: undefined, quick: false };
  const { checks } = await verifyDatabase(asked, { signal, begins: () => undefined });
  return checks.reduce((sum, check) => sum + check.findings.length, 0);
}

try {
  const bytes = readFileSync(await makeFullDatabase(folder, run));
  const result = await flipTrial({ bytes, flips, seed, findings });
  const { found, unused, meaningless, unfound, unexplained } = result;
  const known = Object.entries(meaningless);
  const harmless = known.reduce((sum, [, count]) => sum + count, unused) + unexplained.length;
  console.log(`seed ${seed}: ${flips} changed bytes in ${bytes.length}`);
  console.log(`found ${found}, harmless ${harmless}, missed ${unfound.length}`);
  console.log(`harmless: ${unused} in space that the file format does not use`);
  for (const [why, count] of known) console.log(`harmless: ${count} in ${why}`);
  for (const name of unexplained) console.log(`harmless, not explained: ${name}`);
  for (const name of unfound) console.log(`MISSED: ${name}`);
  if (unfound.length + unexplained.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
