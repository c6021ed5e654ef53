import type { LicenceDays } from '../config/job.js';
import type { FileEncoding } from '../core/decode.js';
import { notSafe, wrongUse } from '../core/errors.js';
import { londonDay, type Day, type Instant } from '../core/day.js';
import { NUMBERING_PLAN_DATE } from '../core/numbering-plan.js';
import type { PartyKey } from '../core/party.js';
import { READER_VERSION } from '../core/read-cell.js';
import { VOCABULARY } from '../core/version.js';
import { dialectIn, recordedEncoding, type ListBytes } from '../files/forms/list-bytes.js';
import { readListHead, type ListHead } from '../files/list-head.js';
import { policyHash, type Policy } from '../policy/policy.js';
import type { Store } from '../store/database.js';
import { noDatabase } from '../store/no-database.js';
import { OwnLists } from '../store/own-lists.js';
import { ColumnEvidence } from '../files/column-evidence.js';
import { foundBy } from '../files/column-finding.js';
import { chooseColumns, namedColumns } from '../files/columns.js';
import { refuseFlagged } from './flag-cells.js';
import { lastDayOfAll, requireRegisters, type HeldRegister } from './held-registers.js';
import { HeldParties, type AskedParties } from './parties.js';
import { requireLicences } from './licences.js';
import type { DuplicateMode, RowMode } from './row-modes.js';
import type { ScrubPlan, SuppliedBy } from './run-record.js';
import { callingOf, type Caller } from './screening.js';
import { settleTimes, type Times } from './times.js';

/** What a scrub is asked to do; undefined where the default holds. */
export interface ScrubRequest extends Caller {
  readonly database: string;
  readonly input: string;
  readonly out: string | undefined;
  readonly report: string | undefined;
  /** Where the page of the run is to stand; whoever asks for it writes it when the run is released. */
  readonly page: string | undefined;
  /** Format of a file for a dialler (files/formats/); undefined when none is to be made. */
  readonly format: string | undefined;
  /** Where that goes. */
  readonly formatOut: string | undefined;
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly columns: readonly string[];
  readonly ignoredColumns: readonly string[];
  readonly reportColumns: readonly string[];
  /** Columns that say whose a record is, and the key of parties. */
  readonly party: { readonly columns: readonly string[]; readonly key: PartyKey } | undefined;
  readonly rows: RowMode;
  readonly duplicates: DuplicateMode;
  readonly policy: Policy;
  /** Another policy, to see in a dry run what it would decide. */
  readonly comparePolicy: Policy | undefined;
  readonly callDate: Day | undefined;
  readonly until: Day | undefined;
  readonly asOf: Instant | undefined;
  readonly historical: boolean;
  /** Whether the run is to remember the numbers of its list. */
  readonly trace: boolean;
  /** The last days of licences that the configuration says. */
  readonly licences: LicenceDays;
  /** Whom the list came from; undefined when nobody was named. */
  readonly supplier: SuppliedBy | undefined;
  /** Why an unusual hit rate is right; empty when nobody says so. */
  readonly acceptRate: string;
  readonly delimiter: string | undefined;
  readonly encoding: FileEncoding | undefined;
  readonly sheet?: string | undefined;
  readonly header: boolean;
  readonly skipLines: number;
  readonly operator: string;
  readonly account: string;
}

/** Policy, times and registers: what is settled before the list is opened. */
export interface Ground {
  readonly policy: Policy;
  readonly times: Times;
  readonly registers: readonly HeldRegister[];
  readonly until: Day;
  readonly own: OwnLists | undefined;
  readonly ownBatch: number;
  readonly parties: HeldParties;
  /** Undefined unless a column was named. */
  readonly askedParties: AskedParties | undefined;
}

/**
 * Settles whether calls can be cleared at all.
 *
 * @throws ScreeningError not-safe when a required register is missing or out of date, or `--until`
 *   lies past the last call day, or parties are held by another key; wrong-use for times that contradict each other
 */
export function settleGround(
  request: ScrubRequest,
  store: Store | undefined,
  now: Instant,
): Ground {
  const { policy } = request;
  const times = settleTimes(request, now);
  if (request.callDate !== undefined && request.callDate < londonDay(now) && !request.historical) {
    throw wrongUse({
      summary: `--call-date ${request.callDate} is in the past`,
      fix: 'add --historical to see what a scrub for that day would have decided',
      where: '--call-date',
    });
  }
  if (store === undefined) throw notSafe(noDatabase(request.database));
  const registers = requireRegisters(store, policy, times);
  // A run about the past clears nothing, and must not fail for what ended since.
  if (!times.historical) requireLicences(registers, request.licences, londonDay(now));
  const last = lastDayOfAll(registers);
  const until = request.until ?? last;
  if (until < times.callDate) {
    throw wrongUse({
      summary: `--until ${until} is before the call date ${times.callDate}`,
      fix: 'give the last day on which the list will be called',
      where: '--until',
    });
  }
  if (until > last) {
    throw notSafe({
      summary: `--until ${until} is past the last call day ${last}`,
      why: registers
        .map(
          ({ name, edition, lastCallDay }) =>
            `${name} of ${edition.dated} clears calls to ${lastCallDay}`,
        )
        .join('; '),
      fix: `call no later than ${last}, or import newer registers`,
      where: '--until',
    });
  }
  return groundOf(store, { policy, times, registers, until }, request, request.party?.key);
}

/** What decides, once policy, times and registers are settled: for a run, and to repeat one. */
export function groundOf(
  store: Store | undefined,
  settled: Pick<Ground, 'policy' | 'times' | 'registers' | 'until'>,
  caller: Caller,
  key: PartyKey | undefined,
): Ground {
  const { times, until } = settled;
  const own = store && new OwnLists(store, times.asOf);
  const parties = new HeldParties(store, own, callingOf(caller, times.callDate, until));
  return {
    ...settled,
    own,
    ownBatch: own?.batches.at(-1)?.id ?? 0,
    parties,
    askedParties: key && parties.askBy(key),
  };
}

/** The plan of a run, and the head of its list. */
export interface Settled {
  readonly plan: ScrubPlan;
  readonly head: ListHead;
  /** By what each phone column was found; empty where they were named. */
  readonly foundBy: readonly string[];
}

/**
 * Settles how the list is read, from its first bytes.
 *
 * @throws ScreeningError wrong-use; StructuralFault
 */
export function settleList(
  request: ScrubRequest,
  ground: Ground,
  list: ListBytes,
  first: Buffer,
  whole: boolean,
): Settled {
  const { policy, times, registers, until, ownBatch } = ground;
  const head = readListHead(request.input, first, whole, dialectIn(request, list));
  if (request.rows === 'flag') refuseFlagged(request.input, head);
  const evidence = new ColumnEvidence(head);
  evidence.show(first, head.dataStart, first.length, whole);
  const { columns, ignoredColumns } = request;
  const chosen = chooseColumns(request.input, head, evidence, columns, ignoredColumns);
  const copied = namedColumns(request.input, head, request.reportColumns, '--report-columns');
  const party = request.party?.columns ?? [];
  return {
    head,
    foundBy: chosen.detected ? chosen.phones.map((column) => foundBy(head, evidence, column)) : [],
    plan: {
      vocabulary: VOCABULARY,
      reader_version: READER_VERSION,
      numbering_plan: NUMBERING_PLAN_DATE,
      policy,
      policy_sha256: policyHash(policy),
      registers: registers.map(({ name, edition }) => ({
        name,
        edition: edition.id,
        dated: edition.dated,
        numbers_sha256: edition.numbers_sha256,
        covers: edition.covers,
      })),
      as_of: times.asOf,
      call_date: times.callDate,
      until,
      for_calling: !times.historical,
      input: request.input,
      delimiter: Buffer.from(head.delimiter).toString('hex'),
      encoding: recordedEncoding(list),
      ...(list.sheet !== undefined && { sheet: list.sheet }),
      header: request.header,
      skip_lines: request.skipLines,
      columns: chosen.phones,
      columns_detected: chosen.detected,
      ignored_columns: chosen.ignored,
      fax_columns: chosen.fax,
      report_columns: copied,
      party_columns: namedColumns(request.input, head, party, '--party-column'),
      party_key_id: request.party?.key.id ?? '',
      rows: request.rows,
      duplicates: request.duplicates,
      ...(request.format !== undefined && { format: request.format }),
      campaign: request.campaign,
      caller: request.caller,
      not_bound_by: request.notBoundBy,
      campaigns: request.campaigns,
      own_batch: ownBatch,
    },
  };
}
