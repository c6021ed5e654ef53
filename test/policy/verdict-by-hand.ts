import type { Fact } from '../../src/policy/facts.js';
import type { Policy } from '../../src/policy/policy.js';

/** The order in which reasons decide (cli.md section 3), written down apart from the table. */
export const ORDER = [
  'MALFORMED_RECORD',
  'OBJECTION',
  'TPS',
  'CTPS',
  'CONSENT_REQUIRED',
  'NOT_DIALLABLE',
  'DUPLICATE',
  'NOT_COVERED',
  'NUMBER_INVALID',
  'NUMBER_AMBIGUOUS',
  'NOT_UK',
  'NO_NUMBER',
  'NO_DATA',
  'CONSENT',
] as const;

/**
 * The reasons that a built-in policy must give (cli.md sections 3 and 6; PECR 2003 regs 19, 21, 21A
 * and 21B), worked out from its name alone: the rows of the policy are not asked. In deciding order.
 */
export function builtInByHand(policy: string, facts: readonly Fact[]): string[] {
  const has = (fact: Fact) => facts.includes(fact);
  const business = policy !== 'live-calls-consumer';
  const consentOnly = ['consent-only', 'automated', 'claims', 'pensions'].includes(policy);
  const onRegister = has('listed:tps') || (business && has('listed:ctps'));
  const reasons: string[] = [];
  if (has('malformed')) reasons.push('MALFORMED_RECORD');
  if (has('objected')) reasons.push('OBJECTION');
  if (has('listed:tps') && !has('consent')) reasons.push('TPS');
  if (business && has('listed:ctps') && !has('consent')) reasons.push('CTPS');
  if (consentOnly && has('read') && !has('consent')) reasons.push('CONSENT_REQUIRED');
  if (has('not-diallable')) reasons.push('NOT_DIALLABLE');
  if (has('not-covered:tps') || (business && has('not-covered:ctps'))) reasons.push('NOT_COVERED');
  if (has('invalid')) reasons.push('NUMBER_INVALID');
  if (has('ambiguous')) reasons.push('NUMBER_AMBIGUOUS');
  if (has('not-uk')) reasons.push('NOT_UK');
  if (has('absent')) reasons.push('NO_NUMBER');
  const screened = has('screened:tps') && (!business || has('screened:ctps'));
  if (reasons.length === 0 && !(has('read') && screened)) reasons.push('NO_DATA');
  if (onRegister && has('consent')) reasons.push('CONSENT');
  return reasons;
}

/** The reasons that any policy must give, worked out from its rows without a bit. */
export function byRows(policy: Policy, facts: readonly Fact[]): string[] {
  const held = policy.rules
    .filter(
      ({ when, unless }) =>
        when.every((fact) => facts.includes(fact)) && !unless.some((fact) => facts.includes(fact)),
    )
    .map(({ reason }): string => reason);
  const earned =
    facts.includes('read') &&
    policy.requires.every((register) => facts.includes(`screened:${register}`));
  const holdsBack = held.some((reason) => reason !== 'CONSENT');
  const all = !holdsBack && !earned ? [...held, 'NO_DATA'] : held;
  return ORDER.filter((reason) => all.includes(reason));
}
