// A comment, but none for documentation.
export const silentConst = 1;

/** */
export function silentFunction(): void {}

export class SilentClass {}

export interface SilentInterface {
  readonly a: 1;
}

export type SilentType = 1;

const listedLater = 1;
/** Says what it is. */
const documentedAndListed = 2;
export { documentedAndListed, listedLater };

/** Says it once for both. */
export function overloaded(a: string): void;
export function overloaded(a: number): void;
export function overloaded(): void {}

function notExported(): void {}
notExported();

export default 1;
