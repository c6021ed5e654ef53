import type { Readable } from 'node:stream';
import type { Instant } from '../core/day.js';
import type { Progress } from '../core/progress.js';
import { notSafe, wrongUse } from '../core/errors.js';
import type { PartyKey } from '../core/party.js';
import type { Policy } from '../policy/policy.js';
import type { Store } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { isAsSealed } from '../store/past-runs.js';
import { runNamed } from '../store/run-lookup.js';
import { hasVerdicts, readVerdicts } from '../store/run-verdicts.js';
import type { Differences } from './listed-differences.js';
import { alteredRecord, recordedRun, type RecordedRun } from './recorded-plan.js';
import {
  KeptVerdicts,
  OtherVerdicts,
  RecordDifferences,
  type RecordDifference,
} from './record-differences.js';
import { groundOfNow, groundOfRun, refuseGone } from './replay-ground.js';
import { repeatedBy, verdictOf, type Hindsight, type Replayed } from './replayed.js';
import {
  changedFigures,
  passAgain,
  type ChangedFigure,
  type RepeatedList,
  type RepeatedOutput,
} from './replay-pass.js';

/** What `replay` is asked. */
export interface ReplayRequest {
  readonly database: string;
  /** A run id, the beginning of one, or `last`. */
  readonly run: string;
  /** Whether to ask too what would be decided by what is known now. */
  readonly hindsight: boolean;
  /** Policies of the configuration. */
  readonly policies: readonly Policy[];
}

/** A replay of a list. */
export interface ListReplayRequest extends ReplayRequest {
  readonly input: string;
  /** The key of parties; asked for only when the run asked about parties. */
  readonly partyKey: () => PartyKey | undefined;
}

/** What a replay needs from outside. */
export interface ReplaySurroundings {
  readonly clock: () => Instant;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  /** Is told how far the file is read. */
  readonly progress?: Progress | undefined;
}

/** A run repeated with its list. */
export interface ReplayedList extends Replayed {
  readonly input: string;
  readonly outputs: readonly RepeatedOutput[];
  readonly figures: readonly ChangedFigure[];
  /** The records that are not as they were; a text says why they cannot be told. */
  readonly differences: Differences<RecordDifference> | string;
  /** Undefined when not asked for, and when the run itself could not be repeated. */
  readonly hindsight: Hindsight<RecordDifference> | undefined;
}

/**
 * Repeats a run: the same list by the same plan and the same knowledge, in the same pass. Nothing is
 * written, neither a file nor a record: it is a question.
 *
 * @throws ScreeningError evidence-disagrees for another list or other evidence; not-safe when what
 *   decided is not held any more; wrong-use
 */
export async function replayList(
  request: ListReplayRequest,
  surroundings: ReplaySurroundings,
): Promise<ReplayedList> {
  const { input, hindsight } = request;
  if (hindsight && input === '-') throw readTwice(input);
  return withRun(request, async (store, run) => {
    const key = partyKeyOf(run, request.partyKey);
    const ground = groundOfRun(store, run, key);
    const { stdin, signal, progress } = surroundings;
    const kept = hindsight ? new KeptVerdicts() : undefined;
    const differing = hasVerdicts(store, run.id)
      ? new RecordDifferences(readVerdicts(store, run.id))
      : undefined;
    const list: Omit<RepeatedList, 'ground' | 'verdicts'> = {
      store,
      run,
      input,
      stdin,
      signal,
      progress,
    };
    const { passed, outputs, isFile } = await passAgain({
      ...list,
      ground,
      verdicts: {
        record: (reasons, lines, line) => {
          differing?.record(reasons, lines, line);
          kept?.record(reasons);
        },
      },
    });
    const figures = changedFigures(run, passed);
    const found = {
      ...repeatedBy(run, request.policies),
      same: figures.length === 0 && outputs.every(isSame),
      input,
      outputs,
      figures,
      differences: differing?.result() ?? 'no trace of the run was kept',
    };
    if (!found.same) refuseGone(store, run);
    if (kept === undefined || verdictOf(found) !== 'agrees')
      return { ...found, hindsight: undefined };
    if (!isFile) throw readTwice(input);
    const asOf = knowingInstant(store, surroundings.clock());
    const now = groundOfNow(store, run, asOf, key);
    const others = new OtherVerdicts(kept);
    await passAgain({ ...list, ground: now, verdicts: others });
    const { registers } = now;
    const { moves, differences } = others;
    return { ...found, hindsight: { asOf, registers, moves, differences } };
  });
}

/** Whether an output has the same bytes. */
export function isSame({ sha256Then, sha256Now, bytesThen, bytesNow }: RepeatedOutput): boolean {
  return sha256Then === sha256Now && bytesThen === bytesNow;
}

/**
 * Asks something of a run, while the database is open.
 *
 * @throws ScreeningError wrong-use when there is no such run; not-safe when it was purged;
 *   evidence-disagrees when its record is not the one that was sealed
 */
export async function withRun<T>(
  { database, run }: Pick<ReplayRequest, 'database' | 'run'>,
  ask: (store: Store, run: RecordedRun) => Promise<T>,
): Promise<T> {
  const store = openHeld(database);
  try {
    const row = runNamed(store, run);
    if (!isAsSealed(store, row)) throw alteredRecord(row.id);
    return await ask(store, recordedRun(row));
  } finally {
    store.close();
  }
}

/**
 * The key by which a run asked about parties; undefined when it did not.
 *
 * @param ask gives the key of the configuration
 * @throws ScreeningError not-safe when that is another one
 */
export function partyKeyOf(
  { id, record }: RecordedRun,
  ask: () => PartyKey | undefined,
): PartyKey | undefined {
  const { party_key_id: then } = record.plan;
  if (then === '') return undefined;
  const key = ask();
  if (key?.id === then) return key;
  throw notSafe({
    summary: `run ${id} asked about parties by key ${then}, and the configuration has ${key === undefined ? 'none' : `key ${key.id}`}`,
    why: 'whose a record is can be told by the same key only',
    fix: 'give the configuration the key of then (party_key, party_key_file)',
    where: id,
  });
}

function readTwice(input: string): Error {
  return wrongUse({
    summary: '--hindsight reads the list twice, and what it was given can be read once',
    fix: 'give the list as a file, or --from-trace instead of --input',
    where: input,
  });
}
