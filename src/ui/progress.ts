import type { Progress } from '../core/progress.js';
import { counted, grouped } from './tables.js';
import { noteText, printable } from './voice.js';

/** How far a file is read. Times in milliseconds. */
export interface HowFar {
  readonly path: string;
  readonly bytes: number;
  /** Undefined where nobody knows it. */
  readonly size: number | undefined;
  readonly records: number;
  /** By the pace of the last seconds; undefined until there is one. */
  readonly pace: { readonly bytes: number; readonly records: number } | undefined;
}

/** Where progress is shown. */
export interface ProgressPlace {
  /** Standard error. */
  readonly write: (text: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Of the terminal, asked anew at each drawing: windows change. */
  readonly columns: () => number;
  /** One line that is drawn over, on a terminal; else a line every half minute. */
  readonly manner: 'one line' | 'line by line';
}

/** Before so much time has passed nobody wonders, and no pace is known. */
const FIRST_AFTER = 1000;
const DRAWN_EVERY = 200;
const SAID_EVERY = 30_000;
/** A pace is that of so much time: of all since the beginning it would lag behind a disk that slows. */
const PACE_OVER = 5000;

const UNITS = [
  { unit: 'GB', of: 1e9 },
  { unit: 'MB', of: 1e6 },
  { unit: 'kB', of: 1e3 },
] as const;

/** A size as people read it: `1.2 GB`, `340 kB`. */
export function sizeText(bytes: number): string {
  const { unit, of } = UNITS.find((one) => bytes >= one.of) ?? { unit: 'bytes', of: 1 };
  const value = bytes / of;
  return `${value < 10 && of > 1 ? value.toFixed(1) : grouped(Math.round(value))} ${unit}`;
}

/** A time to come as people read it; rounded, and never nothing. @param milliseconds from 0 */
export function leftText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${String(seconds)} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${String(minutes)} min left` : `${(minutes / 60).toFixed(1)} h left`;
}

/** What goes first where the line is too long, by the places of {@link progressText}'s parts. */
const LEAST_NEEDED = [3, 4, 2] as const;

/**
 * How far a file is read, in one line without its end.
 *
 * @param width that it may have, where its parts can be left out for that
 */
export function progressText(
  { path, bytes, size, records, pace }: HowFar,
  width = Number.POSITIVE_INFINITY,
): string {
  const name = path === '-' ? 'standard input' : printable(path.slice(path.lastIndexOf('/') + 1));
  const isSized = size !== undefined && size > 0;
  const parts = [
    name,
    isSized ? `${String(Math.min(100, Math.floor((bytes / size) * 100)))} %` : '',
    isSized ? `${sizeText(bytes)} of ${sizeText(size)}` : sizeText(bytes),
    records > 0 ? counted(records, 'record') : '',
    pace !== undefined && pace.records > 0
      ? `${grouped(Math.round(pace.records * 1000))} a second`
      : '',
    size === undefined ? '' : leftWords(size - bytes, pace?.bytes ?? 0),
  ];
  const joined = (): string => parts.filter((part) => part !== '').join('  ');
  for (const place of LEAST_NEEDED) {
    if (joined().length <= width) break;
    parts[place] = '';
  }
  return joined();
}

/** @param pace in bytes a millisecond */
function leftWords(bytes: number, pace: number): string {
  if (bytes <= 0) return 'read';
  return pace > 0 ? leftText(bytes / pace) : '';
}

interface Sample {
  readonly at: number;
  readonly bytes: number;
  readonly records: number;
}

/** Shows how far the reading of a file has come. */
export class ProgressLine implements Progress {
  readonly #place: ProgressPlace;
  #path = '';
  #size: number | undefined;
  #bytes = 0;
  #records = 0;
  #began = 0;
  #shown = 0;
  #isDrawn = false;
  #samples: Sample[] = [];

  constructor(place: ProgressPlace) {
    this.#place = place;
  }

  readonly begin = (path: string, size: number | undefined): void => {
    this.end();
    this.#path = path;
    this.#size = size;
    this.#bytes = 0;
    this.#records = 0;
    this.#began = this.#shown = this.#place.now();
    this.#samples = [{ at: this.#began, bytes: 0, records: 0 }];
  };

  readonly read = (bytes: number): void => {
    this.#bytes += bytes;
    this.#look(bytes === 0);
  };

  readonly records = (count: number): void => {
    this.#records = count;
    this.#look(false);
  };

  readonly end = (): void => {
    if (this.#isDrawn) this.#place.write('\r\x1b[K');
    this.#isDrawn = false;
  };

  /** @param atEnd whether nothing more is read: what follows may take its time */
  #look(atEnd: boolean): void {
    const { now, manner } = this.#place;
    const at = now();
    const isLine = manner === 'one line';
    const due = isLine
      ? at - this.#began >= FIRST_AFTER && (atEnd || at - this.#shown >= DRAWN_EVERY)
      : at - this.#shown >= SAID_EVERY;
    if (!due) return;
    this.#shown = at;
    this.#samples.push({ at, bytes: this.#bytes, records: this.#records });
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) >= PACE_OVER) {
      this.#samples.shift();
    }
    this.#show(this.#howFar());
  }

  #show(howFar: HowFar): void {
    const { write, columns, manner } = this.#place;
    if (manner === 'line by line') {
      write(noteText(progressText(howFar)));
      return;
    }
    const width = Math.max(0, columns() - 1);
    // The cursor goes back to the front: whatever ends the program, the next line begins there.
    write(`\r\x1b[K${progressText(howFar, width).slice(0, width)}\r`);
    this.#isDrawn = true;
  }

  #howFar(): HowFar {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const time = first && last ? last.at - first.at : 0;
    const pace =
      first && last && time > 0
        ? {
            bytes: (last.bytes - first.bytes) / time,
            records: (last.records - first.records) / time,
          }
        : undefined;
    return {
      path: this.#path,
      bytes: this.#bytes,
      size: this.#size,
      records: this.#records,
      pace,
    };
  }
}
