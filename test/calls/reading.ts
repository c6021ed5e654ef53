import { Readable } from 'node:stream';
import type { Call, CallLog, CallReading } from '../../src/audit/calls/call-reading.js';
import type { Instant } from '../../src/core/day.js';
import { readCalls } from '../../src/audit/calls/read-calls.js';
import { streamSource } from '../../src/files/byte-source.js';

/** How a log is read when nothing is said of it but the zone. */
const PLAIN: CallReading = {
  mapping: '',
  columns: {},
  dialect: { delimiter: undefined, encoding: undefined, header: true, skipLines: 0 },
  timezone: 'Europe/London',
  stamps: 'text',
  days: undefined,
  service: [],
  inbound: [],
  caller: '',
  campaign: '',
  callerOf: (word) => word,
  campaignOf: (word) => word,
};

/** Reads a log from text. @param now after a day from it nothing can have started */
export async function callsOf(
  text: string | Buffer,
  reading: Partial<CallReading> = {},
  now = '9999-01-01T00:00:00.000Z',
): Promise<{ readonly calls: readonly Call[]; readonly log: CallLog }> {
  const { signal } = new AbortController();
  const source = streamSource(Readable.from([Buffer.from(text)]), signal);
  const calls: Call[] = [];
  const take = (call: Call) => void calls.push(call);
  const log = await readCalls(source, { ...PLAIN, ...reading }, signal, take, now as Instant);
  return { calls, log };
}
