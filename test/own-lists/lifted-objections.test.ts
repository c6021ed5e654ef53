import { describe, expect, it } from 'vitest';
import { consent, reason } from '../consents/asking.js';
import { newFirms, type Firm } from './firm.js';

const newFirm = newFirms();
const NUMBER = '07700900001';
const OTHER = '07700900002';

interface Lifted {
  readonly caller: string;
  readonly given: string;
  readonly for: readonly string[];
}

interface Added {
  readonly recorded: readonly { readonly lifted_for: readonly Lifted[] }[];
}

interface Withdrawn {
  readonly still_suppressed: boolean;
  readonly remaining: readonly { readonly source: string }[];
  readonly lifted_for: readonly Lifted[];
}

const BY_ACME = { caller: 'Acme', given: '2026-03-03', for: ['live'] };

/** A firm on 4 March with a consent of a number to calls of Acme, given on the 3rd. */
async function consented(...words: readonly string[]): Promise<Firm> {
  const firm = newFirm().at('2026-03-04');
  await firm.loadRegisters('2026-03-01');
  await consent(firm, NUMBER, '2026-03-03', ...words);
  return firm;
}

/** For whom an objection that is typed is lifted. */
async function lifted(firm: Firm, ...words: readonly string[]): Promise<readonly Lifted[]> {
  const { recorded } = await firm.json<Added>(['suppress', 'add', NUMBER, ...words]);
  return recorded[0]?.lifted_for ?? [];
}

describe('suppress add of an objection older than a consent', () => {
  it('says for whom it holds nobody back, as check does', async () => {
    const firm = await consented();
    expect(await lifted(firm, '--on', '2026-03-02')).toEqual([BY_ACME]);
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
    expect(await reason(firm, NUMBER, '--caller', 'Borough')).toBe('OBJECTION');
  });

  it('says nothing once an objection stands, whichever it is', async () => {
    const firm = await consented();
    expect(await lifted(firm)).toEqual([]);
    expect(await lifted(firm, '--on', '2026-03-02')).toEqual([]);
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
  });

  it.each([
    ['of the day of the consent', ['--on', '2026-03-03']],
    ['of a class that no consent lifts', ['--on', '2026-03-02', '--reason', 'complaint']],
  ])('says nothing of one %s', async (_, words) => {
    const firm = await consented();
    expect(await lifted(firm, ...words)).toEqual([]);
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
  });

  it.each([
    ['for other calls alone is named with them', ['--for', 'automated,claims']],
    ['for several kinds is named once', ['--for', 'live,claims']],
  ])('by a consent %s', async (_, words) => {
    const firm = await consented(...words);
    const kinds = words[1]?.split(',');
    expect(await lifted(firm, '--on', '2026-03-02')).toEqual([{ ...BY_ACME, for: kinds }]);
  });

  it.each([
    ['that ended', ['--until', '2026-03-03']],
    ['that a third party obtained', ['--obtained', 'third-party']],
    ['to another caller, where the objection was told to Acme', ['--caller', 'Borough']],
  ])('says nothing by a consent %s', async (_, words) => {
    const firm = await consented(...words);
    const told = words.includes('Borough') ? ['--caller', 'Acme'] : [];
    expect(await lifted(firm, '--on', '2026-03-02', ...told)).toEqual([]);
  });

  it('names the latest of several consents, and each caller', async () => {
    const firm = await consented();
    await consent(firm, NUMBER, '2026-03-04');
    await consent(firm, NUMBER, '2026-03-03', '--caller', 'Borough');
    expect(await lifted(firm, '--on', '2026-03-02')).toEqual([
      { ...BY_ACME, given: '2026-03-04' },
      { ...BY_ACME, caller: 'Borough' },
    ]);
  });

  it('says nothing by a consent of an import that was undone', async () => {
    const firm = newFirm().at('2026-03-04');
    const header = 'number,on,method,wording,reference';
    const file = firm.file('in.csv', [header, `${NUMBER},2026-03-03,form,W-7,F-88`]);
    await firm.json(['consent', 'import', file, '--caller', 'Acme']);
    expect(await lifted(firm, '--on', '2026-03-01')).toEqual([BY_ACME]);
    await firm.json(['suppress', 'undo', 'consent-import-1', '--why', 'made by a test']);
    expect(await lifted(firm, '--on', '2026-03-02')).toEqual([]);
  });

  it('tells a person below the number', async () => {
    const firm = await consented();
    const said = await firm.run('suppress', 'add', NUMBER, OTHER, '--on', '2026-03-02');
    const text = said.stdout.toString();
    expect(text).toContain('\n  not for Acme, whose consent of 2026-03-03 lifts it (live calls)\n');
    expect(text.match(/not for /g)).toHaveLength(1);
    expect(text).toContain('told 2026-03-02, for every call but those above\n');
    const other = await firm.run('suppress', 'add', OTHER, '--on', '2026-03-02');
    expect(other.stdout.toString()).toContain('told 2026-03-02, for every call\n');
  });
});

describe('suppress import of objections older than a consent', () => {
  const NUMBERS = Array.from({ length: 7 }, (_, at) => `0770090000${String(at + 1)}`);

  async function consentedAll(): Promise<Firm> {
    const firm = newFirm().at('2026-03-04');
    await firm.loadRegisters('2026-03-01');
    for (const number of NUMBERS) await consent(firm, number, '2026-03-03');
    return firm;
  }

  /** A file with a day told of each number, and one of a number without a consent. */
  function fileOf(firm: Firm, day: string, numbers = NUMBERS): string {
    const lines = [...numbers, '07700900100'].map((number) => `${number},${day}`);
    return firm.file('out.csv', ['number,on', ...lines]);
  }

  it.each([[['--dry-run']], [[]]])('counts them with %j', async (words) => {
    const firm = await consentedAll();
    const file = fileOf(firm, '2026-03-02');
    expect(await firm.json(['suppress', 'import', file, ...words])).toMatchObject({ lifted: 7 });
    const said = await firm.run('suppress', 'import', file, ...words);
    expect(said.stdout.toString()).toContain(
      '\n  7 numbers not suppressed for a caller with a consent of a later day:' +
        '\n    +447700900001: not for Acme, whose consent of 2026-03-03 lifts it (live calls)\n',
    );
    expect(said.stdout.toString().match(/whose consent/g)).toHaveLength(5);
    expect(said.stdout.toString()).toContain('\n    … and 2 more\n');
  });

  it('counts none whose objection is of today, for want of a day', async () => {
    const firm = await consentedAll();
    const file = fileOf(firm, '');
    expect(await firm.json(['suppress', 'import', file])).toMatchObject({ lifted: 0 });
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
  });

  it('counts those of an undated file that came before, and comes again', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const words = ['suppress', 'import', fileOf(firm, '', [NUMBER])];
    expect(await firm.json(words)).toMatchObject({ lifted: 0 });
    firm.at('2026-03-04');
    await consent(firm, NUMBER, '2026-03-03');
    expect(await firm.json([...words, '--dry-run'])).toMatchObject({ lifted: 1 });
    expect(await firm.json(words)).toMatchObject({ lifted: 1, rows: { recorded: 0 } });
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
  });

  it('counts a number once, by all that its rows say', async () => {
    const firm = await consentedAll();
    const [one, two] = [`${NUMBER},2026-03-01`, `${OTHER},2026-03-01`];
    const rows = ['number,on', one, `${NUMBER},2026-03-02`, two, `${OTHER},2026-03-04`];
    const file = firm.file('rows.csv', rows);
    expect(await firm.json(['suppress', 'import', file])).toMatchObject({ lifted: 1 });
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
    expect(await reason(firm, OTHER)).toBe('OBJECTION');
  });
});

describe('suppress withdraw where a consent lifts what is left', () => {
  /** An objection of the 1st from letters, and one of today from the call. */
  async function objected(on: string): Promise<Firm> {
    const firm = await consented();
    await lifted(firm, '--on', on, '--source', 'letters');
    await lifted(firm, '--source', 'call');
    return firm;
  }
  const WITHDRAW = ['suppress', 'withdraw', NUMBER, '--source', 'call', '--why', 'letter'];

  it.each(['person-asked', 'mistake'])('names caller and consent (%s)', async (kind) => {
    const firm = await objected('2026-03-01');
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
    expect(await firm.json<Withdrawn>([...WITHDRAW, '--kind', kind])).toMatchObject({
      still_suppressed: true,
      remaining: [{ source: 'letters' }],
      lifted_for: [BY_ACME],
    });
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
    expect(await reason(firm, NUMBER, '--caller', 'Borough')).toBe('OBJECTION');
  });

  it('does not tell a person that the number is still suppressed', async () => {
    const firm = await objected('2026-03-01');
    const said = await firm.run(...WITHDRAW, '--kind', 'mistake');
    expect(said.stdout.toString()).not.toContain('still suppressed');
    expect(said.stdout.toString()).toContain(
      'stays, but not for every caller: +447700900001, internal: asked-not-to-call, from letters, ' +
        'told 2026-03-01\n  not for Acme, whose consent of 2026-03-03 lifts it (live calls)\n',
    );
  });

  it('says so where what is left stands', async () => {
    const firm = await objected('2026-03-03');
    const said = await firm.run(...WITHDRAW, '--kind', 'mistake');
    expect(said.stdout.toString()).toContain('still suppressed: +447700900001');
    expect(said.stdout.toString()).not.toContain('not for');
  });

  it('names nobody where nothing is left', async () => {
    const firm = await consented();
    await lifted(firm);
    expect(await firm.json([...WITHDRAW, '--source', '', '--kind', 'mistake'])).toMatchObject({
      still_suppressed: false,
      lifted_for: [],
    });
  });
});

describe('a number that the shell split', () => {
  it.each([
    [['0161', '496', '0123'], 'put the number in quotes'],
    [['07700900001', '07700900002'], 'withdraw one number at a time'],
  ])('is not withdrawn: %j', async (words, hint) => {
    const firm = newFirm();
    const manner = ['--kind', 'mistake', '--why', 'typing error'];
    const said = await firm.run('suppress', 'withdraw', ...words, ...manner);
    expect(said.status).toBe(2);
    expect(said.stderr).toContain(hint);
  });
});
