/** Why the system refuses to write more, by its code. */
const NO_ROOM = {
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk is full, or what one user may fill of it',
  EFBIG: 'the system lets no file grow larger than this (ulimit -f)',
} as const satisfies Readonly<Record<string, string>>;

/**
 * Why there is no room for what is to be written, in words; undefined of every other error.
 *
 * @param error as node:fs throws it
 */
export function noRoomIn(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return Object.entries(NO_ROOM).find(([known]) => known === code)?.[1];
}
