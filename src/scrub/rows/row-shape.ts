import type { ListHead } from '../../files/list-head.js';

/** Integers of a row before its cells: first byte, end, fields, line. */
export const HEAD = 4;
/** Integers of a span: first byte, end, form. */
export const SPAN = 3;

/** How a list is read into rows. */
export interface RowReading {
  readonly head: ListHead;
  /** Columns that are screened, ascending. */
  readonly phones: readonly number[];
  /** Columns that are neither screened nor ignored. */
  readonly others: readonly number[];
  /** Columns whose places in a record are asked for, ascending. */
  readonly kept: readonly number[];
}

/** Which fields of a record are written down. */
export class RowShape {
  /** Fields of a whole record. */
  readonly width: number;
  /** Phone cells of a whole record. */
  readonly phones: number;
  /** Fields whose spans are kept, ascending. To keep each of eleven took a tenth of a scrub's memory traffic. */
  readonly kept: readonly number[];
  /** By field, its place among those kept, or -1. */
  readonly #places: Int32Array;
  /** By fields of a record up to the width, how many of those kept it has. */
  readonly #keptOf: Int32Array;

  constructor(width: number, phones: number, kept: readonly number[]) {
    this.width = width;
    this.phones = phones;
    this.kept = kept;
    this.#places = Int32Array.from({ length: width }, (_, field) => kept.indexOf(field));
    this.#keptOf = Int32Array.from(
      { length: width + 1 },
      (_, fields) => kept.filter((field) => field < fields).length,
    );
  }

  /** Integers of a whole record's row; those of its cells begin after {@link HEAD}. */
  get rowLength(): number {
    return HEAD + this.phones + this.kept.length * SPAN;
  }

  /** How many kept fields a record has. */
  keptOf(fieldCount: number): number {
    return this.#keptOf[Math.min(fieldCount, this.width)] as number;
  }

  /** A field's place among those kept. @throws Error of one that is not kept: its span would be another's */
  placeOf(field: number): number {
    const place = this.#places[field];
    if (place === undefined || place < 0) throw new Error(`field ${String(field)} is not kept`);
    return place;
  }
}

/** What the rows of a list are like. */
export function shapeOf({ head, phones, kept }: RowReading): RowShape {
  return new RowShape(head.width, phones.length, kept);
}
