import { wrongUse } from '../core/errors.js';
import { inTransaction, openForReading, openForWriting } from '../store/database.js';
import { FAR_INSTANT } from '../store/ledger.js';
import { batchesOf, batchName, type OwnBatch } from '../store/own-batches.js';
import { lineName, openLines, type UnresolvedLine } from '../store/own-unresolved.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { namedImport } from './named-import.js';
import { findNewEvents } from './new-events.js';
import { readTypedNumbers, type TypedNumber } from './typed-number.js';

/** How lines of an import are settled: with numbers, or with a reason why there is none. */
export interface ResolveRequest extends Recorder {
  /** `import-12:17`, line 17 of its file, or `import-12` for all that wait. */
  readonly target: string;
  readonly values: readonly string[];
  readonly why: string;
}

/** What was settled. */
export interface ResolveResult extends RecordedBatch {
  readonly settled: readonly NamedLine[];
  readonly numbers: readonly TypedNumber[];
  /** How many lines of any import still wait. */
  readonly open: number;
}

/** An unresolved line with the name that people settle it by. */
export interface NamedLine extends UnresolvedLine {
  readonly name: string;
}

/** The lines that wait to be settled, in order of recording. */
export function unresolvedLines(database: string): NamedLine[] {
  const store = openForReading(database);
  try {
    return store ? named(openLines(store)) : [];
  } finally {
    store?.close();
  }
}

function named(lines: readonly UnresolvedLine[]): NamedLine[] {
  return lines.map((line) => ({ ...line, name: lineName(line) }));
}

/**
 * Settles lines of an opt-out file that could not be read. The numbers that a person reads in a line
 * are recorded as the line says, told on its day.
 *
 * @throws ScreeningError wrong-use when there is no such line, or neither number nor reason
 */
export function suppressResolve(request: ResolveRequest): ResolveResult {
  const numbers = readTypedNumbers(request.values);
  const store = openForWriting(request.database);
  try {
    return inTransaction(store, () => {
      const lines = named(openLines(store));
      const [about, settled] = findLines(request.target, lines, batchesOf(store, FAR_INSTANT));
      const [first] = settled;
      if (numbers.length > 0 && (settled.length > 1 || first === undefined)) {
        throw wrongUse({
          summary: `${request.target} names ${String(settled.length)} lines; numbers settle one line`,
          fix: `name the line: ${settled
            .slice(0, 3)
            .map(({ name }) => name)
            .join(', ')} …`,
          where: '--number',
        });
      }
      const terms = numbers.length > 0 && first ? [first.terms] : [];
      const { fragments } = findNewEvents(
        {
          terms,
          numbers: Float64Array.from(numbers, ({ e164 }) => e164),
          termsOf: new Uint32Array(numbers.length),
          rowOf: new Uint32Array(numbers.length),
          references: first && first.reference !== '' ? [first.reference] : [],
        },
        'apart',
        1,
      );
      const header = batchHeader('resolve', request, {
        import: about.id,
        why: request.why,
        list: about.list,
        source: about.source,
      });
      const draft = { batch: header, terms, fragments, unresolved: [], again: [], settled };
      const written = writeBatch(store, draft, request.clock());
      return { ...written, settled, numbers, open: lines.length - settled.length };
    });
  } finally {
    store.close();
  }
}

function findLines(
  target: string,
  lines: readonly NamedLine[],
  batches: readonly OwnBatch[],
): [OwnBatch, readonly NamedLine[]] {
  const [, name = target, line] = /^([^:]*)(?::(.*))?$/.exec(target) ?? [];
  const about = namedImport(name, batches);
  const its = lines.filter(({ owner }) => owner === about.id);
  const found = line === undefined ? its : its.filter((one) => String(one.line) === line.trim());
  if (found.length > 0) return [about, found];
  const waiting = its.map((one) => String(one.line));
  throw wrongUse({
    summary:
      line === undefined
        ? `no line of ${batchName(about)} waits to be settled`
        : `line ${line} of ${batchName(about)} does not wait to be settled`,
    fix:
      waiting.length > 0
        ? `lines that wait: ${waiting.slice(0, 12).join(', ')}`
        : 'tps-scrub suppress resolve lists the lines that wait',
    where: target,
  });
}
