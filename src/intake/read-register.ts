import { guardRefused, type ScreeningError } from '../core/errors.js';
import { NumberSetBuilder } from '../core/number-set-builder.js';
import type { PackedNumbers } from '../core/numbers-packer.js';
import type { ByteSource } from '../files/byte-source.js';
import { CLOSED_FILES } from '../files/closed-files.js';
import { CompiledLines } from '../files/compiled-lines.js';
import type { UnpackedSource } from '../files/packed/unpacked-source.js';
import { LONGEST_LINE, RegisterLines } from '../files/register-lines.js';
import type { RegisterTally } from '../files/register-tally.js';
import { canPackInThread, PacksInThread } from './packs-in-thread.js';

/** The numbers of a register file, packed, and what the file looked like. */
export interface RegisterContent {
  /** Numbers of a full file, or those marked A of a changes file. */
  readonly numbers: PackedNumbers;
  /** Numbers marked D; empty for a full file. */
  readonly removed: PackedNumbers;
  readonly tally: RegisterTally;
  /** Lines that repeat a number with the same mark. */
  readonly repeated: number;
}

const CHUNK = 1 << 20;
/** Smaller files have too few numbers for a thread to pack them, and are hashed by the time that one has begun. */
const WORTH_A_THREAD = 1 << 25;
/** Before what is read there is room for the line that the buffer before broke off. */
const ROOM = LONGEST_LINE;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a register file whole into packed numbers.
 *
 * @param changes whether lines carry A or D
 * @param signal stops between two chunks
 * @throws ScreeningError guard-refused when it is not a register: always, since no reason makes
 *   an error page a register
 */
export async function readRegister(
  source: RegisterSource,
  changes: boolean,
  signal: AbortSignal,
): Promise<RegisterContent> {
  const beside = canPackInThread() ? new PacksInThread() : undefined;
  try {
    return await readInto(source, beside, changes, signal);
  } finally {
    await beside?.end();
  }
}

/** A file whose size is not known is hashed where it is read. */
type RegisterSource = ByteSource & Partial<Pick<UnpackedSource, 'identity'>>;

async function readInto(
  source: RegisterSource,
  beside: PacksInThread | undefined,
  changes: boolean,
  signal: AbortSignal,
): Promise<RegisterContent> {
  const plain = new NumberSetBuilder(beside);
  const size = source.identity?.size ?? 0;
  const leftHash = beside && size >= WORTH_A_THREAD ? source.leaveHash?.() : undefined;
  const gone = new NumberSetBuilder();
  const compiled = CompiledLines.load(ROOM + CHUNK);
  const lines = new RegisterLines(plain, gone, compiled);
  let [buffer, other] = compiled?.buffers ?? [room(), room()];
  let start = ROOM;
  let end = ROOM + (await fill(source, buffer, ROOM));
  refuseOtherContent(source.path, buffer.subarray(start, end));
  if (buffer.subarray(start, start + 3).equals(BYTE_ORDER_MARK)) start += 3;
  for (;;) {
    signal.throwIfAborted();
    const isLast = end < buffer.length;
    // What comes next is read while this is looked at: an import waited a tenth of its time.
    const coming = isLast ? undefined : fill(source, other, ROOM);
    // Awaited below; if this throws first, nobody is there to hear.
    coming?.catch(() => undefined);
    if (leftHash) await beside?.hash(buffer.subarray(ROOM, end));
    const used = lines.read(buffer, start, end, isLast);
    source.progress.records(lines.tally.lines);
    if (coming === undefined) break;
    const rest = buffer.subarray(used, end);
    end = ROOM + (await coming);
    [buffer, other] = [other, buffer];
    start = ROOM - rest.copy(buffer, ROOM - rest.length);
  }
  refuseOtherLines(source.path, lines.tally, changes);
  if (beside && leftHash) {
    const { sha256, bytes } = await beside.hashed();
    leftHash(sha256, bytes);
  }
  const packed = await plain.built();
  signal.throwIfAborted();
  const removed = gone.build();
  const { tally } = lines;
  const repeated = tally.lines - tally.rejected - packed.count - removed.count;
  return { numbers: packed, removed, tally, repeated };
}

function room(): Buffer {
  return Buffer.allocUnsafe(ROOM + CHUNK);
}

/** Reads until the buffer is full or the source ends. */
async function fill(source: ByteSource, buffer: Buffer, from: number): Promise<number> {
  let end = from;
  while (end < buffer.length) {
    const came = await source.read(buffer, end);
    if (came === 0) break;
    end += came;
  }
  return end - from;
}

function notARegister(path: string, why: string, fix: string): ScreeningError {
  return guardRefused({ summary: `${path} is not a register file: ${why}`, fix, where: path });
}

const OTHER_CONTENT: readonly { readonly starts: RegExp; why: string; fix: string }[] = [
  {
    starts: /^[\s\u00ef\u00bb\u00bf]*</,
    why: 'it begins like an HTML page, perhaps an error page saved under its name',
    fix: 'open it in a browser to see what the download site said, then download again',
  },
  {
    starts: /^(?:PK\x03\x04|\x1f\x8b)/,
    why: 'it is packed twice',
    fix: 'unpack it once, then import what was in it',
  },
  ...CLOSED_FILES.map(({ starts, is, fix }) => ({ starts, why: `it is ${is}`, fix })),
  {
    starts: /^(?:\xff\xfe|\xfe\xff)/,
    why: 'it is UTF-16 text, so another program has saved it anew',
    fix: 'import the file as it was downloaded',
  },
  {
    starts: /^[^]{0,4096}[\x00-\x08\x0e-\x1f]/,
    why: 'it holds bytes that no text file has',
    fix: 'check that this is the file that was downloaded',
  },
];

function refuseOtherContent(path: string, head: Buffer): void {
  const text = head.toString('latin1', 0, 8192);
  const other = OTHER_CONTENT.find(({ starts }) => starts.test(text));
  if (other) throw notARegister(path, other.why, other.fix);
}

const LETTERS_FIX =
  'import it with --changes --since DAY, where DAY is the day of the edition in force';

/** With more than one unreadable line in so many it is another kind of file. */
const UNREADABLE_SHARE = 2;

function refuseOtherLines(path: string, tally: RegisterTally, changes: boolean): void {
  if (changes && tally.lines === 0) return;
  if (tally.lines === 0) {
    throw notARegister(path, 'it is empty', 'download it again: no register is empty');
  }
  if (tally.rejected * UNREADABLE_SHARE > tally.lines) {
    const example = tally.firstRejected[0];
    throw notARegister(
      path,
      `${String(tally.rejected)} of ${String(tally.lines)} lines are no telephone number` +
        (example ? ` (line ${String(example.line)}: '${example.text}')` : ''),
      `a register has one number a line and nothing else${listWords(path, example?.text ?? '')}`,
    );
  }
  if (tally.foreign > 0) {
    throw notARegister(
      path,
      `${String(tally.foreign)} of its lines hold bytes that no register has, or run on without an end`,
      'download it again: part of the file is damaged',
    );
  }
  if (!changes && tally.marked > 0) {
    throw notARegister(path, 'its lines carry A or D, as changes files do', LETTERS_FIX);
  }
  if (changes && tally.unmarked > 0) {
    throw notARegister(
      path,
      `${String(tally.unmarked)} of its lines carry neither A nor D, so it is no changes file`,
      'import a full file without --changes',
    );
  }
  refuseCutLine(path, tally);
}

/** Fields side by side: most likely a call list, or opt-outs, given by mistake. */
function listWords(path: string, text: string): string {
  if (!/[^,;\t|][,;\t|]/.test(text)) return '';
  return `; it looks like a list with columns: tps-scrub scrub ${path} screens a call list, tps-scrub suppress import ${path} records opt-outs`;
}

/**
 * A last line without its line end may be whole (an editor took the end away) or cut. It is cut
 * when it is no number, when it is shorter than the other lines, and when a longer number may have
 * stood there: `0120462345` is one, and so is `01204623456`.
 */
function refuseCutLine(path: string, { unended, fullWidth, lines }: RegisterTally): void {
  if (unended === undefined) return;
  const padded = fullWidth * 2 > lines;
  const short = padded && unended.length < 12 && unended.digits < 11;
  const perhapsLonger = unended.digits === 10 && unended.hasLongerForm;
  if (unended.digits > 0 && !short && !perhapsLonger) return;
  throw notARegister(
    path,
    `its last line (${String(unended.length)} characters, no line end) is cut off`,
    'download it again; if that number is whole, end the line',
  );
}
