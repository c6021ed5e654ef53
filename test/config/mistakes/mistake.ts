/** A configuration with a mistake, and what is said of it. */
export interface Mistake {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  readonly summary: string;
  readonly why?: string;
  readonly fix: string;
}
