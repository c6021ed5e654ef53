import { hostname } from 'node:os';
import { env } from 'node:process';

const { now } = Date;
const clock = { at: Date.now, started: new Date(), spent: performance.now(), text: Date() };

/** All of these stand on something that no argument said. */
export const ambient = [hostname, env, now, clock, process.argv, globalThis.process, import('os')];

/** None of these does. */
export const fine = (given: { process: string; instant: number }) => [
  given.process,
  new Date(given.instant),
  Date.UTC(2026, 10, 21),
  Date.parse('2026-11-21'),
  (given as unknown) instanceof Date,
];
