import { callColumnNotes } from './call-column-notes.js';
import { CALL_LOG_OPTIONS, callersOf, settleCallReading } from './call-log-options.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { listNotes } from './list-notes.js';
import { Options } from './option-values.js';
import { policyOfPast, POLICY_OPTION } from './policy-options.js';
import { wrongUse } from '../core/errors.js';
import { heedJournal } from './writing.js';

/** `audit-calls <file>`: every call that was made, against all that is known. */
export const auditCallsCommand: CommandDefinition = {
  name: 'audit-calls',
  summary: 'put every call of a log against registers, objections and runs',
  arguments: [{ words: '<file>', description: 'call log, CSV; - for standard input' }],
  options: [
    ...CALL_LOG_OPTIONS,
    POLICY_OPTION,
    { flags: '--out <file>', description: 'a line for each call that anything stood against' },
    { flags: '--all', description: 'with --out: a line for each call' },
    { flags: '--force', description: 'replace a file of that name' },
    CASE_OPTION,
  ],
  examples: [
    'audit-calls calls.csv --timezone Europe/London',
    'audit-calls cdr.csv --column number=Dialled --column start=When',
    'audit-calls calls.csv --mapping dialler --out audited.csv --json',
  ],
  async run(context, [file = ''], optionValues) {
    const options = new Options(optionValues);
    const { configuration, database, stdin, signal, progress, clock } = context;
    const out = options.text('out');
    refuseAllAlone(options, out);
    const reading = settleCallReading(options, configuration, optionValues['header'] !== false);
    const policy = policyOfPast(options, configuration);
    const reference = settleCase(options, true);
    await context.asks({ numbers: [], others: [`call log ${file}`], reference });
    await heedJournal(context);
    if (out === undefined) context.endAtOnce();
    else {
      const { tellParts } = await import('./left-parts.js');
      tellParts(out, context);
      context.answersWithFile();
    }
    const { auditCalls } = await import('../audit/calls/audit-calls.js');
    const audit = await auditCalls(
      {
        database,
        file,
        reading,
        policy,
        callers: callersOf(configuration),
        out,
        all: options.flag('all'),
        force: options.flag('force'),
      },
      { stdin, signal, progress, clock },
    );
    const { signs, malformed: ragged, calls: records } = audit.log;
    listNotes(file, { signs, ragged, records }).forEach(context.note);
    callColumnNotes(audit.log).forEach(context.note);
    const { auditJson, auditText } = await import('./audit-calls-words.js');
    if (context.json) context.printJson(auditJson(audit, reading, policy));
    else context.print(auditText(audit, reading, policy, context.paint));
    return 0;
  },
};

function refuseAllAlone(options: Options, out: string | undefined): void {
  for (const flag of ['all', 'force']) {
    if (!options.flag(flag) || out !== undefined) continue;
    throw wrongUse({
      summary: `--${flag} is about the file of --out, and none is written`,
      fix: `add --out FILE, or leave --${flag} out`,
      where: `--${flag}`,
    });
  }
}
