import { CallerBook } from '../config/caller-book.js';
import { DAY_ORDERS } from '../config/settings.js';
import { londonDay } from '../core/day.js';
import { EXIT_STATUS, wrongUse } from '../core/errors.js';
import {
  CONSENT_COLUMNS,
  type ConsentColumn,
  type ConsentReading,
} from '../intake/consents/reading.js';
import type { ConsentImportResult } from '../intake/consent-import.js';
import {
  CONSENT_OPTIONS,
  firmOf,
  placeholdersNote,
  refuseConsentDays,
  settleConsent,
} from './consent-options.js';
import { namedColumnsOf } from './column-options.js';
import type { CommandDefinition, Context } from './context.js';
import { DIALECT_OPTIONS, dialectOf } from './dialect-options.js';
import { listNotes } from './list-notes.js';
import { Options } from './option-values.js';
import { beginWriting } from './writing.js';

const LEFT_OVER = 7;

/** `consent import <file>`: records the consents of a file. */
export const consentImportCommand: CommandDefinition = {
  name: 'consent import',
  summary: 'record the consents of a file: CSV of any kind',
  arguments: [{ words: '<file>', description: 'the file; - for standard input' }],
  options: [
    {
      flags: '--column <logical=header>',
      description: `column of number, ${CONSENT_COLUMNS.join(', ')}, by name or place`,
      repeatable: true,
    },
    {
      flags: '--ignore-column <name>',
      description: 'column that says nothing of withdrawals, though it looks like it',
      repeatable: true,
    },
    ...CONSENT_OPTIONS,
    { flags: '--days <order>', description: 'how days are written: dmy (default), mdy, ymd' },
    ...DIALECT_OPTIONS,
    {
      flags: '--rejected <file>',
      description: 'rejected rows (default NAME.rejected.csv); in a dry run too if named',
    },
    {
      flags: '--lift-objections <why>',
      description: 'let consents lift objections of earlier days, with a reason',
    },
    { flags: '--dry-run', description: 'record nothing, only say what would change' },
  ],
  examples: [
    "consent import optins.csv --caller 'Acme Ltd'",
    "consent import forms.csv --column number=Phone \\\n    --column 'on=Signed up' --dry-run",
  ],
  async run(context, [file = ''], optionValues) {
    const options = new Options(optionValues);
    const dryRun = options.flag('dryRun');
    const liftObjections = liftReason(options);
    const reading = settleReading(options, optionValues['header'] !== false, context);
    if (!dryRun) await beginWriting(context);
    const { consentImport } = await import('../intake/consent-import.js');
    const { LiftRefused } = await import('../intake/consents/lift-refused.js');
    const { importJson, importText, refusalJson } = await import('./consent-import-summary.js');
    const { database, operator, account, clock, stdin, signal, progress, endAtOnce } = context;
    const recorder = { database, operator, account, clock, stdin, signal, progress, endAtOnce };
    const firm = firmOf(context.configuration);
    const request = { ...recorder, file, reading, dryRun, liftObjections, firm };
    let result: ConsentImportResult;
    try {
      result = await consentImport(request);
    } catch (error) {
      if (!(error instanceof LiftRefused) || !context.json) throw error;
      context.printJson(refusalJson(error));
      return EXIT_STATUS['guard-refused'];
    }
    const { signs, ragged, rows } = result.content;
    listNotes(file, { signs, ragged, records: rows }).forEach(context.note);
    const rejected = await writeRejectedRows(context, options, file, result);
    if (context.json) context.printJson(importJson(result, file, rejected));
    else context.print(importText(result, file, rejected, context));
    return result.rows.rejected > 0 ? LEFT_OVER : 0;
  },
};

/** Why objections may be lifted; empty when they may not. @throws ScreeningError wrong-use */
function liftReason(options: Options): string {
  const why = options.text('liftObjections');
  if (why?.trim() !== '') return why?.trim() ?? '';
  throw wrongUse({
    summary: '--lift-objections needs a reason',
    fix: 'say how it is known that these people consented after they objected; it is kept',
    where: '--lift-objections',
  });
}

function settleReading(options: Options, header: boolean, context: Context): ConsentReading {
  const { callers, requestedCallDays } = context.configuration;
  const asked = settleConsent(options, context.configuration);
  const { said, reference } = asked;
  const note = placeholdersNote(asked);
  if (note !== undefined) context.note(note);
  const today = londonDay(context.clock());
  const book = new CallerBook(callers);
  requireDeclared(book);
  refuseConsentDays(said, today);
  return {
    columns: columnsOf(options),
    ignore: options.texts('ignoreColumn'),
    dialect: dialectOf(options, header),
    days: options.oneOf('days', DAY_ORDERS) ?? 'dmy',
    defaults: { ...said, reference },
    requestedCallDays,
    caller: (name, where) => book.named(name, where),
    today,
  };
}

function requireDeclared(book: CallerBook): void {
  if (book.names.length > 0) return;
  throw wrongUse({
    summary: 'no caller is declared, and a consent is to the calls of one caller',
    fix: 'declare it in the configuration: [caller.NAME]',
    where: '--config',
  });
}

function columnsOf(options: Options): ConsentReading['columns'] {
  const { number, others } = namedColumnsOf(options, CONSENT_COLUMNS);
  return { ...NO_COLUMNS, ...others, number };
}

const NO_COLUMNS = {
  caller: undefined,
  on: undefined,
  until: undefined,
  method: undefined,
  wording: undefined,
  reference: undefined,
  for: undefined,
  kind: undefined,
  obtained: undefined,
} satisfies Record<ConsentColumn, undefined>;

/**
 * Writes the rejected rows beside their file, in a dry run only to a file that was named. The
 * consents of the others are recorded already: that these cannot be written is a note.
 */
async function writeRejectedRows(
  context: Context,
  options: Options,
  file: string,
  { content, name, batch }: ConsentImportResult,
): Promise<string> {
  const asked = options.text('rejected');
  const { rejected } = content;
  if (asked === undefined && (batch === undefined || file === '-')) return '';
  const { rejectedPath, writeRejected } = await import('../files/rejected-file.js');
  const { tellParts } = await import('./left-parts.js');
  const path = asked ?? rejectedPath(file);
  tellParts(path, context);
  if (rejected.length === 0) return '';
  const { errorSummary } = await import('../core/errors.js');
  const rows = rejected.map((row) => {
    return { id: batch === undefined ? '' : `${name}:${String(row.line)}`, ...row };
  });
  let fault = `${path} is there and no file of rejected lines: it was left alone`;
  try {
    if (writeRejected(path, rows)) return path;
  } catch (error) {
    fault = errorSummary(error);
  }
  context.note(fault);
  context.note(
    'the rejected rows are kept nowhere: to have them, run it again with --rejected OTHER --dry-run',
  );
  return '';
}
