// What a random world says, held against the plain model: plain JavaScript, see random-world.js.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CALLING, isoDay } from './random-said.js';

/** @typedef {import('./random-world.js').RandomWorld} RandomWorld */

/** Lines that wait, what stands now and stood at some moments before, and a scrub of all numbers. */
export async function compareNow(world, earlier) {
  const { model, under, random, database } = world;
  if (model.moment > 0) {
    const waiting = under.unresolvedLines(database).map(({ text }) => text);
    world.same(
      'lines that wait',
      waiting.sort(),
      model
        .waiting()
        .map(({ text }) => text)
        .sort(),
    );
    compareAt(world, model.moment);
    for (let times = earlier; times > 0; times--) compareAt(world, 1 + random.below(model.moment));
    compareCheck(world);
  }
  await compareScrub(world);
}

/** Every moment that there was, or so many of them. */
export function compareMoments(world, most) {
  const { moment: last } = world.model;
  const isAll = last <= most;
  for (let at = 1; at <= Math.min(last, most); at++) {
    compareAt(world, isAll ? at : 1 + world.random.below(last));
  }
}

/** For each caller, on the day of a moment, before or after it, with what was known then. */
function compareAt(world, moment) {
  const { under, model, random, campaigns } = world;
  const store = under.openForReading(world.database);
  const own = new under.OwnLists(store, world.instants[moment]);
  const then = world.days[moment];
  for (const caller of CALLING) {
    const campaign = random.pick(['', '', 'Spring', ' AUTUMN']);
    const day = random.pick([then, then, then - 1 - random.below(9), then + random.below(9)]);
    const days = random.pick([1, 1, 1, 3]);
    const [from, to] = [isoDay(day), isoDay(day + days - 1)];
    const notBoundBy = world.notBoundBy.get(caller);
    const calling = { from, to, notBoundBy, campaign, campaigns };
    const demand = { caller, purpose: 'live', maximumDays: 0 };
    const lists = new under.HeldLists(own, calling, demand);
    const asked = `for ${caller || 'nobody'}, '${campaign}', ${from} to ${to}, known at ${moment} of ${model.moment}`;
    for (const number of world.numbers) {
      const expected = standsOnAny(model, number, { day, days, moment, caller, campaign });
      world.judge(`${number} ${asked}`, lists.of(world.e164(number)).isObjected, expected, number);
    }
  }
  store.close();
}

function standsOnAny(model, number, { day, days, moment, caller, campaign }) {
  for (let at = day; at < day + days; at++) {
    if (model.stands(number, at, moment, caller, campaign)) return true;
  }
  return false;
}

/** The same by `check`, now or at a moment before. */
function compareCheck(world) {
  const { random, model, under } = world;
  const moment = random.pick([model.moment, 1 + random.below(model.moment)]);
  const caller = random.pick(CALLING);
  const campaign = random.pick(['', 'spring']);
  const isNow = moment === model.moment;
  const day = isNow && random.below(2) === 0 ? world.today : world.days[moment] - random.below(5);
  const { numbers } = under.check(
    {
      database: world.database,
      values: world.numbers,
      policy: under.policyNamed('live-calls', []),
      callDate: isoDay(day),
      asOf: isNow ? undefined : world.instants[moment],
      notBoundBy: [...world.notBoundBy.get(caller)],
      campaign,
      campaigns: world.campaigns,
    },
    world.clock(),
  );
  const asked = `for ${caller || 'nobody'} on ${isoDay(day)}, known at ${moment}`;
  for (const { value, words, objections } of numbers) {
    const expected = model.stands(value, day, moment, caller, campaign);
    const isObjected = words.reasons.includes('OBJECTION');
    world.judge(`check ${value} ${asked}`, isObjected, expected, value);
    world.judge(`check shows why ${value} ${asked}`, objections.length > 0, expected, value);
  }
}

/** A list of all numbers, scrubbed: none that is objected to on any day of the calls is kept. */
async function compareScrub(world) {
  const { random, model, under, folder } = world;
  const caller = random.pick(CALLING);
  const campaign = random.pick(['', 'Spring']);
  const isPast = model.moment > 0 && random.below(3) === 0;
  const moment = isPast ? 1 + random.below(model.moment) : model.moment;
  const last = isPast ? world.days[moment] : world.today;
  const day = Math.max(world.firstDay, last - random.pick([0, 0, random.below(6)]));
  const days = 1 + random.below(6);
  const [input, out, report] = ['list', 'clean', 'report'].map((name) =>
    join(folder, `${name}.csv`),
  );
  const records = world.numbers.map((number) => `${number},x\n`);
  writeFileSync(input, `phone,name\n${records.join('')}`);
  const surroundings = {
    clock: world.clock,
    copyToStdout: () => Promise.resolve(),
    process: { id: 1, host: 'test' },
    stdin: Readable.from([]),
    signal: new AbortController().signal,
  };
  const request = {
    database: world.database,
    input,
    out,
    report,
    force: true,
    dryRun: false,
    columns: ['phone'],
    ignoredColumns: [],
    reportColumns: [],
    rows: 'drop',
    duplicates: 'keep',
    comparePolicy: undefined,
    policy: under.policyNamed('live-calls', []),
    campaign,
    campaigns: world.campaigns,
    caller,
    notBoundBy: [...world.notBoundBy.get(caller)],
    callDate: isoDay(day),
    until: isoDay(day + days - 1),
    asOf: isPast ? world.instants[moment] : undefined,
    historical: true,
    delimiter: undefined,
    encoding: undefined,
    header: true,
    skipLines: 0,
    operator: '',
    account: 'tester',
  };
  await under.scrub(request, surroundings);
  world.passed(5);
  world.counts.scrubs++;
  const cleaned = readFileSync(out, 'latin1');
  const kept = new Set(cleaned.split('\n').map((line) => line.slice(0, -2)));
  const asked = `for ${caller || 'nobody'}, '${campaign}', ${request.callDate} to ${request.until}, known at ${moment}`;
  for (const number of world.numbers) {
    const expected = standsOnAny(model, number, { day, days, moment, caller, campaign });
    world.judge(`scrub holds back ${number} ${asked}`, !kept.has(number), expected, number);
  }
}
