import type { RecallForm } from '../config/job.js';
import type { DiallerFormat } from '../files/formats/format.js';
import { counted } from '../ui/tables.js';
import type { Recalled } from './recall.js';

/** Why a recall did not tell all; undefined when it did. @param form undefined when nothing is written */
export function openQuestion(
  { notTold, runs }: Recalled,
  form: RecallForm | DiallerFormat | undefined,
): { summary: string; why: string; fix: string; where: string } | undefined {
  const [first] = notTold;
  if (first !== undefined) {
    const names = [...new Set(notTold.map(({ run }) => run))];
    const others = names.length === 1 ? '' : ` and ${String(names.length - 1)} more`;
    return {
      summary: `not all that may no longer be called is known: run ${first.run}${others}`,
      why: first.why,
      fix: first.fix,
      where: first.run,
    };
  }
  const without = runs.find(({ withoutNumber }) => withoutNumber > 0);
  if (without === undefined || form === undefined || holdsRecords(form)) return undefined;
  const records = without.withoutNumber;
  const option = typeof form === 'string' ? `--form ${form}` : `--format ${form.name}`;
  return {
    summary:
      counted(records, 'record is', 'records are') +
      ' recalled for their party, and have no number to write',
    why: `${option} holds numbers alone`,
    fix: 'write them with --form csv',
    where: typeof form === 'string' ? '--form' : '--format',
  };
}

function holdsRecords(form: RecallForm | DiallerFormat): boolean {
  return typeof form === 'string' ? form === 'csv' : form.holds === 'all';
}
