import { EXIT_STATUS } from '../core/errors.js';
import { maskedText } from '../core/masked-text.js';
import { VOCABULARY } from '../core/version.js';
import type { Preview } from '../scrub/preview.js';
import type { CommandDefinition, Context } from './context.js';
import { DIALECT_OPTIONS, dialectOf } from './dialect-options.js';
import { Options } from './option-values.js';

/** `preview <file>`: how a call list would be read, and which of its columns would be screened. */
export const previewCommand: CommandDefinition = {
  name: 'preview',
  summary: 'show how a list would be read and which columns are screened',
  arguments: [{ words: '<file>', description: 'a CSV file or workbook; - for standard input' }],
  options: [
    { flags: '--column <name>', description: 'phone column, by name or place', repeatable: true },
    {
      flags: '--ignore-column <name>',
      description: 'column that nobody calls, left unscreened',
      repeatable: true,
    },
    ...DIALECT_OPTIONS,
  ],
  examples: [
    'preview campaign.csv',
    'preview campaign.csv --column Phone --ignore-column Mobile',
    'preview campaign.csv --verbose',
  ],
  async run(context, [input = ''], values) {
    const options = new Options(values);
    const { preview } = await import('../scrub/preview.js');
    const found = await preview(
      {
        input,
        columns: options.texts('column'),
        ignoredColumns: options.texts('ignoreColumn'),
        ...dialectOf(options, values['header'] !== false),
      },
      context,
    );
    if (context.json) {
      context.printJson(await toJson(found, context));
      return found.refused === undefined ? 0 : EXIT_STATUS[found.refused.code];
    }
    const { previewText } = await import('./preview-words.js');
    context.print(previewText(found, context.paint, context.verbose));
    if (found.refused !== undefined) throw found.refused;
    return 0;
  },
};

async function toJson(found: Preview, { verbose }: Context): Promise<object> {
  const { itemWords, maskedCell, verdictWords } = await import('./preview-words.js');
  const hidden = (text: string): string => (verbose ? text : maskedText(text));
  const { refused, columns } = found;
  const share = (part: number, all: number): number => (all === 0 ? 0 : part / all);
  return {
    ok: refused === undefined,
    vocabulary: VOCABULARY,
    ...(refused && {
      code: refused.code,
      summary: hidden(refused.explanation.summary),
      why: hidden(refused.explanation.why ?? ''),
      fix: hidden(refused.explanation.fix ?? ''),
      where: hidden(refused.explanation.where ?? ''),
    }),
    input: {
      path: found.input,
      form: found.form,
      encoding: found.encoding,
      delimiter: found.delimiter,
      sheet: found.sheet ?? null,
      header: found.header,
    },
    records_looked_at: found.records,
    whole: found.whole,
    columns_detected: found.detected,
    chosen: columns
      .filter(({ verdict }) => verdict === 'screened')
      .map(({ column }) => hidden(column.name)),
    columns: columns.map((one) => ({
      place: one.column.index + 1,
      name: hidden(one.column.name),
      filled: one.filled,
      filled_share: share(one.filled, found.records),
      numbers: one.numbers,
      unrepaired: one.unrepaired,
      numbers_share: share(one.numbers, one.filled),
      verdict: one.verdict,
      says: verdictWords(one),
      samples: one.samples.map(({ cell, items }) => ({
        cell: verbose ? cell : maskedCell(cell),
        read: items.map((item) => itemWords(item, verbose)),
      })),
    })),
  };
}
