import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Environment variables, as an argument. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The user's own configuration file (XDG Base Directory Specification), if there is one. */
export function userConfiguration(environment: Environment): string | undefined {
  const folder = environment['XDG_CONFIG_HOME'] || join(home(environment), '.config');
  const path = join(folder, 'tps-scrub', 'config.toml');
  return existsSync(path) ? path : undefined;
}

/** Where the database stands when nobody says otherwise (XDG Base Directory Specification). */
export function userDatabase(environment: Environment): string {
  const folder = environment['XDG_DATA_HOME'] || join(home(environment), '.local', 'share');
  return join(folder, 'tps-scrub', 'tps-scrub.db');
}

/** Makes the folder of the user's own database, which no one else has made. */
export function makeUserFolder(database: string): void {
  mkdirSync(dirname(database), { recursive: true, mode: 0o700 });
}

function home(environment: Environment): string {
  return environment['HOME'] || homedir();
}
