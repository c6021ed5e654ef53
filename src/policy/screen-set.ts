import { wrongUse } from '../core/errors.js';
import type { RegisterName } from '../registers/registers.js';
import { LISTED_REASONS, POLICIES } from './policies.js';
import { asksConsentOfAll, type Policy } from './policy.js';
import { reasonBit } from './reasons.js';

/** What a rule of a firm's own may give: it knows a listing then (own-policy.ts). */
const LISTED = new Set<string>(Object.values(LISTED_REASONS));

/** Reasons that every policy gives by how a number is written, or what kind of line it is. */
const BUILT_IN = new Set(
  POLICIES.flatMap(({ rules }) => rules.map((rule) => JSON.stringify(rule))),
);

/**
 * Refuses a policy that no set of numbers can say: one that asks something of numbers on no list, whose
 * number is without end. What an engine joins against must hold back all that a scrub would.
 *
 * @throws ScreeningError wrong-use
 */
export function requireSayable(policy: Policy): void {
  const unsayable = policy.rules.find(
    (rule) =>
      rule.reason === 'CONSENT_REQUIRED' ||
      (!LISTED.has(rule.reason) && !BUILT_IN.has(JSON.stringify(rule))),
  );
  if (unsayable === undefined && !asksConsentOfAll(policy)) return;
  throw wrongUse({
    summary: `the policy ${policy.name} cannot be said by a set of numbers`,
    why: `it holds back numbers that stand on no list (${unsayable?.reason ?? 'CONSENT_REQUIRED'}), and a set names those on lists: what is not in it would be taken for clear`,
    fix: 'scrub the list itself under this policy, or name another: live-calls',
    where: '--policy',
  });
}

/** The bits of the reasons that a set tells: objections, and the registers that may be told of. */
export function toldBits(registers: readonly RegisterName[]): number {
  return registers.reduce(
    (bits, name) => bits | reasonBit(LISTED_REASONS[name]),
    reasonBit('OBJECTION'),
  );
}
