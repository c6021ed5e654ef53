import type { ClaimAnswer } from '../audit/claimed-screening.js';
import { EXIT_STATUS, ScreeningError, wrongUse } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { REGISTER_NAMES } from '../registers/registers.js';
import { DUPLICATE_MODES, ROW_MODES } from '../scrub/row-modes.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { scrubNotes } from './scrub-notes.js';
import { PLAIN } from '../ui/voice.js';
import type { CommandDefinition, Context } from './context.js';
import { DIALECT_OPTIONS, dialectOf } from './dialect-options.js';
import { FORMAT_OPTIONS, settleFormat } from './format-options.js';
import { columnNotes } from './column-notes.js';
import { licenceNotes } from './licence-notes.js';
import { Options } from './option-values.js';
import { settleCaller } from './own-list-options.js';
import { comparedPolicy, POLICY_OPTION, settlePolicy } from './policy-options.js';
import { comparisonJson } from './comparison-words.js';
import { PARTY_COLUMN_OPTION, settlePartyColumns } from './party-options.js';
import {
  ACCEPT_RATE_OPTION,
  acceptedRate,
  rateJson,
  rateNotes,
  rateWarnings,
} from './rate-words.js';
import { registerJson } from './register-json.js';
import { PAGE_OPTIONS, pageJson, pageOfNewRun, settlePage } from './run-page-writing.js';
import { claimJson, supplierText } from './supplier-words.js';
import { settleSupplier, SUPPLIER_OPTIONS } from './supplier-options.js';
import { finishInterrupted, heedJournal } from './writing.js';

/** `scrub <call-list>`: the main job. */
export const scrubCommand: CommandDefinition = {
  name: 'scrub',
  summary: 'screen a call list: write the cleaned list and the exclusion report',
  arguments: [
    { words: '<call-list>', description: 'a CSV file or workbook; - for standard input' },
  ],
  options: [
    { flags: '--out <file>', description: 'cleaned list (default NAME.clean.csv; - for stdout)' },
    { flags: '--report <file>', description: 'exclusion report (default NAME.excluded.csv)' },
    { flags: '--column <name>', description: 'phone column, by name or place', repeatable: true },
    {
      flags: '--ignore-column <name>',
      description: 'column that nobody calls, left unscreened',
      repeatable: true,
    },
    PARTY_COLUMN_OPTION,
    POLICY_OPTION,
    { flags: '--caller <name>', description: 'for whom the calls are made' },
    { flags: '--campaign <name>', description: 'campaign that the calls are for' },
    { flags: '--call-date <day>', description: 'first day of the calls (default today)' },
    { flags: '--until <day>', description: 'last day of the calls' },
    { flags: '--as-of <instant>', description: 'use only what was known then (a historical run)' },
    { flags: '--historical', description: 'allow a call date in the past' },
    {
      flags: '--rows <how>',
      description: 'held-back records: drop (default), blank their cells, or flag all',
    },
    {
      flags: '--duplicates <how>',
      description: 'records with no number new to the list: keep (default), or drop-later',
    },
    ...DIALECT_OPTIONS,
    { flags: '--report-columns <names>', description: 'columns to copy to the report, by commas' },
    ...SUPPLIER_OPTIONS,
    ACCEPT_RATE_OPTION,
    ...FORMAT_OPTIONS,
    ...PAGE_OPTIONS,
    { flags: '--no-trace', description: 'do not remember which numbers the list had' },
    { flags: '--dry-run', description: 'write nothing, only count' },
    {
      flags: '--compare-policy <name>',
      description: 'in a dry run: how many records another policy moves, by rule',
    },
    { flags: '--force', description: 'replace outputs that are there' },
  ],
  examples: [
    'scrub campaign.csv',
    'scrub campaign.csv --column Phone --column Mobile --until 2026-12-01',
    'scrub - --report held-back.csv < campaign.csv > cleaned.csv',
  ],
  async run(context, [input = ''], values) {
    const options = new Options(values);
    const dryRun = options.flag('dryRun');
    const out = options.text('out');
    const cleanedToStdout = !dryRun && (out ?? (input === '-' ? '-' : '')) === '-';
    if (context.json && cleanedToStdout) {
      throw wrongUse({
        summary: '--json and a cleaned list on standard output exclude each other',
        fix: 'give --out FILE',
        where: '--json',
      });
    }
    const asked = settlePage(options, dryRun);
    const format = settleFormat(options);
    const settled = await settleSupplier(options, context.database, context.clock());
    const { scrub } = await import('../scrub/scrub.js');
    if (dryRun) await heedJournal(context);
    else await finishInterrupted(context);
    const party = await settlePartyColumns(options, context.configuration);
    const dialect = dialectOf(options, values['header'] !== false);
    const result = await scrub(
      {
        database: context.database,
        input,
        out,
        report: options.text('report'),
        page: asked?.path,
        ...format,
        force: options.flag('force'),
        dryRun,
        columns: options.texts('column'),
        ignoredColumns: options.texts('ignoreColumn'),
        reportColumns: (options.text('reportColumns') ?? '')
          .split(',')
          .filter((name) => name !== ''),
        party,
        rows: options.oneOf('rows', ROW_MODES) ?? 'drop',
        duplicates: options.oneOf('duplicates', DUPLICATE_MODES) ?? 'keep',
        policy: settlePolicy(options, context.configuration),
        comparePolicy: comparedPolicy(options, context.configuration),
        ...settleCaller(options, context.configuration),
        callDate: options.day('callDate'),
        until: options.day('until'),
        asOf: options.instant('asOf'),
        historical: options.flag('historical'),
        // Commander gives --no-trace as `trace: false`.
        trace: values['trace'] !== false && context.configuration.trace,
        licences: context.configuration.licences,
        supplier: settled?.supplier,
        acceptRate: acceptedRate(options),
        ...dialect,
        operator: context.operator,
        account: context.account,
      },
      context,
    );
    const page = asked && (await pageOfNewRun(context, result.run, asked));
    scrubNotes(result).forEach(context.note);
    if (settled !== undefined && settled.note !== '') context.note(settled.note);
    // JSON has them among its warnings.
    if (!context.json) {
      [...rateWarnings(result), ...licenceNotes(result, context)].forEach(context.warn);
    }
    rateNotes(result).forEach(context.note);
    const claim = await claimOf(result, context);
    const [written, failed] = page instanceof ScreeningError ? [undefined, page] : [page];
    if (context.json) {
      context.printJson({
        ...summaryJson(result, context),
        ...claimJson(result, claim),
        ...pageJson(page),
      });
      return failed === undefined ? 0 : EXIT_STATUS[failed.code];
    }
    // A screen is painted when its lines are settled; notes are not.
    const paint = context.isBrief || cleanedToStdout ? PLAIN : context.paint;
    const supplied = supplierText(result, claim, { paint });
    const text = context.isBrief
      ? (await import('./brief-summary.js')).briefText(result, context, written, supplied)
      : (await import('./scrub-summary.js')).summaryText(result, { ...context, paint }, written) +
        supplied;
    tell(context, cleanedToStdout, text);
    if (failed !== undefined) throw failed;
    return 0;
  },
};

/** The list held against its supplier's claim, from what the run remembers: costs nothing without one. */
async function claimOf(
  { run, record }: ScrubResult,
  { database, clock }: Context,
): Promise<ClaimAnswer | undefined> {
  const day = record.supplier?.claimed_screened ?? '';
  if (day === '') return undefined;
  if (run === '') return { notKnown: 'a dry run remembers no numbers' };
  const { claimOfRun } = await import('../audit/claimed-screening.js');
  return claimOfRun(database, run, day, clock());
}

/** Standard output belongs to the cleaned list when that goes there. */
function tell(context: Context, cleanedToStdout: boolean, text: string): void {
  if (cleanedToStdout) text.split('\n').forEach(context.note);
  else context.print(text);
}

/** The summary object of a run (cli.md, "Outputs"). */
function summaryJson(result: ScrubResult, context: Context): object {
  const { run, plan, signs, record, registers, until, shorter, comparison, ledgerHead } = result;
  const missing = REGISTER_NAMES.filter((name) => !plan.policy.requires.includes(name));
  return {
    ok: true,
    vocabulary: VOCABULARY,
    run,
    for_calling: plan.for_calling,
    dry_run: run === '',
    input: {
      path: plan.input,
      sha256: record.input.sha256,
      records: record.counts.read,
      blank_lines: record.input.blank_lines,
      final_line_end: signs.finalLineEnd,
    },
    counts: record.counts,
    numbers: record.numbers,
    reasons: record.reasons,
    flags: record.flags,
    numbers_in_grace: record.numbers_in_grace,
    numbers_listed: record.numbers_listed,
    controls: record.controls,
    hit_rate: rateJson(record),
    warnings: [
      ...columnNotes(result.left),
      ...rateWarnings(result),
      ...rateNotes(result),
      ...licenceNotes(result, context),
    ],
    rows: { mode: plan.rows, ...record.rows },
    duplicates: plan.duplicates,
    columns: plan.columns.map(({ name }) => name),
    columns_detected: plan.columns_detected,
    ignored_columns: plan.ignored_columns.map(({ name }) => name),
    fax_columns: plan.fax_columns.map(({ name }) => name),
    party_columns: plan.party_columns.map(({ name }) => name),
    parties_not_asked: result.partiesNotAsked,
    unread_lines: result.unreadLines,
    registers: registers.map(registerJson),
    not_screened_against: missing,
    policy: plan.policy.name,
    policy_sha256: plan.policy_sha256,
    caller: plan.caller,
    campaign: plan.campaign,
    call_date: plan.call_date,
    as_of: plan.as_of,
    last_call_day: until,
    shorter_until: shorter,
    ...(comparison && { comparison: comparisonJson(comparison) }),
    outputs: record.outputs.map(({ path, sha256, records }) => ({ path, sha256, records })),
    trace: record.trace,
    ledger_head: ledgerHead,
  };
}
