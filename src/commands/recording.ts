import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { openForReading } from '../store/database.js';
import { canonicalJson, isBehind, newestInstant } from '../store/ledger.js';
import { wasMade } from '../store/made-databases.js';
import { onNetwork } from '../store/network-file-systems.js';
import { recordingUnder, type AcceptedClock, type ConfigurationUsed } from '../store/recording.js';
import type { Context } from './context.js';

/**
 * Runs a command so that the ledger says under which configuration it recorded something, and that a
 * clock behind the newest record was accepted; and so that a database that it makes is told of, whatever
 * is silenced: with a wrong home or name it would be an empty one beside the one that was meant.
 *
 * With such a clock the command takes place after the newest record: what it records, what it knows and
 * which day is today go on from there. The clock's own day is not used for anything, since an edition
 * that is out of date, or an objection told before a consent, would clear calls by it.
 *
 * @param why the reason to accept the clock; undefined to refuse one that is behind
 * @throws ScreeningError wrong-use for a reason that says nothing, and what the command throws
 */
export async function runRecorded<T>(
  context: Context,
  why: string | undefined,
  command: (context: Context) => Promise<T>,
): Promise<T> {
  const { operator, account } = context;
  const accepted = why === undefined ? undefined : acceptedClock(context, why);
  let used: ConfigurationUsed | undefined;
  const configuration = () => (used ??= configurationUsed(context));
  try {
    const onNetworkToo = context.configuration.acceptNetworkFileSystem !== undefined;
    return await onNetwork(onNetworkToo, () =>
      recordingUnder({ operator, account, configuration, accepted }, () =>
        command(
          accepted === undefined ? context : { ...context, clock: clockFrom(context, accepted) },
        ),
      ),
    );
  } finally {
    if (wasMade(context.database)) context.warn(`a new database was made: ${context.database}`);
  }
}

function clockFrom({ clock }: Context, { newest }: AcceptedClock): () => Instant {
  return () => {
    const now = clock();
    return now < newest ? newest : now;
  };
}

function configurationUsed({ configuration, configurationPath }: Context): ConfigurationUsed {
  const { content, leftOut } = configuration;
  const sha256 = createHash('sha256').update(canonicalJson(content)).digest('hex');
  const path = configurationPath === '' ? '' : resolve(configurationPath);
  return { content, left_out: leftOut, path, sha256 };
}

function acceptedClock(context: Context, why: string): AcceptedClock | undefined {
  if (why.trim() === '') {
    throw wrongUse({
      summary: '--accept-clock needs a reason',
      fix: 'say why the clock is behind the newest record; it is kept in the ledger',
      where: '--accept-clock',
    });
  }
  const store = openForReading(context.database);
  try {
    const newest = store && newestInstant(store);
    const clock = context.clock();
    if (newest === undefined || !isBehind(clock, newest)) {
      context.note('the clock is not behind the newest record: there was nothing to accept');
      return undefined;
    }
    context.note(`the clock says ${clock}: going on from the newest record, ${newest}`);
    return { clock, newest, why };
  } finally {
    store?.close();
  }
}
