import { ConfigurationFile } from './configuration-file.js';
import type { Configuration } from './config.js';
import { DOCUMENTED_KEYS } from './documented-keys.js';
import { dottedKey } from './names.js';

/** Where a value comes from. */
export const ORIGINS = ['option', 'environment', 'configuration', 'default'] as const;

/** A row of {@link ORIGINS}. */
export type Origin = (typeof ORIGINS)[number];

/** A value in use. */
export interface ValueInUse {
  readonly key: string;
  /** As JSON writes it, but `(set)` of a secret and `(none)` and the like of what nobody said. */
  readonly value: string;
  readonly origin: Origin;
  /** The option, the variable, or file and line; empty of a default. */
  readonly place: string;
}

/** What stands for a secret: that it is there. */
const SET = '(set)';

/**
 * What the configuration file says, key by key in its order, with the line of each; secrets as `(set)`.
 *
 * @param path empty where there is no file
 */
export function valuesOfFile(
  { content, leftOut }: Pick<Configuration, 'content' | 'leftOut'>,
  path: string,
): ValueInUse[] {
  if (path === '') return [];
  const file = new ConfigurationFile(path);
  const row = (key: readonly PropertyKey[], value: string): ValueInUse => {
    const place = `${path}:${String(file.lineOf(key))}`;
    return { key: dottedKey(key), value, origin: 'configuration', place };
  };
  return [
    ...leavesOf([], content).map(({ key, value }) => row(key, JSON.stringify(value))),
    ...leftOut.map((name) => row([name], SET)),
  ];
}

/** What holds of the keys that nobody said anything of. @param said dotted keys */
export function defaultValues(said: ReadonlySet<string>): ValueInUse[] {
  return DOCUMENTED_KEYS.flatMap(({ section, key, standard }): ValueInUse[] => {
    const dotted = section === '' ? key : `${section}.${key}`;
    if (standard === '' || said.has(dotted)) return [];
    return [{ key: dotted, value: standard, origin: 'default', place: '' }];
  });
}

/** A secret that is not in the configuration. */
export function secretValue(key: string, origin: Origin, place: string): ValueInUse {
  return { key, value: SET, origin, place };
}

interface Leaf {
  readonly key: readonly string[];
  readonly value: unknown;
}

/** Every value that is no table; an empty table is one, since it declares a name. */
function leavesOf(key: readonly string[], value: unknown): Leaf[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ key, value }];
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  if (entries.length === 0 && key.length > 0) return [{ key, value }];
  return entries.flatMap(([name, inner]) => leavesOf([...key, name], inner));
}
