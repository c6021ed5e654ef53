import { CallerBook } from '../config/caller-book.js';
import type { Configuration } from '../config/config.js';
import type { Explained } from '../audit/explain/explain.js';
import type { CallerNamed } from '../audit/explain/own-events.js';
import { EXIT_STATUS, notSafe, wrongUse, type Explanation } from '../core/errors.js';
import { foldName } from '../core/fold-name.js';
import { VOCABULARY } from '../core/version.js';
import { DEFAULT_LIST } from '../policy/objections.js';
import { counted } from '../ui/tables.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import { kindOf } from './check.js';
import type { CommandDefinition, Context } from './context.js';
import { settleDays } from './from-to.js';
import { Options } from './option-values.js';
import { settlePolicy } from './policy-options.js';
import { heedJournal } from './writing.js';

const NOT_SAFE = EXIT_STATUS['not-safe'];

/** `explain <number>`: its dated history, and the verdict on it today. */
export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary: 'tell the history of a number: listings, objections, consents, lists',
  arguments: [{ words: '<number>', description: 'a number, in quotes if it has blanks' }],
  options: [
    { flags: '--from <day>', description: 'what was so, or was recorded, on this day or later' },
    { flags: '--to <day>', description: 'what was so, or was recorded, on this day or earlier' },
    { flags: '--as-of <instant>', description: 'only what was recorded by then' },
    { flags: '--subject-copy', description: 'a copy for the person whose number it is' },
    CASE_OPTION,
  ],
  examples: [
    "explain '07700 900123'",
    'explain 07700900123 --from 2026-01-01 --json',
    'explain 07700900123 --subject-copy --case SAR-17 > copy.txt',
  ],
  async run(context, [value = ''], values) {
    const options = new Options(values);
    const [from, to] = settleDays(options);
    if (options.flag('subjectCopy')) refuseDays({ '--from': from, '--to': to });
    const asOf = options.instant('asOf');
    const { readAskedNumber } = await import('../audit/asked-number.js');
    const number = readAskedNumber(value, '<number>');
    const { maskedNumber } = await import('../core/masked-number.js');
    await context.asks({
      numbers: [maskedNumber(number.e164)],
      others: [],
      reference: settleCase(options, true),
    });
    await heedJournal(context);
    const { configuration, database } = context;
    const policy = settlePolicy(options, configuration);
    const callerNamed = callersOf(configuration);
    const { explain } = await import('../audit/explain/explain.js');
    const request = { database, number, from, to, asOf, policy, callerNamed };
    const found = explain(request, context.clock());
    const [checked] = found.verdict.numbers;
    const kind = checked === undefined ? '' : await kindOf(checked);
    const isCopy = options.flag('subjectCopy');
    if (isCopy) await tellSubject(found, context);
    else if (context.json) {
      context.printJson({ ...toJson(found), value, kind, events: found.events });
    } else {
      const { explainText } = await import('./explain-text.js');
      context.print(explainText(found, kind, context));
    }
    const unknown = unknownWords(found, isCopy ? IN_COPY : NARROW);
    if (unknown !== undefined && !context.json) throw notSafe(unknown);
    return unknown === undefined ? 0 : NOT_SAFE;
  },
};

/** A copy of a part would pass for the whole. */
function refuseDays(days: Readonly<Record<string, string | undefined>>): void {
  for (const [option, day] of Object.entries(days)) {
    if (day === undefined) continue;
    throw wrongUse({
      summary: `--subject-copy and ${option} exclude each other`,
      why: 'the copy is of all that is held, and would not say what was left out of it',
      fix: `leave ${option} out`,
      where: option,
    });
  }
}

/** Whose calls a consent is asked about: a name that is declared no more is bound by all. */
function callersOf({ callers }: Configuration): CallerNamed {
  const book = new CallerBook(callers);
  return (name) => {
    const isDeclared = book.names.some((one) => foldName(one) === foldName(name));
    const notBoundBy = isDeclared ? book.names.filter((told) => !book.binds(told, name)) : [];
    return { caller: name, notBoundBy, campaign: '', campaigns: [] };
  };
}

async function tellSubject(found: Explained, context: Context): Promise<void> {
  const { subjectCopy } = await import('../audit/explain/subject-copy.js');
  const { COPY_WARNINGS, subjectCopyText } = await import('./subject-copy-text.js');
  const { partiesWords } = await import('./explain-text.js');
  const { sources, lists } = context.configuration;
  const copy = subjectCopy(found.events, [DEFAULT_LIST, ...sources.keys(), ...lists.keys()]);
  const leftOut = copy.leftOut.map(({ what, times }) => `${what} (${String(times)})`).join(', ');
  const warnings = [
    ...COPY_WARNINGS,
    ...(leftOut === ''
      ? []
      : [
          `left out, since others may be named in it: ${leftOut}; look at it with explain, and add what is theirs`,
        ]),
    ...(found.parties === 0
      ? []
      : [`${partiesWords(found.parties)}: ask check --party with the name of the one who asks`]),
  ];
  if (context.json) {
    const said = { ...toJson(found, IN_COPY), warnings, events: copy.events };
    context.printJson({ ...said, left_out: copy.leftOut });
    return;
  }
  warnings.forEach(context.note);
  context.print(subjectCopyText(copy, found));
}

/** Whether nothing that was asked about is unknown, the verdict included. */
function isKnown({ noData, verdict }: Explained): boolean {
  return noData.length === 0 && verdict.gaps.length === 0;
}

const NARROW = 'narrow the question with --from and --to, or answer from the files themselves';
const IN_COPY = 'say in the answer what is not known, or answer from the files themselves';

/** What is not known, as an error; undefined when all is. */
function unknownWords(found: Explained, fix: string): Required<Explanation> | undefined {
  if (isKnown(found)) return undefined;
  const { noData, verdict } = found;
  return {
    summary:
      noData.length > 0
        ? `at ${counted(noData.length, 'point')} it is not known what was so`
        : verdict.gaps.map((gap) => gap.words).join('; '),
    why: 'the registers of those days, the traces of those lists, or what was recorded then, are not held',
    fix,
    where: '',
  };
}

function toJson(found: Explained, fix = NARROW): object {
  const { asOf, registers, suppliers, partlyRead, emptied, parties, verdict } = found;
  const unknown = unknownWords(found, fix);
  const words = verdict.numbers[0]?.words;
  return {
    ok: unknown === undefined,
    vocabulary: VOCABULARY,
    ...(unknown && { code: 'not-safe', ...unknown }),
    number: words?.number ?? '',
    as_of: asOf,
    registers,
    suppliers,
    partly_read: partlyRead,
    emptied,
    parties,
    verdict: {
      call_date: verdict.times.callDate,
      policy: verdict.policy.name,
      outcome: words?.outcome ?? '',
      reason: words?.reason ?? '',
      reasons: words?.reasons ?? [],
      basis: words?.basis ?? '',
    },
  };
}
