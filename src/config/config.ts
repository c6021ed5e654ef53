import { readFileSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';

/** What the configuration says of a register. */
export interface RegisterSettings {
  /** An import with fewer numbers asks; 0 when not set. */
  readonly minimumNumbers: number;
}

/** The configuration, checked; undefined and 0 where it says nothing. */
export interface Configuration {
  readonly database: string | undefined;
  readonly operator: string | undefined;
  readonly registers: Readonly<Record<RegisterName, RegisterSettings>>;
}

/** What holds without a configuration file. */
export const NO_CONFIGURATION: Configuration = {
  database: undefined,
  operator: undefined,
  registers: { tps: { minimumNumbers: 0 }, ctps: { minimumNumbers: 0 } },
};

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

/**
 * Reads the configuration: one TOML file. An unknown section or key is an error, never passed
 * over: a mistyped guard would otherwise guard nothing. TOML and zod load only when there is a
 * file, since they cost more than the rest of the start.
 *
 * @throws ScreeningError wrong-use with file, line and key
 */
export async function readConfiguration(path: string): Promise<Configuration> {
  const text = readText(path);
  const [{ parse, TomlError }, { z }] = await Promise.all([import('smol-toml'), import('zod')]);
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw wrongUse({
      summary: `${path}, line ${String(error.line)}, column ${String(error.column)}: this is not TOML`,
      why: error.message.split('\n')[0] ?? '',
      fix: 'mend that line',
      where: `${path}:${String(error.line)}`,
    });
  }
  const register = z.strictObject({ minimum_numbers: z.int().min(0).optional() });
  const shape = z.strictObject({
    database: z.string().min(1).optional(),
    operator: z.string().min(1).optional(),
    register: z.strictObject({ tps: register.optional(), ctps: register.optional() }).optional(),
  });
  const checked = shape.safeParse(raw);
  if (!checked.success) throw explain(path, text, checked.error.issues);
  const { database, operator, register: registers } = checked.data;
  const settings = (name: RegisterName): RegisterSettings => ({
    minimumNumbers: registers?.[name]?.minimum_numbers ?? 0,
  });
  return { database, operator, registers: { tps: settings('tps'), ctps: settings('ctps') } };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw wrongUse({
      summary: `the configuration ${path} cannot be read`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'check --config',
      where: path,
    });
  }
}

/** Every key that may stand in the file, for the nearest one. */
const KEYS = ['database', 'operator', 'register', 'minimum_numbers', ...REGISTER_NAMES];

function explain(path: string, text: string, issues: readonly Issue[]): Error {
  const [issue] = issues;
  const key = issue?.keys?.[0] ?? String(issue?.path.at(-1) ?? '');
  const whole = [...(issue?.path ?? []), ...(issue?.keys ? [key] : [])].map(String).join('.');
  const line = lineOf(text, key);
  const near = issue?.keys ? nearest(key, KEYS) : undefined;
  return wrongUse({
    summary: issue?.keys
      ? `${path}, line ${String(line)}: there is no setting '${whole}'`
      : `${path}, line ${String(line)}: '${whole}' has a value that is not allowed`,
    ...(issue && !issue.keys ? { why: issue.message } : {}),
    fix: near ? `did you mean '${near}'?` : 'see the README, "Configuration"',
    where: `${path}:${String(line)}`,
  });
}

/** The line on which a key stands, as a key or in a section's name; 1 when it is not found. */
function lineOf(text: string, key: string): number {
  const lines = text.split('\n');
  const index = lines.findIndex(
    (line) => line.split('=')[0]?.trim() === key || (/^\s*\[/.test(line) && line.includes(key)),
  );
  return index < 0 ? 1 : index + 1;
}
