import { wrongUse } from '../core/errors.js';
import { foldName } from '../core/fold-name.js';
import { unknownName } from '../core/nearest.js';
import type { CallerNames } from './settings.js';

/** A firm that calls for others, and for whom. */
export interface Agent {
  /** In its declared spelling. */
  readonly name: string;
  /** The callers that declare it, in the order of the configuration. */
  readonly principals: readonly string[];
}

/**
 * The agent of a name, as callers of the configuration declare it.
 *
 * @param where the option that named it
 * @throws ScreeningError wrong-use for a name that no caller declares as its agent, with the nearest
 */
export function agentNamed(
  callers: ReadonlyMap<string, CallerNames>,
  name: string,
  where: string,
): Agent {
  const declared = declaredAgents(callers);
  const found = declared.find((agent) => foldName(agent) === foldName(name));
  if (found !== undefined) {
    const isOf = ({ agents }: CallerNames) =>
      agents.some((agent) => foldName(agent) === foldName(found));
    const principals = [...callers].filter(([, caller]) => isOf(caller)).map(([caller]) => caller);
    return { name: found, principals };
  }
  if (declared.length > 0) {
    throw unknownName(['agent', 'agents'], name, declared, where);
  }
  throw wrongUse({
    summary: `there is no agent '${name}'`,
    why: 'no caller of the configuration declares one',
    fix: 'declare it there: [caller.NAME] agents = ["…"]',
    where,
  });
}

/** Every agent that a caller declares, in one spelling, in the order of the configuration. */
export function declaredAgents(callers: ReadonlyMap<string, CallerNames>): readonly string[] {
  const all = [...callers.values()].flatMap(({ agents }) => agents);
  return all.filter(
    (agent, at) => all.findIndex((other) => foldName(other) === foldName(agent)) === at,
  );
}
