import type { TypedParty } from '../config/party-key.js';
import type { Day } from '../core/day.js';
import { guardRefused } from '../core/errors.js';
import { anyCall } from '../policy/standing.js';
import { batchName } from '../store/own-batches.js';
import type { OwnParties } from '../store/own-parties.js';

/**
 * Refuses to hold parties by two keys: no configuration could match them all, and no list be screened
 * for any. What was withdrawn, or has ended, is in nobody's way.
 *
 * @throws ScreeningError guard-refused
 */
export function refuseOtherKey(parties: OwnParties, { keyId }: TypedParty, today: Day): void {
  const others = parties.standing(anyCall(today)).filter((held) => held.keyId !== keyId);
  const [first] = others;
  const [objection] = first?.events ?? [];
  if (first === undefined || objection === undefined) return;
  throw guardRefused({
    summary: `${String(others.length)} ${others.length === 1 ? 'party is' : 'parties are'} held by another key; nothing was recorded`,
    why: `${batchName(objection.batch)} was recorded with key ${first.keyId}, the configuration has key ${keyId}`,
    fix: 'give the configuration the key of before; to change it, withdraw what is held by that one first',
    where: '--party',
  });
}
