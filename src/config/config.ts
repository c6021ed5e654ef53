import { REQUESTED_CALL_DAYS } from '../policy/consents.js';
import type { Policy } from '../policy/policy.js';
import type { RegisterName } from '../registers/registers.js';
import type { PartyKeySetting } from './party-key.js';
import type { Declarations } from './settings.js';

/** What the configuration says of a register. */
export interface RegisterSettings {
  /** An import with fewer numbers asks; 0 when not set. */
  readonly minimumNumbers: number;
}

/** The configuration, checked; undefined, 0 and empty where it says nothing. */
export interface Configuration extends Declarations {
  readonly database: string | undefined;
  readonly operator: string | undefined;
  readonly registers: Readonly<Record<RegisterName, RegisterSettings>>;
  /** Policies of the firm's own, in the file's order. */
  readonly policies: readonly Policy[];
  /** How many days a wish to be called back holds when no end is said. */
  readonly requestedCallDays: number;
  /** Where the key is by which persons and firms are held. */
  readonly partyKey: PartyKeySetting | undefined;
}

/** What holds without a configuration file. */
export const NO_CONFIGURATION: Configuration = {
  database: undefined,
  operator: undefined,
  registers: { tps: { minimumNumbers: 0 }, ctps: { minimumNumbers: 0 } },
  callers: new Map(),
  lists: new Map(),
  sources: new Map(),
  campaigns: [],
  policies: [],
  requestedCallDays: REQUESTED_CALL_DAYS,
  partyKey: undefined,
};

/**
 * Reads the configuration: one TOML file. An unknown section or key is an error, never passed
 * over: a mistyped guard would otherwise guard nothing; so is a name that refers to nothing, or
 * to two things. TOML and zod load only when there is a file, since they cost more than the rest
 * of the start.
 *
 * @throws ScreeningError wrong-use with file, line and key
 */
export async function readConfiguration(path: string): Promise<Configuration> {
  const [{ ConfigurationFile }, { SHAPE }, { explainShape }, { declarations }, { ownPolicies }] =
    await Promise.all([
      import('./configuration-file.js'),
      import('./shape.js'),
      import('./shape-errors.js'),
      import('./declarations.js'),
      import('./policies.js'),
    ]);
  const { partyKeySetting } = await import('./party-key.js');
  const file = new ConfigurationFile(path);
  const checked = SHAPE.safeParse(file.table);
  if (!checked.success) throw explainShape(file, checked.error.issues);
  const { database, operator, register, requested_call_days } = checked.data;
  const settings = (name: RegisterName): RegisterSettings => ({
    minimumNumbers: register?.[name]?.minimum_numbers ?? 0,
  });
  return {
    database,
    operator,
    registers: { tps: settings('tps'), ctps: settings('ctps') },
    requestedCallDays: requested_call_days ?? REQUESTED_CALL_DAYS,
    partyKey: partyKeySetting(file, checked.data),
    policies: ownPolicies(file, checked.data),
    ...declarations(file, checked.data),
  };
}
