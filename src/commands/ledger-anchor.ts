import { VOCABULARY } from '../core/version.js';
import { wrongUse } from '../core/errors.js';
import { anchorName } from '../store/anchors.js';
import type { AnsweredAnchor, AskedAnchor } from '../audit/ledger-anchor.js';
import type { CommandDefinition, Context } from './context.js';
import { printable } from '../ui/voice.js';
import { Options } from './option-values.js';
import { beginWriting, requireDatabase } from './writing.js';

/** `ledger anchor`: has an authority's time-stamp stand for the head. */
export const ledgerAnchorCommand: CommandDefinition = {
  name: 'ledger anchor',
  summary: 'have a time-stamp authority vouch for the head; nothing is sent, you carry the files',
  arguments: [],
  options: [
    { flags: '--request <file>', description: 'write a request for the head (RFC 3161, .tsq)' },
    { flags: '--response <file>', description: "keep the authority's answer (.tsr)" },
    {
      flags: '--export <anchor>',
      description: 'write line, request and answer for openssl ts -verify',
    },
    { flags: '--to <folder>', description: 'with --export: where to (default .)' },
  ],
  examples: [
    'ledger anchor --request head.tsq',
    'ledger anchor --response head.tsr',
    'ledger anchor --export anchor-1 --to evidence',
  ],
  async run(context, _, values) {
    const options = new Options(values);
    const [request, response, name] = ['request', 'response', 'export'].map((one) =>
      options.text(one),
    );
    const folder = options.text('to');
    refuseOtherThanOne([request, response, name], folder);
    if (name !== undefined) return exported(context, name, folder ?? '.');
    await requireDatabase(context);
    await beginWriting(context);
    const { answerAnchor, requestAnchor } = await import('../audit/ledger-anchor.js');
    if (request !== undefined) {
      const { tellParts } = await import('./left-parts.js');
      tellParts(request, context);
      tellAsked(context, requestAnchor(context.database, request), request);
      return 0;
    }
    const { database, operator, account, clock } = context;
    const brought = { database, file: response ?? '', operator, account, clock };
    tellAnswered(context, await answerAnchor(brought));
    return 0;
  },
};

/** @throws ScreeningError wrong-use */
function refuseOtherThanOne(
  given: readonly (string | undefined)[],
  folder: string | undefined,
): void {
  if (given.filter((one) => one !== undefined).length !== 1) {
    throw wrongUse({
      summary: 'give one of --request FILE, --response FILE and --export ANCHOR',
      fix: 'see tps-scrub ledger anchor --help',
      where: '--request',
    });
  }
  if (folder === undefined || given[2] !== undefined) return;
  throw wrongUse({
    summary: '--to says where --export writes to',
    fix: 'the other options name their file themselves',
    where: '--to',
  });
}

function tellAsked(context: Context, { id, sequence, head }: AskedAnchor, file: string): void {
  if (context.json) {
    context.printJson({
      ok: true,
      vocabulary: VOCABULARY,
      anchor: anchorName(id),
      sequence,
      request: file,
      ledger_head: head,
    });
    return;
  }
  context.print(`${context.paint('good', 'requested')}: ${anchorName(id)}, a time-stamp for line ${String(sequence)} of the ledger
  take ${printable(file)} to an authority, for example
    curl -H 'Content-Type: application/timestamp-query' --data-binary @${printable(file)} URL > answer.tsr
  then bring its answer: tps-scrub ledger anchor --response answer.tsr
${context.paint('quiet', `  ledger head ${head}`)}`);
}

function tellAnswered(context: Context, answered: AnsweredAnchor): void {
  const { id, sequence, head, stamp, recorded, alreadyHeld, ledgerHead } = answered;
  const isBefore = stamp.stamped.slice(0, 19) < recorded.slice(0, 19);
  if (context.json) {
    context.printJson({
      ok: true,
      vocabulary: VOCABULARY,
      anchor: anchorName(id),
      already_held: alreadyHeld,
      sequence,
      head,
      recorded,
      stamped: stamp.stamped,
      stamped_before_recorded: isBefore,
      serial: stamp.serial,
      policy: stamp.policy,
      ledger_head: ledgerHead,
    });
    return;
  }
  const done = alreadyHeld ? 'held already' : 'anchored';
  context.print(
    [
      `${context.paint('good', done)}: ${anchorName(id)}, line ${String(sequence)} of the ledger, stamped at ${stamp.stamped} (the authority's time)`,
      `  the line was recorded at ${recorded} (this machine's)`,
      ...(isBefore
        ? [
            context.paint(
              'doubt',
              "  stamped before it was recorded: this machine's clock was ahead",
            ),
          ]
        : []),
      `  who signed it was not looked at: tps-scrub ledger anchor --export ${anchorName(id)}, then openssl ts -verify`,
      context.paint('quiet', `  ledger head ${ledgerHead}`),
    ].join('\n'),
  );
}

async function exported(context: Context, name: string, folder: string): Promise<number> {
  const { exportAnchor } = await import('../audit/ledger-anchors.js');
  const files = exportAnchor(context.database, name, folder);
  if (context.json) {
    context.printJson({ ok: true, vocabulary: VOCABULARY, files });
    return 0;
  }
  const [line = '', , answer] = files;
  context.print(files.map(printable).join('\n'));
  context.note(
    answer === undefined
      ? 'no answer to this request was brought yet'
      : `openssl ts -verify -data ${line} -in ${answer} -CAfile AUTHORITY.pem`,
  );
  return 0;
}
