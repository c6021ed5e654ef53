import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Firm } from '../own-lists/firm.js';

/** Callers, and policies that take doubtful consents for none. */
const CONFIGURATION = `
[caller.Acme]
[policy.careful]
like = "live-calls"
consent_void = ["consent-older-than-listing"]
[policy.strict]
like = "live-calls"
consent_void = ["consent-older-than-listing", "order-unknown"]
`;
const POLICIES = ['live-calls', 'careful', 'strict'] as const;
const [OLDER, UNKNOWN] = ['consent-older-than-listing', 'order-unknown'];

/**
 * The TPS file of 10 February lacks all numbers, that of 20 February holds the even ones, and that of
 * 1 March holds them all; the CTPS file of 1 March is the first, and holds the last two. Of each
 * number: when it was listed and consented, the flag of its consent, and whether it may be called
 * under each policy: by `CONSENT`, or not for the register's sake.
 */
const CASES = [
  [
    'on TPS from 1 March, consented before the file that lacks it',
    '2026-02-15',
    OLDER,
    'CONSENT TPS TPS',
  ],
  [
    'on TPS from 20 February, consented before the file that lacks it',
    '2026-02-05',
    OLDER,
    'CONSENT TPS TPS',
  ],
  [
    'on TPS from 1 March, consented between the files',
    '2026-02-25',
    UNKNOWN,
    'CONSENT CONSENT TPS',
  ],
  [
    'on TPS from 20 February, consented between the files',
    '2026-02-15',
    UNKNOWN,
    'CONSENT CONSENT TPS',
  ],
  [
    'on TPS from 1 March, consented on the day of the file that has it',
    '2026-03-01',
    UNKNOWN,
    'CONSENT CONSENT TPS',
  ],
  ['on TPS from 20 February, consented after it', '2026-02-21', '', 'CONSENT CONSENT CONSENT'],
  ['on TPS from 1 March, consented after it', '2026-03-02', '', 'CONSENT CONSENT CONSENT'],
  ['on TPS from 20 February, consented the day after', '2026-02-21', '', 'CONSENT CONSENT CONSENT'],
  ['newer than TPS, on the first file of CTPS', '2026-03-01', UNKNOWN, 'CONSENT CONSENT TPS'],
  ['older than TPS, on the first file of CTPS', '2026-02-05', OLDER, 'CONSENT TPS TPS'],
] as const;
const numberOf = (index: number): string => `07700900${String(301 + index)}`;
/** On no register; objected to, then consented; the same, and a third party's consent since. */
const [UNLISTED, LIFTED, TWICE] = ['07700900201', '07700900202', '07700900203'];

interface Checked {
  readonly value: string;
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly flags: readonly string[];
  readonly consents: readonly { fault: string; usable: boolean }[];
}

const firm = new Firm();
const found = new Map<string, Map<string, Checked>>();

async function load(register: string, dated: string, numbers: readonly string[]): Promise<void> {
  const path = firm.file(`${register}-${dated}.txt`, [
    '07700900999 ',
    ...numbers.map((n) => `${n} `),
  ]);
  const written = Date.parse(`${dated}T22:00:00Z`) / 1000;
  utimesSync(path, written, written);
  const why = ['--accept-change', 'a small register'];
  await firm.json(['import', register, path, '--dated', dated, ...why]);
}

beforeAll(async () => {
  firm.at('2026-03-03');
  writeFileSync(join(firm.folder, 'firm.toml'), CONFIGURATION);
  const all = CASES.map((_, index) => numberOf(index));
  const even = all.filter((_, index) => index % 2 === 1);
  await load('tps', '2026-02-10', []);
  await load('tps', '2026-02-20', [...even, LIFTED, TWICE]);
  await load('tps', '2026-03-01', [...all, LIFTED, TWICE]);
  await load('ctps', '2026-03-01', all.slice(-2));
  const evidence = ['--method', 'web form', '--wording', 'call me', '--reference', 'form 1'];
  const consent = ['--caller', 'Acme', ...evidence, '--on'];
  for (const [index, [, given]] of CASES.entries()) {
    await firm.json(['consent', 'add', numberOf(index), ...consent, given]);
  }
  await firm.json(['suppress', 'add', LIFTED, TWICE, '--on', '2026-02-01']);
  await firm.json(['consent', 'add', LIFTED, TWICE, UNLISTED, ...consent, '2026-02-05']);
  const others = ['2026-02-25', '--obtained', 'third-party'];
  await firm.json(['consent', 'add', TWICE, ...consent, ...others]);
  for (const policy of POLICIES) {
    const words = ['--caller', 'Acme', '--policy', policy];
    const { numbers } = await firm.json<{ numbers: Checked[] }>([
      ...['check', ...all, LIFTED, TWICE, UNLISTED, ...words],
    ]);
    found.set(policy, new Map(numbers.map((number) => [number.value, number])));
  }
});
afterAll(() => {
  rmSync(firm.folder, { recursive: true });
});

describe('a consent and a listing', () => {
  const asked = CASES.map(([shows, given, flag, reasons], index) => {
    return { shows, given, flag, reasons, number: numberOf(index) };
  });
  it.each(asked)('$shows: $flag', ({ flag, reasons, number }) => {
    const checked = POLICIES.map((policy) => found.get(policy)?.get(number));
    expect(checked.map((one) => one?.reason).join(' ')).toBe(reasons);
    for (const one of checked) {
      expect(one?.flags).toEqual(flag === '' ? [] : [flag]);
      const fault = one?.reason === 'CONSENT' ? '' : 'doubtful';
      expect(one?.consents).toMatchObject([{ fault, usable: fault === '' }]);
    }
  });

  it('and an objection: what a doubtful consent lifted stands again', () => {
    const reasons = POLICIES.map((policy) => found.get(policy)?.get(LIFTED)?.reasons.join('+'));
    expect(reasons).toEqual(['CONSENT', 'OBJECTION+TPS', 'OBJECTION+TPS']);
  });

  it('and an objection that only a doubtful consent lifts, beside a third party’s without doubt', () => {
    const reasons = POLICIES.map((policy) => found.get(policy)?.get(TWICE)?.reason);
    expect(reasons).toEqual(['CONSENT', 'OBJECTION', 'OBJECTION']);
  });

  it('raise no doubt where there is no listing', () => {
    for (const policy of POLICIES) {
      const checked = found.get(policy)?.get(UNLISTED);
      expect(checked).toMatchObject({ reason: 'CLEAN', flags: [], consents: [{ fault: '' }] });
    }
  });
});
