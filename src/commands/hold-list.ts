import { londonTime } from '../core/day.js';
import { VOCABULARY } from '../core/version.js';
import type { Hold } from '../store/holds.js';
import type { CommandDefinition } from './context.js';

/** `hold list`: what is held, and what was. */
export const holdListCommand: CommandDefinition = {
  name: 'hold list',
  summary: 'show what is held for which case',
  arguments: [],
  options: [],
  examples: ['hold list', 'hold list --json'],
  async run(context) {
    const { listHolds } = await import('../audit/holds.js');
    const holds = listHolds(context.database);
    const held = holds.filter(({ number }) => number > 0);
    if (held.length > 0) {
      const { maskedNumber } = await import('../core/masked-number.js');
      const numbers = held.map(({ number }) => maskedNumber(number));
      await context.asks({ numbers, others: [], reference: '' });
    }
    if (context.json) {
      context.printJson({ ok: true, vocabulary: VOCABULARY, holds: holds.map(toJson) });
      return 0;
    }
    if (holds.length === 0) {
      context.print('nothing is held');
      return 0;
    }
    const { aligned } = await import('../ui/tables.js');
    const { printable } = await import('../ui/voice.js');
    const rows = holds.map((hold) => [
      isErased(hold) ? 'erased' : printable(hold.case),
      thing(hold),
      londonTime(hold.since),
      hold.released === 0 ? 'holds' : `released by line ${String(hold.released)}`,
    ]);
    context.print(aligned([['case', 'what', 'since, in London', ''], ...rows], []));
    return 0;
  },
};

/** Whether an erasure of its number emptied it. */
function isErased({ case: reference }: Hold): boolean {
  return reference === '';
}

function thing(hold: Hold): string {
  if (isErased(hold)) return '';
  return hold.run === '' ? `+${String(hold.number)}` : hold.run;
}

function toJson(hold: Hold): object {
  const { run, since, line, released } = hold;
  return {
    case: isErased(hold) ? null : hold.case,
    subject: run === '' ? 'number' : 'run',
    what: isErased(hold) ? null : thing(hold),
    since,
    line,
    released: released === 0 ? null : released,
  };
}
