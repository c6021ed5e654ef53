import type { Readable } from 'node:stream';
import { decodeText } from '../core/decode.js';
import { ScreeningError } from '../core/errors.js';
import { readCellText, type CellItem } from '../core/read-cell.js';
import { openFile, streamSource } from '../files/byte-source.js';
import { ColumnEvidence } from '../files/column-evidence.js';
import { columnSamples } from '../files/column-samples.js';
import { judgeColumns, type Declared, type JudgedColumn } from '../files/column-verdicts.js';
import { chooseColumns } from '../files/columns.js';
import { dialectIn, listBytes, recordedEncoding } from '../files/forms/list-bytes.js';
import type { ListForm } from '../files/forms/forms.js';
import { readListHead, type AskedDialect } from '../files/list-head.js';
import { firstBytes } from '../files/list-start.js';
import { inFile } from './list-pass.js';

/** So many sample cells are shown of a column. */
const SHOWN_CELLS = 3;

/** What is asked of a list before anything is done with it. */
export interface PreviewRequest extends AskedDialect {
  readonly input: string;
  readonly columns: readonly string[];
  readonly ignoredColumns: readonly string[];
}

/** A sample cell, and what it was read as. */
export interface SampleCell {
  readonly cell: string;
  readonly items: readonly CellItem[];
}

/** A column as a preview shows it. */
export interface PreviewedColumn extends JudgedColumn {
  /** Cells with anything in them, those with a number in them, and of these the unrepaired ones. */
  readonly filled: number;
  readonly numbers: number;
  readonly unrepaired: number;
  readonly samples: readonly SampleCell[];
}

/** How a list would be read. */
export interface Preview {
  readonly input: string;
  readonly form: ListForm;
  /** As a run records it: `by cell` when each cell tells. */
  readonly encoding: string;
  readonly delimiter: string;
  readonly sheet: string | undefined;
  readonly header: boolean;
  /** Physical line on which the first record after the header stands. */
  readonly dataLine: number;
  /** Records looked at, and whether these are all. */
  readonly records: number;
  readonly whole: boolean;
  readonly columns: readonly PreviewedColumn[];
  readonly detected: boolean;
  /** Why a scrub with these options would refuse the list; undefined when it would not. */
  readonly refused: ScreeningError | undefined;
}

const NOTHING_CHOSEN: Declared = { phones: [], ignored: [], detected: true };

/**
 * Looks at the beginning of a list, as far as a scrub looks before it chooses columns, and says how it
 * would be read. Reads no database and writes nothing.
 *
 * @throws ScreeningError wrong-use when it cannot be read at all; what a scrub would refuse for its
 *   columns alone stands in the answer
 */
export async function preview(
  request: PreviewRequest,
  { stdin, signal }: { readonly stdin: Readable; readonly signal: AbortSignal },
): Promise<Preview> {
  const { input } = request;
  const source = input === '-' ? streamSource(stdin, signal) : await openFile(input, signal);
  try {
    const list = await listBytes(source, request, signal);
    const { bytes, whole } = await firstBytes(list, signal);
    return await inFile(input, request.header ? 1 : 0, () => {
      const head = readListHead(input, bytes, whole, dialectIn(request, list));
      const evidence = new ColumnEvidence(head);
      evidence.show(bytes, head.dataStart, bytes.length, whole);
      const { chosen, refused } = choice(() =>
        chooseColumns(input, head, evidence, request.columns, request.ignoredColumns),
      );
      const cells = columnSamples(head, bytes, whole);
      return {
        input,
        form: list.form,
        encoding: recordedEncoding(list),
        delimiter: decodeText(Buffer.from(head.delimiter), list.encoding),
        sheet: list.sheet,
        header: request.header,
        dataLine: head.dataLine,
        records: evidence.records,
        whole,
        detected: chosen.detected,
        refused,
        columns: judgeColumns(head, evidence, chosen, cells).map((judged) => ({
          ...judged,
          filled: evidence.filledWithAnything(judged.column.index),
          ...evidence.numbersRead(judged.column.index),
          samples: (cells[judged.column.index] ?? [])
            .slice(0, SHOWN_CELLS)
            .map((cell) => ({ cell, items: readCellText(cell).items })),
        })),
      };
    });
  } finally {
    await source.close();
  }
}

function choice(choose: () => Declared): {
  readonly chosen: Declared;
  readonly refused: ScreeningError | undefined;
} {
  try {
    return { chosen: choose(), refused: undefined };
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return { chosen: NOTHING_CHOSEN, refused: error };
  }
}
