import { existsSync, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { wrongUse } from '../core/errors.js';

/** Environment variables, as an argument. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the user's own configuration file stands, or would; undefined without a home folder. */
export function userConfigurationPlace(environment: Environment): string | undefined {
  const folder = underHome(environment, 'XDG_CONFIG_HOME', '.config');
  return folder && join(folder, 'tps-scrub', 'config.toml');
}

/** The user's own configuration file (XDG Base Directory Specification), if there is one. */
export function userConfiguration(environment: Environment): string | undefined {
  const path = userConfigurationPlace(environment);
  return path !== undefined && existsSync(path) ? path : undefined;
}

/**
 * Where the database stands when nobody says otherwise (XDG Base Directory Specification).
 *
 * @throws ScreeningError wrong-use when the environment names no home: nothing is guessed
 */
export function userDatabase(environment: Environment): string {
  const folder = underHome(environment, 'XDG_DATA_HOME', join('.local', 'share'));
  if (folder !== undefined) return join(folder, 'tps-scrub', 'tps-scrub.db');
  throw wrongUse({
    summary: 'no database was named, and there is no home folder to look in',
    fix: 'give --database FILE, or set TPS_SCRUB_DATABASE',
    where: '--database',
  });
}

/**
 * Where a user logs questions about databases beside which nothing can be written; undefined when the
 * environment names no home.
 */
function userAccessLog(environment: Environment): string | undefined {
  const folder = underHome(environment, 'XDG_DATA_HOME', join('.local', 'share'));
  return folder && join(folder, 'tps-scrub', 'access.log');
}

/** What the environment alone says, beside places. */
export interface EnvironmentSettings {
  readonly userAccessLog: string | undefined;
  /** The password of zip archives. */
  readonly zipPassword: string | undefined;
}

/** Reads what stands in the environment, or follows from it, and in no option. */
export function environmentSettings(environment: Environment): EnvironmentSettings {
  return {
    userAccessLog: userAccessLog(environment),
    zipPassword: environment['TPS_SCRUB_ZIP_PASSWORD'],
  };
}

/**
 * Makes the folder of the user's own database, which no one else has made.
 *
 * @throws ScreeningError wrong-use
 */
export function makeUserFolder(database: string): void {
  makeFolderOf(database, 'give --database FILE in a folder that you may write');
}

/**
 * Makes the folder that a file is to stand in, for its owner alone.
 *
 * @param fix what a person can do where it cannot be made
 * @throws ScreeningError wrong-use
 */
export function makeFolderOf(file: string, fix: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw wrongUse({
      summary: `the folder ${dirname(file)} cannot be made`,
      why: error instanceof Error ? error.message : String(error),
      fix,
      where: dirname(file),
    });
  }
}

/** XDG wants absolute paths; others are passed over. */
function underHome(environment: Environment, name: string, usual: string): string | undefined {
  const given = environment[name] ?? '';
  if (isAbsolute(given)) return given;
  const home = environment['HOME'] ?? '';
  return home === '' ? undefined : join(home, usual);
}
