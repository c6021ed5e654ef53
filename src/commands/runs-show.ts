import type { RunInFull } from '../audit/run-in-full.js';
import { EXIT_STATUS, wrongUse, type ScreeningError } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { printable } from '../ui/voice.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';
import { coversJson } from './register-json.js';
import { PAGE_OPTIONS, settlePage, writeRunPage, type WrittenPage } from './run-page-writing.js';

/** `runs show <run>`: one run's record. */
export const runsShowCommand: CommandDefinition = {
  name: 'runs show',
  summary: "show one run's record in full",
  arguments: [{ words: '<run>', description: 'a run id, the beginning of one, or last' }],
  options: [
    ...PAGE_OPTIONS,
    { flags: '--force', description: 'replace a page of that name' },
    CASE_OPTION,
  ],
  examples: ['runs show last', 'runs show 20261121T17 --html winter.html', 'runs show last --json'],
  async run(context, [name = ''], values) {
    const options = new Options(values);
    const asked = settlePage(options);
    if (asked === undefined && options.flag('force')) throw nothingToReplace();
    const reference = settleCase(options, asked !== undefined);
    const { runInFull } = await import('../audit/run-in-full.js');
    const shown = runInFull(context.database, name, context.clock());
    const { altered } = shown;
    let page: WrittenPage | undefined;
    if (asked !== undefined) {
      await context.asks({ numbers: [], others: [`run ${shown.run.id}`], reference });
      const { tellParts } = await import('./left-parts.js');
      tellParts(asked.path, context);
      context.answersWithFile();
      page = await writeRunPage(context, shown, asked);
    }
    if (context.json) {
      context.printJson({ ...toJson(shown), ...(page && { page }) });
      return altered === undefined ? 0 : EXIT_STATUS[altered.code];
    }
    const { runSheet } = await import('./run-sheet.js');
    const made = page === undefined ? '' : `\n\nPage: ${printable(page.path)}`;
    context.print(`${runSheet(shown, context)}${made}`);
    if (altered !== undefined) throw altered;
    return 0;
  },
};

function nothingToReplace(): ScreeningError {
  return wrongUse({
    summary: '--force is about the page of a run, and none was asked for',
    fix: 'add --html FILE, or leave it out',
    where: '--force',
  });
}

function toJson({ run, registers, trace, traced, lines, altered }: RunInFull): object {
  const { id, started, state, record, standing, daysLeft } = run;
  return {
    ok: altered === undefined,
    vocabulary: VOCABULARY,
    ...(altered && { code: altered.code, ...altered.explanation }),
    run: id,
    started,
    state,
    standing,
    for_calling: record.plan.for_calling,
    last_call_day: record.plan.until,
    days_left: daysLeft,
    in_date: standing === 'in-date',
    registers: registers.map(({ planned, edition, lastCallDay }) => ({
      id: planned.name,
      edition: planned.edition,
      dated: planned.dated,
      estimated: edition === undefined ? null : edition.estimated === 1,
      numbers: edition?.numbers ?? null,
      numbers_sha256: planned.numbers_sha256,
      rejected: edition?.rejected ?? null,
      covers: coversJson(planned),
      last_call_day: lastCallDay,
    })),
    trace: { kept: trace.kept, why: trace.why, numbers: traced },
    ledger: lines,
    record,
  };
}
