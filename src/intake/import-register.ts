import { guardRefused, wrongUse } from '../core/errors.js';
import { instantOf, londonDay } from '../core/day.js';
import { READER_VERSION } from '../core/read-cell.js';
import { openUnpacked } from '../files/packed/open-unpacked.js';
import type { UnpackedSource } from '../files/packed/unpacked-source.js';
import { inTransaction, openForWriting, type Store } from '../store/database.js';
import { EditionNumbers } from '../store/edition-numbers.js';
import {
  editionsOf,
  lastCallDay,
  sealEdition,
  type Edition,
  type PackedDifference,
} from '../store/editions.js';
import { FAR_INSTANT, ledgerHead, nextInstant } from '../store/ledger.js';
import type { PackedNumbers } from '../core/numbers-packer.js';
import { applyChanges } from './edition-changes.js';
import { compareAndPack } from './compare-and-pack.js';
import { coverageOf, isCoverageForgotten, numbersOutside } from './import-coverage.js';
import { refuseDoubtful } from './guards/guards.js';
import { editionWithSame, unchangedSince } from './guards/earlier-edition.js';
import { namedAs } from './guards/named-as.js';
import { inOtherRegister } from './guards/other-register.js';
import { outOfUse } from './guards/out-of-use.js';
import type { ImportRequest, ImportResult } from './import-request.js';
import { readRegister, type RegisterContent } from './read-register.js';
import { NOTHING_KEPT, purgeOthers, refuseUnkept, type KeptFor } from './register-history.js';

type Unsealed = Omit<Edition, 'id' | 'recorded'>;

/**
 * Imports a register file: reads it whole, holds it against what is there, and seals it as a new
 * edition in one transaction. Until that moment nothing has changed: after a kill the old edition
 * or the new one is in force, never a part.
 *
 * @throws ScreeningError wrong-use, guard-refused (what was in force still is) or in-use
 */
export async function importRegister(request: ImportRequest): Promise<ImportResult> {
  const today = londonDay(request.clock());
  if (request.dated > today) {
    throw wrongUse({
      summary: `--dated ${request.dated} is after today (${today})`,
      fix: 'give the day on which the register was cut',
      where: '--dated',
    });
  }
  const { entry, zipPassword: password } = request;
  const source = await openUnpacked(
    request.file,
    { entry, password },
    request.signal,
    request.progress,
  );
  try {
    const content = await readRegister(source, request.since !== undefined, request.signal);
    const store = openForWriting(request.database);
    const hearAgain = request.endAtOnce();
    try {
      return sealContent(store, request, source, content);
    } finally {
      hearAgain();
      store.close();
    }
  } finally {
    await source.close();
  }
}

function sealContent(
  store: Store,
  request: ImportRequest,
  source: UnpackedSource,
  content: RegisterContent,
): ImportResult {
  const held = editionsOf(store, request.register, FAR_INSTANT);
  const inForce = held.at(-1);
  const sha256 = source.sha256();
  // Only the edition that decides for its day: a good file must replace a wrong one sent after it.
  const same = held.filter(({ dated }) => dated === request.dated).at(-1);
  const asked = request.covers;
  const editions = new EditionNumbers(store);
  const isSameFile = same?.file_sha256 === sha256 && same.file_entry === source.entry;
  const isSame = isSameFile && (asked?.text ?? same.covers) === same.covers;
  // What was damaged, or not kept then, may come back.
  if (isSame && editions.holding(same.id) === 'whole') return heldAlready(store, same, content);
  refuseUnkept(request, inForce);
  const base = request.since === undefined ? undefined : baseOfChanges(request, inForce);
  const covers = coverageOf(asked, base);
  const { numbers, alreadyPresent, alreadyAbsent, made } = base
    ? applyChanges(editions.blocks(base.id), content.numbers, content.removed)
    : { numbers: content.numbers, alreadyPresent: 0, alreadyAbsent: 0, made: [] };
  const fileTime = instantOf(source.identity.modified);
  const earlier = held.filter(({ dated }) => dated <= request.dated);
  const before = earlier.at(-1);
  const after = held.find(({ dated }) => dated > request.dated);
  const mayDiffer = request.history === 'differences';
  const changed = base && { base: base.id, changes: made };
  const compared = compareAndPack(editions, { before, after }, numbers, mayDiffer, changed);
  const { added, removed, notCompared } = compared;
  const isComparable = before?.covers === covers;
  const here = base ? alreadyPresent : before && !notCompared ? numbers.count - added : 0;
  const overridden = refuseDoubtful(request, {
    register: request.register,
    dated: request.dated,
    fileTime,
    entryTime: source.entryTime,
    numbers: numbers.count,
    lines: content.tally.lines,
    rejected: content.tally.rejected,
    numbersSha256: numbers.sha256,
    inForce,
    before: isComparable ? before : undefined,
    differing: isComparable && !base && !notCompared ? compared : undefined,
    sameEarlier: isComparable ? editionWithSame(held, before, numbers.sha256) : undefined,
    unchangedSince: unchangedSince(earlier, numbers.sha256),
    limits: request,
    publishedTotal: request.publishedTotal,
    alreadyPresent,
    alreadyAbsent,
    covers,
    outside: numbersOutside(covers, content.numbers, content.removed),
    coverageForgotten: base === undefined && asked === undefined && isCoverageForgotten(inForce),
    namedAs: namedAs(request.register, [request.file, source.entry]),
    inOther: inOtherRegister(store, editions, request.register, content.numbers, here),
    outOfUse: outOfUse(content.numbers),
    ofFile: content.numbers.count,
  });
  const { tally } = content;
  const edition: Unsealed = {
    register: request.register,
    content: base ? 'changes' : 'full',
    dated: request.dated,
    estimated: request.estimated ? 1 : 0,
    since: request.since ?? '',
    file_path: request.file,
    file_sha256: sha256,
    file_time: fileTime,
    file_bytes: source.bytes,
    file_entry: source.entry,
    file_entry_time: source.entryTime,
    file_lines: tally.lines,
    numbers: numbers.count,
    numbers_sha256: numbers.sha256,
    repeated: content.repeated,
    rejected: tally.rejected,
    added,
    removed,
    covers,
    licence: request.licence,
    licence_until: request.licenceUntil,
    source: request.source,
    published_total: request.publishedTotal,
    accepted: overridden.length > 0 ? request.accepted : '',
    operator: request.operator,
    account: request.account,
    reader_version: READER_VERSION,
  };
  const sealed = seal(store, request, { edition, numbers, from: compared.from }, held);
  return {
    edition: sealed.edition,
    alreadyHeld: false,
    withoutChanges: before?.covers === covers && before.numbers_sha256 === numbers.sha256,
    isFirst: before === undefined,
    inForce: inForce && inForce.dated > edition.dated ? inForce.dated : edition.dated,
    notCompared,
    coveredBefore: before?.covers === covers ? undefined : before?.covers,
    firstRejected: tally.firstRejected,
    overridden,
    purged: sealed.purged,
    keptFor: sealed.keptFor,
    lastCallDay: lastCallDay(edition),
    ledgerHead: sealed.head,
  };
}

function heldAlready(store: Store, edition: Edition, content: RegisterContent): ImportResult {
  return {
    edition,
    alreadyHeld: true,
    withoutChanges: true,
    isFirst: false,
    inForce: editionsOf(store, edition.register, FAR_INSTANT).at(-1)?.dated ?? edition.dated,
    notCompared: '',
    coveredBefore: undefined,
    firstRejected: content.tally.firstRejected,
    overridden: [],
    purged: [],
    keptFor: NOTHING_KEPT,
    lastCallDay: lastCallDay(edition),
    ledgerHead: ledgerHead(store),
  };
}

function baseOfChanges(request: ImportRequest, inForce: Edition | undefined): Edition {
  if (inForce?.dated === request.since) return inForce as Edition;
  throw guardRefused({
    summary: inForce
      ? `${request.file} has the changes since ${request.since ?? ''}, but the edition in force is of ${inForce.dated}`
      : `${request.file} has changes only, and no edition of ${request.register} is held`,
    fix: inForce
      ? `download the changes since ${inForce.dated}, or a full file`
      : 'import a full file first',
    where: '--since',
  });
}

/** An edition to be sealed, and what it is kept as. */
interface ToSeal {
  readonly edition: Unsealed;
  readonly numbers: PackedNumbers;
  readonly from: PackedDifference | undefined;
}

function seal(
  store: Store,
  request: ImportRequest,
  { edition, numbers, from }: ToSeal,
  held: readonly Edition[],
): { edition: Edition; purged: readonly number[]; keptFor: KeptFor; head: string } {
  return inTransaction(store, () => {
    if (editionsOf(store, request.register, FAR_INSTANT).length !== held.length) {
      throw guardRefused({
        summary: `another edition of ${request.register} was imported at the same time`,
        fix: 'look at tps-scrub status, then import again if it is still needed',
      });
    }
    // Asked inside the transaction: a scrub that starts now must not take this edition for known.
    const recorded = nextInstant(store, request.clock());
    const { purged, keptFor } =
      request.history === 'none'
        ? purgeOthers(store, held, recorded)
        : { purged: [], keptFor: NOTHING_KEPT };
    const sealed = sealEdition(store, { ...edition, recorded }, numbers, { from, purged });
    return { ...sealed, purged, keptFor };
  });
}
