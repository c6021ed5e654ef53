import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVIDENCE, reason, verdict } from './asking.js';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();
const NUMBER = '07700900001';
const HEADER = 'number,caller,on,method,wording,reference';

function configure(firm: Firm, text: string): void {
  appendFileSync(join(firm.folder, 'firm.toml'), text);
}

async function importRegister(
  firm: Firm,
  register: string,
  dated: string,
  numbers: readonly string[],
  ...more: readonly string[]
): Promise<number> {
  const file = firm.file(
    `${register}-${dated}.txt`,
    numbers.map((number) => number.padEnd(12)),
  );
  return (await firm.run('import', register, file, '--dated', dated, ...more)).status;
}

describe('an objection', () => {
  it('is not lifted by a consent that the policy voids, whatever consent came after', async () => {
    const firm = newFirm();
    configure(
      firm,
      '[policy.strict]\nlike = "live-calls"\nconsent_void = ["consent-older-than-listing", "order-unknown"]\n',
    );
    firm.at('2026-02-01');
    await importRegister(firm, 'tps', '2026-01-20', ['02079460999'], '--accept-change', 'x');
    firm.at('2026-03-02');
    await importRegister(
      firm,
      'tps',
      '2026-03-01',
      ['02079460999', NUMBER],
      '--accept-change',
      'x',
    );
    await importRegister(firm, 'ctps', '2026-03-01', ['01134960999'], '--accept-change', 'x');
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-01-05']);
    await firm.json([
      'consent',
      'add',
      NUMBER,
      '--caller',
      'Acme',
      '--on',
      '2026-01-10',
      ...EVIDENCE,
    ]);
    // The own consent is older than the listing: void, and the objection stands.
    expect(await reason(firm, NUMBER, '--policy', 'strict')).toBe('OBJECTION');
    const third = ['--obtained', 'third-party', '--on', '2026-03-02'];
    await firm.json(['consent', 'add', NUMBER, '--caller', 'Acme', ...third, ...EVIDENCE]);
    expect(await reason(firm, NUMBER, '--policy', 'strict')).toBe('OBJECTION');
  });

  it('stands again when the import that was let lift it is undone, repeated since or not', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-02-01']);
    const file = firm.file('consents.csv', [HEADER, `${NUMBER},Acme,2026-02-10,form,W1,R1`]);
    const first = await firm.json<{ import: string }>([
      'consent',
      'import',
      file,
      '--lift-objections',
      'asked each',
    ]);
    await firm.json(['consent', 'import', file]); // repeats it: nobody let this one lift anything
    await firm.json(['suppress', 'undo', first.import, '--why', 'the wrong people']);
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
  });

  it('is not called suppressing when a consent lifts it', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json([
      'consent',
      'add',
      NUMBER,
      '--caller',
      'Acme',
      '--on',
      '2026-03-01',
      ...EVIDENCE,
    ]);
    const said = await firm.run('suppress', 'add', NUMBER, '--on', '2026-02-20');
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
    expect(said.stdout.toString() + said.stderr).toMatch(/consent/);
  });

  it('is not said to suppress still when a consent lifts it after a withdrawal', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-02-05']);
    await firm.json(['consent', 'withdraw', NUMBER, '--caller', 'Acme', '--on', '2026-02-12']);
    const file = firm.file('consents.csv', [HEADER, `${NUMBER},Acme,2026-02-10,form,W1,R1`]);
    await firm.run('consent', 'import', file); // not usable: so nothing is asked of what it lifts
    const words = ['--caller', 'Acme', '--kind', 'mistake', '--why', 'typing error'];
    const said = await firm.run('suppress', 'withdraw', NUMBER, ...words);
    const stands = said.stdout.toString().includes('still suppressed');
    expect({ stands, reason: await reason(firm, NUMBER) }).toEqual(
      stands ? { stands, reason: 'OBJECTION' } : { stands, reason: 'CLEAN' },
    );
  });

  it('counts for a damaged number whatever consents there are: it may be that line', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json(['suppress', 'add', NUMBER, '--on', '2026-02-01']);
    const given = ['--caller', 'Acme', '--on', '2026-02-10', ...EVIDENCE];
    await firm.json(['consent', 'add', NUMBER, ...given]);
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
    expect(await reason(firm, NUMBER.replace('0090', 'OO90'))).toBe('OBJECTION');
  });

  it('of a party holds back however a spreadsheet wrote the cell', async () => {
    const firm = newFirm().at('2026-03-02');
    const path = join(firm.folder, 'firm.toml');
    writeFileSync(path, `party_key = "${'k'.repeat(32)}"\n[caller.Acme]\n`);
    await firm.loadRegisters('2026-03-01');
    await firm.json(['suppress', 'add', '--party', 'C1']);
    const cells = ['C1', "'C1", '"=""C1"""'];
    const list = firm.file('list.csv', [
      'id,phone',
      ...cells.map((cell, at) => `${cell},0770090010${at}`),
    ]);
    const { reasons } = await firm.json<{ reasons: unknown }>([
      'scrub',
      list,
      '--party-column',
      'id',
    ]);
    expect(reasons).toEqual({ OBJECTION: 3 });
  });
});

describe('a consent', () => {
  it.each([
    ['an invisible character', '\u200b'],
    ['NULL', 'NULL'],
    ['n/a', 'n/a'],
    ['a hyphen', '-'],
  ])('whose wording is %s has none', async (_, wording) => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const file = firm.file('consents.csv', [
      HEADER,
      `${NUMBER},Acme,2026-02-10,form,${wording},R1`,
    ]);
    await firm.run('consent', 'import', file);
    expect((await verdict(firm, NUMBER)).faults).toEqual(['no-wording']);
  });
});

describe('a full file after one of a partial licence', () => {
  it('is not taken for the whole register because the licence grew', async () => {
    const firm = newFirm().at('2026-03-02');
    await importRegister(
      firm,
      'tps',
      '2026-02-28',
      ['02079460001'],
      '--covers',
      '0207',
      '--accept-change',
      'x',
    );
    const status = await importRegister(firm, 'tps', '2026-03-02', ['02079460001', '01614960001']);
    expect(status).toBe(5);
  });
});

describe('what a shorter --until would clear', () => {
  interface Summary {
    readonly counts: { readonly clean: number };
    readonly shorter_until: readonly { until: string; records: number }[];
  }

  it('is said to be the most, where some would then be duplicates', async () => {
    const firm = newFirm().at('2026-03-02');
    await importRegister(firm, 'tps', '2026-03-01', [NUMBER], '--accept-change', 'x');
    await importRegister(firm, 'ctps', '2026-03-01', ['01134960999'], '--accept-change', 'x');
    const until = ['--on', '2026-03-01', '--until', '2026-03-10'];
    await firm.json(['consent', 'add', NUMBER, '--caller', 'Acme', ...until, ...EVIDENCE]);
    const list = firm.file('list.csv', ['phone', NUMBER, NUMBER, NUMBER]);
    const scrub = ['scrub', list, '--caller', 'Acme', '--duplicates', 'drop-later', '--dry-run'];
    const planned = await firm.json<Summary>(scrub);
    const shorter = await firm.json<Summary>([...scrub, '--until', '2026-03-10']);
    const [row] = planned.shorter_until;
    expect(shorter.counts.clean - planned.counts.clean).toBe(1);
    expect(row).toEqual({ until: '2026-03-10', records: 3 });
    const said = await firm.run(...scrub);
    expect(said.stdout.toString()).toContain('would clear more: up to 3 records');
  });
});

describe('a consent that its own evidence ends', () => {
  it('counts no more: the same form, said again with a last day that has passed', async () => {
    const firm = newFirm().at('2026-03-02');
    await importRegister(firm, 'tps', '2026-03-01', [NUMBER], '--accept-change', 'x');
    await importRegister(firm, 'ctps', '2026-03-01', ['01134960999'], '--accept-change', 'x');
    const header = 'number,caller,on,until,method,wording,reference';
    for (const [name, until] of [
      ['first.csv', ''],
      ['second.csv', '2026-02-28'],
    ] as const) {
      const file = firm.file(name, [header, `${NUMBER},Acme,2026-02-10,${until},form,W1,CRM-1`]);
      await firm.run('consent', 'import', file);
    }
    expect(await reason(firm, NUMBER)).toBe('TPS');
  });
});

describe('the summary of a scrub for calls that begin later', () => {
  it('says the first day: an objection that ends before it blocks calls until then', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const end = ['--reason', 'abandoned-call', '--until', '2026-03-10'];
    await firm.json(['suppress', 'add', NUMBER, ...end]);
    const list = firm.file('list.csv', ['phone', NUMBER]);
    const said = await firm.run('scrub', list, '--call-date', '2026-03-15');
    expect(said.stdout.toString()).toMatch(/clean +1/);
    expect(said.stdout.toString()).toContain('2026-03-15');
  });
});
