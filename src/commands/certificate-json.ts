import type { Certificate } from '../audit/certificate.js';
import type { UsedRegister } from '../audit/run-in-full.js';
import { VERSION, VOCABULARY } from '../core/version.js';
import { anchorName } from '../store/anchors.js';
import { rateJson } from './rate-words.js';
import { coversJson } from './register-json.js';

/** The JSON of `certificate`. @param page where the page was written; undefined when none was */
export function certificateJson(certificate: Certificate, page: string | undefined): object {
  const { shown, issued, ownLists, numbers, anchors, sizes } = certificate;
  const { run, lines, trace } = shown;
  const { record } = run;
  const { plan } = record;
  const names = (columns: readonly { readonly name: string }[]) => columns.map(({ name }) => name);
  return {
    ok: true,
    vocabulary: VOCABULARY,
    run: run.id,
    started: run.started,
    state: run.state,
    standing: run.standing,
    for_calling: plan.for_calling,
    register_valid_from: plan.call_date,
    register_valid_to: plan.until,
    in_date: run.standing === 'in-date',
    own_objections_recalled_through: certificate.recalledThrough,
    objections_not_passed_on: certificate.notPassedOn ?? null,
    supplier: record.supplier ?? null,
    caller: plan.caller,
    campaign: plan.campaign,
    as_of: plan.as_of,
    input: {
      path: plan.input,
      ...record.input,
      records: record.counts.read,
      sheet: plan.sheet ?? null,
      skip_lines: plan.skip_lines,
    },
    columns: {
      screened: names(plan.columns),
      detected: plan.columns_detected,
      ignored: names(plan.ignored_columns),
      fax: names(plan.fax_columns),
      parties: names(plan.party_columns),
    },
    rows: plan.rows,
    duplicates: plan.duplicates,
    policy: plan.policy,
    policy_sha256: plan.policy_sha256,
    registers: shown.registers.map((used) => registerJson(used, sizes)),
    not_screened_against: certificate.notScreened,
    own_lists: { ...ownLists, newest_batch: plan.own_batch },
    counts: record.counts,
    reasons: record.reasons,
    numbers: record.numbers,
    distinct_numbers: numbers === undefined ? null : Object.fromEntries(numbers),
    flags: record.flags,
    controls: record.controls ?? null,
    hit_rate: rateJson(record),
    outputs: record.outputs.map(({ kind, path, sha256, records, bytes }) => {
      return { kind, path, sha256, records, bytes };
    }),
    trace: { kept: trace.kept, why: trace.why },
    operator: record.operator,
    account: record.account,
    replay: {
      command: `tps-scrub replay ${run.id} --input FILE`,
      program_version: record.program_version,
      reader_version: plan.reader_version,
      numbering_plan: plan.numbering_plan,
    },
    ledger: lines,
    anchors: anchors.map(({ id, sequence, answer }) => {
      return { anchor: anchorName(id), ledger_line: sequence, stamped: answer?.stamp?.stamped };
    }),
    issued: {
      instant: issued,
      operator: certificate.operator,
      account: certificate.account,
      program_version: VERSION,
    },
    page: page ?? null,
    ledger_line: certificate.ledgerLine,
    ledger_head: certificate.ledgerHead,
  };
}

function registerJson(
  { planned, edition, lastCallDay }: UsedRegister,
  sizes: Certificate['sizes'],
): object {
  return {
    id: planned.name,
    edition: planned.edition,
    dated: planned.dated,
    estimated: edition === undefined ? null : edition.estimated === 1,
    recorded: edition?.recorded ?? null,
    numbers: edition?.numbers ?? null,
    numbers_sha256: planned.numbers_sha256,
    file_sha256: edition?.file_sha256 ?? null,
    file_entry: edition?.file_entry ?? null,
    rejected: edition?.rejected ?? null,
    size_checked: sizes.get(planned.name) ?? false,
    guards_overridden: edition === undefined ? null : edition.accepted !== '',
    accepted: edition?.accepted ?? null,
    licence: edition?.licence ?? null,
    source: edition?.source ?? null,
    covers: coversJson(planned),
    last_call_day: lastCallDay,
  };
}
