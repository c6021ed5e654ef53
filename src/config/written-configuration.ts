import { DOCUMENTED_KEYS, type DocumentedKey } from './documented-keys.js';

/** What a person answered; empty where nothing is to be said. */
export interface Answers {
  readonly database: string;
  readonly journal: string;
  readonly legalEntity: string;
  readonly brands: readonly string[];
  /** How long runs remember their lists: `6y`. */
  readonly retention: string;
}

const HEAD = `# The configuration of tps-scrub, in TOML: one setting a line, a section in brackets.
# A line that begins with # has no effect: take the # away before a setting to make it
# count, and that before its section. A setting that is not known is an error, with its line.
# tps-scrub config show --all: what is in use, and where it comes from.
`;

/** A section that was answered, and its lines that count. */
type Said = ReadonlyMap<string, readonly string[]>;

/**
 * A configuration with what was answered, and every other key as a comment with an example.
 *
 * @param answers undefined to have nothing but comments
 */
export function writtenConfiguration(answers: Answers | undefined): string {
  const said = answers === undefined ? new Map<string, readonly string[]>() : saidIn(answers);
  const sections = [...new Set(DOCUMENTED_KEYS.map(({ section }) => section))];
  return [
    HEAD,
    ...sections.map((section) => sectionText(section, said)),
    '# [source.NAME], [calls.NAME], [policy.NAME]: see docs/configuration.md\n',
  ].join('\n');
}

function saidIn(answers: Answers): Said {
  const { database, journal, legalEntity, brands, retention } = answers;
  const line = (key: string, value: string): string[] =>
    value === '' ? [] : [`${key} = ${JSON.stringify(value)}`];
  const brandsLine =
    brands.length === 0
      ? []
      : [`brands = [${brands.map((one) => JSON.stringify(one)).join(', ')}]`];
  return new Map([
    ['', [...line('database', database), ...line('journal', journal)]],
    ['retention', line('runs', retention)],
    [
      'caller',
      legalEntity === '' ? [] : [`[caller.${JSON.stringify(legalEntity)}]`, ...brandsLine],
    ],
  ]);
}

function sectionText(section: string, said: Said): string {
  const rows = DOCUMENTED_KEYS.filter((row) => row.section === section);
  if (section.startsWith('caller.')) return callerText(section, rows, said.get('caller') ?? []);
  const lines = said.get(section) ?? [];
  const isSaid = lines.length > 0;
  const heading = section === '' ? [] : [isSaid ? `[${section}]` : `#[${section}]`];
  const keys = rows.flatMap((row) => {
    const own = lines.find((line) => line.startsWith(`${row.key} = `));
    return [`# ${saysOf(row)}`, own ?? commented(row)];
  });
  return [...heading, ...keys, ''].join('\n');
}

/** The caller that was named, and then the keys of another one. */
function callerText(
  section: string,
  rows: readonly DocumentedKey[],
  said: readonly string[],
): string {
  const named = said.length === 0 ? [] : ['# for whom calls are made: --caller', ...said, ''];
  const keys = rows.flatMap((row) => [`# ${saysOf(row)}`, commented(row)]);
  return [...named, `#[${section}]`, ...keys, ''].join('\n');
}

function saysOf({ says, standard }: DocumentedKey): string {
  return standard === '' || standard.startsWith('(') ? says : `${says} (default ${standard})`;
}

function commented({ key, example }: DocumentedKey): string {
  return `#${key} = ${example}`;
}
