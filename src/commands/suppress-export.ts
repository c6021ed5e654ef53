import { wrongUse } from '../core/errors.js';
import { CASE_OPTION } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';

/** `suppress export`: an own list as a file. */
export const suppressExportCommand: CommandDefinition = {
  name: 'suppress export',
  summary: 'write an own list as CSV that suppress import --exported takes without loss',
  arguments: [],
  options: [
    { flags: '--list <name>', description: 'the own list', required: true },
    { flags: '--out <file>', description: 'where it goes (default standard output)' },
    { flags: '--force', description: 'replace the file' },
    CASE_OPTION,
  ],
  examples: ['suppress export --list internal --out internal.csv'],
  async run(context, _, optionValues) {
    const options = new Options(optionValues);
    const name = options.text('list') ?? '';
    const out = options.text('out') ?? '-';
    if (context.json && out === '-') {
      throw wrongUse({
        summary: '--json and the list cannot both go to standard output',
        fix: 'add --out FILE',
        where: '--json',
      });
    }
    const { writeList } = await import('./exported-list-output.js');
    return writeList(context, { name, out, force: options.flag('force'), options });
  },
};
