import type { ImportJob } from '../config/job.js';
import { zipPassword } from '../config/zip-password.js';
import { londonDay } from '../core/day.js';
import { importRegister } from '../intake/import-register.js';
import { Coverage } from '../registers/coverage.js';
import { openForReading } from '../store/database.js';
import { editionsOf, type Edition } from '../store/editions.js';
import { FAR_INSTANT } from '../store/ledger.js';
import { counted } from '../ui/tables.js';
import { registerDay } from './register-day.js';
import type { FileToTake, Taken } from './take-file.js';
import type { JobWorld } from './world.js';

/**
 * Imports a register file. Content that was imported before says nothing new of its day: only a day in
 * the name makes it an edition of a later one, and never the time at which it came again.
 *
 * @throws ScreeningError as an import does
 */
export async function takeRegister(
  job: ImportJob,
  file: FileToTake,
  world: JobWorld,
): Promise<Taken> {
  const { register, covers, licence } = job;
  const { configuration, database, zipPassword: environment } = world;
  const day = registerDay(file, job.dated, londonDay(world.clock()));
  const known = knownEdition(database, job, file, day.dated);
  if (known !== undefined) {
    const words = `held already as edition ${String(known.id)}, dated ${known.dated}`;
    return { status: 0, words, knownAs: known.file_path };
  }
  const settings = configuration.registers[register];
  const result = await importRegister({
    ...settings,
    ...day,
    database,
    register,
    file: file.path,
    entry: '',
    zipPassword: () =>
      zipPassword({ asked: undefined, environment, configured: settings.passwordFile })?.bytes,
    since: undefined,
    covers: covers === '' ? undefined : Coverage.read(covers, 'covers'),
    licence,
    licenceUntil: configuration.licences[register] ?? '',
    source: `job ${job.name}`,
    publishedTotal: 0,
    accepted: '',
    operator: world.operator,
    account: world.account,
    clock: world.clock,
    signal: world.signal,
    endAtOnce: world.endAtOnce,
  });
  const { edition, inForce, lastCallDay } = result;
  const dated = `dated ${edition.dated}${day.estimated ? ' (estimated)' : ''}`;
  const clears =
    inForce > edition.dated
      ? `enters as history: in force stays that of ${inForce}`
      : `clears calls to ${lastCallDay}`;
  const words = `edition ${String(edition.id)}, ${dated}, ${counted(edition.numbers, 'number')}, ${clears}`;
  return { status: 0, words, knownAs: undefined };
}

function knownEdition(
  database: string,
  { register, dated }: ImportJob,
  { sha256 }: FileToTake,
  day: string,
): Edition | undefined {
  const store = openForReading(database);
  try {
    const held = store ? editionsOf(store, register, FAR_INSTANT) : [];
    // An edition that is not the deciding one of its day may be the good one that came again.
    const deciding = (one: Edition) =>
      held.filter((other) => other.dated === one.dated).at(-1) === one;
    return held.find(
      (one) =>
        one.file_sha256 === sha256 && deciding(one) && (dated !== 'name' || one.dated === day),
    );
  } finally {
    store?.close();
  }
}
