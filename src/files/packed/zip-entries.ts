import { wrongUse } from '../../core/errors.js';
import { LONGEST_ENTRY_NAME, MOST_ENTRIES } from './unpack-limits.js';
import { shownName, unpackFault } from './unpack-fault.js';

/** What choosing among entries asks of one. */
export interface NamedEntry {
  readonly filename: string;
  readonly directory: boolean;
  readonly symlink?: boolean;
}

/** What its place in the archive is. */
export interface PlacedEntry {
  readonly filename: string;
  readonly rawFilename: Uint8Array;
  readonly offset: number;
  readonly compressedSize: number;
}

/** Names of entries that are no register: what systems add, and what comes with a file. */
const BESIDE: readonly RegExp[] = [
  /(?:^|\/)__MACOSX\//,
  /(?:^|\/)\.[^/]*$/,
  /(?:^|\/)(?:Thumbs\.db|desktop\.ini)$/i,
  /(?:^|\/)(?:read[ _-]?me|licen[cs]e|copyright|copying|notice|terms|changelog)[^/]*$/i,
  /\.(?:pdf|docx?|rtf|odt|html?|md|xml|json|png|jpe?g|gif)$/i,
];

/** Entries by which office files are known, which are zip archives too. */
const OFFICE_FILES = [
  { entry: /^xl\/workbook\.(?:xml|bin)$/, is: 'an Excel workbook' },
  { entry: /^word\/document\.xml$/, is: 'a Word document' },
  { entry: /^ppt\/presentation\.xml$/, is: 'a PowerPoint file' },
  { entry: /^content\.xml$/, is: 'an OpenDocument file' },
] as const;

/** So many entries are named. */
const NAMED = 10;
/** The least that stands before an entry's bytes: its local header without name. */
const LOCAL_HEADER = 30;

/**
 * Refuses archives that are made to do harm, or are something else.
 *
 * @throws ScreeningError guard-refused
 */
export function refuseArchive(path: string, entries: readonly PlacedEntry[]): void {
  if (entries.length > MOST_ENTRIES) {
    const why = `it has more than ${String(MOST_ENTRIES)} entries`;
    throw unpackFault(path, why, 'check where it came from: an operator sends a file or two');
  }
  const long = entries.find(({ rawFilename }) => rawFilename.length > LONGEST_ENTRY_NAME);
  if (long) {
    const why = `the name ${shownName(long.filename)} is longer than ${String(LONGEST_ENTRY_NAME)} bytes`;
    throw unpackFault(path, why, 'check where it came from');
  }
  const office = OFFICE_FILES.find(({ entry }) =>
    entries.some(({ filename }) => entry.test(filename)),
  );
  if (office) {
    const fix = 'a register is a text file: import the file that was downloaded';
    throw unpackFault(path, `it is ${office.is}`, fix);
  }
  const placed = [...entries].sort((a, b) => a.offset - b.offset);
  placed.forEach(({ filename, rawFilename, offset, compressedSize }, at) => {
    const next = placed[at + 1];
    const end = offset + LOCAL_HEADER + rawFilename.length + compressedSize;
    if (next === undefined || next.offset >= end) return;
    const why = `its entries ${shownName(filename)} and ${shownName(next.filename)} overlap`;
    throw unpackFault(path, why, 'check where it came from: no program packs like that');
  });
}

/**
 * The entry to read: the one that is named, or the only one that may be a register.
 *
 * @param wanted its full name; empty to have the only one
 * @throws ScreeningError wrong-use when there is none, or there are several; guard-refused when there
 *   is no file at all
 */
export function chooseEntry<T extends NamedEntry>(
  path: string,
  entries: readonly T[],
  wanted: string,
): T {
  const files = entries.filter(({ directory, symlink }) => !directory && symlink !== true);
  if (files.length === 0) throw unpackFault(path, 'it is an archive without a file');
  const plausible = files.filter(({ filename }) => !BESIDE.some((beside) => beside.test(filename)));
  if (wanted === '') {
    const [only, ...others] = plausible;
    if (only !== undefined && others.length === 0) return only;
    throw wrongUse({
      summary: only
        ? `${path} holds ${String(plausible.length)} files that may be the register: ${named(plausible)}`
        : `${path} holds no file that may be a register: ${named(files)}`,
      fix: only ? 'say which by --entry NAME' : 'check the file, or say by --entry NAME',
      where: path,
    });
  }
  const found = files.find(({ filename }) => filename === wanted);
  if (found) return found;
  throw wrongUse({
    summary: `--entry ${wanted}: ${path} holds no such file`,
    fix: `it holds ${named(files)}`,
    where: '--entry',
  });
}

function named(entries: readonly NamedEntry[]): string {
  const names = entries.slice(0, NAMED).map(({ filename }) => shownName(filename));
  const rest = entries.length - names.length;
  return names.join(', ') + (rest > 0 ? ` and ${String(rest)} more` : '');
}
