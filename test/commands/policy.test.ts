import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FACTS } from '../../src/policy/facts.js';
import { POLICIES } from '../../src/policy/policies.js';
import { policyHash, type Policy } from '../../src/policy/policy.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { runInProcess } from './run-in-process.js';

const newFolder = temporaryFolders();
const policies: readonly Policy[] = POLICIES;

/** The policies of the configuration below. */
const OWN = ['strict', 'fresh', 'our pensions'];

const CONFIGURATION = `
[caller."Acme Ltd"]
legal_entity = "Acme Group Ltd"
brands = ["Acme Pensions"]
agents = ["Ringers"]
authorised = ["pensions"]

[caller."Acme Homes"]
legal_entity = "Acme Group Ltd"

[caller.Bolt]

[policy.strict]
like = "live-calls"
consent_void = ["order-unknown", "consent-older-than-listing"]
grace = true
[policy.fresh]
like = "live-calls"
consent_void = ["consent-older-than-listing"]

[policy."our pensions"]
like = "pensions"
consent_maximum_days = 365
[[policy."our pensions".rules]]
when = ["mobile"]
reason = "NOT_DIALLABLE"
basis = "house rule: no mobiles"
`;

async function run(...words: string[]) {
  const folder = newFolder();
  const config = join(folder, 'c.toml');
  writeFileSync(config, CONFIGURATION);
  writeFileSync(join(folder, 'list.csv'), 'name,phone\nAnn,07700 900123\n');
  const database = join(folder, 'scrub.db');
  const now = '2026-11-21T09:00:00Z';
  const said = await runInProcess(['--config', config, ...words], { folder, database, now });
  return { ...said, stdout: said.stdout.toString(), files: readdirSync(folder).sort(), folder };
}

describe('policy', () => {
  it('lists all policies, built-in and own, with the beginning of the hash', async () => {
    const { status, stdout, files } = await run('policy');
    expect(status).toBe(0);
    expect(files).toEqual(['c.toml', 'list.csv']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/\s{2,}/)[0])).toEqual([
      ...policies.map(({ name }) => name),
      ...OWN,
    ]);
    policies.forEach((policy, place) => {
      expect(lines[place]).toContain(` ${policyHash(policy).slice(0, 12)}  ${policy.title}`);
    });
    expect(lines.filter((line) => line.endsWith('(default)'))).toEqual([lines[0]]);
    expect(lines.filter((line) => line.endsWith('(of the configuration)'))).toEqual(
      lines.slice(-OWN.length),
    );
  });

  it('lists them in JSON', async () => {
    const { status, stdout } = await run('policy', '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as { policies: Readonly<Record<string, unknown>>[] };
    expect(answer).toMatchObject({ ok: true, vocabulary: 1 });
    expect(answer.policies).toHaveLength(policies.length + OWN.length);
    expect(answer.policies[1]).toEqual({
      name: 'live-calls-consumer',
      title: 'Live marketing calls to consumers, not screened against CTPS',
      purpose: 'live',
      registers: ['tps'],
      built_in: true,
      default: false,
      policy_sha256: policyHash(POLICIES[1]),
    });
    expect(answer.policies.at(-1)).toMatchObject({ name: 'our pensions', built_in: false });
  });

  it.each([...policies.map(({ name }) => name), ...OWN])(
    'gives %s in JSON with the hash of its text',
    async (name) => {
      const { status, stdout } = await run('policy', name, '--json');
      expect(status).toBe(0);
      const answer = JSON.parse(stdout) as { policy: Policy; policy_sha256: string };
      expect(answer).toMatchObject({
        ok: true,
        vocabulary: 1,
        policy: { name },
        built_in: !OWN.includes(name),
        default: name === 'live-calls',
      });
      const text = JSON.stringify(answer.policy);
      expect(answer.policy_sha256).toBe(createHash('sha256').update(text).digest('hex'));
    },
  );

  it.each(policies)('says every rule of $name, numbered, with basis and reason', async (policy) => {
    const { status, stdout } = await run('policy', policy.name);
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const words = stdout.replace(/\s+/g, ' ');
    const numbered = [...stdout.matchAll(/^ ?(\d+)\. (A (?:number|record) [^]*?)\n\n/gm)];
    expect(numbered.map(([, place]) => Number(place))).toEqual(
      policy.rules.map((_, place) => place + 1),
    );
    policy.rules.forEach(({ when, unless, reason, basis }, place) => {
      const text = numbered[place]?.[2]?.replace(/\s+/g, ' ') ?? '';
      for (const fact of [...when, ...unless]) {
        expect(text).toContain(FACTS.find(({ name }) => name === fact)?.means);
      }
      expect(text.includes(', unless ')).toBe(unless.length > 0);
      expect(text).toContain(`Reason: ${reason} (`);
      expect(text.endsWith(`Basis: ${basis}.`)).toBe(true);
    });
    expect(words).toContain(`SHA-256 ${policyHash(policy)}`);
    expect(words.includes('Numbers are not screened against CTPS.')).toBe(
      policy.name === 'live-calls-consumer',
    );
    expect(words.includes('as authorised for calls about pensions')).toBe(
      policy.name === 'pensions',
    );
  });

  it.each([
    ['live-calls', 'There is no limit of age.'],
    ['our pensions', 'no more than 365 days before the last day of the calls.'],
    [
      'live-calls',
      'is usable, and is flagged; so is one for which the order of the two cannot be told.',
    ],
    ['fresh', 'is not usable; one for which the order of the two cannot be told is usable, and'],
    ['strict', 'is not usable; nor is one for which the order of the two cannot be told.'],
    ['strict', 'A number may be called while the number has been listed for less than 28 days'],
    ['strict', 'or the number will have been listed for less than 28 days on every day'],
    ['fresh', 'None: a listed number is held back from the first day.'],
    ['automated', 'None: no number is cleared without a usable consent.'],
    ['automated', 'for the number and for recorded (automated) marketing calls;'],
    ['live-calls', 'The reason is CONSENT where rule 12 or 13 applies, and CLEAN otherwise.'],
    ['live-calls-consumer', 'The reason is CONSENT where rule 10 applies, and CLEAN otherwise.'],
    ['live-calls', 'When no caller is named, every objection binds and no consent counts.'],
    ['strict', '(a policy of the configuration)'],
  ])('%s says: %s', async (name, words) => {
    expect((await run('policy', name)).stdout.replace(/\s+/g, ' ')).toContain(words);
  });

  it('ends with 2 and the nearest for a name that is not known', async () => {
    expect(await run('policy', 'live-call')).toMatchObject({
      status: 2,
      stdout: '',
      stderr:
        "tps-scrub: error: there is no policy 'live-call'\ntps-scrub: hint: did you mean 'live-calls'?\n",
    });
    expect(await run('policy', 'our pension', '--json')).toMatchObject({ status: 2, stderr: '' });
  });

  it('says nothing under --quiet', async () => {
    expect(await run('policy', 'live-calls', '--quiet')).toMatchObject({ status: 0, stdout: '' });
  });
});

describe.each(['pensions', 'our pensions'])('calls under %s', (policy) => {
  const commands = [
    ['check', '07700900123'],
    ['scrub', 'list.csv'],
  ];

  it.each(commands)('are not cleared by %s without a caller', async (...words) => {
    const before = await run(...words, '--policy', policy);
    expect(before).toMatchObject({ status: 4, stdout: '', files: ['c.toml', 'list.csv'] });
    expect(before.stderr).toContain('authorised callers only, and no caller was named');
    expect(before.stderr).toContain('hint: name the caller with --caller');
  });

  it.each(commands)(
    'are not cleared by %s for a caller that is not authorised',
    async (...words) => {
      for (const caller of ['Bolt', 'Acme Homes', 'Ringers']) {
        const { status, stdout, stderr, files } = await run(
          ...[...words, '--policy', policy, '--caller', caller],
        );
        expect([status, stdout, files]).toEqual([4, '', ['c.toml', 'list.csv']]);
        expect(stderr).toContain(`and '${caller}' is not declared as one`);
        expect(stderr).toContain('must say authorised = ["pensions"]');
      }
    },
  );

  it.each(commands)(
    'are asked of %s for an authorised caller, by any of its names',
    async (...words) => {
      for (const caller of ['acme ltd', 'Acme Pensions', 'ACME GROUP LTD']) {
        const path = words[0] === 'scrub' ? join(newFolder(), 'none.csv') : (words[1] ?? '');
        const { stdout, stderr } = await run(
          ...[words[0] ?? '', path, '--policy', policy, '--caller', caller],
        );
        expect(stdout + stderr).not.toContain('authorised');
        expect(stdout + stderr).toContain(words[0] === 'scrub' ? 'tps' : 'CONSENT_REQUIRED');
      }
    },
  );

  it('are asked for a caller that there is', async () => {
    const words = ['check', '07700900123', '--policy', policy, '--caller', 'Acme Hmes'];
    const { status, stderr } = await run(...words);
    expect(status).toBe(2);
    expect(stderr).toContain("did you mean 'Acme Homes'?");
  });

  it('are answered in JSON', async () => {
    const { status, stdout, stderr } = await run(
      'check',
      '07700900123',
      '--policy',
      policy,
      '--json',
    );
    expect([status, stderr]).toEqual([4, '']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'not-safe', where: '--caller' });
  });
});
