import type { Verified } from '../audit/verify-store.js';
import type { Explanation } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import type { Finding } from '../store/integrity/finding.js';
import { wrapped } from '../ui/paragraphs.js';
import { counted, grouped } from '../ui/tables.js';
import { printable, type Paint } from '../ui/voice.js';

/** Checks of the file itself: what it holds is read through what they look at. */
const GROUND = ['file', 'pages', 'schema'];

/** A verified database, for people: each check, then each finding with its place, then what it comes to. */
export function databaseText(verified: Verified, paint: Paint): string {
  const { checks, notes, leftOut, ledger, head } = verified;
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.map(({ name, findings }) => {
    const result =
      findings.length === 0
        ? paint('good', 'ok')
        : paint('bad', counted(findings.length, 'finding'));
    return `  ${name.padEnd(width)}  ${result}`;
  });
  let isGroundBad = false;
  for (const { name, proves, findings } of checks) {
    if (findings.length === 0) continue;
    const isGround = GROUND.includes(name);
    const heading = wrapped(`${name}: it does not hold that ${proves}`);
    lines.push('', paint('bad', name) + heading.slice(name.length));
    if (isGroundBad && !isGround) lines.push(`  (this may follow from what is wrong above)`);
    for (const found of findings) {
      lines.push(wrapped(printable(`${placeWords(found)}: ${found.what}`), '  - '));
    }
    isGroundBad ||= isGround;
  }
  if (ledger) {
    lines.push('', `Ledger: ${counted(ledger.lines, 'line')}, head ${ledger.head}`);
  }
  if (head?.sequence !== undefined) {
    const since =
      head.since === 0 ? 'nothing came since' : `${counted(head.since, 'line')} came since`;
    lines.push(`The head that was kept is line ${grouped(head.sequence)}; ${since}.`);
  }
  for (const note of notes) lines.push(wrapped(`${printable(note)}.`, 'Note: '));
  for (const what of leftOut) lines.push(wrapped(`${printable(what)}.`, 'Not looked at: '));
  lines.push('', sumWords(checks, paint));
  return lines.join('\n');
}

function sumWords(checks: Verified['checks'], paint: Paint): string {
  const findings = checks.reduce((sum, check) => sum + check.findings.length, 0);
  const all = counted(checks.length, 'check');
  return findings === 0
    ? paint('good', `${all}, nothing found.`)
    : paint('bad', `${counted(findings, 'finding')} in ${all}.`);
}

function placeWords({ table, row, column }: Finding): string {
  return [table, row, column].filter((part) => part !== '').join(', ');
}

/** What is wrong with a database, as an error; undefined when nothing is. */
export function faultOf(
  { checks, head }: Verified,
  database: string,
): Required<Pick<Explanation, 'summary' | 'why' | 'fix' | 'where'>> | undefined {
  const findings = checks.flatMap((check) => check.findings);
  const [first] = findings;
  if (first !== undefined) {
    // Only what stands outside the database, which holds by itself.
    if (first.fix !== undefined && findings.every(({ fix }) => fix !== undefined)) {
      const { table, row, what, fix } = first;
      return {
        summary: what.includes(row) ? what : `the ${table} ${row} ${what}`,
        why: 'the database by itself is as it was recorded',
        fix,
        where: row,
      };
    }
    const tables = [...new Set(findings.map(({ table }) => table))];
    return {
      summary: `the database is not as it was recorded: ${counted(findings.length, 'finding')} in ${tables.join(', ')}`,
      why: `the first: ${placeWords(first)}: ${first.what}`,
      fix: 'keep this file as it is, and restore a backup of before',
      where: database,
    };
  }
  if (head !== undefined && head.sequence === undefined) {
    return {
      summary: `no line of the ledger has the hash ${head.hash}`,
      why: 'the ledger by itself holds: it is another one than that of the head, was rewritten since, or lost its end',
      fix: 'compare this database with a backup of the time at which that head was kept',
      where: '--head',
    };
  }
  return undefined;
}

/** A verified database, in JSON. */
export function databaseJson(verified: Verified, database: string): object {
  const { checks, notes, leftOut, ledger, head } = verified;
  const fault = faultOf(verified, database);
  return {
    ok: fault === undefined,
    vocabulary: VOCABULARY,
    ...(fault === undefined ? {} : { code: 'evidence-disagrees', ...fault }),
    checks: checks.map(({ name, proves, findings }) => ({
      name,
      proves,
      ok: findings.length === 0,
      findings: findings.map(({ table, row, column, what }) => ({ table, row, column, what })),
    })),
    findings: checks.reduce((sum, { findings }) => sum + findings.length, 0),
    notes,
    left_out: leftOut,
    ledger_lines: ledger?.lines ?? null,
    ledger_head: ledger?.head ?? null,
    head:
      head === undefined
        ? null
        : { hash: head.hash, sequence: head.sequence ?? null, lines_since: head.since },
  };
}
