import { describe, expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';
import { consent, EVIDENCE, reason, verdict } from './asking.js';

const newFirm = newFirms();
const NUMBER = '07700900001';
/** On both registers, from the first file on. */
const LISTED = '02079460999';

interface Added {
  readonly recorded: readonly {
    readonly usable: boolean;
    readonly fault: string;
    readonly lifted: readonly { readonly told: string }[];
    readonly standing: readonly { readonly told: string; readonly stays: string }[];
  }[];
  readonly until: string | null;
  readonly on: string | null;
}

describe('consent add', () => {
  it('clears a listed number for its caller, its purpose and no other', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    expect(await reason(firm, LISTED)).toBe('TPS');
    await consent(firm, LISTED, '2026-03-02');
    expect(await verdict(firm, LISTED)).toEqual({ reason: 'CONSENT', faults: [''] });
    expect(await verdict(firm, LISTED, '--caller', 'Borough')).toEqual({
      reason: 'TPS',
      faults: ['another-caller'],
    });
    expect(await verdict(firm, LISTED, '--caller', 'Brightline')).toEqual({
      reason: 'TPS',
      faults: ['another-caller'],
    });
    expect(await verdict(firm, LISTED, '--policy', 'claims')).toEqual({
      reason: 'TPS',
      faults: ['another-purpose'],
    });
    expect(await reason(firm, NUMBER, '--policy', 'claims')).toBe('CONSENT_REQUIRED');
  });

  it.each([
    ['--on', 'no-day'],
    ['--method', 'no-method'],
    ['--wording', 'no-wording'],
    ['--reference', 'no-reference'],
  ])('records one without %s, which is not usable', async (option, fault) => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const all = ['--caller', 'Acme', '--on', '2026-03-01', ...EVIDENCE];
    const at = all.indexOf(option);
    const words = [...all.slice(0, at), ...all.slice(at + 2)];
    const { recorded } = await firm.json<Added>(['consent', 'add', LISTED, ...words]);
    expect(recorded).toMatchObject([{ usable: false, fault }]);
    expect(await verdict(firm, LISTED)).toEqual({ reason: 'TPS', faults: [fault] });
    const { consents } = await firm.json<{ consents: number }>(['status']);
    expect(consents).toBe(1);
  });

  it('ends a wish to be called back after 30 days', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const added = await consent<Added>(firm, LISTED, '2026-02-01', '--kind', 'requested-call');
    expect(added.until).toBe('2026-03-03');
    expect(await reason(firm, LISTED, '--call-date', '2026-03-03')).toBe('CONSENT');
    expect(await verdict(firm, LISTED, '--call-date', '2026-03-04')).toEqual({
      reason: 'TPS',
      faults: ['ended'],
    });
  });

  it.each([
    ['nobody named', ['--on', '2026-03-01'], /--caller is missing/],
    ['a day before any record', ['--caller', 'Acme', '--on', '1983-12-31'], /before 1984-01-01/],
    ['nobody declared', ['--caller', 'Acmee'], /no caller 'Acmee'/],
    ['a day to come', ['--caller', 'Acme', '--on', '2026-03-03'], /after today/],
    [
      'an end before the day',
      ['--caller', 'Acme', '--on', '2026-03-01', '--until', '2026-02-28'],
      /before the day it was given/,
    ],
    ['another purpose', ['--caller', 'Acme', '--for', 'live,emails'], /no kind of calls/],
    ['no purpose', ['--caller', 'Acme', '--for', ','], /names no calls/],
    ['another kind', ['--caller', 'Acme', '--kind', 'verbal'], /no kind of consent/],
  ])('is refused with %s', async (_, words, message) => {
    const firm = newFirm().at('2026-03-02');
    const said = await firm.run('consent', 'add', NUMBER, ...words);
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(message);
    expect((await firm.run('check', NUMBER, '--json')).stdout.toString()).toContain(
      '"consents":[]',
    );
  });

  it('records all numbers or none', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const words = ['--caller', 'Acme', '--on', '2026-03-01', ...EVIDENCE];
    expect((await firm.run('consent', 'add', NUMBER, '07700', ...words)).status).toBe(2);
    expect(await verdict(firm, NUMBER)).toEqual({ reason: 'CLEAN', faults: [] });
  });
});

describe('a typed consent and an objection', () => {
  it.each([
    ['of an earlier day', '2026-02-27', [], [], 'CLEAN', ''],
    ['of the same day', '2026-02-28', [], [], 'OBJECTION', 'same-day'],
    ['of a later day', '2026-03-01', [], [], 'OBJECTION', 'later'],
    ['that was a complaint', '2026-02-01', ['--reason', 'complaint'], [], 'OBJECTION', 'class'],
    [
      'that a third party heard the end of',
      '2026-02-01',
      [],
      ['--obtained', 'third-party'],
      'OBJECTION',
      'third-party',
    ],
    ['when it has ended', '2026-02-01', [], ['--until', '2026-02-28'], 'OBJECTION', 'not-usable'],
  ])('%s', async (_, told, objection, consented, decides, stays) => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json(['suppress', 'add', NUMBER, '--on', told, ...objection]);
    const { recorded } = await consent<Added>(firm, NUMBER, '2026-02-28', ...consented);
    const found = recorded[0];
    expect(found?.lifted.map((event) => event.told)).toEqual(stays === '' ? [told] : []);
    expect(found?.standing.map((event) => event.stays)).toEqual(stays === '' ? [] : [stays]);
    expect(await reason(firm, NUMBER)).toBe(decides);
  });

  it('goes back and forth, and as-of shows each state', async () => {
    const firm = newFirm();
    await firm.at('2026-03-02').loadRegisters('2026-03-01');
    const states: (readonly [string, string])[] = [];
    const settle = async (instant: string): Promise<void> => {
      states.push([instant, await reason(firm, NUMBER)]);
    };
    await firm.json(['suppress', 'add', NUMBER]);
    await settle('2026-03-02');
    await consent(firm.at('2026-03-03'), NUMBER, '2026-03-03');
    await settle('2026-03-03');
    await firm.at('2026-03-04').json(['suppress', 'add', NUMBER]);
    await settle('2026-03-04');
    await consent(firm.at('2026-03-05'), NUMBER, '2026-03-05');
    await settle('2026-03-05');
    expect(states.map(([, decides]) => decides)).toEqual([
      'OBJECTION',
      'CLEAN',
      'OBJECTION',
      'CLEAN',
    ]);
    firm.at('2026-03-06');
    for (const [instant, decides] of states) {
      expect(await reason(firm, NUMBER, '--as-of', instant)).toBe(decides);
    }
  });

  it('told to another firm does not bind, and told to an agent does', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await firm.json(['suppress', 'add', NUMBER, '--caller', 'Dialhouse']);
    await consent(firm, NUMBER, '2026-03-01');
    expect(await reason(firm, NUMBER)).toBe('CLEAN');
    await firm.json(['suppress', 'add', NUMBER, '--caller', 'Callwell']);
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
  });

  it('of a wrong number voids what was consented before', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    await consent(firm, LISTED, '2026-03-01');
    await firm.json(['suppress', 'add', LISTED, '--reason', 'wrong-number']);
    expect(await verdict(firm, LISTED)).toEqual({ reason: 'OBJECTION', faults: ['wrong-number'] });
    await firm
      .at('2026-03-03')
      .json(['suppress', 'withdraw', LISTED, '--kind', 'person-asked', '--why', 'theirs']);
    expect(await reason(firm, LISTED)).toBe('TPS');
  });
});

describe('evidence that shows nothing', () => {
  it('is recorded as not given, and said', async () => {
    const firm = newFirm().at('2026-03-02');
    const words = ['--caller', 'Acme', '--on', '2026-03-01', '--method', 'n/a', '--wording', 'W-7'];
    const said = await firm.run('consent', 'add', LISTED, ...words, '--reference', ' - ');
    expect(said.stderr).toMatch(/--method and --reference shows? nothing/);
    expect(said.stdout.toString()).toMatch(/not usable\S*: /);
    const added = await consent<object>(firm, LISTED, '2026-03-01', '--wording', 'NULL');
    expect(added).toMatchObject({
      recorded: [{ usable: false, fault: 'no-wording' }],
      wording: '',
      placeholders: ['--wording'],
    });
  });
});
