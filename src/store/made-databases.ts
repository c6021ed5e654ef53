/** Databases that this process made where there was none, by the path that it was given. */
export const MADE = new Set<string>();

/** Whether a database was made since this was asked last. */
export function wasMade(path: string): boolean {
  return MADE.delete(path);
}
