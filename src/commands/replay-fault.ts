import { verdictOf, type Replayed } from '../audit/replayed.js';
import type { Explanation } from '../core/errors.js';

/** What is wrong when a replay does not agree: as an error, or beside the status that is none. */
export function faultOf(
  replayed: Replayed,
): Required<Pick<Explanation, 'summary' | 'why' | 'fix'>> {
  const { run, policy, then, now, same } = replayed;
  const { name } = run.record.plan.policy;
  if (policy.declared === 'changed') {
    const outcome = same ? 'comes out the same, but' : 'does not come out the same, and';
    return {
      summary: `run ${run.id} ${outcome} the policy ${name} is not what it was`,
      why: 'the run was repeated by the rules of then; a scrub today is decided by others',
      fix: `compare the configuration with that of then; tps-scrub policy ${name} shows it as it is`,
    };
  }
  if (verdictOf(replayed) === 'reader') {
    return {
      summary: `run ${run.id} does not come out the same: number reader ${readerText(then)} read it, and ${readerText(now)} reads it otherwise`,
      why: 'what was known then is as it was; what cells are read as is not',
      fix: 'scrub the list again before any further call',
    };
  }
  return {
    summary: `run ${run.id} does not come out the same, though what it was decided by does`,
    why: `tps-scrub ${then.program} made it, and this is ${now.program}, with the same number reader`,
    fix: 'keep the list, its outputs and the database, and report it',
  };
}

/** A number reader: its version and its numbering plan. */
export function readerText({ reader, numberingPlan }: Replayed['then']): string {
  return `${String(reader)} (numbering plan of ${numberingPlan})`;
}
