import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/config/config.js';
import { POLICIES } from '../../src/policy/policies.js';
import { policyHash, type Policy } from '../../src/policy/policy.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const folder = temporaryFolders();

async function read(content: string): Promise<readonly Policy[]> {
  const path = join(folder(), 'c.toml');
  writeFileSync(path, content);
  return (await readConfiguration(path)).policies;
}

const OURS = `
[policy."our calls"]
like = "live-calls-consumer"
title = "Calls from our own desk"
registers = ["tps", "ctps"]
grace = true
consent_maximum_days = 365
consent_void = ["consent-older-than-listing", "order-unknown"]

[[policy."our calls".rules]]
when = ["mobile"]
unless = ["consent"]
reason = "CONSENT_REQUIRED"
basis = "house rule: mobiles only with consent"

[[policy."our calls".rules]]
when = ["freephone", "read"]
reason = "NOT_DIALLABLE"
basis = "house rule: no freephone numbers"

[[policy."our calls".rules]]
when = ["listed:ctps"]
reason = "CTPS"
basis = "house rule: no listed business, consent or not"
`;

/** The same, with every key, fact and rule in another place. */
const TURNED = `
policy."our calls".rules = [
  { reason = "CTPS", basis = "house rule: no listed business, consent or not", when = ["listed:ctps"], unless = [] },
  { basis = "house rule: no freephone numbers", when = ["read", "freephone", "read"], reason = "NOT_DIALLABLE" },
  { unless = ["consent"], reason = "CONSENT_REQUIRED", when = ["mobile"], basis = "house rule: mobiles only with consent" },
]
policy."our calls".consent_void = ["order-unknown", "consent-older-than-listing"]
policy."our calls".registers = ["ctps", "tps", "ctps"]
policy."our calls".consent_maximum_days = 365
policy."our calls".grace = true
policy."our calls".title = "Calls from our own desk"
policy."our calls".like = "live-calls-consumer"
`;

describe('a policy of the configuration', () => {
  it('has the rules of the one it is like, its own, and what it asks of a consent', async () => {
    const [policy, ...others] = await read(OURS);
    expect(others).toEqual([]);
    const { rules, ...terms } = policy ?? POLICIES[0];
    expect(terms).toEqual({
      name: 'our calls',
      title: 'Calls from our own desk',
      purpose: 'live',
      requires: ['tps', 'ctps'],
      authorisation: '',
      consent_maximum_days: 365,
      consent_void: ['consent-older-than-listing', 'order-unknown'],
      grace: true,
    });
    expect(
      rules.map(
        ({ when, unless, reason }) =>
          `${reason}: ${[...when, ...unless.map((fact) => `-${fact}`)].join(' ')}`,
      ),
    ).toEqual([
      'MALFORMED_RECORD: malformed',
      'OBJECTION: objected',
      'TPS: listed:tps -consent -in-grace',
      'CTPS: listed:ctps -consent -in-grace',
      'CTPS: listed:ctps',
      'CONSENT_REQUIRED: mobile -consent',
      'NOT_DIALLABLE: not-diallable',
      'NOT_DIALLABLE: read freephone',
      'NOT_COVERED: not-covered:tps',
      'NOT_COVERED: not-covered:ctps',
      'NUMBER_INVALID: invalid',
      'NUMBER_AMBIGUOUS: ambiguous',
      'NOT_UK: not-uk',
      'NO_NUMBER: absent',
      'CONSENT: listed:tps consent',
      'CONSENT: listed:ctps consent',
    ]);
  });

  it('is the same, and has the same hash, in whatever order the file says it', async () => {
    const [ours, turned] = [await read(OURS), await read(TURNED)];
    expect(turned).toEqual(ours);
    expect(turned.map(policyHash)).toEqual(ours.map(policyHash));
  });

  it('has another hash with any other word', async () => {
    const words = ['365', 'own desk', 'mobiles only', '"mobile"', 'like = "live-calls-consumer"'];
    const others = ['366', 'own desks', 'mobile only', '"geographic"', 'like = "live-calls"'];
    const texts = [OURS, ...words.map((word, place) => OURS.replace(word, others[place] ?? ''))];
    const hashes = new Set<string>();
    for (const text of texts) (await read(text)).map(policyHash).forEach((h) => hashes.add(h));
    // What it is like makes no other rules here: both screen against both registers.
    expect(hashes.size).toBe(texts.length - 1);
  });

  it('is named after the one it is like, when it has no title', async () => {
    const policies = await read(
      '[policy.a]\nlike = "claims"\n[policy.b]\nlike = "pensions"\nconsent_maximum_days = 30\n',
    );
    expect(policies.map(({ name, title }) => `${name}: ${title}`)).toEqual([
      'a: Like claims',
      'b: Like pensions',
    ]);
    expect(policies[0]).toEqual({ ...POLICIES[4], name: 'a', title: 'Like claims' });
    expect(policies[1]).toMatchObject({ purpose: 'pensions', authorisation: 'pensions' });
  });

  it('may void only a consent that is older than the listing', async () => {
    const [policy] = await read(
      '[policy.a]\nlike = "live-calls"\ngrace = false\nconsent_void = ["consent-older-than-listing"]\n',
    );
    expect(policy).toMatchObject({ grace: false, consent_void: ['consent-older-than-listing'] });
  });
});
