// What a random world says, held against the plain model: plain JavaScript, see random-world.js.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CALLING, isoDay } from './random-said.js';

/** @typedef {import('./random-world.js').RandomWorld} RandomWorld */

/** What policies call for, and whether they hold back whoever did not consent. */
const POLICIES = [
  { name: 'live-calls', purpose: 'live', needsConsent: false },
  { name: 'consent-only', purpose: 'live', needsConsent: true },
  { name: 'automated', purpose: 'automated', needsConsent: true },
];

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
    const day = random.pick([then, then, then - 1 - random.below(9), then + random.below(9)]);
    const calls = {
      from: day,
      to: day + random.pick([0, 0, 0, 2]),
      caller,
      campaign: random.pick(['', '', 'Spring', ' AUTUMN']),
      purpose: random.pick(['live', 'live', 'live', 'automated', 'automated', 'claims']),
      maximumDays: random.pick([0, 0, 0, 5]),
    };
    const lists = new under.HeldLists(own, callingOf(world, calls, campaigns), calls);
    const asked = `${wordsOf(calls)}, known at ${moment} of ${model.moment}`;
    for (const number of world.numbers) {
      const { isObjected, consentGiven } = lists.of(world.e164(number));
      const isObjectedAnyway = lists.ofLater(world.e164(number), '9999-12-31').isObjected;
      const expected = model.stands(number, calls, moment);
      const isLifted = model.wouldStand(number, calls, moment) && !expected;
      const words = `${number} ${asked}`;
      world.judge('lifted', words, isObjectedAnyway && !isObjected, isLifted, number);
      world.judge('objected', `${number} ${asked}`, isObjected, expected, number);
      const isWelcome = consentGiven !== undefined;
      const shouldBe = model.isWelcome(number, calls, moment);
      world.judge('welcome', `${number} ${asked}`, isWelcome, shouldBe, number);
    }
  }
  store.close();
}

function callingOf(world, { from, to, caller, campaign }, campaigns) {
  const notBoundBy = world.notBoundBy.get(caller);
  return { from: isoDay(from), to: isoDay(to), notBoundBy, campaign, campaigns };
}

function wordsOf({ from, to, caller, campaign, purpose, maximumDays }) {
  const days = `${isoDay(from)} to ${isoDay(to)}`;
  return `for ${caller || 'nobody'}, '${campaign}', ${purpose} up to ${maximumDays} days, ${days}`;
}

/** Why a number is held back; `moment` is undefined for all that is known now. */
function reasonsOf(world, number, calls, { needsConsent }, moment) {
  const { model, registers } = world;
  const known = moment ?? model.moment;
  const isWelcome = model.isWelcome(number, calls, known);
  const listing = registers.listing(number, calls.from, moment);
  return [
    ...(model.stands(number, calls, known) ? ['OBJECTION'] : []),
    ...(isWelcome ? [] : listing.map((name) => name.toUpperCase())),
    ...(needsConsent && !isWelcome ? ['CONSENT_REQUIRED'] : []),
  ];
}

/** The same by `check`, now or at a moment before. */
function compareCheck(world) {
  const { random, model, under } = world;
  const isNow = random.below(2) === 0;
  const moment = isNow ? undefined : 1 + random.below(model.moment);
  const known = moment ?? model.moment;
  const policy = random.pick(POLICIES);
  const isToday = isNow && random.below(2) === 0;
  const day = isToday ? world.today : world.days[known] - random.below(5);
  const calls = {
    from: day,
    to: day,
    caller: random.pick(CALLING),
    campaign: random.pick(['', 'spring']),
    purpose: policy.purpose,
    maximumDays: 0,
  };
  const { numbers, gaps } = under.check(
    {
      database: world.database,
      values: world.numbers,
      ...askingOf(world, calls, policy),
      callDate: isoDay(day),
      asOf: moment && world.instants[moment],
    },
    world.clock(),
  );
  const asked = `${policy.name} ${wordsOf(calls)}, known at ${known}${isNow ? ', now' : ''}`;
  world.same(`check has registers ${asked}`, gaps.length === 0, day >= world.firstDay);
  for (const { value, words, objections, consents } of numbers) {
    const expected = reasonsOf(world, value, calls, policy, moment);
    const isObjected = expected.includes('OBJECTION');
    world.judge('objected', `check shows why ${asked}`, objections.length > 0, isObjected, value);
    const isWelcome = model.isWelcome(value, calls, known);
    const hasUsable = consents.some(({ fault }) => fault === '');
    world.judge('welcome', `check shows consents ${asked}`, hasUsable, isWelcome, value);
    if (gaps.length > 0) continue;
    const found = words.reasons.filter((reason) => !['CLEAN', 'CONSENT'].includes(reason));
    world.same(`check ${value} ${asked}`, found, expected, value);
    const listing = world.registers.listing(value, day, moment);
    const clean = isWelcome && listing.length > 0 ? 'CONSENT' : 'CLEAN';
    world.same(`check ${value} decides ${asked}`, words.reason, expected[0] ?? clean, value);
  }
}

function askingOf(world, { caller, campaign }, policy) {
  return {
    policy: world.under.policyNamed(policy.name, []),
    caller,
    notBoundBy: [...world.notBoundBy.get(caller)],
    campaign,
    campaigns: world.campaigns,
  };
}

/** A list of all numbers, scrubbed: kept are those, and only those, that may be called on every day. */
async function compareScrub(world) {
  const { random, model, under, folder } = world;
  const isPast = model.moment > 0 && random.below(3) === 0;
  const moment = isPast ? 1 + random.below(model.moment) : undefined;
  const last = isPast ? world.days[moment] : world.today;
  const day = Math.max(world.firstDay, last - random.pick([0, 0, random.below(6)]));
  const policy = random.pick(POLICIES);
  const calls = {
    from: day,
    to: day + random.below(6),
    caller: random.pick(CALLING),
    campaign: random.pick(['', 'Spring']),
    purpose: policy.purpose,
    maximumDays: 0,
  };
  const [input, out, report] = ['list', 'clean', 'report'].map((name) =>
    join(folder, `${name}.csv`),
  );
  const records = world.numbers.map((number) => `${number},x\n`);
  writeFileSync(input, `phone,name\n${records.join('')}`);
  const surroundings = {
    endAtOnce: () => () => undefined,
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
    ...askingOf(world, calls, policy),
    callDate: isoDay(calls.from),
    until: isoDay(calls.to),
    asOf: moment && world.instants[moment],
    historical: true,
    licences: {},
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
  const asked = `${policy.name} ${wordsOf(calls)}, known at ${moment ?? 'the end'}`;
  for (const number of world.numbers) {
    const expected = reasonsOf(world, number, calls, policy, moment);
    const isHeld = !kept.has(number);
    world.judge('heldBack', `scrub ${number} ${asked}`, isHeld, expected.length > 0, number);
  }
}
