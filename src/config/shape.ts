import { z } from 'zod';
import { OBJECTION_CLASS_NAMES } from '../policy/objections.js';
import { isName } from './names.js';
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

const register = z.strictObject({ minimum_numbers: z.int().min(0).optional() });

const caller = z.strictObject({
  legal_entity: name.optional(),
  brands: z.array(name).optional(),
  agents: z.array(name).optional(),
  authorised: z.array(z.enum(['pensions'])).optional(),
});

const entryDefaults = {
  reason: z.enum(OBJECTION_CLASS_NAMES).optional(),
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
  encoding: z.enum(['utf-8', 'utf8', 'windows-1252', 'cp1252']).optional(),
  header: z.boolean().optional(),
  skip_lines: z.int().min(0).optional(),
  days: z.enum(DAY_ORDERS).optional(),
  columns: sourceColumns.optional(),
});

const registers = z.strictObject({ tps: register.optional(), ctps: register.optional() });

/** The file's shape; what names refer to is checked afterwards (declarations.ts). */
export const SHAPE = z.strictObject({
  database: z.string().min(1).optional(),
  operator: z.string().min(1).optional(),
  campaigns: z.array(name).min(1).optional(),
  requested_call_days: z.int().min(1).max(366).optional(),
  register: registers.optional(),
  caller: z.record(name, caller).optional(),
  list: z.record(name, list).optional(),
  source: z.record(name, source).optional(),
});

/** The file's content when its shape is right. */
export type Content = z.infer<typeof SHAPE>;

/** What is wrong with a content's shape, as zod tells it. */
export type ShapeIssue = z.core.$ZodIssue;

/** The keys that each section may hold; `NAME` stands for any key. */
export const SECTIONS: readonly {
  readonly path: readonly string[];
  readonly keys: readonly string[];
}[] = [
  { path: [], keys: Object.keys(SHAPE.shape) },
  { path: ['register'], keys: Object.keys(registers.shape) },
  { path: ['register', 'NAME'], keys: Object.keys(register.shape) },
  { path: ['caller', 'NAME'], keys: Object.keys(caller.shape) },
  { path: ['list', 'NAME'], keys: Object.keys(list.shape) },
  { path: ['source', 'NAME'], keys: Object.keys(source.shape) },
  { path: ['source', 'NAME', 'columns'], keys: Object.keys(sourceColumns.shape) },
];
