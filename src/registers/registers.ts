/**
 * The registers that a call list can be screened against. A register is one row here; its name
 * is the word on the command line, in the database and in reports. Order is the order of
 * screening and printing; append only, since a row's place is its bit in every decision.
 *
 * `maxShrink` and `maxGrowth` are what an import asks about when nothing is configured: so many numbers
 * fewer than before, and so many more a day. On an ordinary working day a few thousand come and next to
 * none go (TPS), or a few thousand do either (CTPS). Purges are to be asked about: TPS lost 125,810 in a
 * day (2018) and 14,300 a day (2023), CTPS lost 182,252 (2017) and gained 163,801 (2018).
 */
export const REGISTERS = [
  {
    name: 'tps',
    title: 'Telephone Preference Service',
    whose: 'consumers, sole traders and ordinary partnerships',
    maxShrink: 10_000,
    maxGrowth: 25_000,
  },
  {
    name: 'ctps',
    title: 'Corporate Telephone Preference Service',
    whose: 'companies, LLPs, Scottish partnerships and public bodies',
    maxShrink: 50_000,
    maxGrowth: 50_000,
  },
] as const satisfies readonly {
  name: string;
  title: string;
  whose: string;
  maxShrink: number;
  maxGrowth: number;
}[];

/** A row of {@link REGISTERS}. */
export type Register = (typeof REGISTERS)[number];

/** The name of a register: `tps`, `ctps`. */
export type RegisterName = Register['name'];

/** Every register's name, in table order. */
export const REGISTER_NAMES: readonly RegisterName[] = REGISTERS.map(({ name }) => name);

/** What is to be had once for each register, by its name: a new row of the table is never left out. */
export function ofEachRegister<Value>(
  make: (name: RegisterName) => Value,
): Record<RegisterName, Value> {
  const entries = REGISTER_NAMES.map((name) => [name, make(name)] as const);
  return Object.fromEntries(entries) as Record<RegisterName, Value>;
}

/**
 * How long absence from a register clears calls: a number listed on the day after the file's
 * date is protected 28 days later, so the file of day R clears calls to R + 27 (PECR 2003
 * reg 21(3)).
 */
export const DAYS_A_FILE_CLEARS = 27;

/**
 * How much of a register's past is kept: each edition whole, each as what changed since the one
 * before it, or the numbers of the edition in force alone. Whether a licence allows old copies is for
 * the licensee to know.
 */
export const REGISTER_HISTORIES = ['full', 'differences', 'none'] as const;

/** A row of {@link REGISTER_HISTORIES}. */
export type RegisterHistory = (typeof REGISTER_HISTORIES)[number];

/** What is kept when nothing is said. */
export const DEFAULT_HISTORY: RegisterHistory = 'differences';
