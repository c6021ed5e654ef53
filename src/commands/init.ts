import { existsSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';

/** `init [file]`: a first configuration, by asking. */
export const initCommand: CommandDefinition = {
  name: 'init',
  summary: 'write a first configuration by asking a few questions',
  arguments: [{ words: '[file]', description: 'the file (default: the user’s own configuration)' }],
  options: [
    { flags: '--defaults', description: 'ask nothing: print one of comments only' },
    { flags: '--force', description: 'replace a file that is there' },
  ],
  examples: ['init', 'init firm.toml', 'init --defaults > firm.toml'],
  async run(context, [named], values) {
    const options = new Options(values);
    const { writtenConfiguration } = await import('../config/written-configuration.js');
    if (options.flag('defaults')) {
      const text = writtenConfiguration(undefined);
      if (context.json)
        context.printJson({ ok: true, vocabulary: VOCABULARY, configuration: text });
      else context.print(text.trimEnd());
      return 0;
    }
    if (!context.canAsk || context.json) throw noTerminal();
    const path = named ?? context.userConfiguration;
    if (path === undefined) throw noPlace();
    const { askedConfiguration } = await import('./init-questions.js');
    const asked = await askedConfiguration(context, path, options.flag('force'));
    const { makeFolderOf } = await import('../config/paths.js');
    const { writeWhole } = await import('../files/write-whole.js');
    if (named === undefined) makeFolderOf(path, 'give a file in a folder that you may write');
    const replace = options.flag('force') || asked.replace;
    writeWhole(path, writtenConfiguration(asked.answers), replace);
    await tellNext(context, path, asked.registers);
    return 0;
  },
};

async function tellNext(
  { print, userConfiguration, database }: Context,
  path: string,
  registers: readonly string[],
): Promise<void> {
  const { shellWord } = await import('../core/shell-word.js');
  const { printable } = await import('../ui/voice.js');
  const by = path === userConfiguration ? '' : ` --config ${printable(shellWord(path))}`;
  print(`Wrote ${printable(path)}`);
  print(existsSync(database) ? 'Next:' : 'No database was made. Next:');
  print(`  tps-scrub config show${by}`);
  for (const name of registers) print(`  tps-scrub import ${name} FILE --dated YYYY-MM-DD${by}`);
  if (!registers.includes('ctps')) {
    print('Without CTPS, screen with --policy live-calls-consumer: it says so on every output.');
  }
}

function noTerminal(): Error {
  return wrongUse({
    summary: 'init asks questions, and there is nobody to ask',
    why: 'standard input and standard error are not both a terminal, or --json was given',
    fix: 'init --defaults prints a configuration of comments: save it as a file and edit it',
    where: 'init',
  });
}

function noPlace(): Error {
  return wrongUse({
    summary: 'there is no home folder to write the configuration to',
    fix: 'name the file: init FILE',
    where: 'init',
  });
}
