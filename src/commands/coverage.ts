import { daysBetween, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { callColumnNotes } from './call-column-notes.js';
import { CALL_LOG_OPTIONS, refuseWithoutLog, settleCallReading } from './call-log-options.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { settleDays } from './from-to.js';
import { Options } from './option-values.js';
import { policyOfPast, POLICY_OPTION } from './policy-options.js';
import { heedJournal } from './writing.js';

/** Six years and a half: longer than evidence has to be kept. */
const MOST_DAYS = 2400;

/** `coverage`: what the firm had on each day. */
export const coverageCommand: CommandDefinition = {
  name: 'coverage',
  summary: 'say for each day which files and lists were in date, and how calls lay in them',
  arguments: [],
  options: [
    { flags: '--from <day>', description: 'first day', required: true },
    { flags: '--to <day>', description: 'last day', required: true },
    { flags: '--calls <file>', description: 'call log, CSV; - for standard input' },
    ...CALL_LOG_OPTIONS,
    POLICY_OPTION,
    CASE_OPTION,
  ],
  examples: [
    'coverage --from 2026-01-01 --to 2026-06-30',
    'coverage --from 2026-03-01 --to 2026-03-31 --calls log.csv',
  ],
  async run(context, _, optionValues) {
    const options = new Options(optionValues);
    const { configuration, database, stdin, signal, progress, clock } = context;
    const [from, to] = daysAsked(options);
    const file = options.text('calls');
    const reading =
      file === undefined
        ? undefined
        : settleCallReading(options, configuration, optionValues['header'] !== false);
    if (reading === undefined) refuseWithoutLog(optionValues, CALL_LOG_OPTIONS);
    const reference = settleCase(options, file !== undefined);
    if (file !== undefined) {
      await context.asks({ numbers: [], others: [`call log ${file}`], reference });
    }
    await heedJournal(context);
    const policy = policyOfPast(options, configuration);
    const { coverage } = await import('../audit/calls/coverage.js');
    const calls = file === undefined || reading === undefined ? undefined : { file, reading };
    const found = await coverage(
      { database, from, to, policy, calls },
      { stdin, signal, progress, clock },
    );
    if (found.log) callColumnNotes(found.log).forEach(context.note);
    const { coverageJson, coverageText } = await import('./coverage-words.js');
    if (context.json) context.printJson(coverageJson(found, policy));
    else context.print(coverageText(found, policy, context.paint));
    return 0;
  },
};

function daysAsked(options: Options): readonly [Day, Day] {
  const [from, to] = settleDays(options);
  if (from === undefined || to === undefined) throw new Error('program.ts asks for both days');
  if (daysBetween(from, to) < MOST_DAYS) return [from, to];
  throw wrongUse({
    summary: `from ${from} to ${to} are more than ${String(MOST_DAYS)} days`,
    fix: 'ask about fewer days at a time',
    where: '--to',
  });
}
