/**
 * Loaded before the program (`node --import`): the process kills itself at a call of a function of
 * node:fs, before that does anything. No timing reaches the moments between two calls, and strace is
 * not everywhere. What the query of its URL says: `call`, the function's name; `nth`, which call, from 1.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const asked = new URL(import.meta.url).searchParams;
const call = asked.get('call');
const called = fs[call];
let left = Number(asked.get('nth'));
fs[call] = (...given) => {
  if (--left === 0) process.kill(process.pid, 'SIGKILL');
  return called(...given);
};
syncBuiltinESMExports();
