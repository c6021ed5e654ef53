import type { Encoding } from '../../core/decode.js';
import type { ByteSink } from '../byte-sink.js';
import type { ByteSource } from '../byte-source.js';
import { Utf16Bytes } from './utf16-bytes.js';
import { Utf16Sink } from './utf16-sink.js';

/** Where a list is written: what is held back until the end comes out with it. */
export interface ListSink extends ByteSink {
  /** Writes what is left; nothing can be added after it. */
  end(): void | Promise<void>;
}

/** A form of lists that is converted. */
interface FormRow {
  /** As a run record names it. */
  readonly name: string;
  /** Of the bytes that it is converted to. */
  readonly encoding: Encoding;
  readonly read: (source: ByteSource) => Pick<ByteSource, 'read'>;
  /** What writes a list in this form, from bytes such as those that `read` makes. */
  readonly sink: (sink: ByteSink) => ListSink;
}

/**
 * The forms of lists that are converted while they are read, and back while they are written. Each
 * gives bytes of an encoding that keeps ASCII, so that one scanner reads them all.
 */
export const FORMS = [
  {
    name: 'utf-16le',
    encoding: 'utf-8',
    read: (source) => new Utf16Bytes(source, false),
    sink: (sink) => new Utf16Sink(sink, false),
  },
  {
    name: 'utf-16be',
    encoding: 'utf-8',
    read: (source) => new Utf16Bytes(source, true),
    sink: (sink) => new Utf16Sink(sink, true),
  },
] as const satisfies readonly FormRow[];

/** A row of {@link FORMS}, a workbook, or a list whose own bytes are read. */
export type ListForm = ConvertedForm | 'workbook' | 'as it is';

/** A row of {@link FORMS}. */
export type ConvertedForm = (typeof FORMS)[number]['name'];

/** The row of that name. */
export function formNamed(form: ConvertedForm): (typeof FORMS)[number] {
  return FORMS.find(({ name }) => name === form) as (typeof FORMS)[number];
}

/**
 * Writes a list in its form: what was read as UTF-8 comes back as UTF-16.
 *
 * @param form not a workbook, which takes more to write (workbook/workbook-sink.ts)
 */
export function sinkOf(form: Exclude<ListForm, 'workbook'>, sink: ByteSink): ListSink {
  if (form !== 'as it is') return formNamed(form).sink(sink);
  return {
    write: (source, start, end) => {
      sink.write(source, start, end);
    },
    end: () => undefined,
  };
}
