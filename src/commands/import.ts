import { londonDay, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { unknownName } from '../core/nearest.js';
import { VOCABULARY } from '../core/version.js';
import { Coverage, coverageNote, coverageWords } from '../registers/coverage.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import { askedZipPassword } from './asked-zip-password.js';
import type { CommandDefinition, Context } from './context.js';
import { acceptedReason, Options } from './option-values.js';
import { coversJson } from './register-json.js';
import { beginWriting } from './writing.js';
import type { ImportResult } from '../intake/import-request.js';

/** `import <register> <file>`: loads an edition of a register. */
export const importCommand: CommandDefinition = {
  name: 'import',
  summary: 'load a register file as the edition in force',
  arguments: [
    { words: '<register>', description: REGISTER_NAMES.join(' or ') },
    { words: '<file>', description: 'as downloaded, in either official layout; also .zip, .gz' },
  ],
  options: [
    { flags: '--dated <day>', description: 'London day on which the register was cut' },
    { flags: '--downloaded <day>', description: 'day of the download, if only that is known' },
    { flags: '--changes', description: 'the file holds only changes (lines with A or D)' },
    { flags: '--since <day>', description: 'with --changes: day of the edition in force' },
    { flags: '--covers <prefixes>', description: 'codes of a partial licence: 0207,01204,07' },
    { flags: '--licence <ref>', description: 'licence under which the file was obtained' },
    { flags: '--licence-until <day>', description: 'last day of that licence' },
    { flags: '--source <text>', description: 'where the file came from' },
    { flags: '--published-total <n>', description: 'how many numbers the operator says it holds' },
    { flags: '--entry <name>', description: 'the file in a zip archive, where it holds several' },
    { flags: '--password-file <file>', description: 'its password (or TPS_SCRUB_ZIP_PASSWORD)' },
    { flags: '--accept-change <why>', description: 'let a doubtful import through, with a reason' },
  ],
  examples: [
    'import tps tps_ns.txt --dated 2026-11-20',
    'import ctps ch.txt --dated 2026-11-21 --changes --since 2026-11-20',
    'import tps london.txt --dated 2026-11-20 --covers 0203,0207,0208',
    'import tps tps.zip --dated 2026-11-20 --password-file zip-password',
  ],
  async run(context, [register = '', file = ''], values) {
    const options = new Options(values);
    const name = registerNamed(register);
    const { dated, estimated } = await datedOf(options, londonDay(context.clock()));
    const since = options.day('since');
    if (options.flag('changes') !== (since !== undefined)) {
      throw wrongUse({
        summary: '--changes and --since DAY go together',
        fix: 'a changes file says since which edition it counts; a full file needs neither',
        where: '--since',
      });
    }
    const covers = options.text('covers');
    const coverage = covers === undefined ? undefined : Coverage.read(covers, '--covers');
    await beginWriting(context);
    const { importRegister } = await import('../intake/import-register.js');
    const result = await importRegister({
      database: context.database,
      register: name,
      file,
      entry: options.text('entry') ?? '',
      zipPassword: () => askedZipPassword(context, name, options.text('passwordFile')),
      dated,
      estimated,
      since,
      covers: coverage,
      licence: options.text('licence') ?? '',
      licenceUntil: options.day('licenceUntil') ?? '',
      source: options.text('source') ?? '',
      publishedTotal: options.count('publishedTotal'),
      accepted: acceptedReason(options),
      ...context.configuration.registers[name],
      operator: context.operator,
      account: context.account,
      clock: context.clock,
      signal: context.signal,
      progress: context.progress,
      endAtOnce: context.endAtOnce,
    });
    if (context.json) context.printJson(toJson(result));
    else await tell(context, result);
    return 0;
  },
};

function registerNamed(name: string): RegisterName {
  const found = REGISTER_NAMES.find((register) => register === name);
  if (found) return found;
  throw unknownName(['register', 'registers'], name, REGISTER_NAMES, '<register>');
}

async function datedOf(options: Options, today: Day) {
  const dated = options.day('dated');
  const downloaded = options.day('downloaded');
  if ((dated === undefined) === (downloaded === undefined)) {
    throw wrongUse({
      summary: 'a register file has no date of its own: give --dated DAY',
      fix: 'the day on which it was cut; or --downloaded DAY if only that is known (not both)',
      where: '--dated',
    });
  }
  if (dated !== undefined) return { dated, estimated: false };
  if (downloaded !== undefined && downloaded > today) {
    throw wrongUse({
      summary: `--downloaded ${downloaded} is after today (${today})`,
      fix: 'give the day of the download',
      where: '--downloaded',
    });
  }
  const { datedFromDownload } = await import('../intake/estimated-day.js');
  return {
    dated: datedFromDownload(downloaded as NonNullable<typeof downloaded>),
    estimated: true,
  };
}

function toJson(result: ImportResult): object {
  const { edition } = result;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    register: edition.register,
    edition: edition.id,
    already_held: result.alreadyHeld,
    without_changes: result.withoutChanges,
    content: edition.content,
    dated: edition.dated,
    estimated: edition.estimated === 1,
    recorded: edition.recorded,
    file: {
      path: edition.file_path,
      sha256: edition.file_sha256,
      time: edition.file_time,
      bytes: edition.file_bytes,
      entry: edition.file_entry,
      entry_time: edition.file_entry_time,
      lines: edition.file_lines,
    },
    numbers: edition.numbers,
    numbers_sha256: edition.numbers_sha256,
    repeated: edition.repeated,
    rejected: edition.rejected,
    first_rejected: result.firstRejected,
    added: edition.added,
    removed: edition.removed,
    not_compared: result.notCompared,
    in_force: result.inForce,
    covers: coversJson(edition),
    licence: edition.licence,
    licence_until: edition.licence_until,
    operator: edition.operator,
    account: edition.account,
    overridden: result.overridden,
    purged: result.purged,
    kept_for: result.keptFor.cases,
    last_call_day: result.lastCallDay,
    ledger_head: result.ledgerHead,
  };
}

async function tell(context: Context, result: ImportResult): Promise<void> {
  const { counted, grouped } = await import('../ui/tables.js');
  const { printable } = await import('../ui/voice.js');
  const { edition } = result;
  const name = edition.register.toUpperCase();
  const day = `${edition.dated}${edition.estimated === 1 ? ' (estimated)' : ''}`;
  if (result.alreadyHeld) {
    context.print(
      `${name}: this very file is held already as edition ${String(edition.id)}, dated ${day}${coverageNote(edition)}; nothing was changed`,
    );
    return;
  }
  const lines = [
    `${context.paint('good', `${name} imported`)}: edition ${String(edition.id)}, dated ${day}, ${counted(edition.numbers, 'number')}`,
    `  ${changeText(result, grouped)}`,
  ];
  if (edition.file_entry !== '')
    lines.push(`  from the archive's ${printable(edition.file_entry)}`);
  lines.push(...coverageText(context, result));
  if (edition.repeated > 0)
    lines.push(`  ${counted(edition.repeated, 'line repeats', 'lines repeat')} a number`);
  if (edition.rejected > 0) {
    lines.push(context.paint('doubt', `  ${counted(edition.rejected, 'line')} could not be read:`));
    for (const { line, text } of result.firstRejected) {
      lines.push(`    line ${String(line)}: ${printable(text)}`);
    }
  }
  for (const guard of result.overridden) {
    lines.push(context.paint('doubt', `  overridden: ${guard} (${printable(edition.accepted)})`));
  }
  if (result.purged.length > 0) {
    const others = counted(result.purged.length, 'other edition');
    lines.push(
      context.paint('doubt', `  no longer held: the numbers of ${others} (history = "none")`),
    );
  }
  const { cases, editions } = result.keptFor;
  if (editions > 0) {
    const named = `kept for the case ${cases.map(printable).join(', ')}`;
    const until = 'they go with the next import after its release (history = "none")';
    lines.push(`  ${named}: the numbers of ${counted(editions, 'other edition')}; ${until}`);
  }
  if (result.inForce > edition.dated) {
    lines.push(`  enters as history: the edition in force stays that of ${result.inForce}`);
  } else if (result.lastCallDay < londonDay(context.clock())) {
    lines.push(context.paint('doubt', `  out of date: it cleared calls to ${result.lastCallDay}`));
  } else {
    lines.push(`  clears calls to ${result.lastCallDay}`);
  }
  lines.push(...context.headLines(result.ledgerHead));
  context.print(lines.join('\n'));
}

/** What is covered, when it is not the whole register, or was something else before. */
function coverageText({ paint }: Context, { edition, coveredBefore }: ImportResult): string[] {
  if (edition.covers === '' && coveredBefore === undefined) return [];
  const then = coveredBefore === undefined ? '' : coverageWords({ covers: coveredBefore });
  const before = then === '' ? '' : `; the edition before it covered ${then}`;
  return [paint('doubt', `  covers ${coverageWords(edition)}${before}`)];
}

function changeText(
  { edition, withoutChanges, isFirst, notCompared }: ImportResult,
  grouped: (value: number) => string,
): string {
  if (isFirst) return 'the first edition of this register: size not checked against another';
  if (withoutChanges) return 'no change: the same numbers as the edition before it';
  if (notCompared !== '') {
    const words = { gone: 'no longer held', damaged: 'damaged' }[notCompared];
    return `not compared with the edition before it, whose numbers are ${words}`;
  }
  return `added ${grouped(edition.added)}, removed ${grouped(edition.removed)} since the edition before it`;
}
