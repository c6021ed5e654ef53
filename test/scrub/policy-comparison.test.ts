import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();

interface Compared {
  readonly reasons: Record<string, number>;
  readonly comparison?: {
    readonly policy: string;
    readonly same: number;
    readonly moved: readonly {
      from: { reason: string; basis: string };
      to: { reason: string; basis: string };
      records: number;
    }[];
  };
}

const REG_21_1_B = 'PECR 2003 reg 21(1)(b)';

async function firmWithList() {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  const evidence = ['--method', 'form', '--wording', 'W', '--reference', 'R', '--on', '2026-02-01'];
  await firm.json(['consent', 'add', '07700900001', '--caller', 'Acme', ...evidence]);
  await firm.json(['suppress', 'add', '07700900009']);
  const list = firm.file('list.csv', [
    'phone',
    '07700900001',
    '07700900002',
    '07700900003',
    '02079460999',
    '01134960999',
    '07700900009',
    '12345',
    '',
    'a,b',
  ]);
  const scrub = (...words: readonly string[]) =>
    firm.run('scrub', list, '--caller', 'Acme', ...words);
  return { firm, list, scrub };
}

describe('--compare-policy', () => {
  it('says how many records each rule moves, and writes nothing', async () => {
    const { firm, scrub } = await firmWithList();
    const said = await scrub('--dry-run', '--compare-policy', 'consent-only', '--json');
    const { reasons, comparison } = JSON.parse(said.stdout.toString()) as Compared;
    expect(comparison).toEqual({
      policy: 'consent-only',
      same: 6,
      moved: [
        {
          from: { reason: 'CLEAN', basis: '' },
          to: { reason: 'CONSENT_REQUIRED', basis: 'house rule: consent only' },
          records: 2,
        },
      ],
    });
    expect(reasons).toMatchObject({ CLEAN: 3, TPS: 1, CTPS: 1, OBJECTION: 1 });
    expect(existsSync(join(firm.folder, 'list.clean.csv'))).toBe(false);
  });

  it('compares the other way round, and tells of a register that is left out', async () => {
    const { scrub } = await firmWithList();
    const words = ['--policy', 'live-calls', '--compare-policy', 'live-calls-consumer'];
    const said = await scrub('--dry-run', ...words, '--json');
    const { comparison } = JSON.parse(said.stdout.toString()) as Compared;
    expect(comparison?.moved).toEqual([
      {
        from: { reason: 'CTPS', basis: REG_21_1_B },
        to: { reason: 'CLEAN', basis: '' },
        records: 1,
      },
    ]);
    const text = (await scrub('--dry-run', ...words)).stdout.toString();
    expect(text).toContain('live-calls-consumer in place of live-calls: 1 record');
    expect(text).toContain(`CTPS (${REG_21_1_B})  ->  CLEAN`);
  });

  it('needs --dry-run, and a policy that there is', async () => {
    const { scrub } = await firmWithList();
    const wet = await scrub('--compare-policy', 'consent-only');
    expect(wet.status).toBe(2);
    expect(wet.stderr).toContain('--compare-policy needs --dry-run');
    const unknown = await scrub('--dry-run', '--compare-policy', 'consent-onyl');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("did you mean 'consent-only'?");
  });

  it('leaves the run as it is decided: the same counts with and without', async () => {
    const { scrub } = await firmWithList();
    const plain = JSON.parse((await scrub('--dry-run', '--json')).stdout.toString()) as Compared;
    const said = await scrub('--dry-run', '--compare-policy', 'automated', '--json');
    const compared = JSON.parse(said.stdout.toString()) as Compared;
    expect(compared.reasons).toEqual(plain.reasons);
    expect(plain.comparison).toBeUndefined();
  });
});
