import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { REGISTER_NAMES } from '../registers/registers.js';
import { DATED_BY, JOB_KINDS, RECALL_FORMS, type JobKind } from './job.js';

/** Cron and systemd start programs in another folder than people do. */
const PATH_RULE = 'a path in a job begins with /';

const path = z.string().refine(isAbsolute, PATH_RULE);
const text = z.string().regex(/\S/, 'Invalid input: an empty text says nothing');
const column = z.union([text, z.int().min(1)]);
const columns = z.union([column, z.array(column).min(1)], {
  error: 'Invalid input: expected a header or a place from 1, or several in brackets',
});

/** A day as it stands in the file; whether there is such a day is asked later. */
export const DAY_TEXT = z.string({
  error: 'Invalid input: a day stands in quotes: "2026-11-30"',
});

/** The path of the job log. */
export const JOB_LOG = path;

/** Every key that a job may have; which one goes with which kind is said by {@link KEYS_OF_KINDS}. */
export const JOB_SHAPE = z.strictObject({
  kind: z.enum(JOB_KINDS),
  folder: path.optional(),
  pattern: text
    .refine((name) => !name.includes('/'), 'a pattern is of names, without /')
    .optional(),
  settle: z.int().min(0).max(86_400).optional(),
  wait: z.int().min(0).max(86_400).optional(),
  register: z.enum(REGISTER_NAMES).optional(),
  dated: z.enum(DATED_BY).optional(),
  covers: text.optional(),
  licence: text.optional(),
  source: text.optional(),
  list: text.optional(),
  out: path.optional(),
  policy: text.optional(),
  caller: text.optional(),
  campaign: text.optional(),
  call_days: z.int().min(1).max(28).optional(),
  columns: columns.optional(),
  ignore_columns: columns.optional(),
  without_opt_outs: z.boolean().optional(),
  form: z.enum(RECALL_FORMS).optional(),
  mark_sent: z.boolean().optional(),
});

/** What a job says, when its shape is right. */
export type SaidJob = z.infer<typeof JOB_SHAPE>;

/** A key of a job, `kind` aside. */
export type JobKey = Exclude<keyof SaidJob, 'kind'>;

const INBOX = { needs: ['folder', 'pattern'], may: ['settle', 'wait'] } as const;

/** Which keys a job of each kind cannot do without, and which it may have. */
export const KEYS_OF_KINDS: Readonly<
  Record<JobKind, { readonly needs: readonly JobKey[]; readonly may: readonly JobKey[] }>
> = {
  import: {
    needs: [...INBOX.needs, 'register', 'dated'],
    may: [...INBOX.may, 'covers', 'licence'],
  },
  suppress: { needs: INBOX.needs, may: [...INBOX.may, 'source', 'list'] },
  scrub: {
    needs: [...INBOX.needs, 'out'],
    may: [
      ...INBOX.may,
      ...(['policy', 'caller', 'campaign', 'call_days', 'columns'] as const),
      ...(['ignore_columns', 'without_opt_outs'] as const),
    ],
  },
  recall: { needs: ['out'], may: ['form', 'mark_sent', 'without_opt_outs'] },
  backup: { needs: ['folder'], may: [] },
};
