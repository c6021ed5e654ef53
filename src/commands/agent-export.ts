import { disclose, type Disclosed } from '../audit/disclose.js';
import { agentNamed, type Agent } from '../config/agents.js';
import { foldName } from '../core/fold-name.js';
import { wrongUse } from '../core/errors.js';
import { nameList } from '../core/name-list.js';
import { unknownName } from '../core/nearest.js';
import { VOCABULARY } from '../core/version.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import { callsFor } from '../scrub/calls-for.js';
import { counted, grouped } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import { settleCase } from './case-option.js';
import type { Context } from './context.js';
import { dialectOf } from './dialect-options.js';
import type { Options } from './option-values.js';
import { beginWriting, requireDatabase } from './writing.js';

/**
 * `suppress export --for AGENT`: the rows of the agent's own file that must not be called.
 *
 * @returns the exit status
 */
export async function exportForAgent(
  context: Context,
  name: string,
  options: Options,
  header: boolean,
): Promise<number> {
  const { configuration, database, operator, account, clock, signal, progress } = context;
  const agent = agentNamed(configuration.callers, name, '--for');
  const principals = principalsOf(agent, options.text('caller'));
  const [knownIn, out] = filesOf(options);
  const reference = settleCase(options, true);
  const registers = REGISTER_NAMES.filter((one) => configuration.registers[one].mayDisclose);
  await requireDatabase(context);
  await beginWriting(context);
  const { tellParts } = await import('./left-parts.js');
  tellParts(out, context);
  await context.asks({ numbers: [], others: [`agent ${agent.name}`], reference });
  const disclosed = await disclose(
    {
      ...{ database, agent: agent.name, registers, knownIn, out, operator, account },
      callers: principals.map((one) => callsFor(one, '', configuration, '--caller')),
      licences: configuration.licences,
      dialect: dialectOf(options, header),
      columns: options.texts('column'),
      ignoredColumns: options.texts('ignoreColumn'),
      force: options.flag('force'),
    },
    { clock, signal, progress, answersWithFile: context.answersWithFile },
  );
  const told = { agent, principals, registers, knownIn };
  if (context.json) context.printJson(toJson(disclosed, told));
  else tell(context, disclosed, told);
  return 0;
}

interface Told {
  readonly agent: Agent;
  readonly principals: readonly string[];
  readonly registers: readonly RegisterName[];
  readonly knownIn: string;
}

/** @throws ScreeningError wrong-use for a caller for whom the agent does not call */
function principalsOf({ name, principals }: Agent, caller: string | undefined): readonly string[] {
  if (caller === undefined) return principals;
  const found = principals.filter((one) => foldName(one) === foldName(caller));
  if (found.length > 0) return found;
  throw unknownName([`caller of ${name}`, `callers of ${name}`], caller, principals, '--caller');
}

/** @throws ScreeningError wrong-use when one is missing, or stands for a standard stream */
function filesOf(options: Options): [knownIn: string, out: string] {
  const [knownIn, out] = (['knownIn', 'out'] as const).map((name) => {
    const option = name === 'out' ? '--out' : '--known-in';
    const path = options.text(name);
    if (path !== undefined && path !== '-') return path;
    throw wrongUse({
      summary: path === undefined ? `--for needs ${option} FILE` : `${option} - is not possible`,
      why: 'what is handed over is recorded by its hash, and has to be the same afterwards',
      fix: `give ${option} the name of a file`,
      where: option,
    });
  });
  return [knownIn ?? '', out ?? ''];
}

function leftOut({ registers }: Told): readonly RegisterName[] {
  return REGISTER_NAMES.filter((name) => !registers.includes(name));
}

function toJson(found: Disclosed, told: Told): object {
  return {
    ok: true,
    vocabulary: VOCABULARY,
    for: told.agent.name,
    callers: told.principals,
    known_in: { path: told.knownIn, sha256: found.knownInSha256, rows: found.read },
    columns: found.columns,
    rows: found.told,
    unread: found.unread,
    compared: ['objections', ...told.registers],
    not_compared: leftOut(told),
    parties_not_compared: found.parties,
    unread_lines_not_compared: found.unreadLines,
    as_of: found.asOf,
    output: found.output,
    disclosure: found.id,
    ledger_line: found.line,
    ledger_head: found.ledgerHead,
  };
}

/** The notes are for whoever hands the file over, and name no number. */
function tell(context: Context, found: Disclosed, told: Told): void {
  const { print, note, paint, headLines } = context;
  const whom = nameList(told.principals, printable);
  print(
    `${grouped(found.told)} of ${counted(found.read, 'row')} must not be called by ${printable(told.agent.name)} for ${whom}: ${printable(found.output.path)}`,
  );
  print(paint('quiet', `  ${found.id}, line ${String(found.line)} of the ledger`));
  const compared = ['own objections', ...told.registers.map((name) => name.toUpperCase())];
  print(`  compared: ${nameList(compared)}, for live calls today`);
  headLines(found.ledgerHead).forEach(print);
  const not = leftOut(told).map((name) => name.toUpperCase());
  if (not.length > 0) {
    note(
      `not compared: ${nameList(not)}, since nothing says that the licence lets their numbers be handed over ([register.NAME] may_disclose): calls from that file want a scrub all the same`,
    );
  }
  if (found.unread > 0) {
    note(
      `${counted(found.unread, 'row')} could not be read whole, and ${found.unread === 1 ? 'is' : 'are'} not in the file`,
    );
  }
  if (found.parties > 0) {
    note(
      `objections of ${counted(found.parties, 'person or firm', 'persons or firms')} known by a key alone were not compared`,
    );
  }
  if (found.unreadLines > 0) {
    note(
      `${counted(found.unreadLines, 'unread line')} of opt-out files ${found.unreadLines === 1 ? 'waits' : 'wait'}, and may hold more: tps-scrub suppress resolve`,
    );
  }
}
