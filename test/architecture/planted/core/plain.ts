/** Breaks no rule: others import it. */
export type Plain = Date;
