import type { Held } from '../store/held.js';

/** A type from the left is knowledge of the left. */
export type Leftward = Held;
