/** What is known of one number, in the plainest terms; days as `YYYY-MM-DD`, instants in milliseconds. */
export interface PlainNumber {
  /** By register, and by the day of each file: whether the file has the number. */
  readonly files: readonly ReadonlyMap<string, boolean>[];
  readonly objections: readonly { told: string; recorded: number; lifted: boolean }[];
  /** Of the one caller. */
  readonly consents: readonly { given: string; recorded: number }[];
  /** The runs whose cleaned lists had it. */
  readonly runs: readonly { released: number; first: string; last: string; caller: string }[];
}

/** A call to it. */
export interface PlainCall {
  readonly at: number;
  readonly day: string;
  /** Empty when the log does not say. */
  readonly caller: string;
}

/** What follows, worst first; written down here once more, by hand. */
const ORDER = [
  ['breach', 'objection', 'listed-28-days'],
  ['told-before-recorded-after', 'objection-recorded-after'],
  ['possible-breach', 'perhaps-28-days', 'listed-before', 'perhaps-left', 'listed-beside-gap'],
  ['order-unknown', 'objection-same-day', 'consent-same-day'],
  ['no-data', 'no-file-in-date'],
  ['under-28-days', 'listed-under-28-days'],
  ['consent', 'consent', 'consent-recorded-after'],
] as const;

const DAY = 86_400_000;

/** The verdict on a call, and everything that leads to one, in order of the alphabet. */
export function plainVerdict(
  number: PlainNumber,
  call: PlainCall,
): { readonly verdict: string; readonly reasons: string[]; readonly covered: string } {
  const given = number.consents.filter((one) => call.caller !== '' && one.given <= call.day);
  const clearing = (some: readonly { given: string; recorded: number }[]) => {
    if (some.some(({ recorded }) => recorded <= call.at)) return 'consent';
    if (some.some((one) => one.given < call.day)) return 'consent-recorded-after';
    return some.length > 0 ? 'consent-same-day' : undefined;
  };
  const reasons = new Set<string>();
  for (const { told, recorded, lifted } of number.objections) {
    if (told > call.day) continue;
    const lift = clearing(lifted ? given.filter((one) => one.given > told) : []);
    if (lift !== undefined) reasons.add(lift);
    else if (recorded <= call.at) reasons.add('objection');
    else reasons.add(told < call.day ? 'objection-recorded-after' : 'objection-same-day');
  }
  number.files.forEach((files, at) => {
    const elsewhere = number.files.some((other, place) => place !== at && left(other, call.day));
    const reason = ofRegister(files, call.day, elsewhere);
    if (reason === undefined) return;
    const cleared = clearing(given);
    if (reason !== 'no-file-in-date') reasons.add(cleared ?? reason);
    else reasons.add(cleared === undefined || cleared === 'consent-same-day' ? reason : cleared);
  });
  const found = ORDER.find(([, ...names]) => names.some((name) => reasons.has(name)));
  return {
    verdict: found?.[0] ?? 'not-listed',
    reasons: [...reasons].sort(),
    covered: covered(number, call),
  };
}

function ofRegister(
  files: ReadonlyMap<string, boolean>,
  day: string,
  elsewhere: boolean,
): string | undefined {
  const days = [...files.keys()].sort();
  const has = (one: string | undefined) => one !== undefined && files.get(one) === true;
  const last = days.filter((one) => one <= day).at(-1);
  const next = days.find((one) => one > day);
  if (last === undefined || apart(last, day) > 27)
    return has(last) || has(next) ? 'listed-beside-gap' : 'no-file-in-date';
  if (!has(last)) return undefined;
  let since = last;
  for (const one of days.filter((other) => other < last).reverse()) {
    if (!has(one) || apart(one, since) > 28) break;
    since = one;
  }
  const lacked = days.filter((one) => one < last && !has(one)).at(-1);
  if (apart(since, day) >= 28) {
    return next !== undefined && !has(next) && last !== day ? 'perhaps-left' : 'listed-28-days';
  }
  if (lacked === undefined || apart(lacked, day) >= 28) return 'perhaps-28-days';
  const before = days.some((one) => one < lacked && has(one));
  return before || elsewhere ? 'listed-before' : 'listed-under-28-days';
}

/** Whether it stood in a file up to a day, and not in the last of them. */
function left(files: ReadonlyMap<string, boolean>, day: string): boolean {
  const known = [...files.keys()].sort().filter((one) => one <= day);
  const last = known.at(-1);
  return last !== undefined && files.get(last) !== true && known.some((one) => files.get(one));
}

function covered({ runs }: PlainNumber, { at, day, caller }: PlainCall): string {
  const before = runs.filter(
    (run) => run.released <= at && (caller === '' || run.caller === '' || run.caller === caller),
  );
  if (before.some(({ first, last }) => first <= day && day <= last)) return 'in-date';
  const latest = before.reduce<(typeof before)[number] | undefined>(
    (one, run) => (one === undefined || run.released > one.released ? run : one),
    undefined,
  );
  if (latest === undefined) return 'outside';
  return day > latest.last ? 'after-last-call-day' : 'before-call-date';
}

function apart(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}
