import type { Firm } from '../own-lists/firm.js';

/** All that a usable consent needs beside number, caller and day. */
export const EVIDENCE = ['--method', 'web form', '--wording', 'W-7', '--reference', 'F-88'];

/** The verdict on calls of one number: the reason that decides, and the fault of each consent. */
export interface Verdict {
  readonly reason: string;
  /** In order of recording; empty for one that is usable. */
  readonly faults: readonly string[];
}

interface Checked {
  readonly numbers: readonly {
    readonly reason: string;
    readonly consents: readonly { readonly fault: string }[];
  }[];
}

/** What `check` says of calls of one number; `Acme` calls unless the words say otherwise. */
export async function verdict(
  firm: Firm,
  number: string,
  ...words: readonly string[]
): Promise<Verdict> {
  const caller = words.includes('--caller') ? [] : ['--caller', 'Acme'];
  const { numbers } = await firm.json<Checked>(['check', number, ...caller, ...words]);
  const [first] = numbers;
  if (first === undefined) throw new Error(`check said nothing of ${number}`);
  return { reason: first.reason, faults: first.consents.map(({ fault }) => fault) };
}

/** The reason that decides of calls of one number. */
export async function reason(
  firm: Firm,
  number: string,
  ...words: readonly string[]
): Promise<string> {
  return (await verdict(firm, number, ...words)).reason;
}

/** Records a consent with all that it needs, to calls of Acme unless the words say otherwise. */
export function consent<T>(
  firm: Firm,
  number: string,
  on: string,
  ...words: readonly string[]
): Promise<T> {
  const caller = words.includes('--caller') ? [] : ['--caller', 'Acme'];
  return firm.json(['consent', 'add', number, '--on', on, ...caller, ...EVIDENCE, ...words]);
}
