import { VOCABULARY } from '../core/version.js';
import { anchorName, type Anchor } from '../store/anchors.js';
import type { CommandDefinition, Context } from './context.js';

const DISAGREES = 3;

/** `ledger anchors`: what an authority vouched for. */
export const ledgerAnchorsCommand: CommandDefinition = {
  name: 'ledger anchors',
  summary: 'list the time-stamps held, and whether the ledger still has what they stand for',
  arguments: [],
  options: [],
  examples: ['ledger anchors', 'ledger anchors --json'],
  async run(context) {
    const { anchorsHeld } = await import('../audit/ledger-anchors.js');
    const held = anchorsHeld(context.database);
    const isWhole = held.every(({ fault }) => fault === '');
    if (context.json) context.printJson(toJson(held, context));
    else tell(context, held);
    return isWhole ? 0 : DISAGREES;
  },
};

function toJson(held: readonly Anchor[], { database }: Context): object {
  const bad = held.filter(({ fault }) => fault !== '');
  return {
    ok: bad.length === 0,
    vocabulary: VOCABULARY,
    ...(bad.length === 0
      ? {}
      : {
          code: 'evidence-disagrees',
          summary: `${String(bad.length)} of ${String(held.length)} anchors prove nothing`,
          why: bad.map(({ id, fault }) => `${anchorName(id)}: ${fault}`).join('; '),
          fix: 'run tps-scrub verify; restore the database from a backup',
          where: database,
        }),
    anchors: held.map(({ id, sequence, head, answer, fault }) => ({
      anchor: anchorName(id),
      sequence,
      head,
      answered: answer !== undefined,
      line: answer?.line ?? null,
      stamped: answer?.stamp?.stamped ?? null,
      serial: answer?.stamp?.serial ?? null,
      policy: answer?.stamp?.policy ?? null,
      fault,
    })),
  };
}

function tell({ print, paint }: Context, held: readonly Anchor[]): void {
  if (held.length === 0) {
    print('No anchors: tps-scrub ledger anchor --request FILE makes a request for one');
    return;
  }
  for (const { id, sequence, head, answer, fault } of held) {
    const stamped = answer?.stamp?.stamped;
    const state = stamped === undefined ? 'no answer brought yet' : `stamped at ${stamped}`;
    print(`${anchorName(id)}  line ${String(sequence)}, ${state}`);
    print(paint('quiet', `  head ${head}`));
    if (fault !== '') print(paint('bad', `  proves nothing: ${fault}`));
  }
}
