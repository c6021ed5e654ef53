import { wrongUse } from '../core/errors.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';
import { settleCaller } from './own-list-options.js';
import { POLICY_OPTION, settlePolicy } from './policy-options.js';

/** `screen-set`: every number that may not be called, keyed, for firms whose contacts live in an engine. */
export const screenSetCommand: CommandDefinition = {
  name: 'screen-set',
  summary: 'write the numbers that may not be called, keyed, for an engine (Parquet)',
  arguments: [],
  options: [
    { flags: '--out <file>', description: 'where it goes: NAME.parquet' },
    { flags: '--call-date <day>', description: 'first day of the calls' },
    { flags: '--until <day>', description: 'last day of the calls (default: the last call day)' },
    { flags: '--keyed <file>', description: 'key of the numbers, from openssl rand -hex 32' },
    POLICY_OPTION,
    { flags: '--caller <name>', description: 'for whom the calls are made' },
    { flags: '--campaign <name>', description: 'campaign that the calls are for' },
    { flags: '--force', description: 'replace the file' },
    CASE_OPTION,
  ],
  examples: ['screen-set --out s.parquet --call-date 2026-12-01 --keyed s.key'],
  async run(context, _, optionValues) {
    const options = new Options(optionValues);
    const { configuration, database, operator, account, clock, signal } = context;
    const out = needed(options, 'out', '--out', 'the name of a file');
    const keyFile = needed(options, 'keyed', '--keyed', 'the file with the key');
    const callDate = options.day('callDate');
    if (callDate === undefined) throw missing('--call-date', 'the first day of the calls');
    const until = options.day('until');
    const policy = settlePolicy(options, configuration);
    const caller = settleCaller(options, configuration);
    const reference = settleCase(options, true);
    const [{ numberKey }, { writeScreenSet }, { REGISTER_NAMES }, words] = await Promise.all([
      import('../config/number-key.js'),
      import('../audit/screen-set.js'),
      import('../registers/registers.js'),
      import('./screen-set-words.js'),
    ]);
    const { heedJournal, beginWriting, requireDatabase } = await import('./writing.js');
    const key = numberKey(keyFile);
    await requireDatabase(context);
    await heedJournal(context);
    await beginWriting(context);
    const { tellParts } = await import('./left-parts.js');
    tellParts(out, context);
    await context.asks({ numbers: [], others: [`screen set ${policy.name}`], reference });
    const mayDisclose = REGISTER_NAMES.filter((name) => configuration.registers[name].mayDisclose);
    const { licences } = configuration;
    const found = await writeScreenSet(
      {
        ...{ database, policy, callDate, until, mayDisclose, licences, key, keyFile, out },
        ...{ force: options.flag('force'), operator, account },
        ...caller,
      },
      { clock, signal, answersWithFile: context.answersWithFile },
    );
    const told = { policy, callDate, caller, keyId: key.id };
    if (context.json) context.printJson(words.screenSetJson(found, told));
    else words.tellScreenSet(context, found, told);
    return 0;
  },
};

function needed(options: Options, name: string, option: string, what: string): string {
  const path = options.text(name);
  if (path !== undefined && path !== '-') return path;
  throw missing(option, what);
}

function missing(option: string, what: string): Error {
  return wrongUse({
    summary: `screen-set needs ${option}`,
    fix: `give ${option} ${what}`,
    where: option,
  });
}
