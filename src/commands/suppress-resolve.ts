import { wrongUse } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import type { NamedLine, ResolveResult } from '../intake/suppress-resolve.js';
import type { CommandDefinition, Context } from './context.js';
import { placeOf } from './number-place-words.js';
import { Options } from './option-values.js';
import { beginWriting } from './writing.js';

/** `suppress resolve [line]`: lists or settles unread lines. */
export const suppressResolveCommand: CommandDefinition = {
  name: 'suppress resolve',
  summary: 'settle lines of opt-out files that could not be read',
  arguments: [
    {
      words: '[line]',
      description: 'import-12:17 (line 17), or import-12 (all its lines); none lists what waits',
    },
  ],
  options: [
    { flags: '--number <number>', description: 'the number that the line means', repeatable: true },
    { flags: '--why <text>', description: 'why there is none, or how it was found' },
  ],
  examples: [
    'suppress resolve',
    "suppress resolve import-12:17 --number '0161 496 0123'",
    'suppress resolve import-12:18 --why "a note, no opt-out"',
  ],
  async run(context, [target], optionValues) {
    const options = new Options(optionValues);
    const values = options.texts('number');
    const why = options.text('why')?.trim() ?? '';
    const { suppressResolve, unresolvedLines } = await import('../intake/suppress-resolve.js');
    if (target === undefined) {
      if (values.length > 0 || why !== '') throw noLine();
      const lines = unresolvedLines(context.database);
      if (lines.length > 0) {
        await context.asks({ numbers: [], others: ['unread lines'], reference: '' });
      }
      if (context.json) context.printJson(listJson(lines));
      else await list(context, lines);
      return 0;
    }
    if (values.length === 0 && why === '') {
      throw wrongUse({
        summary: `${target}: give the number that the line means, or why there is none`,
        fix: 'add --number NUMBER or --why "WHY"',
        where: target,
      });
    }
    await beginWriting(context);
    const { database, operator, account, clock } = context;
    const result = suppressResolve({ database, operator, account, clock, target, values, why });
    const places = await Promise.all(result.numbers.map(placeOf));
    if (context.json) context.printJson(toJson(result, places));
    else tell(context, result, places);
    return 0;
  },
};

function noLine(): Error {
  return wrongUse({
    summary: 'no line was named',
    fix: 'tps-scrub suppress resolve lists the lines that wait',
    where: '[line]',
  });
}

function listJson(lines: readonly NamedLine[]): object {
  return { ok: true, vocabulary: VOCABULARY, unresolved: lines.map(lineJson) };
}

function lineJson({ name, line, text, why, terms }: NamedLine): object {
  return { id: name, line, text, why, list: terms.list, source: terms.source };
}

async function list({ print, paint }: Context, lines: readonly NamedLine[]): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  if (lines.length === 0) print('no line waits to be settled');
  for (const { name, text, why, terms } of lines) {
    const from = terms.source === '' ? terms.list : `${terms.list}, ${terms.source}`;
    print(`${paint('doubt', name)} (${printable(from)}; ${why}): ${printable(text)}`);
  }
  if (lines.length > 0) {
    print(
      `${String(lines.length)} to settle: tps-scrub suppress resolve LINE --number … or --why …`,
    );
  }
}

function toJson(
  { settled, numbers, open, batch, ledgerHead }: ResolveResult,
  places: readonly string[],
): object {
  return {
    ok: true,
    vocabulary: VOCABULARY,
    settled: settled.map(lineJson),
    recorded: numbers.map(({ value, e164 }, index) => ({
      value,
      number: `+${String(e164)}`,
      place: places[index],
    })),
    why: batch.why,
    unresolved: open,
    batch: `resolve-${String(batch.id)}`,
    instant: batch.recorded,
    ledger_head: ledgerHead,
  };
}

function tell(
  { print, paint, headLines }: Context,
  { settled, numbers, open, ledgerHead }: ResolveResult,
  places: readonly string[],
): void {
  const named = settled.map(({ name }) => name).join(', ');
  print(`${paint('good', 'settled')}: ${named}`);
  numbers.forEach(({ e164 }, index) => {
    print(`  suppressed: +${String(e164)}, ${places[index] ?? ''}`);
  });
  print(open === 0 ? '  no line waits any more' : `  ${String(open)} still to settle`);
  headLines(ledgerHead).forEach(print);
}
