import { dottedKey } from '../config/names.js';
import { DAY_ORDERS, OTHER_COLUMNS } from '../config/settings.js';
import { londonDay } from '../core/day.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import type { OptOutReading } from '../intake/opt-outs/reading.js';
import { NO_COLUMNS, optOutReading } from '../intake/opt-outs/settle-reading.js';
import type { SuppressImportResult } from '../intake/suppress-import.js';
import { firmOf } from './consent-options.js';
import { namedColumnsOf } from './column-options.js';
import type { CommandDefinition, Context } from './context.js';
import { DIALECT_OPTIONS, dialectOf } from './dialect-options.js';
import { EXPORTED_OPTION, exportedReading } from './exported-option.js';
import { listNotes } from './list-notes.js';
import { acceptedReason, Options } from './option-values.js';
import { ENTRY_OPTIONS, settleTerms, sourceNamed } from './own-list-options.js';
import { beginWriting } from './writing.js';

const LEFT_OVER = 7;

/** `suppress import <file>`: records the opt-outs of a file. */
export const suppressImportCommand: CommandDefinition = {
  name: 'suppress import',
  summary: 'record the opt-outs of a file: CSV of any kind, or one number a line',
  arguments: [{ words: '<file>', description: 'the file; - for standard input' }],
  options: [
    {
      flags: '--column <logical=header>',
      description: `column of number, ${OTHER_COLUMNS.join(', ')}, by name or place`,
      repeatable: true,
    },
    {
      flags: '--where <column=values>',
      description: 'only rows with these values, by commas (dialler dispositions)',
      repeatable: true,
    },
    ...ENTRY_OPTIONS,
    EXPORTED_OPTION,
    { flags: '--days <order>', description: 'how days are written: dmy (default), mdy, ymd' },
    ...DIALECT_OPTIONS,
    { flags: '--rejected <file>', description: 'unread lines (default NAME.rejected.csv)' },
    { flags: '--accept-change <why>', description: 'let a doubtful import through, with a reason' },
    { flags: '--dry-run', description: 'record nothing, only say what would change' },
  ],
  examples: [
    'suppress import optouts.csv --source agent-12',
    "suppress import calls.csv --where 'status=DNC,Do not call'",
  ],
  async run(context, [file = ''], optionValues) {
    const options = new Options(optionValues);
    const dryRun = options.flag('dryRun');
    const accepted = acceptedReason(options);
    const reading = settleReading(options, optionValues['header'] !== false, context);
    if (!dryRun) await beginWriting(context);
    const { suppressImport } = await import('../intake/suppress-import.js');
    const { database, operator, account, clock, stdin, signal, progress, endAtOnce } = context;
    const recorder = { database, operator, account, clock, stdin, signal, progress, endAtOnce };
    const firm = firmOf(context.configuration);
    const request = { ...recorder, file, reading, firm, dryRun, accepted };
    const result = await suppressImport(request).catch((error: unknown) => {
      throw savedColumnError(error, options, context);
    });
    const { signs, ragged, rows, passedOver } = result.content;
    listNotes(file, { signs, ragged, records: rows + passedOver }).forEach(context.note);
    const rejected = await writeLeftOver(context, options, file, result);
    const { importJson, importText } = await import('./suppress-import-summary.js');
    if (context.json) context.printJson(importJson(result, file, reading, rejected));
    else context.print(importText(result, file, reading, rejected, context));
    return result.rows.unresolved > 0 ? LEFT_OVER : 0;
  },
};

/** How the file is to be read: the options first, then what the configuration says of its source. */
function settleReading(options: Options, header: boolean, context: Context): OptOutReading {
  const { configuration } = context;
  if (options.flag('exported')) return exportedReading(options, header, context);
  const mapping = configuration.sources.get(sourceNamed(options, configuration));
  const terms = settleTerms(options, configuration, mapping);
  const asked = {
    columns: columnsOf(options, mapping?.columns),
    where: options.texts('where'),
    dialect: dialectOf(options, header && (mapping?.header ?? true), mapping),
    days: options.oneOf('days', DAY_ORDERS),
    defaults: { ...terms, on: options.day('on'), until: options.day('until') },
  };
  return optOutReading(asked, configuration, mapping, londonDay(context.clock()));
}

/** A column that is missing may be named in the configuration and not on the command line. */
function savedColumnError(error: unknown, options: Options, context: Context): unknown {
  const source = sourceNamed(options, context.configuration);
  const isSaved = context.configuration.sources.has(source) && options.texts('column').length === 0;
  if (!isSaved || !(error instanceof ScreeningError)) return error;
  const { where = '' } = error.explanation;
  if (!where.startsWith('--column')) return error;
  const why = `the configuration names it, under ${dottedKey(['source', source, 'columns'])}`;
  return wrongUse({ ...error.explanation, why });
}

function columnsOf(options: Options, saved = NO_COLUMNS): OptOutReading['columns'] {
  const { number, others } = namedColumnsOf(options, OTHER_COLUMNS);
  return { ...saved, ...others, number: number.length > 0 ? number : saved.number };
}

/**
 * Writes the lines that were not read beside their file. They are recorded already: that they cannot
 * be written there as well is a note.
 */
async function writeLeftOver(
  context: Context,
  options: Options,
  file: string,
  result: SuppressImportResult,
): Promise<string> {
  const { unresolved, batch } = result;
  const asked = options.text('rejected');
  if (batch === undefined || (file === '-' && asked === undefined)) return '';
  const { rejectedPath, writeRejected } = await import('../files/rejected-file.js');
  const { tellParts } = await import('./left-parts.js');
  const path = asked ?? rejectedPath(file);
  tellParts(path, context);
  if (unresolved.length === 0) return '';
  const { errorSummary } = await import('../core/errors.js');
  const { leftOverLines } = await import('../intake/left-over-lines.js');
  const lines = leftOverLines(result);
  try {
    if (writeRejected(path, lines)) return path;
    context.note(`${path} is there and no file of rejected lines: it was left alone`);
  } catch (error) {
    context.note(`${errorSummary(error)}; the lines are recorded: tps-scrub suppress resolve`);
  }
  return '';
}
