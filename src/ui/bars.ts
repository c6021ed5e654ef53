/** Eighths of a block, from one to eight. */
const EIGHTHS = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;

/**
 * A share of a whole as a bar of characters; what is not nothing has one.
 *
 * @param share from 0 to 1
 * @param width of the whole, in characters
 * @param hasBlocks whether the terminal shows block characters; else signs of ASCII are drawn
 */
export function barText(share: number, width: number, hasBlocks: boolean): string {
  if (share <= 0) return '';
  if (!hasBlocks) return '#'.repeat(Math.max(1, Math.round(share * width)));
  const eighths = Math.max(1, Math.round(share * width * EIGHTHS.length));
  const rest = eighths % EIGHTHS.length;
  return '█'.repeat(Math.floor(eighths / EIGHTHS.length)) + (EIGHTHS[rest - 1] ?? '');
}
