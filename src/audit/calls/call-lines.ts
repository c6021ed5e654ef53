import { InstantWords } from '../../core/zone-clock.js';
import { csvLine, guardFormula } from '../../files/csv-line.js';
import { giveName, WholeOutput } from '../../files/whole-output.js';
import type { Call, CalledNumber } from './call-reading.js';
import type { CallFinding } from './call-finding.js';

/** The columns of the file that `audit-calls --out` writes. */
export const CALL_LINE_COLUMNS = [
  'record',
  'line',
  'number',
  'start',
  'day',
  'caller',
  'campaign',
  'verdict',
  'reasons',
  'lists',
  'days_listed_min',
  'days_listed_max',
  'told',
  'recorded',
  'run',
  'run_last_call_day',
  'covered',
] as const;

/** So much text is put together before it is turned into bytes. */
const CHUNK = 1 << 16;

/** A file of calls that was written. */
export interface WrittenCalls {
  readonly path: string;
  readonly sha256: string;
  /** Without the header. */
  readonly lines: number;
}

/**
 * Writes a line a call: UTF-8, comma, CR LF, and a leading apostrophe where a spreadsheet would take
 * a cell for a formula. The file appears whole, or not at all.
 */
export class CallLines {
  readonly #output: WholeOutput;
  readonly #instants = new InstantWords();
  #text = csvLine(CALL_LINE_COLUMNS);
  #lines = 0;

  /** @throws ScreeningError wrong-use when the folder cannot be written */
  constructor(path: string) {
    this.#output = new WholeOutput(path);
  }

  /** Adds the line of a call. */
  add(call: Call, finding: CallFinding): void {
    this.#lines++;
    this.#text += csvLine(cellsOf(call, finding, this.#instants));
    if (this.#text.length >= CHUNK) this.#flush();
  }

  /**
   * Puts the file under its name.
   *
   * @param replace whether a regular file of that name may go
   * @throws ScreeningError wrong-use when it cannot be written
   */
  finish(replace: boolean): WrittenCalls {
    this.#flush();
    const sha256 = this.#output.finish();
    giveName(this.#output.temporary, this.#output.path, replace);
    return { path: this.#output.path, sha256, lines: this.#lines };
  }

  /** Removes what was written. */
  discard(): void {
    this.#output.discard();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    this.#output.write(bytes, 0, bytes.length);
  }
}

function cellsOf(call: Call, finding: CallFinding, instants: InstantWords): string[] {
  const { covered } = finding;
  return [
    String(call.record),
    String(call.line),
    numberOf(call),
    startOf(call, instants),
    call.day,
    guardFormula(call.callerWords),
    guardFormula(call.campaignWords),
    finding.verdict,
    finding.reasons.join(';'),
    guardFormula(finding.lists.join(';')),
    daysText(finding.atLeast),
    daysText(finding.atMost),
    finding.told,
    finding.recorded,
    covered?.run ?? '',
    covered?.lastCallDay ?? '',
    covered?.cover ?? '',
  ];
}

/** E.164, several with `;` between; what is written where it was not read. */
function numberOf({ e164, others, writtenNumber }: Call): string {
  if (e164 === 0) return guardFormula(writtenNumber);
  const first = `+${String(e164)}`;
  return others.length === 0 ? first : [first, ...others.map(plussed)].join(';');
}

function plussed(other: CalledNumber): string {
  return `+${String(other.e164)}`;
}

/** An instant; what is written where it was not read; of a stamp without a time its day says all. */
function startOf({ day, isTimed, at, writtenStart }: Call, instants: InstantWords): string {
  if (day === '') return guardFormula(writtenStart);
  return isTimed ? instants.of(at) : '';
}

function daysText(days: number | undefined): string {
  return days === undefined ? '' : String(days);
}
