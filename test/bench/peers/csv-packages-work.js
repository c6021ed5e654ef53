/** `csv-packages-work.js TPS CTPS LIST`; prints what the pass over the list took, without the registers. */
import { createReadStream, createWriteStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { CLEAN, digitsOf, HELD, PHONES } from './outputs.js';

/** A Set of JavaScript holds 2^24 values at most, so that a register needs several. */
const SHARDS = 8;

/** @type {(path: string) => Promise<Set<number>[]>} */
async function load(path) {
  /** @type {Set<number>[]} */
  const shards = Array.from({ length: SHARDS }, () => new Set());
  let rest = '';
  for await (const chunk of createReadStream(path, {
    encoding: 'latin1',
    highWaterMark: 1 << 20,
  })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const number = Number(line);
      shards[number % SHARDS]?.add(number);
    }
  }
  return shards;
}

const [, , tpsFile = '', ctpsFile = '', list = ''] = process.argv;
const registers = { TPS: await load(tpsFile), CTPS: await load(ctpsFile) };
const started = performance.now();
const before = process.cpuUsage();
const held = stringify({ header: true, columns: ['record', 'number', 'register'] });
const report = pipeline(held, createWriteStream(HELD));
/** @type {number[]} */
let phones = [];
let record = -1;
const screen = new Transform({
  objectMode: true,
  transform(row, _, done) {
    record += 1;
    if (record === 0) phones = PHONES.map((name) => row.indexOf(name));
    let isHeld = false;
    for (const column of record === 0 ? [] : phones) {
      const number = Number(digitsOf(row[column]));
      for (const [register, shards] of Object.entries(registers)) {
        if (!shards[number % SHARDS]?.has(number)) continue;
        held.write([record, number, register]);
        isHeld = true;
      }
    }
    done(null, isHeld ? undefined : row);
  },
});
await pipeline(createReadStream(list), parse(), screen, stringify(), createWriteStream(CLEAN));
held.end();
await report;
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    wallSeconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
  }),
);
