import type { ByteSink } from '../byte-sink.js';
import { sinkOf, type ListForm, type ListSink } from './forms.js';

/** A list that is written, and what the bytes of a workbook do not tell. */
export interface WrittenList extends ListSink {
  /**
   * Of the rows, when they were written as a workbook: whatever wrote it, the same rows have the same
   * hash. Undefined of a text, whose bytes tell.
   */
  readonly content: () => { readonly sha256: string; readonly bytes: number } | undefined;
  /** Gives back the room that waiting rows take. */
  discard(): void;
}

/** Where a list goes that is written, and how. */
export interface ListWriting {
  readonly form: ListForm;
  /** Name of the sheet, where the list is one. */
  readonly sheet: string | undefined;
  /** Columns of telephone numbers, from 0: a workbook must not take them for figures. */
  readonly phones: readonly number[];
  /** Path of the output. */
  readonly path: string;
  readonly signal: AbortSignal;
}

/** Writes a list in a form, from bytes as ListBytes gives them. */
export async function listSink(sink: ByteSink, writing: ListWriting): Promise<WrittenList> {
  const { form, sheet = 'List', phones, path, signal } = writing;
  if (form !== 'workbook') {
    const text = sinkOf(form, sink);
    return {
      write: (source, start, end) => {
        text.write(source, start, end);
      },
      end: () => text.end(),
      content: () => undefined,
      discard: () => undefined,
    };
  }
  const { WorkbookSink } = await import('../workbook/workbook-sink.js');
  const workbook = new WorkbookSink(sink, { sheet, texts: phones, beside: path, signal });
  return {
    write: (source, start, end) => {
      workbook.write(source, start, end);
    },
    end: () => workbook.end(),
    content: () => workbook.content,
    discard: () => {
      workbook.discard();
    },
  };
}
