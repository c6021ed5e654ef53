import { outputForm } from '../files/forms/output-form.js';
import type { ListBytes } from '../files/forms/list-bytes.js';
import { listSink, type WrittenList } from '../files/forms/list-sink.js';
import type { OutputPaths } from './outputs.js';
import type { Outputs } from './open-outputs.js';
import type { ScrubPlan } from './run-record.js';

/** The cleaned list in its form, on its way to its output. */
export function cleanedSink(
  outputs: Outputs,
  paths: OutputPaths,
  { form, sheet }: ListBytes,
  { columns }: ScrubPlan,
  signal: AbortSignal,
): Promise<WrittenList> {
  return listSink(outputs.cleaned, {
    form: outputForm(form, paths.cleaned),
    sheet,
    phones: columns.map(({ index }) => index),
    path: outputs.cleaned.path,
    signal,
  });
}
