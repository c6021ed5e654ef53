/** What became of changed bytes. */
export interface FlipResult {
  readonly flips: number;
  readonly found: number;
  /** In unused space, where no value changed. */
  readonly unused: number;
  /** How many bytes mean nothing, by why. */
  readonly meaningless: Readonly<Record<string, number>>;
  /** A value changed, and nobody found it. */
  readonly unfound: readonly string[];
  /** No value changed, and the format does not say why. */
  readonly unexplained: readonly string[];
}

/** Changes one byte at a time and asks whether that is found. */
export function flipTrial(trial: {
  readonly bytes: Buffer;
  readonly flips: number;
  readonly seed: number;
  /** How many findings there are of a file with these bytes. */
  readonly findings: (file: Buffer) => Promise<number>;
  /** Which share of the changed bytes is chosen where something is; the rest anywhere. */
  readonly onlyUsed?: number;
}): Promise<FlipResult>;
