import type { LicenceDays } from '../config/job.js';
import { londonDay, type Day, type Instant } from '../core/day.js';
import { notSafe, wrongUse } from '../core/errors.js';
import { NUMBER_KEY_BYTES, type NumberKey } from '../core/number-key.js';
import { KeysInOrder } from '../files/keys-in-order.js';
import { ParquetFile } from '../files/parquet-file.js';
import { fileAt, realPlace, WholeOutput } from '../files/whole-output.js';
import { policyHash, type Policy } from '../policy/policy.js';
import { REASONS, type ReasonName } from '../policy/reasons.js';
import { requireSayable, toldBits } from '../policy/screen-set.js';
import { anyCall } from '../policy/standing.js';
import type { RegisterName } from '../registers/registers.js';
import { lastDayOfAll, requireRegisters, type HeldRegister } from '../scrub/held-registers.js';
import { requireLicences } from '../scrub/licences.js';
import { refuseToDestroy } from '../scrub/outputs.js';
import { screeningOf, type Caller } from '../scrub/screening.js';
import type { Store } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { OwnLists } from '../store/own-lists.js';
import { OwnParties } from '../store/own-parties.js';
import { openLineCount } from '../store/own-unresolved.js';
import type { DisclosureSurroundings } from './disclose.js';
import { placeHandedOver, recordHandedOver } from './handed-over.js';
import { ROW_BYTES, screenSetRows } from './screen-set-rows.js';

/** What set is asked for. */
export interface ScreenSetRequest extends Caller {
  readonly database: string;
  readonly policy: Policy;
  readonly callDate: Day;
  /** Undefined for the last day that the registers allow. */
  readonly until: Day | undefined;
  /** Registers whose licence lets their numbers be told. */
  readonly mayDisclose: readonly RegisterName[];
  readonly licences: LicenceDays;
  readonly key: NumberKey;
  /** Where the key stands: nothing is written over it. */
  readonly keyFile: string;
  readonly out: string;
  readonly force: boolean;
  readonly operator: string;
  readonly account: string;
}

/** What was written. */
export interface ScreenSet {
  readonly rows: number;
  /** Rows by reason, of those that occur. */
  readonly reasons: Readonly<Partial<Record<ReasonName, number>>>;
  readonly registers: readonly HeldRegister[];
  /** Registers whose numbers stand in it. */
  readonly included: readonly RegisterName[];
  /** Registers that the policy asks, and whose numbers do not. */
  readonly leftOut: readonly RegisterName[];
  /** Registers that were licensed for some areas only: of other areas the set says nothing. */
  readonly partial: readonly RegisterName[];
  readonly parties: number;
  readonly unreadLines: number;
  readonly lastCallDay: Day;
  readonly asOf: Instant;
  readonly output: { readonly path: string; readonly sha256: string };
  /** Its line in the ledger: `disclosure-3`. */
  readonly id: string;
  readonly line: number;
  readonly ledgerHead: string;
}

/**
 * Writes every number that may not be called, keyed, as a Parquet file: what a scrub of it for the same
 * days would say, by the same screener. Objections always; of registers only those whose licence lets their
 * numbers be told. Recorded before the file has its name, as other disclosures are.
 *
 * @throws ScreeningError wrong-use; not-safe when a register is missing or out of date, or `until` is too late
 */
export async function writeScreenSet(
  request: ScreenSetRequest,
  { clock, signal, answersWithFile }: DisclosureSurroundings,
): Promise<ScreenSet> {
  const { database, policy, callDate, key, force } = request;
  requireSayable(policy);
  const store = openHeld(database);
  let output: WholeOutput | undefined;
  let order: KeysInOrder | undefined;
  try {
    const path = realPlace(request.out);
    refuseToDestroy('--out', path, fileAt(request.keyFile), fileAt(database), force);
    const asOf = knowingInstant(store, clock());
    const ground = groundOf(request, store, asOf);
    const { registers, own, until } = ground;
    const { screener, control } = screeningOf(ground);
    const included = policy.requires.filter((name) => request.mayDisclose.includes(name));
    const leftOut = policy.requires.filter((name) => !included.includes(name));
    const partial = registers.filter(({ covers }) => covers !== undefined).map(({ name }) => name);
    const parties = new OwnParties(store, own).standing(anyCall(callDate)).length;
    const unreadLines = openLineCount(store);
    const disclosed = registers.filter(({ name }) => included.includes(name));
    order = new KeysInOrder(path, ROW_BYTES);
    const told = toldBits(included);
    const asked = { registers: disclosed, own, screener, told, key, signal };
    const counts = await screenSetRows(asked, order);
    control.hold();
    store.close();
    output = new WholeOutput(path);
    const file = await ParquetFile.begin(output, until, {
      'tps-scrub.policy': policy.name,
      'tps-scrub.caller': request.caller,
      'tps-scrub.campaign': request.campaign,
      'tps-scrub.call_date': callDate,
      'tps-scrub.last_call_day': until,
      'tps-scrub.as_of': asOf,
      'tps-scrub.key': 'hex of HMAC-SHA-256 of the E.164 text',
      'tps-scrub.key_id': key.id,
      'tps-scrub.registers': included.join(','),
      'tps-scrub.left_out': leftOut.join(','),
      'tps-scrub.partial': partial.join(','),
      'tps-scrub.complete': String(leftOut.length + partial.length === 0),
    });
    for (const rows of order.inOrder()) {
      signal.throwIfAborted();
      await file.group(spoken(rows));
    }
    await file.end();
    const sha256 = output.finish();
    const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
    answersWithFile();
    const { id, line, head } = recordHandedOver(request, clock, {
      screen_set: {
        policy: policy.name,
        policy_sha256: policyHash(policy),
        caller: request.caller,
        campaign: request.campaign,
        call_date: callDate,
        last_call_day: until,
        key_id: key.id,
      },
      registers: included,
      left_out: leftOut,
      sha256,
      rows,
      as_of: asOf,
    });
    placeHandedOver(output, force, line);
    const reasons = Object.fromEntries(
      REASONS.flatMap(({ name }, place) => {
        const count = counts.get(place);
        return count === undefined ? [] : [[name, count]];
      }),
    );
    const found = { rows, reasons, registers, included, leftOut, partial, parties, unreadLines };
    const where = { path, sha256 };
    return { ...found, lastCallDay: until, asOf, output: where, id, line, ledgerHead: head };
  } finally {
    order?.close();
    output?.discard();
    if (store.open) store.close();
  }
}

/** Rows as they waited, in hex, as the columns of the file. */
function spoken(rows: readonly string[]): { keys: string[]; reasons: string[] } {
  const digits = 2 * NUMBER_KEY_BYTES;
  return {
    keys: rows.map((row) => row.slice(0, digits)),
    reasons: rows.map((row) => REASONS[parseInt(row.slice(digits), 16)]?.name ?? ''),
  };
}

/** What decides, as a scrub settles it. */
function groundOf(request: ScreenSetRequest, store: Store, asOf: Instant) {
  const { policy, callDate, licences } = request;
  const today = londonDay(asOf);
  if (callDate < today) {
    throw wrongUse({
      summary: `--call-date ${callDate} is in the past`,
      fix: 'give the first day on which the set is used',
      where: '--call-date',
    });
  }
  const times = { asOf, callDate, historical: false };
  const registers = requireRegisters(store, policy, times);
  requireLicences(registers, licences, today);
  const last = lastDayOfAll(registers);
  const until = request.until ?? last;
  if (until < callDate) {
    throw wrongUse({
      summary: `--until ${until} is before the call date ${callDate}`,
      fix: 'give the last day on which the set is used',
      where: '--until',
    });
  }
  if (until > last) {
    throw notSafe({
      summary: `--until ${until} is past the last call day ${last}`,
      fix: `use the set no later than ${last}, or import newer registers`,
      where: '--until',
    });
  }
  const own = new OwnLists(store, asOf);
  return { store, policy, registers, own, caller: request, times, until };
}
