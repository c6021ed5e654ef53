import type { ClaimedList, FoundSuppliers, Supplier } from '../audit/suppliers.js';
import { EXIT_STATUS, notSafe, type Explanation } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { counted } from '../ui/tables.js';
import type { CommandDefinition } from './context.js';
import { settleDays } from './from-to.js';
import { Options } from './option-values.js';

const NOT_SAFE = EXIT_STATUS['not-safe'];

/** `suppliers`: what came in the lists of each supplier, side by side. */
export const suppliersCommand: CommandDefinition = {
  name: 'suppliers',
  summary: 'compare suppliers by the lists that were screened',
  arguments: [],
  options: [
    { flags: '--from <day>', description: 'lists screened on this day or later' },
    { flags: '--to <day>', description: 'lists screened on this day or earlier' },
  ],
  examples: ['suppliers', 'suppliers --from 2026-01-01 --to 2026-06-30'],
  async run(context, _, values) {
    const options = new Options(values);
    const [from, to] = settleDays(options);
    const { findSuppliers } = await import('../audit/suppliers.js');
    const found = findSuppliers({ database: context.database, from, to }, context.clock());
    const unknown = unknownWords(found);
    if (context.json) {
      context.printJson(toJson(found, unknown));
      return unknown === undefined ? 0 : NOT_SAFE;
    }
    const { suppliersText } = await import('./suppliers-text.js');
    context.print(suppliersText(found, context));
    if (unknown !== undefined) throw notSafe(unknown);
    return 0;
  },
};

/** What is missing for a full answer; empty when nothing is. */
function notHeld({ suppliers, unknown, purged }: FoundSuppliers): string {
  const claims = suppliers.flatMap((one) => one.claims);
  const unheld = claims.filter(({ noData }) => noData.length > 0).length;
  return [
    ...(unknown.length === 0 ? [] : [`the numbers of ${counted(unknown.length, 'list')}`]),
    ...(unheld === 0 ? [] : [`the registers of the claimed day of ${counted(unheld, 'list')}`]),
    ...(purged.length === 0 ? [] : [`whose lists ${counted(purged.length, 'run')} had`]),
  ].join('; ');
}

/** The same as an error. */
function unknownWords(found: FoundSuppliers): Required<Explanation> | undefined {
  const missing = notHeld(found);
  if (missing === '') return undefined;
  return {
    summary: `this is not known: ${missing}`,
    why: 'what a count leaves out is named with it',
    fix: 'narrow the question with --from and --to, or import the registers of those days',
    where: '',
  };
}

function toJson(found: FoundSuppliers, missing: Required<Explanation> | undefined): object {
  const { suppliers, overlaps, unknown, unnamed, purged } = found;
  return {
    ok: missing === undefined,
    vocabulary: VOCABULARY,
    ...(missing && { code: 'not-safe', ...missing }),
    suppliers: suppliers.map(supplierJson),
    overlaps: overlaps.map(({ suppliers: [one, other], numbers }) => ({
      suppliers: [one.name, other.name],
      numbers,
    })),
    not_known: unknown,
    runs_without_supplier: unnamed,
    purged,
  };
}

function supplierJson(supplier: Supplier): object {
  const { name, lists, runs, first, last, records, unread, numbers, objected, claims } = supplier;
  const said = { name, lists, runs, first, last, records, unread, numbers, objected };
  return { ...said, claims: claims.map(claimJson) };
}

function claimJson({ run, day, numbers, listed, listedLong, noData }: ClaimedList): object {
  return { run, day, numbers, listed, listed_28_days: listedLong, no_data: noData };
}
