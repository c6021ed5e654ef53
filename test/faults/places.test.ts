import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { asOrdinaryUser } from '../access/asked-firm.js';
import { runInProcess, type Said } from '../commands/run-in-process.js';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { remains } from './databases.js';

const newFirm = newFirms();
const LINES = ['Name,Phone', 'Ann,07700900123', 'Bob,02079460999'];
const MARKED = ['--form', 'national', '--mark-sent'];
let firm: Firm;
let list = '';

/** A firm with registers, a run, and an objection to what that run let through. */
beforeEach(async () => {
  firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  list = firm.file('list.csv', LINES);
  await firm.json(['scrub', list]);
  await firm.json(['suppress', 'add', '07700900123']);
});

/** Commands that write a file where a person says. */
const WRITERS = {
  scrub: (path: string) => ['scrub', list, '--out', path, '--report', `${path}.report`],
  'scrub --report': (path: string) => ['scrub', list, '--out', `${path}.csv`, '--report', path],
  certificate: (path: string) => ['certificate', 'last', '--out', path],
  backup: (path: string) => ['backup', path],
  recall: (path: string) => ['recall', '--all', '--out', path, ...MARKED],
} as const;

/** Everything that stands in the folder of the firm, but for the log of questions. */
function names(): string[] {
  return readdirSync(firm.folder).filter((name) => !name.includes('access.log'));
}

/** A command that must be refused: nothing is recorded, and no file is made. */
async function refused(words: readonly string[], says: RegExp): Promise<Said> {
  const [database, files] = [remains(firm.database), names()];
  const said = await firm.run(...words);
  expect([words, said.status, said.stdout.toString()]).toEqual([words, 2, '']);
  expect(said.stderr).toMatch(says);
  expect(said.stderr).toContain('hint: ');
  expect(remains(firm.database)).toBe(database);
  expect(names()).toEqual(files);
  return said;
}

describe.each(Object.entries(WRITERS))('%s', (_, words) => {
  it('does not write to a device', async () => {
    await refused(
      words('/dev/full'),
      /\/dev\/full is (?:a folder, a link or a device|there already)/,
    );
    await refused([...words('/dev/full'), '--force'], /\/dev\/full is /);
  });

  it('does not make a folder', async () => {
    await refused(
      words(join(firm.folder, 'none', 'out.csv')),
      /none.* cannot be written|no such folder/,
    );
  });

  it('does not write into a folder that is read only', async () => {
    const shut = join(firm.folder, 'shut');
    mkdirSync(shut);
    chmodSync(shut, 0o555);
    chmodSync(firm.folder, 0o777);
    for (const name of readdirSync(firm.folder).filter((one) => one !== 'shut')) {
      chmodSync(join(firm.folder, name), 0o666);
    }
    const before = remains(firm.database);
    const { folder, database, now } = firm;
    const { status, stderr } = await asOrdinaryUser(() =>
      runInProcess(words(join(shut, 'out.csv')), { folder, database, now }),
    );
    expect(status, stderr).toBe(2);
    expect(stderr).toMatch(/shut\/out\.csv\S* cannot be written/);
    expect(readdirSync(shut)).toEqual([]);
    expect(remains(firm.database)).toBe(before);
  });
});

/** Outputs that are what a command is made from, and what is said of them. */
const OWN_INPUTS: readonly (readonly [string, () => readonly string[], RegExp])[] = [
  ['scrub', () => WRITERS.scrub(list), /list\.csv is the call list itself/],
  ['scrub', () => WRITERS.scrub(firm.database), /scrub\.db is the database/],
  ['scrub --report', () => WRITERS['scrub --report'](list), /list\.csv is the call list itself/],
  ['certificate', () => WRITERS.certificate(firm.database), /scrub\.db is no page of this kind/],
  ['backup', () => WRITERS.backup(firm.database), /scrub\.db is the database itself/],
  ['recall', () => WRITERS.recall(firm.database), /scrub\.db is the database/],
  [
    'recall --input',
    () => ['recall', 'last', '--input', list, '--out', list],
    /list\.csv is the call list itself/,
  ],
];

it.each(OWN_INPUTS)('%s does not replace what it is made from', async (_, words, says) => {
  await refused([...words(), '--force'], says);
});

it.each([
  ['a hard link', linkSync],
  ['a symbolic link', symlinkSync],
])('a call list is not replaced through %s to it', async (_, link) => {
  const other = join(firm.folder, 'other.csv');
  link(list, other);
  await refused([...WRITERS.scrub(other), '--force'], /other\.csv is the call list itself/);
});

/** Commands that read a file, in words. */
const READERS = {
  import: (path: string) => ['import', 'tps', path, '--dated', '2026-03-02'],
  'suppress import': (path: string) => ['suppress', 'import', path],
  'consent import': (path: string) => ['consent', 'import', path, '--caller', 'Acme'],
  scrub: (path: string) => ['scrub', path, '--out', 'new.csv', '--report', 'report.csv'],
  recall: (path: string) => ['recall', 'last', '--input', path],
  replay: (path: string) => ['replay', 'last', '--input', path],
  verify: (path: string) => ['verify', path],
  'audit-calls': (path: string) => ['audit-calls', path],
  preview: (path: string) => ['scrub', path, '--dry-run'],
} as const;

describe.each(Object.entries(READERS))('%s', (_, words) => {
  it('says which file is not there, or is a folder', async () => {
    await refused(words(join(firm.folder, 'none.csv')), /none\.csv: there is no such file/);
    mkdirSync(join(firm.folder, 'held.csv'));
    await refused(words(join(firm.folder, 'held.csv')), /held\.csv: it is a folder/);
  });

  it('says which file may not be read', async () => {
    const shut = firm.file('shut.csv', LINES);
    chmodSync(shut, 0o000);
    chmodSync(firm.folder, 0o777);
    for (const name of readdirSync(firm.folder).filter((one) => one !== 'shut.csv')) {
      chmodSync(join(firm.folder, name), 0o666);
    }
    const [before, files] = [remains(firm.database), names()];
    const { folder, database, now } = firm;
    const configured = [...words(shut), '--config', join(folder, 'firm.toml')];
    const { status, stderr } = await asOrdinaryUser(() =>
      runInProcess(configured, { folder, database, now }),
    );
    expect(status, stderr).toBe(2);
    expect(stderr).toContain('shut.csv: it may not be read');
    expect(remains(firm.database)).toBe(before);
    expect(names()).toEqual(files);
  });
});

it('a folder that vanishes while a list is screened takes its run with it', async () => {
  const out = join(firm.folder, 'out');
  mkdirSync(out);
  const { folder, database, now } = firm;
  const isWriting = () => existsSync(out) && readdirSync(out).length > 0;
  const { status, stderr } = await runInProcess(WRITERS.scrub(join(out, 'clean.csv')), {
    folder,
    database,
    now,
    atEachLook: () => {
      if (isWriting()) renameSync(out, join(folder, 'gone'));
    },
  });
  expect(status, stderr).toBe(2);
  expect(stderr).toMatch(/out\/clean\.csv\S* cannot be written/);
  expect(readdirSync(join(folder, 'gone')).filter((name) => !name.endsWith('.partial'))).toEqual(
    [],
  );
  expect((await firm.run('verify')).status).toBe(0);
  const { stdout } = await firm.run('runs');
  expect(stdout.toString()).toContain('abandoned');
});
