import type { InventoryRow, PastRetention } from '../audit/inventory.js';
import { VOCABULARY } from '../core/version.js';
import { counted } from '../ui/tables.js';
import type { RetentionKind } from '../policy/retention.js';
import type { CommandDefinition, Context } from './context.js';
import { retentionOf } from './retention-words.js';
import { requireDatabase } from './writing.js';

/** A log that was cut is evidence that disagrees. */
const DISAGREES = 3;

/** What stands for one of a kind that can be purged, and for several. */
const PURGED_WORDS = {
  runs: ['trace of a run', 'traces of runs'],
  editions: ['edition', 'editions'],
  unread: ['unread line', 'unread lines'],
  consents: ['consent that is over', 'consents that are over'],
} as const satisfies Record<RetentionKind, readonly [string, string]>;

/** `inventory`: where numbers of persons stand, how many, and since when. */
export const inventoryCommand: CommandDefinition = {
  name: 'inventory',
  summary: 'count the numbers of persons held, by place, with their age',
  arguments: [],
  options: [],
  examples: ['inventory', 'inventory --json'],
  async run(context) {
    const { inventory, pastRetention } = await import('../audit/inventory.js');
    const { database, configuration, userAccessLog } = context;
    const { journal, accessLog } = configuration;
    const places = { database, configured: accessLog, ofUser: userAccessLog };
    const rows = inventory({ ...places, journal });
    // A journal may outlive its database.
    if (rows.length === 0) await requireDatabase(context);
    const past = pastRetention(database, configuration.retention, context.clock());
    if (context.json) context.printJson(toJson(rows, past, context));
    else await tell(rows, past, context);
    return rows.some(({ fault }) => fault !== '') ? DISAGREES : 0;
  },
};

function toJson(
  rows: readonly InventoryRow[],
  past: readonly PastRetention[],
  { database, configuration }: Context,
): object {
  const faults = rows.filter(({ fault }) => fault !== '');
  return {
    ok: faults.length === 0,
    vocabulary: VOCABULARY,
    ...(faults.length === 0
      ? {}
      : {
          code: 'evidence-disagrees',
          summary: faults.map(({ file, fault }) => `${file}: ${fault}`).join('; '),
          why: 'lines of an access log were removed or altered',
          fix: 'compare it with a copy of it',
          where: faults[0]?.file ?? '',
        }),
    database,
    held: rows.map((row) => ({
      kind: row.kind,
      name: row.name,
      numbers: row.numbers ?? null,
      entries: row.entries,
      oldest: row.oldest ?? null,
      newest: row.newest ?? null,
      retention: retentionOf(row, configuration),
      file: row.file,
      fault: row.fault,
      unfinished_lines: row.unfinished,
    })),
    past_retention: past.map(({ kind, before, count }) => ({
      kind,
      retention: configuration.retention[kind],
      before,
      count,
    })),
  };
}

async function tell(
  rows: readonly InventoryRow[],
  past: readonly PastRetention[],
  { print, paint, database, configuration }: Context,
): Promise<void> {
  const { aligned, grouped } = await import('../ui/tables.js');
  const { printable } = await import('../ui/voice.js');
  print(`database ${printable(database)}`);
  if (rows.length === 0) {
    print('No number of a person is held.');
    return;
  }
  const table = rows.map((row) => [
    printable(row.name === '' ? row.kind : `${row.kind} ${row.name}`),
    row.numbers === undefined ? '' : grouped(row.numbers),
    grouped(row.entries),
    row.oldest ?? '',
    row.newest ?? '',
    retentionOf(row, configuration),
  ]);
  const head = ['stored as', 'numbers', 'entries', 'oldest', 'newest', 'retention'];
  print(aligned([head, ...table], [1, 2]));
  for (const { file, kind } of rows) {
    if (file !== database) print(`${kind} in ${printable(file)}`);
  }
  for (const { file, unfinished } of rows) {
    if (unfinished === 0) continue;
    print(`${printable(file)}: ${counted(unfinished, 'line was', 'lines were')} left unfinished`);
  }
  for (const { file, fault } of rows) {
    if (fault !== '') print(paint('bad', `${printable(file)}: ${fault}`));
  }
  for (const { kind, before, count } of past) {
    const [one, several] = PURGED_WORDS[kind];
    const what = counted(count, one, several);
    const period = configuration.retention[kind];
    print(
      paint(
        'doubt',
        `${what} older than ${period}: tps-scrub purge --before ${before} --what ${kind}`,
      ),
    );
  }
  print(paint('quiet', 'Not counted: cleaned lists, reports and backups that left the program.'));
}
