import { wrongUse } from '../core/errors.js';
import { CASE_OPTION } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { DIALECT_OPTIONS } from './dialect-options.js';
import { Options } from './option-values.js';

/** Options that say how the agent's own file is read, or whose objections count. */
const OF_AGENTS = ['knownIn', 'caller', 'delimiter', 'encoding', 'sheet', 'skipLines'] as const;

/** `suppress export`: an own list as a file, or what an agent must not call of its own file. */
export const suppressExportCommand: CommandDefinition = {
  name: 'suppress export',
  summary: 'write an own list as a file, or the rows of an agent that must not be called',
  arguments: [],
  options: [
    { flags: '--list <name>', description: 'an own list, for suppress import --exported' },
    { flags: '--for <agent>', description: 'an agent: rows of its own file, with no reason' },
    { flags: '--known-in <file>', description: "the agent's own file: CSV of any kind" },
    { flags: '--caller <name>', description: 'only for this caller of the agent' },
    { flags: '--column <name>', description: 'phone column of that file', repeatable: true },
    { flags: '--ignore-column <name>', description: 'column that nobody calls', repeatable: true },
    ...DIALECT_OPTIONS,
    { flags: '--out <file>', description: 'where it goes (of a list: default standard output)' },
    { flags: '--force', description: 'replace the file' },
    CASE_OPTION,
  ],
  examples: [
    'suppress export --list internal --out internal.csv',
    'suppress export --for Ringers --known-in theirs.csv --out back.csv',
  ],
  async run(context, _, optionValues) {
    const options = new Options(optionValues);
    const [list, agent] = [options.text('list'), options.text('for')];
    if ((list === undefined) === (agent === undefined)) {
      throw wrongUse({
        summary:
          list === undefined
            ? 'nothing was named to export'
            : '--list and --for exclude each other',
        fix: 'give --list NAME for an own list, or --for AGENT --known-in FILE',
        where: '--list',
      });
    }
    if (agent !== undefined) {
      const { exportForAgent } = await import('./agent-export.js');
      return exportForAgent(context, agent, options, optionValues['header'] !== false);
    }
    refuseOfAgents(options, optionValues['header'] !== false);
    const out = options.text('out') ?? '-';
    if (context.json && out === '-') {
      throw wrongUse({
        summary: '--json and the list cannot both go to standard output',
        fix: 'add --out FILE',
        where: '--json',
      });
    }
    const { heedJournal } = await import('./writing.js');
    await heedJournal(context);
    const { writeList } = await import('./exported-list-output.js');
    return writeList(context, { name: list ?? '', out, force: options.flag('force'), options });
  },
};

/** @throws ScreeningError wrong-use */
function refuseOfAgents(options: Options, header: boolean): void {
  const isGiven =
    OF_AGENTS.some((name) => options.text(name) !== undefined) ||
    ['column', 'ignoreColumn'].some((name) => options.texts(name).length > 0) ||
    !header;
  if (!isGiven) return;
  throw wrongUse({
    summary: '--list writes a whole list, and how a file is read, or for whom, is no matter to it',
    fix: 'leave --known-in, --caller, the columns and the dialect out, or give --for AGENT',
    where: '--list',
  });
}
