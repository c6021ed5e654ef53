import type { RunInFull } from '../audit/run-in-full.js';
import { EXIT_STATUS } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import type { CommandDefinition } from './context.js';
import { coversJson } from './register-json.js';

/** `runs show <run>`: one run's record. */
export const runsShowCommand: CommandDefinition = {
  name: 'runs show',
  summary: "show one run's record in full",
  arguments: [{ words: '<run>', description: 'a run id, the beginning of one, or last' }],
  options: [],
  examples: ['runs show last', 'runs show 20261121T17', 'runs show last --json'],
  async run(context, [name = '']) {
    const { runInFull } = await import('../audit/run-in-full.js');
    const shown = runInFull(context.database, name, context.clock());
    const { altered } = shown;
    if (context.json) {
      context.printJson(toJson(shown));
      return altered === undefined ? 0 : EXIT_STATUS[altered.code];
    }
    const { runSheet } = await import('./run-sheet.js');
    context.print(runSheet(shown, context));
    if (altered !== undefined) throw altered;
    return 0;
  },
};

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
