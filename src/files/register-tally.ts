/** A line that is no number of the register, for the person who must look at it. */
export interface RejectedLine {
  readonly line: number;
  /** Its first characters; control characters shown as dots. */
  readonly text: string;
}

/** What a register file looked like, line by line. */
export interface RegisterTally {
  /** Lines with a byte in them. */
  lines: number;
  blankLines: number;
  rejected: number;
  /** Lines with bytes that no text file has, or longer than any line of a register. */
  foreign: number;
  readonly firstRejected: RejectedLine[];
  /** Lines with A or D, and lines without. */
  marked: number;
  unmarked: number;
  /** Lines of exactly the official twelve characters, letters and line ends apart. */
  fullWidth: number;
  /** The last line when no line end follows it; its digits are 0 when it was rejected. */
  unended:
    | { readonly length: number; readonly digits: number; readonly hasLongerForm: boolean }
    | undefined;
}

/** Nothing read yet. */
export function emptyTally(): RegisterTally {
  return {
    lines: 0,
    blankLines: 0,
    rejected: 0,
    foreign: 0,
    firstRejected: [],
    marked: 0,
    unmarked: 0,
    fullWidth: 0,
    unended: undefined,
  };
}
