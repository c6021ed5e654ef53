import { counting } from './finding.js';
import type { SingleLine } from './ledger-rows.js';

/** Kinds of lines that say which payloads were destroyed. */
export const ERASING_KINDS = ['erasure', 'purge'] as const;

/**
 * Lines whose payloads were destroyed on purpose, with the line that says so: one of kind `erasure`
 * or `purge` names them in its payload, `"erased":[SEQUENCE,…]`. Of an erased line the salt is empty,
 * or 32 zero bytes where salts lie side by side.
 */
export class ErasedPayloads {
  readonly #by: ReadonlyMap<number, number>;
  readonly #counts = new Map<number, number>();

  /** @param lines those of {@link ERASING_KINDS} */
  constructor(lines: readonly SingleLine[]) {
    this.#by = new Map(
      lines.flatMap(({ sequence, said }) => {
        const erased = said?.['erased'];
        if (!Array.isArray(erased)) return [];
        return erased
          .filter((one) => Number.isInteger(one))
          .map((one) => [one as number, sequence]);
      }),
    );
  }

  /** Whether the payload of a line is gone, and a line says so. @param salt of that line alone */
  has(sequence: number, salt: Uint8Array): boolean {
    const by = this.#by.get(sequence);
    if (by === undefined || by <= sequence || salt.some((byte) => byte !== 0)) return false;
    this.#counts.set(by, (this.#counts.get(by) ?? 0) + 1);
    return true;
  }

  /** Whether a later line says that the payload of a line is gone. */
  says(sequence: number): boolean {
    return (this.#by.get(sequence) ?? 0) > sequence;
  }

  /** What was found erased, in words: a line of the ledger each. */
  get notes(): string[] {
    return [...this.#counts].map(
      ([line, count]) =>
        `${counting(count, 'payload was', 'payloads were')} erased by line ${String(line)}`,
    );
  }
}
