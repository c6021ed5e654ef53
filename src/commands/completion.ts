import { unknownName } from '../core/nearest.js';
import { VOCABULARY } from '../core/version.js';
import { SCRIPTS, SHELLS } from './completing/shells.js';
import type { CommandDefinition } from './context.js';

/** `completion <shell>`: what makes a shell complete command lines of this program. */
export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: 'print what makes a shell complete command lines',
  arguments: [{ words: '<shell>', description: SHELLS.join(', ') }],
  options: [],
  examples: [
    'completion bash > ~/.tps-scrub.bash',
    'completion fish > ~/.config/fish/completions/tps-scrub.fish',
  ],
  run(context, [asked = '']) {
    const shell = SHELLS.find((name) => name === asked);
    if (shell === undefined) throw unknownName(['shell', 'shells'], asked, SHELLS, 'completion');
    const script = SCRIPTS[shell];
    if (context.json) context.printJson({ ok: true, vocabulary: VOCABULARY, shell, script });
    else context.print(script.trimEnd());
    return Promise.resolve(0);
  },
};
