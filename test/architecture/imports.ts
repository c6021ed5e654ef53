import { cruise } from 'dependency-cruiser';
import { LAYERS, PACKAGE_OWNERS, type Room } from './layers.js';

/** What a cruise over a folder laid out like src/ came back with. */
export interface Cruise {
  /** Paths of the folder's own files, sorted. */
  readonly modules: readonly string[];
  /** `rule: from -> to`, paths inside the folder, sorted; empty when all rules hold. */
  readonly violations: readonly string[];
}

interface Rule {
  readonly name: string;
  readonly severity: 'error';
  readonly from: { readonly path: string; readonly pathNot?: string };
  readonly to: {
    readonly path?: string;
    readonly circular?: boolean;
    readonly couldNotResolve?: boolean;
  };
}

/**
 * Cruises a folder with the rules of layers.ts. Type-only imports count: a type from the left is
 * as much knowledge of the left as a function.
 *
 * @param root the folder, from the repository's root, without a slash at the end
 */
export async function cruiseRooms(root: string): Promise<Cruise> {
  const { output } = await cruise(
    [root],
    {
      validate: true,
      ruleSet: { forbidden: rules(root) },
      tsPreCompilationDeps: true,
      doNotFollow: 'node_modules',
    },
    // Without these, `csv-parse/sync` and other subpaths resolve to nothing.
    { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  );
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered in text: ${output}`);
  const inside = (path: string) =>
    path.startsWith(`${root}/`)
      ? path.slice(root.length + 1)
      : path.replace(/^.*node_modules\//, '');
  return {
    modules: output.modules
      .map((module) => module.source)
      .filter((source) => source.startsWith(`${root}/`))
      .map(inside)
      .sort(),
    violations: output.summary.violations
      .map(({ rule, from, to }) => `${rule.name}: ${inside(from)} -> ${inside(to)}`)
      .sort(),
  };
}

/** Files (paths inside the folder) that stand in no room of the table. */
export function outsideRooms(modules: readonly string[]): string[] {
  const anyRoom = new RegExp(anyOf('', LAYERS.flat()));
  return modules.filter((path) => !anyRoom.test(path));
}

function rules(root: string): Rule[] {
  const everywhere = { path: `^${root}/` };
  const rightward = LAYERS.flatMap((bracket, position) =>
    bracket.map((room): Rule => {
      const allowed: readonly Room[] = [room, ...LAYERS.slice(position + 1).flat()];
      const refused = LAYERS.flat().filter((other) => !allowed.includes(other));
      return {
        name: `${room} imports itself and rightward`,
        severity: 'error',
        from: { path: anyOf(`${root}/`, [room]) },
        // The first room, alone in its bracket, may import everything.
        to: { path: refused.length === 0 ? '(?!)' : anyOf(`${root}/`, refused) },
      };
    }),
  );
  const owners = Object.entries(PACKAGE_OWNERS).map(([name, rooms]): Rule => ({
    name: `${name} has an owner`,
    severity: 'error',
    from: { ...everywhere, pathNot: anyOf(`${root}/`, rooms) },
    // As resolved, or as written where it did not resolve.
    to: { path: `(^|node_modules/|@types/)${name}(/|$)` },
  }));
  return [
    ...rightward,
    ...owners,
    { name: 'no cycle', severity: 'error', from: everywhere, to: { circular: true } },
    // An import that resolves to nothing would pass every rule above unseen.
    { name: 'resolvable', severity: 'error', from: everywhere, to: { couldNotResolve: true } },
  ];
}

function anyOf(prefix: string, rooms: readonly Room[]): string {
  const paths = rooms.map((room) => (room === 'cli' ? 'cli\\.ts$' : `${room}/`));
  return `^${prefix}(${paths.join('|')})`;
}
