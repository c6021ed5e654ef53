import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { ENCODING_SPELLINGS } from '../core/decode.js';
import { FACT_NAMES } from '../policy/facts.js';
import { SAID_CLASS_NAMES } from '../policy/objections.js';
import { CONSENT_DOUBTS, OWN_REASON_NAMES } from '../policy/own-policy.js';
import { POLICY_NAMES } from '../policy/policies.js';
import { isPeriod, PERIOD_RULE, type RetentionKind } from '../policy/retention.js';
import { ofEachRegister, REGISTER_HISTORIES, REGISTER_NAMES } from '../registers/registers.js';
import { isZone, ZONE_RULE } from '../core/zone-clock.js';
import { ACCESS_LOG_RULE, isAccessLog } from './access-log.js';
import { CALL_COLUMNS, CALL_STAMPS, type CallColumn } from './call-log.js';
import { DAY_TEXT, JOB_LOG, JOB_SHAPE } from './job-keys.js';
import { isJournal, JOURNAL_RULE } from './journal.js';
import { isName } from './names.js';
import { isKeyFile, isSecret, KEY_FILE_RULE, SECRET_RULE } from './party-key.js';
import { DAY_ORDERS, OTHER_COLUMNS } from './settings.js';

/** What every name in the file must be. */
const NAME_RULE = 'a name is not empty, has no blank at its ends and no control character';

const text = z.string().regex(/\S/, 'Invalid input: an empty text says nothing');
const name = z.string().refine(isName, NAME_RULE);
const texts = z.union([text, z.array(text).min(1)], {
  error: 'Invalid input: expected a text, or texts in brackets',
});
const column = z.union([text, z.int().min(1)], {
  error: 'Invalid input: expected a header, or a place from 1',
});
const columns = z.union([column, z.array(column).min(1)], {
  error: 'Invalid input: expected a header or a place from 1, or several in brackets',
});

const register = z.strictObject({
  minimum_numbers: z.int().min(0).optional(),
  max_shrink: z.int().min(0).optional(),
  max_growth: z.int().min(0).optional(),
  bad_lines: z.number().min(0).max(1).optional(),
  history: z.enum(REGISTER_HISTORIES).optional(),
  password_file: z
    .string()
    .refine(isAbsolute, 'the path of a password file begins with /')
    .optional(),
  licence_until: DAY_TEXT.optional(),
  may_disclose: z.boolean().optional(),
});

const caller = z.strictObject({
  legal_entity: name.optional(),
  brands: z.array(name).optional(),
  agents: z.array(name).optional(),
  authorised: z.array(z.enum(['pensions'])).optional(),
});

const entryDefaults = {
  reason: z.enum(SAID_CLASS_NAMES).optional(),
  caller: name.optional(),
  campaign: name.optional(),
};

const list = z.strictObject({ title: text.optional(), ...entryDefaults });

const otherColumn = column.optional();
const sourceColumns = z.strictObject({
  number: columns.optional(),
  ...(Object.fromEntries(OTHER_COLUMNS.map((key) => [key, otherColumn])) as Record<
    (typeof OTHER_COLUMNS)[number],
    typeof otherColumn
  >),
});

const source = z.strictObject({
  list: name.optional(),
  ...entryDefaults,
  where: texts.optional(),
  delimiter: z.string().min(1).optional(),
  encoding: z.enum(ENCODING_SPELLINGS).optional(),
  header: z.boolean().optional(),
  skip_lines: z.int().min(0).optional(),
  days: z.enum(DAY_ORDERS).optional(),
  columns: sourceColumns.optional(),
});

const callColumns = z.strictObject(
  Object.fromEntries(['number', ...CALL_COLUMNS].map((key) => [key, otherColumn])) as Record<
    CallColumn,
    typeof otherColumn
  >,
);

const calls = z.strictObject({
  columns: callColumns.optional(),
  timezone: z.string().refine(isZone, ZONE_RULE).optional(),
  stamps: z.enum(CALL_STAMPS).optional(),
  days: z.enum(DAY_ORDERS).optional(),
  service: texts.optional(),
  inbound: texts.optional(),
  caller: name.optional(),
  campaign: name.optional(),
  callers: z.record(text, name).optional(),
  campaigns: z.record(text, name).optional(),
  delimiter: z.string().min(1).optional(),
  encoding: z.enum(ENCODING_SPELLINGS).optional(),
  header: z.boolean().optional(),
  skip_lines: z.int().min(0).optional(),
});

const rule = z.strictObject({
  when: z.array(z.enum(FACT_NAMES)).min(1),
  unless: z.array(z.enum(FACT_NAMES)).optional(),
  reason: z.enum(OWN_REASON_NAMES),
  basis: z
    .string()
    .refine(isName, 'Invalid input: a basis is one line, without blanks at its ends'),
});

const policy = z.strictObject({
  like: z.enum(POLICY_NAMES),
  title: text.optional(),
  registers: z.array(z.enum(REGISTER_NAMES)).min(1).optional(),
  grace: z.boolean().optional(),
  consent_maximum_days: z.int().min(1).optional(),
  consent_void: z.array(z.enum(CONSENT_DOUBTS)).min(1).optional(),
  rules: z.array(rule).min(1).optional(),
});

const period = z.string().refine(isPeriod, PERIOD_RULE);
const retention = z.strictObject({
  runs: period.optional(),
  editions: period.optional(),
  unread: period.optional(),
  consents: period.optional(),
} satisfies Record<RetentionKind, unknown>);

const registers = z.strictObject(ofEachRegister(() => register.optional()));

/** The file's shape; what names refer to is checked afterwards (declarations.ts). */
export const SHAPE = z.strictObject({
  database: z.string().min(1).optional(),
  operator: z.string().min(1).optional(),
  campaigns: z.array(name).min(1).optional(),
  requested_call_days: z.int().min(1).max(366).optional(),
  trace: z.boolean().optional(),
  journal: z.string().refine(isJournal, JOURNAL_RULE).optional(),
  accept_network_file_system: text.optional(),
  access_log: z.string().refine(isAccessLog, ACCESS_LOG_RULE).optional(),
  party_key: z.string().refine(isSecret, SECRET_RULE).optional(),
  party_key_file: z.string().refine(isKeyFile, KEY_FILE_RULE).optional(),
  retention: retention.optional(),
  register: registers.optional(),
  caller: z.record(name, caller).optional(),
  list: z.record(name, list).optional(),
  source: z.record(name, source).optional(),
  calls: z.record(name, calls).optional(),
  policy: z.record(name, policy).optional(),
  job_log: JOB_LOG.optional(),
  job: z.record(name, JOB_SHAPE).optional(),
});

/** The file's content when its shape is right. */
export type Content = z.infer<typeof SHAPE>;

/** What is wrong with a content's shape, as zod tells it. */
export type ShapeIssue = z.core.$ZodIssue;

/** The keys that each section may hold; `NAME` stands for any key, `PLACE` for one in an array. */
export const SECTIONS: readonly {
  readonly path: readonly string[];
  readonly keys: readonly string[];
}[] = [
  { path: [], keys: Object.keys(SHAPE.shape) },
  { path: ['retention'], keys: Object.keys(retention.shape) },
  { path: ['register'], keys: Object.keys(registers.shape) },
  { path: ['register', 'NAME'], keys: Object.keys(register.shape) },
  { path: ['caller', 'NAME'], keys: Object.keys(caller.shape) },
  { path: ['list', 'NAME'], keys: Object.keys(list.shape) },
  { path: ['source', 'NAME'], keys: Object.keys(source.shape) },
  { path: ['source', 'NAME', 'columns'], keys: Object.keys(sourceColumns.shape) },
  { path: ['calls', 'NAME'], keys: Object.keys(calls.shape) },
  { path: ['calls', 'NAME', 'columns'], keys: Object.keys(callColumns.shape) },
  { path: ['policy', 'NAME'], keys: Object.keys(policy.shape) },
  { path: ['job', 'NAME'], keys: Object.keys(JOB_SHAPE.shape) },
  { path: ['policy', 'NAME', 'rules', 'PLACE'], keys: Object.keys(rule.shape) },
];
