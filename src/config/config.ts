import { parseDay } from '../core/day.js';
import { REQUESTED_CALL_DAYS } from '../policy/consents.js';
import type { Policy } from '../policy/policy.js';
import { retentionPeriods, type RetentionKind } from '../policy/retention.js';
import {
  DEFAULT_HISTORY,
  ofEachRegister,
  REGISTER_NAMES,
  type RegisterHistory,
  type RegisterName,
} from '../registers/registers.js';
import type { CallLogSettings } from './call-log.js';
import type { JobSettings, LicenceDays } from './job.js';
import type { PartyKeySetting } from './party-key.js';
import type { Declarations } from './settings.js';

/** Beyond what an import of a register asks; undefined where the configuration says nothing. */
export interface RegisterLimits {
  /** An import with fewer numbers asks; 0 when not set. */
  readonly minimumNumbers: number;
  /** So many numbers may go from one edition to the next. */
  readonly maxShrink?: number | undefined;
  /** So many may come in a day. */
  readonly maxGrowth?: number | undefined;
  /** Such a share of a file's lines may be unreadable, from 0 to 1. */
  readonly badLines?: number | undefined;
}

/** What the configuration says of a register. */
export interface RegisterSettings extends RegisterLimits {
  /** What is kept of earlier editions. */
  readonly history: RegisterHistory;
  /** The file with the password of its zip archives; empty when not set. */
  readonly passwordFile: string;
  /** Whether its licence lets its numbers be handed to others, an agent say; not unless it is said. */
  readonly mayDisclose: boolean;
}

/** The configuration, checked; undefined, 0 and empty where it says nothing. */
export interface Configuration extends Declarations, JobSettings {
  readonly database: string | undefined;
  readonly operator: string | undefined;
  readonly registers: Readonly<Record<RegisterName, RegisterSettings>>;
  /** The last day of each licence, where it is said; it counts before what an import said. */
  readonly licences: LicenceDays;
  /** Mappings of call logs by name, in the file's order. */
  readonly calls: ReadonlyMap<string, CallLogSettings>;
  /** Policies of the firm's own, in the file's order. */
  readonly policies: readonly Policy[];
  /** How many days a wish to be called back holds when no end is said. */
  readonly requestedCallDays: number;
  /** Whether runs remember the numbers of their lists. */
  readonly trace: boolean;
  /** Where what is recorded on own lists and of consents is written a second time. */
  readonly journal: string | undefined;
  /** Where it is logged who asked about whom; beside the database when nothing is said. */
  readonly accessLog: string | undefined;
  /** Why the database may stand on a network file system; undefined to refuse one. */
  readonly acceptNetworkFileSystem: string | undefined;
  /** How long what can be purged is kept: `6y`, `18m`, `400d`. */
  readonly retention: Readonly<Record<RetentionKind, string>>;
  /** Where the key is by which persons and firms are held. */
  readonly partyKey: PartyKeySetting | undefined;
  /** What the file says, as it says it, without what is left out: for the record. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Keys of the file that are secrets. */
  readonly leftOut: readonly string[];
}

const NOTHING_SAID: RegisterSettings = {
  minimumNumbers: 0,
  history: DEFAULT_HISTORY,
  passwordFile: '',
  mayDisclose: false,
};

/** What holds without a configuration file. */
export const NO_CONFIGURATION: Configuration = {
  database: undefined,
  operator: undefined,
  registers: ofEachRegister(() => NOTHING_SAID),
  licences: {},
  callers: new Map(),
  lists: new Map(),
  sources: new Map(),
  calls: new Map(),
  campaigns: [],
  policies: [],
  requestedCallDays: REQUESTED_CALL_DAYS,
  trace: true,
  journal: undefined,
  accessLog: undefined,
  acceptNetworkFileSystem: undefined,
  retention: retentionPeriods(undefined),
  partyKey: undefined,
  jobs: [],
  jobLog: undefined,
  content: {},
  leftOut: [],
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
  const [{ jobsOf }, { dottedKey }] = await Promise.all([
    import('./jobs.js'),
    import('./names.js'),
  ]);
  const [{ callLogs }, { CallerBook }] = await Promise.all([
    import('./call-logs.js'),
    import('./caller-book.js'),
  ]);
  const file = new ConfigurationFile(path);
  const checked = SHAPE.safeParse(file.table);
  if (!checked.success) throw explainShape(file, checked.error.issues);
  const { database, operator, register, requested_call_days, trace, journal } = checked.data;
  const settings = (name: RegisterName): RegisterSettings => ({
    minimumNumbers: register?.[name]?.minimum_numbers ?? NOTHING_SAID.minimumNumbers,
    maxShrink: register?.[name]?.max_shrink,
    maxGrowth: register?.[name]?.max_growth,
    badLines: register?.[name]?.bad_lines,
    history: register?.[name]?.history ?? NOTHING_SAID.history,
    passwordFile: register?.[name]?.password_file ?? NOTHING_SAID.passwordFile,
    mayDisclose: register?.[name]?.may_disclose ?? NOTHING_SAID.mayDisclose,
  });
  const declared = declarations(file, checked.data);
  const policies = ownPolicies(file, checked.data);
  const licences = REGISTER_NAMES.flatMap((name) => {
    const said = register?.[name]?.licence_until;
    const key = ['register', name, 'licence_until'];
    return said === undefined
      ? []
      : [[name, file.resolved(key, () => parseDay(said, dottedKey(key)))] as const];
  });
  const book = new CallerBook(declared.callers);
  return {
    database,
    operator,
    calls: callLogs(file, checked.data, book, declared.campaigns),
    registers: ofEachRegister(settings),
    requestedCallDays: requested_call_days ?? REQUESTED_CALL_DAYS,
    trace: trace ?? NO_CONFIGURATION.trace,
    journal,
    accessLog: checked.data.access_log,
    acceptNetworkFileSystem: checked.data.accept_network_file_system,
    retention: retentionPeriods(checked.data.retention),
    partyKey: partyKeySetting(file, checked.data),
    policies,
    licences: Object.fromEntries(licences),
    jobs: jobsOf(file, checked.data, declared, policies),
    jobLog: checked.data.job_log,
    ...withoutSecrets(checked.data),
    ...declared,
  };
}

/** Keys whose values no record may hold. */
const SECRETS: readonly string[] = ['party_key'];

/** A section without a key says nothing, and is left out too. */
function withoutSecrets(said: object): Pick<Configuration, 'content' | 'leftOut'> {
  const entries = Object.entries(said) as [string, unknown][];
  const saying = entries.filter(([key, value]) => !SECRETS.includes(key) && !isEmptyTable(value));
  return {
    content: Object.fromEntries(saying),
    leftOut: SECRETS.filter((key) => key in said),
  };
}

function isEmptyTable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
