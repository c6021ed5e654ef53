import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newRooms, type RecallRoom } from './recalling.js';

const NUMBERS = Array.from({ length: 6 }, (_, at) => `07700 90000${String(at)}`);
const CALLERS = ['', 'Acme', 'Bolt'] as const;
const WORDS = ['--method', 'form', '--wording', 'call me', '--reference', 'C1'];

const newRoom = newRooms();

const number = fc.constantFrom(...NUMBERS);
const caller = fc.constantFrom(...CALLERS);
const named = fc.constantFrom('Acme', 'Bolt');

/** Something that is recorded, or that a recall was passed on. */
const EVENTS = fc.oneof(
  fc.record({
    kind: fc.constant('objection' as const),
    number,
    caller,
    campaign: fc.constantFrom('', 'spring'),
    class: fc.constantFrom('asked-not-to-call', 'complaint', 'wrong-number'),
  }),
  fc.record({ kind: fc.constant('consent' as const), number, caller: named }),
  fc.record({ kind: fc.constant('consent-withdrawn' as const), number, caller: named }),
  fc.record({ kind: fc.constant('let go' as const), number }),
  fc.record({ kind: fc.constant('register' as const), numbers: fc.subarray(NUMBERS) }),
  fc.record({ kind: fc.constant('mark' as const) }),
);
type Event = typeof EVENTS extends fc.Arbitrary<infer T> ? T : never;

/** What a list is scrubbed for. */
const PLANS = [[], ['--caller', 'Acme'], ['--caller', 'Bolt', '--campaign', 'spring']] as const;

/** By place of {@link PLANS}: its run and what the run let through. */
interface Lists {
  readonly runs: readonly string[];
  readonly cleared: readonly (readonly string[])[];
}

class Firm {
  readonly room: RecallRoom;
  #day = Date.parse('2026-11-03T09:00:00Z');
  #files = 0;

  constructor(room: RecallRoom) {
    this.room = room;
  }

  get today(): string {
    return new Date(this.#day).toISOString().slice(0, 10);
  }

  nextDay(): void {
    this.room.at(new Date((this.#day += 86_400_000)).toISOString());
  }

  /** What a scrub now would let through, for the calls up to a day. */
  async clears(plan: readonly string[], until: string): Promise<string[]> {
    const name = `fresh-${String(++this.#files)}`;
    const list = this.room.file(`${name}.csv`, ['phone', ...NUMBERS, ''].join('\r\n'));
    await this.room.do('scrub', list, ...plan, '--until', until, '--no-trace');
    const clean = readFileSync(this.room.path(`${name}.clean.csv`), 'latin1');
    return clean.trimEnd().split('\r\n').slice(1);
  }

  /** Records an event; what says nothing new, or is refused, changes nothing. */
  async record(event: Event): Promise<void> {
    const { room } = this;
    const to = 'caller' in event && event.caller !== '' ? ['--caller', event.caller] : [];
    switch (event.kind) {
      case 'objection': {
        const about = event.campaign === '' ? [] : ['--campaign', event.campaign];
        const words = ['--reason', event.class, ...to, ...about];
        await room.do('suppress', 'add', event.number, ...words);
        break;
      }
      case 'consent':
        await room.do('consent', 'add', event.number, ...to, '--on', this.today, ...WORDS);
        break;
      case 'consent-withdrawn':
        await room.run(['consent', 'withdraw', event.number, ...to, '--why', 'asked']);
        break;
      case 'let go': {
        const all = ['--all', '--kind', 'mistake', '--why', 'a wrong digit'];
        await room.run(['suppress', 'withdraw', event.number, ...all]);
        break;
      }
      case 'register':
        await room.registers(this.today, ...event.numbers);
        break;
      case 'mark':
    }
  }
}

function e164(numbers: readonly string[]): string[] {
  return numbers.map((text) => `+44${text.replace(' ', '').slice(1)}`);
}

async function scrubAll(firm: Firm, until: string): Promise<Lists> {
  const runs: string[] = [];
  const cleared: string[][] = [];
  for (const plan of PLANS) {
    runs.push(await firm.room.list(NUMBERS, ...plan, '--until', until));
    cleared.push(await firm.clears(plan, until));
  }
  return { runs, cleared };
}

it('recalls what a run let through and a scrub of now would not, and once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(EVENTS, { minLength: 1, maxLength: 4 }),
      fc.array(EVENTS, { minLength: 2, maxLength: 5 }),
      async (before, after) => {
        const room = newRoom();
        const firm = new Firm(room.at('2026-11-02T08:00:00Z'));
        await room.registers('2026-11-01');
        for (const event of before) {
          firm.nextDay();
          await firm.record(event);
        }
        const until = '2026-11-25';
        const { runs, cleared } = await scrubAll(firm, until);
        const marked = PLANS.map((): readonly string[] => []);
        for (const event of after) {
          firm.nextDay();
          await firm.record(event);
          for (const [at, plan] of PLANS.entries()) {
            const run = runs[at] ?? '';
            const clear = await firm.clears(plan, until);
            const gone = e164((cleared[at] ?? []).filter((one) => !clear.includes(one)));
            const found = await room.recall(0, run);
            expect(found.recalled.map((one) => one.number)).toEqual(gone);
            const unsent = gone.filter((one) => marked[at]?.includes(one) !== true);
            const left = found.recalled.filter((one) => one.passed_on === '');
            expect(left.map((one) => one.number)).toEqual(unsent);
            if (event.kind !== 'mark') continue;
            marked[at] = gone;
            const out = ['--out', room.path('dnc.csv'), '--force', '--mark-sent'];
            await room.recall(0, run, ...out);
          }
        }
      },
    ),
    { numRuns: 4 },
  );
}, 120_000);
