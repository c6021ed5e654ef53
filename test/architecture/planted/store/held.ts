/** Breaks no rule. */
export type Held = string;
