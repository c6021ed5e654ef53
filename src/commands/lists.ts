import { VOCABULARY } from '../core/version.js';
import { DEFAULT_LIST } from '../policy/objections.js';
import type { ListSummary } from '../scrub/list-summary.js';
import type { CommandDefinition, Context } from './context.js';

/** `lists`: own lists with counts and scopes. */
export const listsCommand: CommandDefinition = {
  name: 'lists',
  summary: 'show the own suppression lists, with counts and scopes',
  arguments: [],
  options: [],
  examples: ['lists', 'lists --json'],
  async run(context) {
    const { listSummaries } = await import('../scrub/list-summary.js');
    const held = listSummaries(context.database, context.clock());
    const rows = withDeclared(held, context);
    if (context.json) {
      context.printJson({ ok: true, vocabulary: VOCABULARY, lists: rows.map(toJson) });
    } else await tell(context, rows);
    return 0;
  },
};

interface ListRow extends ListSummary {
  readonly title: string;
  /** A list that the configuration no longer names counts all the same. */
  readonly isDeclared: boolean;
}

/** Lists that are declared and empty are shown too. */
function withDeclared(held: readonly ListSummary[], { configuration }: Context): ListRow[] {
  const declared = [...new Set([DEFAULT_LIST, ...configuration.lists.keys()])];
  const empty = declared
    .filter((list) => !held.some((row) => row.list === list))
    .map((list) => {
      const { caller = '', campaign = '' } = configuration.lists.get(list) ?? {};
      const counts = { entries: 0, numbers: 0, parties: 0, unresolved: 0 };
      return { list, caller, campaign, ...counts, firstTold: '', lastTold: '', sources: [] };
    });
  return [...held, ...empty].map((row) => ({
    ...row,
    title: configuration.lists.get(row.list)?.title ?? '',
    isDeclared: declared.includes(row.list),
  }));
}

function toJson(row: ListRow): object {
  return {
    list: row.list,
    title: row.title,
    declared: row.isDeclared,
    caller: row.caller,
    campaign: row.campaign,
    entries: row.entries,
    numbers: row.numbers,
    parties: row.parties,
    sources: row.sources,
    first_told: row.firstTold,
    last_told: row.lastTold,
    unresolved: row.unresolved,
  };
}

async function tell({ print, paint }: Context, rows: readonly ListRow[]): Promise<void> {
  const { aligned, counted } = await import('../ui/tables.js');
  const { printable } = await import('../ui/voice.js');
  const table = rows.map((row) => [
    printable(row.title === '' ? row.list : `${row.list} (${row.title})`),
    `${counted(row.numbers, 'number')}${row.parties === 0 ? '' : `, ${counted(row.parties, 'party', 'parties')}`}`,
    scopeText(row),
    row.lastTold === '' ? '' : `latest ${row.lastTold}`,
    row.sources.length === 0 ? '' : printable(sourcesText(row.sources)),
    row.isDeclared ? '' : 'not in the configuration',
  ]);
  print(aligned(table, [1]));
  const open = rows.reduce((sum, { unresolved }) => sum + unresolved, 0);
  if (open > 0) {
    print(paint('doubt', `${counted(open, 'line')} could not be read: tps-scrub suppress resolve`));
  }
}

function scopeText({ caller, campaign }: ListRow): string {
  const who = caller === '' ? 'everyone' : `told to ${caller}`;
  return campaign === '' ? who : `${who}, campaign ${campaign}`;
}

const SHOWN_SOURCES = 3;

function sourcesText(sources: readonly string[]): string {
  const more = sources.length - SHOWN_SOURCES;
  const shown = sources.slice(0, SHOWN_SOURCES).join(', ');
  return `from ${shown}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
