import type { Store } from '../database.js';
import { canonicalJson } from '../ledger.js';
import { linesOf } from '../ledger-lines.js';
import { SaltedPayload } from '../ledger-text.js';
import type { RunRow } from '../runs.js';
import { eachRow, finding, rowName, type Finding, type Findings } from './finding.js';
import { linesOfKinds, type HeldRow, type SingleLine } from './ledger-rows.js';

/** What a run's record says that can be held against what stands beside it. */
interface Recorded {
  readonly started?: string;
  readonly plan?: {
    readonly registers?: readonly { readonly edition: number; readonly numbers_sha256: string }[];
  };
  readonly counts?: Readonly<Record<string, number>>;
  readonly outputs?: readonly { readonly path?: string; readonly sha256?: string }[];
}

/**
 * Every run's record is, byte for byte, what its sealing line says; its state is what the line of its
 * end says; it began when its id and its record say; the editions that it used have the numbers that
 * it used; its account balances, and its outputs are named with their hashes. Every line has its run:
 * records of runs are never purged.
 *
 * @param note is told what is no finding
 */
export function* runFindings(store: Store, note: (text: string) => void): Findings {
  const sealed = new Map(linesOfKinds(store, ['run-sealed']).map((line) => [line.id, line]));
  const ends = endsOf(store);
  const editions = new Map(
    store.prepare('SELECT id, numbers_sha256 FROM edition').raw().all() as [number, string][],
  );
  const ids = store.prepare('SELECT id FROM run ORDER BY rowid').pluck().all() as string[];
  const find = store.prepare('SELECT * FROM run WHERE id = ?');
  yield* eachRow(
    ids,
    (id) => ['run', rowName({ id })],
    function* (id) {
      const row = find.get(id) as RunRow;
      const place = ['run', rowName({ id })] as const;
      const line = sealed.get(id);
      sealed.delete(id);
      if (line === undefined) yield finding(place, 'no line of the ledger records it');
      else if (line.payload !== row.record) {
        yield finding([...place, 'record'], `is not what line ${String(line.sequence)} says`);
      }
      yield* stateFindings(row, ends.get(id) ?? []);
      ends.delete(id);
      yield* recordFindings(row, editions);
      if (row.state === 'sealed') {
        note(`run ${id} is sealed and waits for its end: the next writing command finishes it`);
      }
      yield undefined;
    },
  );
  for (const [id, { sequence }] of sealed) {
    yield finding(['run', id], `is not held, though line ${String(sequence)} records it`);
  }
  for (const [id, lines] of ends) {
    const words = `is not held, though line ${String(lines[0]?.sequence ?? 0)} ends it`;
    yield finding(['run', id], words);
  }
}

type End = SingleLine & { readonly state: string };

function endsOf(store: Store): Map<string, End[]> {
  const ends = new Map<string, End[]>();
  for (const state of ['released', 'abandoned']) {
    for (const line of linesOfKinds(store, [`run-${state}`])) {
      const all = ends.get(line.id);
      if (all) all.push({ ...line, state });
      else ends.set(line.id, [{ ...line, state }]);
    }
  }
  return ends;
}

function* stateFindings({ id, state }: RunRow, ends: readonly End[]): Findings {
  const place = ['run', rowName({ id }), 'state'] as const;
  const [end] = ends;
  if (ends.length > 1) yield finding(place, 'the ledger ends the run more than once');
  if ((end?.state ?? 'sealed') !== state) {
    const words =
      end === undefined ? 'no line ends it' : `line ${String(end.sequence)} says ${end.state}`;
    yield finding(place, `is ${state}, and ${words}`);
  }
  for (const { sequence, state: of, payload } of ends) {
    if (payload === canonicalJson({ run: id, state: of })) continue;
    yield finding(['ledger_payload', rowName({ sequence }), 'payload'], 'is not about that run');
  }
}

function* recordFindings(
  { id, started, record }: RunRow,
  editions: ReadonlyMap<number, string>,
): Findings {
  const place = (column: string) => ['run', rowName({ id }), column] as const;
  const said = JSON.parse(record) as Recorded;
  // Runs of earlier programs say in their id alone, to the second, when they began.
  const toTheSecond = started.slice(0, 19).replace(/[-:]/g, '');
  if (started !== (said.started ?? started) || !id.startsWith(`${toTheSecond}Z-`)) {
    yield finding(place('started'), 'is not what the id and the record say');
  }
  for (const { edition, numbers_sha256: sha256 } of said.plan?.registers ?? []) {
    if (editions.get(edition) === sha256) continue;
    yield finding(place('record'), `used edition ${String(edition)}, whose numbers are others now`);
  }
  const { read = 0, clean = 0, excluded = 0, unscreened = 0 } = said.counts ?? {};
  if (clean + excluded + unscreened !== read) yield finding(place('record'), 'does not balance');
  const outputs = said.outputs ?? [];
  if (outputs.length === 0 || !outputs.every(isNamed)) {
    yield finding(place('record'), 'does not name its outputs with their hashes');
  }
}

function isNamed({ path = '', sha256 = '' }: { path?: string; sha256?: string }): boolean {
  return path !== '' && /^[0-9a-f]{64}$/.test(sha256);
}

/**
 * {@link runFindings} of one run alone, and whether its sealing line holds by itself: the hash of what
 * it says, and that of its text. Whether the chain holds is asked by `verify` without a file.
 */
export function runFindingsOf(store: Store, id: string): Finding[] {
  const row = store.prepare('SELECT * FROM run WHERE id = ?').get(id) as RunRow;
  const editions = new Map(
    store.prepare('SELECT id, numbers_sha256 FROM edition').raw().all() as [number, string][],
  );
  const found = [
    ...stateFindings(row, endsOf(store).get(id) ?? []),
    ...recordFindings(row, editions),
  ];
  const said = isSealedAs(store, row)
    ? []
    : [finding(['run', id, 'record'], 'is not what the ledger says')];
  return [...said, ...found.filter((one) => one !== undefined)];
}

function isSealedAs(store: Store, { id, record }: RunRow): boolean {
  const sealing = store
    .prepare(
      `SELECT * FROM ledger JOIN ledger_payload USING (sequence)
       WHERE kind = 'run-sealed' AND id = ? AND lines = 1`,
    )
    .get(id) as HeldRow | undefined;
  if (sealing?.payload !== record || sealing.salt === null) return false;
  const { salt, hash } = sealing;
  const [line] = linesOf(store, sealing);
  return line?.hash === hash && line.payload_sha256 === new SaltedPayload().hash(salt, 0, record);
}
