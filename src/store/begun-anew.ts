import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  ftruncateSync,
  fstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { branchesOf, hashAt } from './branches.js';
import type { Store } from './database.js';
import { openingOf } from './journal-file.js';
import { openText } from './journal-lines.js';
import { newestInstant } from './ledger.js';
import { newestSequence } from './ledger-lines.js';
import { syncFolder } from './synced-folder.js';

/** Bytes that are overwritten at once. */
const CHUNK = 1 << 20;

/** The newest line that erased or purged something; 0 of none. */
export function newestErasing(store: Store): number {
  const newest = store
    .prepare("SELECT coalesce(max(sequence), 0) FROM ledger WHERE kind IN ('erasure', 'purge')")
    .pluck();
  return newest.get() as number;
}

/**
 * Whether a journal was begun before something was erased or purged: then it may hold what is not held
 * any more, and a replay would bring it back.
 */
export function isOlderThanErasing(store: Store, path: string): boolean {
  const newest = newestErasing(store);
  if (newest === 0) return false;
  const opening = openingOf(path);
  return opening !== undefined && opening.sequence < newest;
}

/**
 * Begins a journal anew at the newest line, and overwrites the old one. The new file takes the old
 * one's name first, so that whoever is killed between leaves a journal that says from where it goes on:
 * a backup from before that line is not enough any more, and a restore says so.
 */
export function beginAnew(store: Store, path: string): void {
  const place = realpathSync(path);
  const old = openSync(place, constants.O_RDWR);
  try {
    const sequence = newestSequence(store);
    const text = openText({
      branch: branchesOf(store).at(-1) ?? '',
      sequence,
      head: hashAt(store, sequence) ?? '',
      instant: newestInstant(store) ?? '',
    });
    giveContent(place, text);
    syncFolder(place);
    overwrite(old);
  } finally {
    closeSync(old);
  }
}

/**
 * Removes what a command that was killed left of a journal begun anew: one line, of nobody. Whoever holds
 * the database's write lock may ask it.
 *
 * @param path of the journal; nothing is done where there is none
 */
export function removeBegun(path: string): void {
  if (existsSync(path)) rmSync(begunName(realpathSync(path)), { force: true });
}

/** The name of a journal that is being begun, always the same: who comes next finds what was left. */
function begunName(place: string): string {
  return join(dirname(place), `.${basename(place)}.begun.partial`);
}

/**
 * Puts a file of its owner's alone in the place of another. What stands under its name until then is
 * removed, and the name must be free: a link that somebody planted there would be followed.
 */
function giveContent(place: string, text: string): void {
  const made = begunName(place);
  rmSync(made, { force: true });
  try {
    const handle = openSync(made, 'wx', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(made, place);
  } catch (error) {
    rmSync(made, { force: true });
    throw error;
  }
}

/** Noughts in place of what a file held; then nothing. */
function overwrite(handle: number): void {
  const size = fstatSync(handle).size;
  const noughts = Buffer.alloc(Math.min(CHUNK, size));
  for (let at = 0; at < size;) {
    at += writeSync(handle, noughts, 0, Math.min(noughts.length, size - at), at);
  }
  fsyncSync(handle);
  ftruncateSync(handle, 0);
  fsyncSync(handle);
}
