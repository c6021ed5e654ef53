import { daysBetween } from '../../core/day.js';
import { REGISTERS, type RegisterName } from '../../registers/registers.js';
import type { Edition } from '../../store/editions.js';
import { counted, grouped } from '../../ui/tables.js';
import { FEWEST_CHANGED, type Guard, type Proposed } from './guard.js';

/** Of a register that is smaller than its whole, a change of more than one in so many is large. */
const LARGE_SHARE = 20;

const DEFAULTS = Object.fromEntries(
  REGISTERS.map((register) => [register.name, register] as const),
) as Record<RegisterName, (typeof REGISTERS)[number]>;

const defaults = (key: 'maxShrink' | 'maxGrowth') =>
  `default ${REGISTERS.map((register) => `${grouped(register[key])} (${register.name})`).join(', ')}, ` +
  `or a twentieth of that edition if that is less, and never fewer than ${grouped(FEWEST_CHANGED)}`;

/** The usual limit, or a share of what is held if that is less. */
function usual(limit: number, { numbers }: Edition): number {
  return Math.min(limit, Math.floor(numbers / LARGE_SHARE));
}

/** How many numbers may go, after a day as after a month: such a loss is unusual however long it took. */
function mostGone({ register, limits }: Proposed, before: Edition): number {
  return limits.maxShrink ?? notFew(usual(DEFAULTS[register].maxShrink, before));
}

/** How many numbers may come between two days. */
function mostCome({ register, limits, dated }: Proposed, before: Edition): number {
  const days = Math.max(1, daysBetween(before.dated, dated));
  if (limits.maxGrowth !== undefined) return limits.maxGrowth * days;
  return notFew(usual(DEFAULTS[register].maxGrowth, before) * days);
}

function notFew(most: number): number {
  return Math.max(FEWEST_CHANGED - 1, most);
}

/** Guards that ask whether a file has the size that it should have. */
export const SIZE_GUARDS: readonly Guard[] = [
  {
    name: 'fewer numbers than the configured minimum',
    when: 'it holds fewer numbers than `minimum_numbers` (default 0: not asked)',
    objection: ({ numbers, limits: { minimumNumbers } }) =>
      numbers < minimumNumbers
        ? `it holds ${counted(numbers, 'number')}, fewer than minimum_numbers = ${String(minimumNumbers)}`
        : undefined,
    fix: () => 'download it again: it may be cut',
  },
  {
    name: 'other total than published',
    when: 'it holds another number of numbers than `--published-total`',
    objection: ({ numbers, publishedTotal }) =>
      publishedTotal > 0 && numbers !== publishedTotal
        ? `it holds ${counted(numbers, 'number')}, but ${grouped(publishedTotal)} were published`
        : undefined,
    fix: () => 'check the total and its day, and download the file again if they are right',
  },
  {
    name: 'too many numbers gone',
    when:
      `it holds more than \`max_shrink\` fewer than the edition before it, however long between; ` +
      defaults('maxShrink'),
    objection: (proposed) => {
      const { before, numbers } = proposed;
      if (before === undefined) return undefined;
      const gone = before.numbers - numbers;
      const most = mostGone(proposed, before);
      return gone > most
        ? `it holds ${grouped(gone)} numbers fewer than the edition of ${before.dated} ` +
            `(${grouped(before.numbers)}); more than ${grouped(most)} are asked about`
        : undefined;
    },
    fix: () => 'look whether the operator told of a purge',
  },
  {
    name: 'too many numbers come',
    when:
      `it holds more than \`max_growth\` more than the edition before it, times the days between; ` +
      defaults('maxGrowth'),
    objection: (proposed) => {
      const { before, numbers } = proposed;
      if (before === undefined) return undefined;
      const come = numbers - before.numbers;
      const most = mostCome(proposed, before);
      return come > most
        ? `it holds ${grouped(come)} numbers more than the edition of ${before.dated} ` +
            `(${grouped(before.numbers)}); more than ${grouped(most)} are asked about`
        : undefined;
    },
    fix: ({ register }) => `check that it is the file of ${register} alone`,
  },
];
