import { VOCABULARY } from '../core/version.js';
import { isSame, type ReplayedList } from '../audit/replay.js';
import { verdictOf, type Hindsight, type Replayed } from '../audit/replayed.js';
import type { ReplayedTrace } from '../audit/replay-trace.js';
import type { Differences } from '../audit/listed-differences.js';
import { registerJson } from './register-json.js';
import { faultOf } from './replay-fault.js';

/** The `code` of an error, and of the status that is none. */
const CODES = { reader: 'reader-differs', disagrees: 'evidence-disagrees' } as const;

/** A list repeated, in JSON. */
export function listJson(replayed: ReplayedList): object {
  const { input, outputs, figures, differences, run } = replayed;
  const { record } = run;
  return {
    ...headJson(replayed),
    input: { path: input, sha256: record.input.sha256, bytes: record.input.bytes },
    outputs: outputs.map((output) => ({
      kind: output.kind,
      sha256_then: output.sha256Then,
      sha256_now: output.sha256Now,
      bytes_then: output.bytesThen,
      bytes_now: output.bytesNow,
      same: isSame(output),
    })),
    counts: record.counts,
    figures: figures.map(({ figure, then, now }) => ({ figure, then, now })),
    ...(typeof differences === 'string'
      ? { differences: [], more: 0, differences_unknown: differences }
      : differencesJson(differences)),
    hindsight: hindsightJson(replayed.hindsight),
  };
}

/** A trace repeated, in JSON. */
export function traceJson(replayed: ReplayedTrace): object {
  return {
    ...headJson(replayed),
    input: null,
    outputs: [],
    traced: replayed.numbers,
    contradictions: replayed.contradictions,
    sets: replayed.sets.map(({ reason, kept, reading, count }) => ({
      reason,
      kept,
      reading,
      count,
    })),
    ...differencesJson(replayed.differences),
    hindsight: hindsightJson(replayed.hindsight),
  };
}

function headJson(replayed: Replayed): object {
  const { run, policy, then, now, same } = replayed;
  const { plan } = run.record;
  const verdict = verdictOf(replayed);
  return {
    ok: verdict === 'agrees',
    vocabulary: VOCABULARY,
    ...(verdict === 'agrees' ? {} : { code: CODES[verdict], ...faultOf(replayed), where: run.id }),
    run: run.id,
    state: run.state,
    same,
    as_of: plan.as_of,
    call_date: plan.call_date,
    until: plan.until,
    registers: plan.registers,
    policy: {
      name: plan.policy.name,
      sha256_then: plan.policy_sha256,
      sha256_now: policy.sha256,
      declared: policy.declared,
      settings: policy.settings,
      rules: policy.rules,
    },
    reader: { then: readingJson(then), now: readingJson(now) },
  };
}

function readingJson({ program, reader, numberingPlan }: Replayed['then']): object {
  return { program_version: program, reader_version: reader, numbering_plan: numberingPlan };
}

function differencesJson({ count, listed }: Differences<object>): object {
  return { differences: listed, more: count - listed.length };
}

function hindsightJson(hindsight: Hindsight<object> | undefined): object | null {
  if (hindsight === undefined) return null;
  const { asOf, registers, moves, differences } = hindsight;
  return {
    as_of: asOf,
    registers: registers.map(registerJson),
    changed: differences.count,
    moves,
    ...differencesJson(differences),
  };
}
