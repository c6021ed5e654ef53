import { hostname, userInfo } from 'node:os';
import type { ProcessMark } from '../scrub/run-record.js';

/** This process, for others that find its files. */
export function processMark(): ProcessMark {
  return { id: process.pid, host: hostname() };
}

/** The clock: milliseconds since 1970. */
export function systemTime(): number {
  return Date.now();
}

/** Of a process on another machine nothing is known: it is left its time. */
export function isAlive({ id, host }: ProcessMark): boolean {
  if (host !== hostname()) return true;
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The account, its uid and the machine; containers run under uids that have no name. */
export function accountName(): string {
  const uid = String(process.getuid?.() ?? '?');
  try {
    return `${userInfo().username} (${uid}) on ${hostname()}`;
  } catch {
    return `uid ${uid} on ${hostname()}`;
  }
}
