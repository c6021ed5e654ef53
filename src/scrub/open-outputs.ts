import { partsOf, WholeOutput } from '../files/whole-output.js';
import type { OutputPaths } from './outputs.js';
import type { PackedTrace, RunTrace } from './run-trace.js';

/** Stands for standard output in paths. */
export const STANDARD_OUTPUT = '-';

/** The outputs of a run while they are written. */
export interface Outputs {
  readonly cleaned: WholeOutput;
  readonly report: WholeOutput;
  /** Undefined unless a dialler's file is made too. */
  readonly dialler: WholeOutput | undefined;
}

/** Opens the outputs under temporary names. @throws ScreeningError wrong-use */
export function openOutputs(paths: OutputPaths): Outputs {
  const open: WholeOutput[] = [];
  const opened = (path: string): WholeOutput => {
    const output = new WholeOutput(path, true);
    open.push(output);
    return output;
  };
  try {
    return {
      report: opened(paths.report),
      // A list for standard output waits beside the report until its run is recorded.
      cleaned: opened(paths.cleaned === STANDARD_OUTPUT ? `${paths.report}.stdout` : paths.cleaned),
      dialler: paths.dialler === undefined ? undefined : opened(paths.dialler),
    };
  } catch (error) {
    for (const output of open) output.discard();
    throw error;
  }
}

/**
 * Waits until what was written is on the disk, and packs the trace meanwhile: each takes as long as the
 * other, and needs nothing of it.
 *
 * @throws ScreeningError wrong-use
 */
export async function settleAndPack(
  { cleaned, report, dialler }: Outputs,
  trace: RunTrace | undefined,
): Promise<PackedTrace | undefined> {
  const all = [cleaned, report, dialler].filter((output) => output !== undefined);
  await Promise.all(all.map((output) => output.written()));
  const onDisk = Promise.all(all.map((output) => output.onDisk()));
  const [packed] = await Promise.all([packedTrace(trace), onDisk]);
  return packed;
}

// eslint-disable-next-line @typescript-eslint/require-await -- what it throws is to be a rejection
async function packedTrace(trace: RunTrace | undefined): Promise<PackedTrace | undefined> {
  return trace?.pack();
}

/** Removes what was written and has no name. */
export function discardOutputs({ cleaned, report, dialler }: Outputs): void {
  for (const output of [cleaned, report, dialler]) output?.discard();
}

/** Partial files under the outputs' names from other runs. */
export function findParts({ cleaned, report, dialler, page }: OutputPaths): string[] {
  const list = cleaned === STANDARD_OUTPUT ? `${report}.stdout` : cleaned;
  return [list, report, dialler, page].filter((path) => path !== undefined).flatMap(partsOf);
}
