import { CallerBook } from '../config/caller-book.js';
import type { Configuration } from '../config/config.js';
import { campaignNamed } from '../config/names.js';
import type { SourceSettings } from '../config/settings.js';
import { wrongUse } from '../core/errors.js';
import { foldName } from '../core/fold-name.js';
import { unknownName } from '../core/nearest.js';
import {
  DEFAULT_CLASS,
  DEFAULT_LIST,
  SAID_CLASS_NAMES,
  type ObjectionClass,
} from '../policy/objections.js';
import { entryTerms, type EntryTerms } from '../intake/opt-outs/settle-reading.js';
import { callsFor } from '../scrub/calls-for.js';
import type { Caller } from '../scrub/screening.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** Options that say to whom and of what an objection was told. */
export const ENTRY_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--list <name>', description: `own list (default ${DEFAULT_LIST})` },
  { flags: '--reason <class>', description: `class of the objection (default ${DEFAULT_CLASS})` },
  { flags: '--source <name>', description: 'who passed it on: agent, dealer, web form' },
  { flags: '--reference <ref>', description: 'ticket, call or letter that shows it' },
  { flags: '--on <day>', description: 'day on which the person said so (default today)' },
  { flags: '--until <day>', description: 'last day that blocks (abandoned-call and other only)' },
  { flags: '--caller <name>', description: 'only this caller was told (default everyone)' },
  { flags: '--campaign <name>', description: 'only this campaign is meant (default all)' },
];

/**
 * Settles what entries have: the options first, then the mapping of the source, then the list.
 *
 * @throws ScreeningError wrong-use for a name that is not declared, with the nearest
 */
export function settleTerms(
  options: Options,
  configuration: Configuration,
  mapping?: SourceSettings,
): EntryTerms {
  const { callers, campaigns } = configuration;
  const caller = options.text('caller');
  const campaign = options.text('campaign');
  const asked = {
    list: options.text('list'),
    class: classOf(options),
    source: sourceNamed(options, configuration),
    reference: options.text('reference') ?? '',
    caller: caller === undefined ? undefined : new CallerBook(callers).named(caller, '--caller'),
    campaign: campaign === undefined ? undefined : campaignNamed(campaigns, campaign, '--campaign'),
  };
  return entryTerms(asked, configuration, mapping);
}

/** The class that `--reason` names. @throws ScreeningError wrong-use with the nearest */
export function classOf(options: Options): ObjectionClass | undefined {
  const text = options.text('reason');
  if (text === undefined) return undefined;
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const found = SAID_CLASS_NAMES.find((name) => name === wanted);
  if (found) return found;
  throw unknownName(['class', 'classes'], text, SAID_CLASS_NAMES, '--reason');
}

/** The source: in its declared spelling when it is declared, else as it is. */
export function sourceNamed(options: Options, { sources }: Configuration): string {
  const text = (options.text('source') ?? '').trim();
  return [...sources.keys()].find((name) => foldName(name) === foldName(text)) ?? text;
}

/**
 * The caller and the campaign that calls are made for.
 *
 * @throws ScreeningError wrong-use for a name that is not declared, with the nearest
 */
export function settleCaller(options: Options, { callers, campaigns }: Configuration): Caller {
  const caller = options.text('caller');
  const campaign = options.text('campaign');
  const named = campaign === undefined ? '' : campaignNamed(campaigns, campaign, '--campaign');
  return callsFor(caller, named, { callers, campaigns }, '--caller');
}

/** The text of `--why`, which must say something. @throws ScreeningError wrong-use */
export function whyOf(options: Options, example: string): string {
  const why = options.text('why')?.trim() ?? '';
  if (why !== '') return why;
  throw wrongUse({
    summary: '--why is missing: say why',
    fix: `for example --why "${example}"; it is kept with the record`,
    where: '--why',
  });
}
