import type { PartyKeySetting } from '../config/party-key.js';
import { EXIT_STATUS, ScreeningError, wrongUse } from '../core/errors.js';
import type { PartyKey } from '../core/party.js';
import type { ReplayedList } from '../audit/replay.js';
import type { Replayed } from '../audit/replayed.js';
import type { ReplayedTrace } from '../audit/replay-trace.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';

/** Exit statuses (cli.md section 1): 8 is for a newer number reader that reads otherwise. */
const STATUSES = { agrees: 0, reader: 8, disagrees: EXIT_STATUS['evidence-disagrees'] } as const;

/** `replay <run>`: the same scrub again, compared byte for byte. */
export const replayCommand: CommandDefinition = {
  name: 'replay',
  summary: 'repeat a run from what was known then, and compare byte for byte',
  arguments: [{ words: '<run>', description: 'a run id, the beginning of one, or last' }],
  options: [
    { flags: '--input <file>', description: 'the list that the run screened; - for stdin' },
    {
      flags: '--from-trace',
      description: 'without the list: decide again about each number that it had',
    },
    {
      flags: '--hindsight',
      description: 'then say what would be decided by what is known now',
    },
    CASE_OPTION,
  ],
  examples: [
    'replay last --input campaign.csv',
    'replay 20261121T17 --from-trace',
    'replay last --input campaign.csv --hindsight',
  ],
  async run(context, [run = ''], values) {
    const options = new Options(values);
    const input = options.text('input');
    refuseNeitherOrBoth(input, options.flag('fromTrace'));
    const reference = settleCase(options, input === undefined);
    const { partyKey, policies } = context.configuration;
    const request = {
      database: context.database,
      run,
      hindsight: options.flag('hindsight'),
      policies,
    };
    if (input === undefined) {
      const { replayTrace } = await import('../audit/replay-trace.js');
      const ofRun = (name: string) => context.asks({ numbers: [], others: [name], reference });
      await ofRun('run');
      const replayed = await replayTrace(request, context);
      await ofRun(`run ${replayed.run.id}`);
      const { traceText } = await import('./replay-words.js');
      const { traceJson } = await import('./replay-json.js');
      return answer(context, replayed, {
        json: () => traceJson(replayed),
        text: () => traceText(replayed, context.paint),
      });
    }
    const { replayList } = await import('../audit/replay.js');
    const key = await partyKeyOf(partyKey);
    const replayed = await replayList({ ...request, input, partyKey: key }, context);
    const { listText } = await import('./replay-words.js');
    const { listJson } = await import('./replay-json.js');
    return answer(context, replayed, {
      json: () => listJson(replayed),
      text: () => listText(replayed, context.paint),
    });
  },
};

/** Tells what was found. @throws ScreeningError evidence-disagrees, for people, after it was told */
async function answer(
  context: Context,
  replayed: Replayed | ReplayedList | ReplayedTrace,
  words: { readonly json: () => object; readonly text: () => string },
): Promise<number> {
  const { verdictOf } = await import('../audit/replayed.js');
  const { faultOf } = await import('./replay-fault.js');
  const verdict = verdictOf(replayed);
  const fault = faultOf(replayed);
  if (context.json) {
    context.printJson(words.json());
    return STATUSES[verdict];
  }
  context.print(words.text());
  if (verdict === 'disagrees') throw new ScreeningError('evidence-disagrees', fault);
  if (verdict === 'reader') context.note(fault.summary);
  return STATUSES[verdict];
}

/** @throws ScreeningError wrong-use */
function refuseNeitherOrBoth(input: string | undefined, fromTrace: boolean): void {
  if (fromTrace !== (input !== undefined)) return;
  throw wrongUse({
    summary: fromTrace
      ? '--input and --from-trace exclude each other'
      : 'a run is repeated with its list, or from its trace',
    fix: fromTrace
      ? 'with --input nothing is left for the trace to say: leave --from-trace out'
      : 'give --input FILE, the list that the run screened, or --from-trace',
    where: '--input',
  });
}

async function partyKeyOf(
  setting: PartyKeySetting | undefined,
): Promise<() => PartyKey | undefined> {
  if (setting === undefined) return () => undefined;
  const { partyKey } = await import('../config/party-key.js');
  return () => partyKey(setting, 'replay');
}
