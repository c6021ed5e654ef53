import { wrongUse } from '../core/errors.js';
import { foldName } from '../core/fold-name.js';
import { declaredName, dottedKey } from './names.js';
import type { CallerNames } from './settings.js';

/**
 * Who is bound by what was told to whom.
 *
 * PECR 2003 reg 21(1)(a) forbids a call to a line whose subscriber "has previously notified the
 * caller" not to, and reg 21(1) addresses whoever makes such calls or instigates them. The caller
 * is a person in law, whatever brand is named on the call, and an agent that calls on someone's
 * instigation hears objections for that someone. So each legal entity has one group: its callers,
 * their brands, its own name, and their agents; an agent that is itself declared counts with its
 * whole legal entity, since that is the same person. An objection told to T binds a call for Q
 * when some group holds both.
 *
 * Groups are not joined through a common agent: what was told to a call centre binds every firm
 * that it calls for, what was told to one of those firms does not bind the others. Nor do the
 * agents of an agent belong to the principal: who calls for it through another is to be declared
 * as its agent too. Names are compared as {@link foldName} has them.
 */
export class CallerBook {
  /** Every declared name once: callers, each with legal entity, brands and agents, in order. */
  readonly names: readonly string[];
  /** By folded name, here and below. */
  readonly #spellings = new Map<string, string>();
  readonly #boundBy = new Map<string, Set<string>>();

  /** @param callers as the configuration has them: no name with two meanings */
  constructor(callers: ReadonlyMap<string, CallerNames>) {
    const declared = [...callers].map(([name, { legalEntity, brands, agents }]) => ({
      entity: foldName(legalEntity),
      own: [name, legalEntity, ...brands],
      agents,
    }));
    for (const name of callers.keys()) this.#spell(name);
    for (const { own } of declared) own.forEach((name) => this.#spell(name));
    for (const { agents } of declared) agents.forEach((name) => this.#spell(name));
    const listed = declared.flatMap(({ own, agents }) => [...own, ...agents]);
    this.names = [...new Set(listed.map((name) => this.#spelled(foldName(name))))];

    const persons = new Map<string, Set<string>>();
    const entityOf = new Map<string, string>();
    for (const { entity, own } of declared) {
      for (const name of own.map(foldName)) {
        entityOf.set(name, entity);
        persons.set(entity, (persons.get(entity) ?? new Set()).add(name));
      }
    }
    const groups = new Map([...persons].map(([entity, names]) => [entity, new Set(names)]));
    for (const { entity, agents } of declared) {
      for (const agent of agents.map(foldName)) {
        const person = persons.get(entityOf.get(agent) ?? '') ?? [agent];
        for (const name of person) groups.get(entity)?.add(name);
      }
    }
    for (const group of groups.values()) this.#bind(group);
  }

  /**
   * The declared spelling of the name of a caller, legal entity, brand or agent.
   *
   * @param where the option, or file and line, that named it
   * @throws ScreeningError wrong-use with the nearest
   */
  named(name: string, where: string): string {
    if (this.names.length > 0) return declaredName(['caller', 'callers'], this.names, name, where);
    throw wrongUse({
      summary: `there is no caller '${name}'`,
      why: 'the configuration declares no callers',
      fix:
        `add [${dottedKey(['caller', name.trim()])}] to the configuration: ` +
        'tps-scrub config show names its file, tps-scrub init makes one',
      where,
    });
  }

  /**
   * Every declared name such that an objection told to it binds calls made for the caller, itself
   * included, in code unit order.
   *
   * @throws ScreeningError wrong-use when the caller is not declared
   */
  boundBy(caller: string): readonly string[] {
    const bound = this.#boundBy.get(foldName(this.named(caller, '--caller'))) ?? [];
    return [...bound].map((name) => this.#spelled(name)).sort();
  }

  /**
   * Whether an objection binds calls made for a caller. What was told to everyone (empty) binds
   * every caller, and a call for nobody in particular (empty) is bound by every objection. A name
   * that is not declared, or no longer, binds and is bound by all: a caller that was renamed in
   * the configuration must not free who objected.
   */
  binds(told: string, caller: string): boolean {
    const heard = foldName(told);
    const asked = foldName(caller);
    const bound = this.#boundBy.get(asked);
    return bound === undefined || !this.#boundBy.has(heard) || bound.has(heard);
  }

  #spell(name: string): void {
    const folded = foldName(name);
    if (!this.#spellings.has(folded)) this.#spellings.set(folded, name);
  }

  #spelled(folded: string): string {
    return this.#spellings.get(folded) ?? folded;
  }

  #bind(group: ReadonlySet<string>): void {
    for (const name of group) {
      const bound = this.#boundBy.get(name) ?? new Set();
      for (const other of group) bound.add(other);
      this.#boundBy.set(name, bound);
    }
  }
}
