import type { Instant } from '../core/day.js';

/** An instant as names of files have it: `20261121T033000Z`. */
export function stampOf(instant: Instant): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}
