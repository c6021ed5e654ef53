import Database from 'better-sqlite3';
import { Prng } from '../bench/prng.js';
import { everythingIn, meaningless, usedBytes } from './used-bytes.js';

/**
 * Changes one byte of a database at a time, and asks whether that is found. A byte that nobody finds
 * must have no effect: every value of every row is read the same, SQLite's own check holds, and the
 * written format says why the byte means nothing.
 */
export async function flipTrial({ bytes, flips, seed, findings, onlyUsed = 0 }) {
  const before = everything(bytes);
  const used = usedBytes(bytes);
  const places = [...used.keys()].filter((at) => used[at] !== 0);
  const random = new Prng(seed);
  const result = { flips, found: 0, unused: 0, meaningless: {}, unfound: [], unexplained: [] };
  for (let flip = 0; flip < flips; flip++) {
    const isUsed = random.unit() < onlyUsed;
    const at = isUsed ? places[random.below(places.length)] : random.below(bytes.length);
    const file = Buffer.from(bytes);
    file[at] ^= 1 + random.below(255);
    const isEffect = everything(file) !== before;
    if (!isEffect && used[at] === 0) {
      result.unused++;
      continue;
    }
    const name = `byte ${at}: ${bytes[at]} is ${file[at]}`;
    if ((await findings(file)) > 0) result.found++;
    else if (isEffect) result.unfound.push(name);
    else {
      const why = meaningless(bytes, at, file[at]);
      if (why === '') result.unexplained.push(name);
      else result.meaningless[why] = (result.meaningless[why] ?? 0) + 1;
    }
  }
  return result;
}

/** All that a database says, or that it cannot be read. */
function everything(file) {
  try {
    const store = new Database(file);
    try {
      const { values, check } = everythingIn(store);
      return check === 'ok' ? values : 'damaged';
    } finally {
      store.close();
    }
  } catch {
    return 'unreadable';
  }
}
