import { REQUESTED_CALL_DAYS } from '../policy/consents.js';
import { RETENTION_KINDS, retentionPeriods } from '../policy/retention.js';
import { DEFAULT_HISTORY, REGISTERS } from '../registers/registers.js';

/** A key of the configuration as a new file shows it. */
export interface DocumentedKey {
  /** The section that it stands in, as TOML writes it; empty at the top. */
  readonly section: string;
  readonly key: string;
  /** A value, as TOML writes it. */
  readonly example: string;
  /** What holds when nothing is said, for a person; empty where there is no such thing. */
  readonly standard: string;
  readonly says: string;
}

const TOP: readonly Omit<DocumentedKey, 'section'>[] = [
  {
    key: 'database',
    example: '"/srv/tps-scrub/tps-scrub.db"',
    standard: '',
    says: 'where everything is recorded: one file',
  },
  {
    key: 'operator',
    example: '"campaign desk"',
    standard: '(none)',
    says: 'who runs the commands, beside the account of the system',
  },
  {
    key: 'journal',
    example: '"/mnt/other/tps-scrub.journal"',
    standard: '(none)',
    says: 'objections and consents, written a second time: on another disk',
  },
  {
    key: 'access_log',
    example: '"/var/log/tps-scrub.access"',
    standard: '(beside the database)',
    says: 'who asked about whom',
  },
  {
    key: 'job_log',
    example: '"/var/log/tps-scrub/jobs.log"',
    standard: '(none)',
    says: 'a line of JSON for each job of each run (docs/jobs.md)',
  },
  {
    key: 'accept_network_file_system',
    example: '"one machine alone writes to it"',
    standard: '(refused)',
    says: 'why the database may stand on a network file system',
  },
  {
    key: 'trace',
    example: 'true',
    standard: 'true',
    says: 'whether runs remember which numbers stood in their lists',
  },
  {
    key: 'requested_call_days',
    example: '14',
    standard: String(REQUESTED_CALL_DAYS),
    says: 'how many days a wish to be called back holds when no end is said',
  },
  {
    key: 'campaigns',
    example: '["Boilers 2026"]',
    standard: '(any)',
    says: 'the only campaigns that there are',
  },
  {
    key: 'party_key_file',
    example: '"/etc/tps-scrub/party.key"',
    standard: '(none)',
    says: 'the key by which persons and firms without a number are held',
  },
];

const OF_REGISTER = REGISTERS.flatMap(({ name, maxShrink, maxGrowth }): DocumentedKey[] =>
  [
    {
      key: 'minimum_numbers',
      example: name === 'tps' ? '12000000' : '900000',
      standard: '0',
      says: 'an import asks when the file has fewer numbers',
    },
    {
      key: 'max_shrink',
      example: String(maxShrink),
      standard: String(maxShrink),
      says: 'an import asks when so many fewer are in it than before',
    },
    {
      key: 'max_growth',
      example: String(maxGrowth),
      standard: String(maxGrowth),
      says: 'an import asks when so many more come in a day',
    },
    {
      key: 'bad_lines',
      example: '0.001',
      standard: '0.001',
      says: 'an import asks when such a share of lines cannot be read',
    },
    {
      key: 'history',
      example: `"${DEFAULT_HISTORY}"`,
      standard: DEFAULT_HISTORY,
      says: 'what is kept of earlier editions: differences, full or none',
    },
    {
      key: 'password_file',
      example: '"/etc/tps-scrub/zip"',
      standard: '(none)',
      says: 'the file with the password of its zip archives, mode 0600',
    },
    {
      key: 'licence_until',
      example: '"2027-03-31"',
      standard: '(not known)',
      says: 'the last day of its licence',
    },
    {
      key: 'may_disclose',
      example: 'false',
      standard: 'false',
      says: 'whether its licence lets numbers be handed to agents',
    },
  ].map((row) => ({ section: `register.${name}`, ...row })),
);

const OF_RETENTION = RETENTION_KINDS.map(({ name, means }): DocumentedKey => {
  const standard = retentionPeriods(undefined)[name];
  return { section: 'retention', key: name, example: `"${standard}"`, standard, says: means };
});

const OF_CALLER = [
  { key: 'legal_entity', example: '"Acme Group Ltd"', says: 'default: the caller’s name' },
  { key: 'brands', example: '["Acme Gas"]', says: 'names that it calls under' },
  { key: 'agents', example: '["Ringers"]', says: 'who calls for it' },
  { key: 'authorised', example: '["pensions"]', says: 'may call about pensions (PECR reg 21B)' },
].map((row): DocumentedKey => ({ section: 'caller."Acme Ltd"', standard: '', ...row }));

const OF_LIST = [
  { key: 'title', example: '"Complaints"', says: 'what people call the list' },
  { key: 'reason', example: '"complaint"', says: 'the class of its entries that name none' },
].map((row): DocumentedKey => ({ section: 'list.complaints', standard: '', ...row }));

/**
 * The keys that a new configuration shows, and what holds where one says nothing. How files and call
 * logs are read, and policies of the firm's own, are left to docs/configuration.md.
 */
export const DOCUMENTED_KEYS: readonly DocumentedKey[] = [
  ...TOP.map((row) => ({ section: '', ...row })),
  ...OF_RETENTION,
  ...OF_REGISTER,
  ...OF_CALLER,
  ...OF_LIST,
];
