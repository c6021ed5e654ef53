import type { ParquetWriter, Writer } from 'hyparquet-writer';
import type { WholeOutput } from './whole-output.js';

/** Rows of a screen set, a column each, of one length. */
export interface ScreenRows {
  /** In hex. */
  readonly keys: string[];
  readonly reasons: string[];
}

const REQUIRED = 'REQUIRED';

/**
 * The columns of a screen set. Texts and a day are what every engine reads without a word about types; no
 * cell is empty.
 */
const SCHEMA = [
  { name: 'root', num_children: 3 },
  { name: 'key', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: REQUIRED },
  { name: 'reason', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: REQUIRED },
  { name: 'last_call_day', type: 'INT32', converted_type: 'DATE', repetition_type: REQUIRED },
] as const;

/**
 * Writes a screen set as Parquet, a group of rows at a time, to a file that is whole or not at all. The
 * library makes a group in memory, and its bytes go on to the output when it is done.
 */
export class ParquetFile {
  readonly #writer: ParquetWriter;
  readonly #lastCallDay: Date;

  private constructor(writer: ParquetWriter, lastCallDay: Date) {
    this.#writer = writer;
    this.#lastCallDay = lastCallDay;
  }

  /**
   * @param output where it goes
   * @param lastCallDay stands in every row
   * @param said what the file says of itself, by key
   */
  static async begin(
    output: WholeOutput,
    lastCallDay: string,
    said: Readonly<Record<string, string>>,
  ): Promise<ParquetFile> {
    const { ByteWriter, ParquetWriter: Made } = await import('hyparquet-writer');
    const bytes = new ByteWriter();
    const pour = (): void => {
      const made = Buffer.from(bytes.buffer, 0, bytes.index);
      output.write(made, 0, made.length);
      bytes.index = 0;
    };
    const writer: Writer = Object.assign(bytes, { flush: pour, finish: pour });
    const made = new Made({
      writer,
      schema: [...SCHEMA],
      codec: 'UNCOMPRESSED',
      kvMetadata: Object.entries(said).map(([key, value]) => ({ key, value })),
      createdBy: 'tps-scrub',
    });
    return new ParquetFile(made, new Date(`${lastCallDay}T00:00:00Z`));
  }

  /** Writes rows as one group. */
  async group({ keys, reasons }: ScreenRows): Promise<void> {
    if (keys.length === 0) return;
    await this.#writer.write({
      columnData: [
        { name: 'key', data: keys, encoding: 'PLAIN' },
        { name: 'reason', data: reasons },
        { name: 'last_call_day', data: new Array<Date>(keys.length).fill(this.#lastCallDay) },
      ],
      rowGroupSize: keys.length,
    });
  }

  /** Writes what stands at the end. */
  async end(): Promise<void> {
    await this.#writer.finish();
  }
}
