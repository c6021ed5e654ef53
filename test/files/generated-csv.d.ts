export function seeded(seed: number): (below: number) => number;
export function generatedInput(random: (below: number) => number): {
  bytes: Buffer;
  delimiter: Buffer;
  limit: number;
};
export function changedInput(
  random: (below: number) => number,
  corpus: readonly Buffer[],
): {
  bytes: Buffer;
  delimiter: Buffer;
  limit: number;
};
