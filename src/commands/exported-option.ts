import { londonDay } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { EXPORTED_DIALECT } from '../intake/opt-outs/exported.js';
import type { OptOutReading } from '../intake/opt-outs/reading.js';
import { NO_COLUMNS, optOutReading } from '../intake/opt-outs/settle-reading.js';
import { listNamed } from '../config/names.js';
import { DEFAULT_CLASS, DEFAULT_LIST } from '../policy/objections.js';
import type { Context, OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** That a file is a list as `suppress export` wrote it. */
export const EXPORTED_OPTION: OptionDefinition = {
  flags: '--exported',
  description: 'the file is of suppress export: every row as it was',
};

/** Options that say what rows leave out, or how to read them: such a file leaves nothing out. */
const TEXTS = [
  ...['reason', 'source', 'reference', 'on', 'until', 'caller', 'campaign'],
  ...['days', 'delimiter', 'encoding', 'sheet', 'skipLines'],
];

/**
 * How an exported list is read: by what its rows say alone, whatever the configuration says of its list.
 *
 * @throws ScreeningError wrong-use for an option that says how to read it otherwise
 */
export function exportedReading(
  options: Options,
  header: boolean,
  { configuration, clock }: Context,
): OptOutReading {
  const given = [
    ...TEXTS.filter((name) => options.text(name) !== undefined),
    ...['column', 'where'].filter((name) => options.texts(name).length > 0),
    ...(header ? [] : ['no-header']),
  ];
  const [first] = given;
  if (first !== undefined) {
    const option = `--${first === 'skipLines' ? 'skip-lines' : first}`;
    throw wrongUse({
      summary: `--exported and ${option} exclude each other`,
      why: 'the rows of an exported list say all that they said',
      fix: `leave ${option} out`,
      where: option,
    });
  }
  const list = listNamed(
    configuration.lists.keys(),
    options.text('list') ?? DEFAULT_LIST,
    '--list',
  );
  const asked = {
    columns: NO_COLUMNS,
    where: [],
    dialect: EXPORTED_DIALECT,
    days: undefined,
    defaults: {
      ...{ list, class: DEFAULT_CLASS, source: '', reference: '', caller: '', campaign: '' },
      ...{ on: undefined, until: undefined },
    },
  };
  const reading = optOutReading(asked, configuration, undefined, londonDay(clock()));
  return { ...reading, isExported: true };
}
