import type { Recalled } from '../audit/recall.js';
import type { Marked } from '../audit/passed-on.js';
import { RECALL_FORMS } from '../config/job.js';
import { EXIT_STATUS, notSafe, wrongUse } from '../core/errors.js';
import { FORMAT_NAMES } from '../files/formats/formats.js';
import { PLAIN } from '../ui/voice.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';
import { placeForm, settleForm, writeRecall, type AskedForm } from './recall-output.js';
import type { Telling } from './recall-words.js';

/** `recall <run>|--all`: what may no longer be called of lists that have gone out. */
export const recallCommand: CommandDefinition = {
  name: 'recall',
  summary: 'tell which numbers of lists still in date may no longer be called, and why',
  arguments: [{ words: '[run]', description: 'a run id, the beginning of one, or last' }],
  options: [
    { flags: '--all', description: 'every list in date' },
    { flags: '--input <file>', description: "the run's cleaned list: tells records" },
    { flags: '--out <file>', description: 'write what is recalled, whole or not at all' },
    { flags: '--form <form>', description: `${RECALL_FORMS.join(', ')} (default csv)` },
    { flags: '--format <name>', description: `as a dialler takes it: ${FORMAT_NAMES.join(', ')}` },
    { flags: '--unsent', description: 'leave out what was marked as passed on' },
    { flags: '--mark-sent', description: 'with --out: record that the file was passed on' },
    { flags: '--force', description: 'overwrite the output' },
    CASE_OPTION,
  ],
  examples: [
    'recall --all',
    'recall --all --unsent --form national --out dnc.txt --mark-sent',
    'recall last --input campaign.clean.csv --form csv',
  ],
  async run(context, [run], values) {
    const options = new Options(values);
    const input = options.text('input');
    refuseNeitherOrBoth(run, options.flag('all'), input);
    const form = await placeForm(settleForm(options, context), context.database, input);
    const markSent = options.flag('markSent');
    if (markSent) refuseWithoutFile(form);
    const reference = settleCase(options, true);
    const ask = (...others: string[]) => context.asks({ numbers: [], others, reference });
    const asked = askedWords(run);
    await ask(asked);
    if (markSent) {
      const { finishInterrupted } = await import('./writing.js');
      await finishInterrupted(context);
    }
    const { heedJournal } = await import('./writing.js');
    await heedJournal(context);
    const { recall } = await import('../audit/recall.js');
    const request = {
      database: context.database,
      run,
      input,
      unsent: options.flag('unsent'),
      marks: markSent,
      partyKey: await partyKeyOf(context),
    };
    return recall(request, context, async (recalled) => {
      const told = recalled.runs.map((one) => `run ${one.run.id}`);
      await ask(...(told.length === 0 ? [asked] : told));
      return tell(context, recalled, { ...form, named: run?.trim(), input }, markSent);
    });
  },
};

/** A beginning of a run's id, or `last`: anything else may be a telephone number. */
const RUN_NAME = /^(last|\d{1,8}|\d{8}T[\w-]*)$/i;

/** What is asked, as the access log has it while no run is known. */
function askedWords(run: string | undefined): string {
  if (run === undefined) return 'lists in date';
  return RUN_NAME.test(run.trim()) ? `run ${run.trim()}` : 'run';
}

async function tell(
  context: Context,
  recalled: Recalled,
  form: AskedForm & Pick<Telling, 'named' | 'input'>,
  markSent: boolean,
): Promise<number> {
  const { openQuestion } = await import('../audit/recall-open.js');
  const open = openQuestion(recalled, form.form);
  if (form.path !== undefined) {
    const { tellParts } = await import('./left-parts.js');
    tellParts(form.path, context);
  }
  const file = await writeRecall(context, recalled, form);
  try {
    if (form.path !== undefined) context.answersWithFile();
  } catch (error) {
    file.discard();
    throw error;
  }
  const { giveOut } = await import('../audit/recall-file.js');
  const marked = giveOut(context, recalled, file, { markSent, isOpen: open !== undefined });
  const fault = open && { ...open, summary: open.summary + markedWords(markSent, marked) };
  if (context.json) {
    const { recallJson } = await import('./recall-json.js');
    context.printJson(recallJson(recalled, marked, fault));
    return fault === undefined ? 0 : EXIT_STATUS['not-safe'];
  }
  const { recallText } = await import('./recall-words.js');
  const isWritten = !markSent || open === undefined || marked !== undefined;
  // What a pipe took of standard output is said in notes, which are printed as they are read.
  const paint = form.toStdout ? PLAIN : context.paint;
  const text = recallText(recalled, {
    ...{ form, named: form.named, input: form.input },
    ...{ isWritten, markSent, marked, paint },
  });
  if (form.toStdout) text.split('\n').forEach(context.note);
  else context.print(text);
  if (fault !== undefined) throw notSafe(fault);
  return 0;
}

function markedWords(markSent: boolean, marked: Marked | undefined): string {
  if (!markSent) return '';
  return marked === undefined
    ? '; nothing is marked as passed on, and no file is left'
    : '; the other lists are marked as passed on';
}

/** @throws ScreeningError wrong-use */
function refuseNeitherOrBoth(
  run: string | undefined,
  all: boolean,
  input: string | undefined,
): void {
  if (all === (run !== undefined)) {
    throw wrongUse({
      summary: all ? 'a run and --all exclude each other' : 'no list was named',
      fix: 'give a run (an id, the beginning of one, or last), or --all for every list in date',
      where: '--all',
    });
  }
  if (input === undefined || run !== undefined) return;
  throw wrongUse({
    summary: '--input is the list of one run',
    fix: 'name the run in place of --all; tps-scrub verify FILE says which it is',
    where: '--input',
  });
}

/**
 * What is marked must be what was written, for between two commands an objection may come; and it must
 * stand in a file, for nobody knows how much was read of standard output.
 */
function refuseWithoutFile({ path }: AskedForm): void {
  if (path !== undefined) return;
  throw wrongUse({
    summary: '--mark-sent marks what a file holds, and none is written',
    why: 'what is recalled at another time may be more than what was passed on',
    fix: 'add --out FILE, and pass on that',
    where: '--mark-sent',
  });
}

async function partyKeyOf({ configuration }: Context) {
  const setting = configuration.partyKey;
  if (setting === undefined) return () => undefined;
  const { partyKey } = await import('../config/party-key.js');
  return () => partyKey(setting, 'recall');
}
