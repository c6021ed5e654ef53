/** Is told how far the reading of a file has come. Telling it costs next to nothing: call it by the slice. */
export interface Progress {
  /** A file is begun. @param size in bytes; undefined where nobody knows it (a pipe, an archive) */
  readonly begin: (path: string, size: number | undefined) => void;
  /** So many bytes more of it were read; 0 at its end. */
  readonly read: (bytes: number) => void;
  /** So many of its records, or lines, were read by now. */
  readonly records: (count: number) => void;
  /** Something is to be said, or nothing more comes: what is shown goes. */
  readonly end: () => void;
}

const nothing = (): void => undefined;

/** Nobody looks on. */
export const UNWATCHED: Progress = {
  begin: nothing,
  read: nothing,
  records: nothing,
  end: nothing,
};
