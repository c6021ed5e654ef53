/**
 * Ten million contacts against a screen set of 20 million numbers, in DuckDB by the SQL of docs/engines.md,
 * and by `scrub`: the same contacts must be left. `node test/bench/engine.js` after `npm run build`.
 */
import {
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { measuredRun, plainEnvironment } from './measured-run.js';

const PROGRAM = fileURLToPath(new URL('../../bin/tps-scrub.js', import.meta.url));
const { values: sizes } = parseArgs({
  options: {
    listed: { type: 'string', default: '20000000' },
    contacts: { type: 'string', default: '10000000' },
    work: { type: 'string', default: tmpdir() },
  },
});
const LISTED = Number(sizes.listed);
const CONTACTS = Number(sizes.contacts);
const folder = mkdtempSync(join(sizes.work, 'engine-'));
/** @type {(name: string) => string} */
const at = (name) => join(folder, name);
const day = new Date().toISOString().slice(0, 10);
const dated = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/**
 * Mobile numbers in order, spread over twice as many.
 * @type {(place: number) => string}
 */
const mobile = (place) => `07${String(400_000_000 + place).padStart(9, '0')}`;

/** @type {(name: string, lines: Iterable<string>) => Promise<void>} */
async function write(name, lines) {
  const out = createWriteStream(at(name));
  let text = '';
  for (const line of lines) {
    text += `${line}\r\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

/** @type {(count: number, line: (place: number) => string, head?: string) => Generator<string>} */
function* lines(count, line, head) {
  if (head !== undefined) yield head;
  for (let place = 0; place < count; place += 1) yield line(place);
}

/** @type {(...words: string[]) => Promise<import('./measured-run.js').Measured>} */
async function run(...words) {
  const given = ['--database', at('bench.db'), '--config', at('bench.toml'), '--json'];
  const found = await measuredRun([PROGRAM, ...words, ...given], plainEnvironment());
  const { wallSeconds, peakBytes } = found;
  console.log(
    `${words[0] ?? ''}: ${wallSeconds.toFixed(1)} s, ${Math.round(peakBytes / 1e6)} MB at most`,
  );
  return found;
}

try {
  writeFileSync(
    at('bench.toml'),
    '[register.tps]\nmay_disclose = true\n[register.ctps]\nmay_disclose = true\n',
  );
  writeFileSync(at('key'), '0123456789abcdef'.repeat(4));
  await write(
    'tps.txt',
    lines(LISTED, (place) => `${mobile(place * 2)} `),
  );
  await write(
    'ctps.txt',
    lines(1000, (place) => `${mobile(place * 2 + 1)} `),
  );
  await write(
    'told.csv',
    lines(100_000, (place) => mobile(place * 14 + 1)),
  );
  const spread = Math.floor((2.5 * LISTED) / CONTACTS);
  const contact = (/** @type {number} */ place) => `${place},+44${mobile(place * spread).slice(1)}`;
  await write('contacts.csv', lines(CONTACTS, contact, 'id,phone'));
  for (const name of ['tps', 'ctps']) {
    await run('import', name, at(`${name}.txt`), '--dated', dated, '--accept-change', 'bench');
  }
  await run('suppress', 'import', at('told.csv'));
  await run('screen-set', '--out', at('s.parquet'), '--call-date', day, '--keyed', at('key'));
  console.log(`the set: ${Math.round(statSync(at('s.parquet')).size / 1e6)} MB`);
  const scrubbed = ['--column', 'phone', '--no-trace', '--accept-rate', 'bench'];
  await run('scrub', at('contacts.csv'), ...scrubbed);

  const duck = await (
    await DuckDBInstance.create(at('duck.db'), { memory_limit: '4GB' })
  ).connect();
  const text = readFileSync(new URL('../../docs/engines.md', import.meta.url), 'utf8');
  const [keys = '', join1 = '', checks = ''] = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map(
    ([, sql]) =>
      (sql ?? '')
        .replaceAll("'screen.parquet'", `'${at('s.parquet')}'`)
        .replaceAll("'numbers.key'", `'${at('key')}'`),
  );
  await duck.run(
    `CREATE TABLE contacts AS FROM read_csv('${at('contacts.csv')}', all_varchar = true)`,
  );
  await duck.run(keys);
  await duck.run(checks);
  const started = performance.now();
  await duck.run(`CREATE TABLE kept AS ${join1}`);
  console.log(`DuckDB's join: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await duck.run(
    `CREATE TABLE clean AS FROM read_csv('${at('contacts.clean.csv')}', all_varchar = true)`,
  );
  const compared =
    await duck.runAndReadAll(`SELECT (SELECT count(*) FROM kept), (SELECT count(*) FROM clean),
    (SELECT count(*) FROM (FROM kept EXCEPT ALL FROM clean)), (SELECT count(*) FROM (FROM clean EXCEPT ALL FROM kept))`);
  const [kept, clean, more, less] = compared.getRows()[0] ?? [];
  console.log(
    `of ${CONTACTS}: the join keeps ${kept}, scrub ${clean}; only the join ${more}, only scrub ${less}`,
  );
  if (more !== 0n || less !== 0n) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
