/**
 * Whether a file's name fits a pattern in which `*` stands for any text and `?` for one character; all
 * else stands for itself. Linear but for going back to the last star, which a name's length bounds.
 */
export function fitsPattern(name: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let from = 0;
  while (at < name.length) {
    if (pattern[place] === '*') {
      star = place++;
      from = at;
    } else if (pattern[place] === '?' || pattern[place] === name[at]) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++from;
    } else {
      return false;
    }
  }
  while (pattern[place] === '*') place++;
  return place === pattern.length;
}
