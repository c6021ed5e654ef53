import { londonDay, type Instant } from '../core/day.js';
import type { Progress } from '../core/progress.js';
import type { LicenceDays } from '../config/job.js';
import { openFile } from '../files/byte-source.js';
import { fileAt, realPlace, WholeOutput } from '../files/whole-output.js';
import type { AskedDialect } from '../files/list-head.js';
import { disclosurePolicy } from '../policy/disclosure.js';
import type { RegisterName } from '../registers/registers.js';
import { requireRegisters } from '../scrub/held-registers.js';
import { requireLicences } from '../scrub/licences.js';
import { refuseToDestroy } from '../scrub/outputs.js';
import { screeningOf, type Caller } from '../scrub/screening.js';
import { knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { OwnLists } from '../store/own-lists.js';
import { OwnParties } from '../store/own-parties.js';
import { openLineCount } from '../store/own-unresolved.js';
import { anyCall } from '../policy/standing.js';
import { placeHandedOver, recordHandedOver } from './handed-over.js';
import { knownRows, type KnownRows } from './known-rows.js';

/** What is to be handed to an agent. */
export interface DisclosureRequest {
  readonly database: string;
  readonly agent: string;
  /** For whom it calls; at least one. */
  readonly callers: readonly Caller[];
  /** Registers whose licence lets their numbers be told. */
  readonly registers: readonly RegisterName[];
  readonly licences: LicenceDays;
  /** The agent's own file. */
  readonly knownIn: string;
  readonly dialect: AskedDialect;
  readonly columns: readonly string[];
  readonly ignoredColumns: readonly string[];
  readonly out: string;
  readonly force: boolean;
  readonly operator: string;
  readonly account: string;
}

/** What disclosing needs from outside. */
export interface DisclosureSurroundings {
  readonly clock: () => Instant;
  readonly signal: AbortSignal;
  readonly progress?: Progress | undefined;
  /** Is called before the file gets its name: writes the question to the access log. */
  readonly answersWithFile: () => void;
}

/** What was handed over. */
export interface Disclosed extends KnownRows {
  /** Its line in the ledger: `disclosure-3`. */
  readonly id: string;
  readonly line: number;
  readonly asOf: Instant;
  readonly knownInSha256: string;
  readonly output: { readonly path: string; readonly sha256: string };
  /** Persons and firms known by a key alone, and unread lines: neither can be compared. */
  readonly parties: number;
  readonly unreadLines: number;
  readonly ledgerHead: string;
}

/**
 * Hands an agent the rows of its own file that must not be called, and nothing else: no reason, no name of a
 * register, no number that the agent does not hold already. Records whom it was handed to, how many rows, and
 * the hash of them, before the file has its name: killed in between, it was recorded and not handed over.
 *
 * @throws ScreeningError wrong-use; not-safe when a register that is to be compared is missing or out of date
 */
export async function disclose(
  request: DisclosureRequest,
  { clock, signal, progress, answersWithFile }: DisclosureSurroundings,
): Promise<Disclosed> {
  const { database, knownIn, force } = request;
  const store = openHeld(database);
  let output: WholeOutput | undefined;
  let source: Awaited<ReturnType<typeof openFile>> | undefined;
  try {
    source = await openFile(knownIn, signal, progress);
    const path = realPlace(request.out);
    refuseToDestroy('--out', path, source.identity, fileAt(database), force);
    const asOf = knowingInstant(store, clock());
    const today = londonDay(asOf);
    const times = { asOf, callDate: today, historical: false };
    const policy = disclosurePolicy(request.registers);
    const registers = requireRegisters(store, policy, times);
    requireLicences(registers, request.licences, today);
    const own = new OwnLists(store, asOf);
    const ground = { store, policy, registers, own, times, until: today };
    const screenings = request.callers.map((caller) => screeningOf({ ...ground, caller }));
    const [first, ...others] = screenings.map(({ screener }) => screener);
    if (first === undefined) throw new Error('an agent without a caller');
    output = new WholeOutput(path);
    const { dialect, columns, ignoredColumns } = request;
    const rows = await knownRows({
      ...{ source, dialect, columns, ignoredColumns, signal },
      screeners: [first, ...others],
      out: output,
    });
    for (const { control } of screenings) control.hold();
    const parties = new OwnParties(store, own).standing(anyCall(today)).length;
    const unreadLines = openLineCount(store);
    store.close();
    const sha256 = output.finish();
    const knownInSha256 = source.sha256();
    answersWithFile();
    const recorded = recordHandedOver(request, clock, {
      agent: request.agent,
      callers: request.callers.map(({ caller }) => caller),
      registers: request.registers,
      known_in_sha256: knownInSha256,
      known_in_rows: rows.read,
      sha256,
      rows: rows.told,
      as_of: asOf,
    });
    const { id, line, head: ledgerHead } = recorded;
    placeHandedOver(output, force, line);
    const where = { path, sha256 };
    return {
      ...rows,
      id,
      line,
      asOf,
      knownInSha256,
      output: where,
      parties,
      unreadLines,
      ledgerHead,
    };
  } finally {
    output?.discard();
    if (store.open) store.close();
    await source?.close();
  }
}
