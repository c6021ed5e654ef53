import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CALL_COVERS, CALL_VERDICTS } from '../../src/audit/calls/call-verdicts.js';
import { dramaNumbers, newFirms, type Firm } from '../own-lists/firm.js';
import { plainVerdict, type PlainCall, type PlainNumber } from './plain-calls.js';

const DAY = 86_400_000;
/** A winter, in which London keeps UTC: the hours of days are another test's. */
const FIRST = Date.parse('2026-11-02T00:00:00Z');
const DAYS = 130;
const HISTORIES = 200;
const CALLS_EACH = 12;
const firms = newFirms();

type Open = {
  -readonly [K in keyof PlainNumber]: PlainNumber[K] extends readonly (infer T)[] ? T[] : never;
} & { readonly phone: string; files: [Map<string, boolean>, Map<string, boolean>] };

/** Random whole numbers below a limit; the same for the same seed. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x100000000) * limit);
  };
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Makes a firm with two hundred numbers, each with a past of its own, as files and commands tell it. */
async function firmOf(seed: number): Promise<{ firm: Firm; numbers: Open[] }> {
  const firm = firms();
  const random = randomFrom(seed);
  const numbers = dramaNumbers(HISTORIES).map((phone): Open => {
    return { phone, files: [new Map(), new Map()], objections: [], consents: [], runs: [] };
  });
  const listed = [new Set<Open>(), new Set<Open>()];
  let reference = 0;
  for (let day = 0; day < DAYS; day++) {
    const at = FIRST + day * DAY;
    const isFileDay = (register: number) => (day < 60 || day > 95) && random(register + 8) === 0;
    for (const [register, name] of ['tps', 'ctps'].entries()) {
      if (day > 1 && day !== 97 && !isFileDay(register)) continue;
      const set = listed[register] as Set<Open>;
      for (const one of numbers) {
        if (day === 0 ? random(5) === 0 : random(25) === 0) {
          if (!set.delete(one)) set.add(one);
        }
        one.files[register]?.set(dayOf(at), set.has(one));
      }
      const all = [...set].map(({ phone }) => phone.padEnd(12)).sort();
      const path = firm.file(`${name}-${String(day)}.txt`, [...all, '02920180999 ']);
      utimesSync(path, (at + DAY / 2) / 1000, (at + DAY / 2) / 1000);
      const words = ['import', name, path, '--dated', dayOf(at), '--accept-change', 'a trial'];
      await firm.at(dayOf(at), `09:0${String(register)}:00Z`).json(words);
    }
    if (day % 9 === 4) {
      const about = numbers.filter(() => random(8) === 0);
      const rows = about.map((one) => {
        const told = dayOf(at - random(4) * 7 * DAY * random(2));
        const lifted = random(3) > 0;
        one.objections.push({ told, recorded: at + DAY / 2, lifted });
        return `${one.phone},${told},${lifted ? 'asked-not-to-call' : 'complaint'},o${String(++reference)}`;
      });
      const path = firm.file(`objections-${String(day)}.csv`, [
        'number,on,reason,reference',
        ...rows,
      ]);
      await firm.at(dayOf(at), '12:00:00Z').json(['suppress', 'import', path]);
    }
    if (day % 13 === 6) {
      const about = numbers.filter(() => random(8) === 0);
      const rows = about.map((one) => {
        const given = dayOf(at - random(4) * 5 * DAY * random(2));
        one.consents.push({ given, recorded: at + DAY / 2 });
        return `${one.phone},${given},form,you may call,c${String(++reference)}`;
      });
      const header = 'number,on,method,wording,reference';
      const path = firm.file(`consents-${String(day)}.csv`, [header, ...rows]);
      const why = ['--lift-objections', 'a trial', '--caller', 'Acme'];
      await firm.at(dayOf(at), '12:00:00Z').json(['consent', 'import', path, ...why]);
    }
    if (day === 20 || day === 26 || day === 100) {
      const path = firm.file(`list-${String(day)}.csv`, [
        'phone',
        ...numbers.map(({ phone }) => phone),
      ]);
      const caller = day === 26 ? 'Borough' : 'Acme';
      const scrub = ['scrub', path, '--caller', caller];
      const { last_call_day } = await firm
        .at(dayOf(at), '13:00:00Z')
        .json<{ last_call_day: string }>(scrub);
      const clean = readFileSync(path.replace('.csv', '.clean.csv'), 'utf8');
      const run = { released: at + (DAY / 24) * 13, first: dayOf(at), last: last_call_day, caller };
      for (const one of numbers) if (clean.includes(one.phone)) one.runs.push(run);
    }
  }
  return { firm: firm.at(dayOf(FIRST + (DAYS + 10) * DAY)), numbers };
}

function callsTo(
  numbers: readonly Open[],
  seed: number,
): (PlainCall & { readonly number: Open })[] {
  const random = randomFrom(seed + 1);
  return numbers.flatMap((number) =>
    Array.from({ length: CALLS_EACH }, () => {
      const at =
        FIRST - 5 * DAY + random(DAYS + 10) * DAY + (random(2) === 0 ? 8 : 18) * (DAY / 24);
      return { number, at, day: dayOf(at), caller: random(3) === 0 ? '' : 'Acme' };
    }),
  );
}

describe('calls against two hundred pasts', () => {
  it.each([1, 2])(
    'come to what plain maps say of them: %i',
    async (seed) => {
      const { firm, numbers } = await firmOf(seed);
      const calls = callsTo(numbers, seed);
      const rows = calls.map(({ number, at, caller }) => {
        return `${number.phone},${new Date(at).toISOString()},${caller}`;
      });
      const log = firm.file('calls.csv', ['number,start,caller', ...rows]);
      const out = join(firm.folder, 'audited.csv');
      const audit = await firm.json<{ calls: { calls: number } }>([
        ...['audit-calls', log, '--out', out, '--all'],
      ]);
      expect(audit.calls.calls).toBe(calls.length);
      const lines = readFileSync(out, 'utf8').trimEnd().split('\r\n').slice(1);
      const judged = lines.map((line) => {
        const cells = line.split(',');
        const [verdict = '', reasons = '', covered = ''] = [cells[7], cells[8], cells[16]];
        return { verdict, reasons: reasons === '' ? [] : reasons.split(';').sort(), covered };
      });
      const expected = calls.map((call) => plainVerdict(call.number, call));
      const wrong = calls.flatMap((call, place) => {
        const [is, should] = [judged[place], expected[place]];
        return JSON.stringify(is) === JSON.stringify(should)
          ? []
          : [
              {
                row: rows[place],
                is,
                should,
                of: [...call.number.objections, ...call.number.consents],
              },
            ];
      });
      expect(wrong.slice(0, 3)).toEqual([]);
      // A trial in which hardly anything happens shows nothing.
      const seen = new Set(expected.map(({ verdict }) => verdict));
      const never = ['inbound', 'service', 'unreadable', 'not-uk'];
      const possible = CALL_VERDICTS.map(({ name }) => name).filter(
        (name) => !never.includes(name),
      );
      expect([...seen].sort()).toEqual([...possible].sort());
      const covers = new Set(expected.map(({ covered }) => covered));
      const told = CALL_COVERS.map(({ name }) => name).filter(
        (name) => !['unknown', 'before-call-date', 'not-in-date'].includes(name),
      );
      expect([...covers].sort()).toEqual([...told].sort());
    },
    60_000,
  );
});
