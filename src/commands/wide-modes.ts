import { existsSync } from 'node:fs';
import { wideFiles } from '../config/wider-mode.js';
import type { Context } from './context.js';

/** What is asked of a context here. */
type Places = Pick<Context, 'database' | 'configuration' | 'configurationPath' | 'userAccessLog'>;

/**
 * What is to be said of files with numbers of persons, or with a secret, that others than their owner
 * may read or change; empty mostly. The program makes them with mode 0600; these were made, copied or
 * mounted otherwise. The password of archives is left to the import that reads it.
 */
export async function wideModes(places: Places): Promise<string[]> {
  const wide = wideFiles([...(await personalFiles(places)), ...secretFiles(places)]);
  return wide.map(
    ({ path, mode }) => `others than its owner may use ${path} (mode ${mode}): chmod 600 ends that`,
  );
}

async function personalFiles({
  database,
  configuration,
  userAccessLog,
}: Places): Promise<readonly string[]> {
  const { journal, accessLog } = configuration;
  const own = [database, `${database}-journal`, ...(journal === undefined ? [] : [journal])];
  if (!existsSync(database)) return own;
  const { accessLogPaths } = await import('../store/access-log.js');
  return [...own, ...accessLogPaths({ database, configured: accessLog, ofUser: userAccessLog })];
}

function secretFiles({ configuration, configurationPath }: Places): readonly string[] {
  const { partyKey } = configuration;
  if (partyKey === undefined) return [];
  return [partyKey.path === '' ? configurationPath : partyKey.path];
}
