import type { Explanation, ScreeningError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { ConfigurationFile } from './configuration-file.js';
import { dottedKey } from './names.js';
import { SECTIONS, type ShapeIssue } from './shape.js';

type Path = readonly PropertyKey[];

/** The error for what is wrong first in the file, by line. */
export function explainShape(
  file: ConfigurationFile,
  issues: readonly ShapeIssue[],
): ScreeningError {
  const faults = issues.flatMap((issue): { path: Path; explanation: Explanation }[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key],
          explanation: unknownKey(issue.path, key, valueAt(file.table, [...issue.path, key])),
        }))
      : [{ path: issue.path, explanation: wrongValue(issue, file.table) }],
  );
  faults.sort((a, b) => file.lineOf(a.path) - file.lineOf(b.path));
  const [first] = faults;
  if (first === undefined) throw new Error('a shape was refused without an issue');
  return file.refusal(first.path, first.explanation);
}

function unknownKey(section: Path, key: string, value: unknown): Explanation {
  // A table is a mistyped section: a setting of that name elsewhere is something else.
  const isTable = typeof value === 'object' && !Array.isArray(value);
  return {
    summary: `there is no setting '${dottedKey([...section, key])}'`,
    fix: (isTable ? undefined : whereItStands(key)) ?? nearestIn(section, key),
  };
}

/** A right key in a wrong section: in TOML, all that follows a section's name is in it. */
function whereItStands(key: string): string | undefined {
  const sections = SECTIONS.filter(({ path, keys }) => path.length !== 1 && keys.includes(key));
  if (sections.length === 0) return undefined;
  const places = sections.map(({ path }) =>
    path.length === 0 ? 'at the top, before the first section' : `in ${sectionText(path)}`,
  );
  return `'${key}' stands ${places.join(' or ')}`;
}

/** A section as TOML writes it; an array of tables has two brackets. */
function sectionText(path: readonly string[]): string {
  const text = `[${path.filter((part) => part !== 'PLACE').join('.')}]`;
  return path.at(-1) === 'PLACE' ? `[${text}]` : text;
}

function nearestIn(section: Path, key: string): string {
  const known = SECTIONS.find(
    ({ path }) =>
      path.length === section.length &&
      path.every((part, index) => ['NAME', 'PLACE', section[index]].includes(part)),
  );
  const near = nearest(key, known?.keys ?? []);
  return near ? `did you mean '${near}'?` : `there may be: ${known?.keys.join(', ') ?? 'nothing'}`;
}

function wrongValue(issue: ShapeIssue, table: unknown): Explanation {
  const key = dottedKey(issue.path);
  const manual = 'see docs/configuration.md';
  if (issue.code === 'invalid_key') {
    const why = issue.issues[0]?.message ?? issue.message;
    return { summary: `'${key}' is not a name`, why, fix: manual };
  }
  const summary = `'${key}' has a value that is not allowed`;
  const value = valueAt(table, issue.path);
  if (value === undefined) {
    const why = issue.code === 'invalid_value' ? `one of: ${issue.values.join(', ')}` : '';
    return { summary: `'${key}' is missing`, why, fix: manual };
  }
  if (issue.code !== 'invalid_value' || typeof value !== 'string') {
    return { summary, why: issue.message, fix: manual };
  }
  const allowed = issue.values.map(String);
  const near = nearest(value, allowed);
  return {
    summary,
    why: `'${value}' is none of: ${allowed.join(', ')}`,
    fix: near ? `did you mean '${near}'?` : manual,
  };
}

function valueAt(table: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    table,
  );
}
