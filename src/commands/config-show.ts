import { VOCABULARY } from '../core/version.js';
import type { ValueInUse } from '../config/values-in-use.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';

/** `config show`: each value in use and where it comes from. */
export const configShowCommand: CommandDefinition = {
  name: 'config show',
  summary: 'show each setting in use and where it comes from',
  arguments: [],
  options: [{ flags: '--all', description: 'also the defaults that nobody changed' }],
  examples: ['config show', 'config show --all --json'],
  async run(context, _, values) {
    const rows = await valuesInUse(context, new Options(values).flag('all'));
    if (context.json) {
      context.printJson({
        ok: true,
        vocabulary: VOCABULARY,
        configuration: context.configurationPath,
        values: rows.map(({ key, value, origin, place }) => ({ key, value, origin, place })),
      });
      return 0;
    }
    const { aligned } = await import('../ui/tables.js');
    const { printable } = await import('../ui/voice.js');
    const { configurationPath: path, userConfiguration } = context;
    const none = `none${userConfiguration === undefined ? '' : `; tps-scrub init would write ${userConfiguration}`}`;
    context.print(`configuration file: ${printable(path === '' ? none : path)}`);
    const cells = rows.map(({ key, value, origin, place }) =>
      [key, value, place === '' ? origin : `${origin}, ${place}`].map(printable),
    );
    context.print(aligned(cells, []));
    return 0;
  },
};

async function valuesInUse(context: Context, all: boolean): Promise<ValueInUse[]> {
  const { configuration, configurationPath, given, zipPassword, database } = context;
  const { valuesOfFile, defaultValues, secretValue } = await import('../config/values-in-use.js');
  const operator = { key: 'operator', value: JSON.stringify(context.operator) };
  const overruling: ValueInUse[] = [
    ...(given.database === undefined
      ? []
      : [{ key: 'database', value: JSON.stringify(database), ...given.database }]),
    ...(given.operator === undefined ? [] : [{ ...operator, ...given.operator }]),
  ];
  const inFile = valuesOfFile(configuration, configurationPath);
  const overruled = new Set(overruling.map(({ key }) => key));
  const secrets = zipPassword
    ? [secretValue('zip password', 'environment', 'TPS_SCRUB_ZIP_PASSWORD')]
    : [];
  const said = [...overruling, ...inFile.filter(({ key }) => !overruled.has(key)), ...secrets];
  const keys = new Set(said.map(({ key }) => key));
  const place: ValueInUse[] = keys.has('database')
    ? []
    : [{ key: 'database', value: JSON.stringify(database), origin: 'default', place: '' }];
  return [...place, ...said, ...(all ? defaultValues(keys) : [])];
}
