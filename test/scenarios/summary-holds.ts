import type { StepResult } from './run-scenario.js';

interface Counts {
  readonly read: number;
  readonly clean: number;
  readonly excluded: number;
  readonly unscreened: number;
}

interface Summary {
  readonly ok: boolean;
  readonly counts?: Counts;
  readonly numbers?: Counts;
  readonly reasons?: Readonly<Record<string, number>>;
  readonly input?: { readonly sha256: string; readonly records: number };
  readonly outputs?: readonly { readonly path: string; readonly sha256: string }[];
}

/**
 * What must hold of a scrub's JSON summary whatever the list: the accounts balance, and the hashes
 * are those of the files. The names of the rules that do not hold; none for other commands.
 */
export function brokenSummaryRules({ step, stdout, files }: StepResult): string[] {
  if (!step.run.includes('--json') || !step.run.includes('scrub')) return [];
  const summary = JSON.parse(stdout.toString()) as Summary;
  const { counts, numbers, reasons = {}, input, outputs = [] } = summary;
  if (!summary.ok || counts === undefined || numbers === undefined) {
    return step.status === 0 ? ['a run that was done says so'] : [];
  }
  const known = new Set(files.values());
  const rules: Readonly<Record<string, boolean>> = {
    'records add up': counts.clean + counts.excluded + counts.unscreened === counts.read,
    'numbers add up': numbers.clean + numbers.excluded + numbers.unscreened === numbers.read,
    'reasons add up': sum(Object.values(reasons)) === counts.read,
    'clean records have the reason CLEAN or CONSENT':
      (reasons['CLEAN'] ?? 0) + (reasons['CONSENT'] ?? 0) === counts.clean,
    'the input is counted': input?.records === counts.read,
    'the input is hashed': step.run.includes('-') || known.has(input?.sha256 ?? ''),
    'each output is hashed as it stands': outputs.every(({ sha256 }) => known.has(sha256)),
  };
  return Object.keys(rules).filter((rule) => rules[rule] === false);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
