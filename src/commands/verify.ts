import { ScreeningError, wrongUse } from '../core/errors.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';

const DISAGREES = 3;

/** `verify`: every integrity check of the database; `verify <file>`: what a list is good for. */
export const verifyCommand: CommandDefinition = {
  name: 'verify',
  summary: 'check the database, or tell which run made a list and whether it may be called',
  arguments: [{ words: '[file]', description: 'a cleaned list; without one the database' }],
  options: [
    {
      flags: '--head <hash|file>',
      description: 'a ledger head kept elsewhere, or a certificate that holds one',
    },
    { flags: '--quick', description: 'without the numbers of editions kept as differences' },
  ],
  examples: ['verify', 'verify --head certificate.html', 'verify campaign.clean.csv'],
  async run(context, [file], values) {
    const options = new Options(values);
    const asked = options.text('head');
    if (file !== undefined) {
      refuseBoth(asked, options.flag('quick'));
      const { verifyListCommand } = await import('./verify-list.js');
      return verifyListCommand(context, file);
    }
    const head = asked === undefined ? undefined : await headOf(asked);
    return ofDatabase(context, head, options.flag('quick'));
  },
};

async function ofDatabase(
  context: Context,
  head: string | undefined,
  quick: boolean,
): Promise<number> {
  const { database, configuration, userAccessLog: ofUser } = context;
  const configured = configuration.accessLog;
  const { verifyDatabase } = await import('../audit/verify.js');
  const { databaseText, faultOf, databaseJson } = await import('./verify-words.js');
  const verified = await verifyDatabase(
    { database, head, quick, accessLog: { configured, ofUser }, journal: configuration.journal },
    {
      signal: context.signal,
      begins: ({ name }) => {
        if (context.verbose) context.note(`checking: ${name}`);
      },
    },
  );
  const fault = faultOf(verified, database);
  if (context.json) {
    context.printJson(databaseJson(verified, database));
    return fault === undefined ? 0 : DISAGREES;
  }
  context.print(databaseText(verified, context.paint));
  if (fault !== undefined) throw new ScreeningError('evidence-disagrees', fault);
  return 0;
}

async function headOf(asked: string): Promise<string> {
  const { readHead } = await import('../audit/kept-head.js');
  return readHead(asked);
}

function refuseBoth(head: string | undefined, quick: boolean): void {
  if (head === undefined && !quick) return;
  const option = quick ? '--quick' : '--head';
  throw wrongUse({
    summary: `${option} is about the database, and a list was given too`,
    fix: `ask one after the other: verify ${option}, then verify FILE`,
    where: option,
  });
}
