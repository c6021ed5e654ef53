import type { CallsToCount } from '../audit/calls-after.js';
import { EXIT_STATUS, notSafe, type Explanation } from '../core/errors.js';
import { counted } from '../ui/tables.js';
import { callColumnNotes } from './call-column-notes.js';
import {
  CALL_LOG_OPTIONS,
  callersOf,
  refuseWithoutLog,
  settleCallReading,
} from './call-log-options.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition, Context, OptionValues } from './context.js';
import { settleDays } from './from-to.js';
import { Options } from './option-values.js';
import { policyOfPast, POLICY_OPTION } from './policy-options.js';
import type { Objections } from '../audit/objections.js';

/** `objections`: how long it took from being told to being acted on, person by person. */
export const objectionsCommand: CommandDefinition = {
  name: 'objections',
  summary: 'show how long objections took: told, recorded, recalled; repeats, calls after',
  arguments: [],
  options: [
    { flags: '--from <day>', description: 'objections told on this day or later' },
    { flags: '--to <day>', description: 'objections told on this day or earlier' },
    { flags: '--calls <file>', description: 'a call log: counts the calls that came after' },
    { flags: '--numbers', description: 'numbers in full; without it most digits are hidden' },
    ...CALL_LOG_OPTIONS,
    POLICY_OPTION,
    CASE_OPTION,
  ],
  examples: ['objections --from 2026-11-01', 'objections --calls calls.csv --numbers --json'],
  async run(context, _, values) {
    const options = new Options(values);
    const [from, to] = settleDays(options);
    const calls = callsOf(context, options, values);
    const inFull = options.flag('numbers');
    const reference = settleCase(options, true);
    await context.asks({ numbers: [], others: ['objections'], reference });
    const { heedJournal } = await import('./writing.js');
    await heedJournal(context);
    const { objections } = await import('../audit/objections.js');
    const found = await objections({ database: context.database, from, to, calls }, context);
    if (found.calls) callColumnNotes(found.calls).forEach(context.note);
    const fault = faultOf(found);
    const { objectionsJson, objectionsText } = await import('./objections-words.js');
    if (context.json) {
      context.printJson(objectionsJson(found, { from, to, inFull, fault }));
      return fault === undefined ? 0 : EXIT_STATUS['not-safe'];
    }
    context.print(objectionsText(found, { from, to, inFull, paint: context.paint }));
    if (fault !== undefined) throw notSafe(fault);
    return 0;
  },
};

function faultOf({ states }: Objections): Explanation | undefined {
  const unknown = states['no-data'];
  if (unknown === 0) return undefined;
  return {
    summary: `of ${counted(unknown, 'objection')} it is not known whether a list in date had the number`,
    why: 'no trace is held of a list that was in date then, and it was not recalled since',
    fix: 'recall it with the list itself: tps-scrub recall RUN --input FILE --out FILE --mark-sent',
    where: '--from',
  };
}

/** @throws ScreeningError wrong-use for an option that says how to read a log, without a log */
function callsOf(
  { configuration }: Context,
  options: Options,
  values: OptionValues,
): CallsToCount | undefined {
  const file = options.text('calls');
  if (file === undefined) {
    refuseWithoutLog(values, [...CALL_LOG_OPTIONS, POLICY_OPTION]);
    return undefined;
  }
  return {
    file,
    reading: settleCallReading(options, configuration, values['header'] !== false),
    policy: policyOfPast(options, configuration),
    callers: callersOf(configuration),
  };
}
