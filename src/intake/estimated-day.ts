import { addDays, type Day } from '../core/day.js';

/** `dated` of a file when only the day of its download is known: the day before. */
export function datedFromDownload(downloaded: Day): Day {
  return addDays(downloaded, -1);
}
