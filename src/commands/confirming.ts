import { createInterface } from 'node:readline';
import { wrongUse } from '../core/errors.js';
import type { Context, OptionDefinition } from './context.js';

/** The option of commands that destroy something. */
export const YES_OPTION: OptionDefinition = {
  flags: '--yes',
  description: 'do not ask first, as on a terminal',
};

/**
 * Asks on a terminal before something is destroyed. Where nobody can be asked the command line itself has
 * said it, by an option that the command cannot do without (a day, a request): nothing waits for an answer.
 *
 * @param what is about to be done, as a sentence
 * @throws ScreeningError wrong-use when the answer is not yes: nothing was changed
 */
export async function confirm(context: Context, what: string, isSure: boolean): Promise<void> {
  const { canAsk, stdin, signal, prompt } = context;
  if (isSure || !canAsk) return;
  const lines = createInterface({ input: stdin, terminal: false, signal });
  try {
    prompt(`${what} Type yes to go on: `);
    const { value } = (await lines[Symbol.asyncIterator]().next()) as IteratorResult<
      string,
      undefined
    >;
    signal.throwIfAborted();
    if (value?.trim().toLowerCase() === 'yes') return;
  } finally {
    lines.close();
  }
  throw wrongUse({
    summary: 'nothing was changed: the answer was not yes',
    fix: '--dry-run shows what would go; --yes does not ask',
    where: '--yes',
  });
}
