import { notSafe, ScreeningError } from '../core/errors.js';
import { policyHash, type Policy } from '../policy/policy.js';
import type { RunRecord, ScrubPlan } from '../scrub/run-record.js';
import type { RunRow } from '../store/runs.js';

/** A run as it was recorded. */
export interface RecordedRun extends Pick<RunRow, 'id' | 'started' | 'state'> {
  readonly record: RunRecord;
}

/** Whatever of a plan decides about records: a record without one of them cannot be repeated. */
const DECIDING = [
  ...(['reader_version', 'numbering_plan', 'policy', 'policy_sha256', 'registers'] as const),
  ...(['as_of', 'call_date', 'until', 'caller', 'not_bound_by', 'campaign', 'campaigns'] as const),
  ...(['own_batch', 'delimiter', 'encoding', 'header', 'skip_lines', 'columns'] as const),
  ...(['ignored_columns', 'report_columns', 'party_columns', 'party_key_id'] as const),
  ...(['rows', 'duplicates'] as const),
] satisfies readonly (keyof ScrubPlan)[];

/**
 * The record of a run, its policy as it was when it was hashed.
 *
 * @throws ScreeningError not-safe when it lacks what decides: a build before this one made it
 */
export function recordedRun(row: RunRow): RecordedRun {
  return runAsHashed({ ...row, record: JSON.parse(row.record) as RunRecord });
}

/**
 * The same of a record that was read already.
 *
 * @throws ScreeningError not-safe when it lacks what decides
 */
export function runAsHashed({ id, started, state, record }: RecordedRun): RecordedRun {
  const missing = DECIDING.filter((key) => (record.plan[key] as unknown) === undefined);
  if (missing.length > 0) {
    throw notSafe({
      summary: `run ${id} cannot be repeated: its record does not say ${missing.join(', ')}`,
      why: 'an earlier build of the program made it, which kept less',
      fix: 'use the program with which that run was made',
      where: id,
    });
  }
  const policy = asHashed(record.plan.policy);
  return { id, started, state, record: { ...record, plan: { ...record.plan, policy } } };
}

/** The error for a run whose record is not the one that was sealed. */
export function alteredRecord(id: string): ScreeningError {
  return new ScreeningError('evidence-disagrees', {
    summary: `the record of run ${id} is not the one that the ledger has the hash of`,
    why: 'it, or its line in the ledger, was altered or damaged since',
    fix: 'keep this database as it is, and compare it with a backup of that time',
    where: id,
  });
}

/** Whether a recorded policy is the one that its run was decided by. */
export function isAsRecorded({ policy, policy_sha256 }: ScrubPlan): boolean {
  return policyHash(policy) === policy_sha256;
}

/** A record's keys stand in order (canonical JSON); the hash of a policy is over its own order. */
function asHashed(policy: Policy): Policy {
  return {
    name: policy.name,
    title: policy.title,
    purpose: policy.purpose,
    requires: policy.requires,
    authorisation: policy.authorisation,
    consent_maximum_days: policy.consent_maximum_days,
    consent_void: policy.consent_void,
    grace: policy.grace,
    rules: policy.rules.map(({ when, unless, reason, basis }) => ({ when, unless, reason, basis })),
  };
}
