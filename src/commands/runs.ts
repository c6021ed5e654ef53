import type { FoundRuns } from '../audit/runs.js';
import { EXIT_STATUS, notSafe, type Explanation } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { counted } from '../ui/tables.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';
import { runJson } from './run-words.js';
import { settleQuestion, type RunsQuestion } from './runs-question.js';

const NOT_SAFE = EXIT_STATUS['not-safe'];
/** So many runs are shown unless more, or certain ones, are asked for. */
const SHOWN_RUNS = 20;

/** `runs`: past runs, the newest first. */
export const runsCommand: CommandDefinition = {
  name: 'runs',
  summary: 'list past runs, or those whose lists are due, or that had a number',
  arguments: [],
  options: [
    { flags: '--all', description: `all runs (default the latest ${String(SHOWN_RUNS)})` },
    { flags: '--from <day>', description: 'runs that began on this day or later' },
    { flags: '--to <day>', description: 'runs that began on this day or earlier' },
    { flags: '--due <days>', description: 'lists to scrub again within so many days' },
    { flags: '--with <number>', description: 'runs that had this number, and their decision' },
    CASE_OPTION,
  ],
  examples: [
    'runs',
    'runs --due 7',
    "runs --with '07700 900123' --from 2026-07-01 --to 2026-07-31",
  ],
  async run(context, _, values) {
    const options = new Options(values);
    const asked = await settleQuestion(options);
    const { number, dueDays, from, to } = asked;
    const narrowed = [number, dueDays, from, to].some((value) => value !== undefined);
    const reference = settleCase(options, number !== undefined);
    if (number !== undefined) {
      const { maskedNumber } = await import('../core/masked-number.js');
      await context.asks({ numbers: [maskedNumber(number.e164)], others: [], reference });
    }
    const { findRuns } = await import('../audit/runs.js');
    const found = findRuns(
      {
        database: context.database,
        from,
        to,
        dueDays,
        e164: number?.e164,
        limit: narrowed || options.flag('all') ? Infinity : SHOWN_RUNS,
      },
      context.clock(),
    );
    const unknown = unknownWords(found);
    if (context.json) {
      context.printJson(toJson(found, asked, unknown));
      return unknown === undefined ? 0 : NOT_SAFE;
    }
    const { runsText } = await import('./runs-text.js');
    context.print(runsText(found, asked, context));
    if (unknown !== undefined) throw notSafe(unknown);
    return 0;
  },
};

/** What is not known, as an error; undefined when all is. */
function unknownWords({ unknown }: FoundRuns): Required<Explanation> | undefined {
  if (unknown.length === 0) return undefined;
  return {
    summary: `of ${counted(unknown.length, 'run')} it is not known whether the number was in the list`,
    why: 'no trace of their lists is held',
    fix: 'narrow the question with --from and --to, or look in the lists themselves',
    where: '--with',
  };
}

function toJson(
  { runs, asked, unknown, partlyRead, purged }: FoundRuns,
  { number }: RunsQuestion,
  missing: Required<Explanation> | undefined,
): object {
  return {
    ok: missing === undefined,
    vocabulary: VOCABULARY,
    ...(missing && { code: 'not-safe', ...missing }),
    ...(number && { number: `+${String(number.e164)}`, value: number.value }),
    runs: runs.map((run) => ({
      ...runJson(run),
      ...(number && { decisions: run.decisions }),
    })),
    runs_looked_at: asked,
    ...(number && {
      not_known: unknown.map(({ id, why }) => ({ run: id, why })),
      partly_read: partlyRead,
    }),
    purged,
  };
}
