import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { wrongUse } from '../core/errors.js';

/**
 * File systems whose disk is, or may be, in another machine, by the type that Linux gives them
 * (`linux/magic.h` and statfs(2); which of them are remote: `stat.c` of GNU coreutils). There locks may
 * hold on one machine only, and what was synced may stand in a cache: two writers at once would damage
 * the database, and what was reported as done could be lost.
 *
 * FUSE is among them although some of it is local (ntfs-3g, gocryptfs): the type does not tell them from
 * sshfs. Not among them are OCFS2 and GFS2, whose locks hold on all their machines.
 */
export const NETWORK_FILE_SYSTEMS = [
  { type: 0x00006969, name: 'NFS' },
  { type: 0x0000517b, name: 'SMB' },
  { type: 0xfe534d42, name: 'SMB2' },
  { type: 0xff534d42, name: 'CIFS' },
  { type: 0x5346414f, name: 'AFS' },
  { type: 0x6b414653, name: 'kAFS' },
  { type: 0x73757245, name: 'Coda' },
  { type: 0x0000564c, name: 'NCP' },
  { type: 0x01021997, name: '9p' },
  { type: 0x00c36400, name: 'Ceph' },
  { type: 0x0bd00bd0, name: 'Lustre' },
  { type: 0x47504653, name: 'GPFS' },
  { type: 0x19830326, name: 'BeeGFS' },
  { type: 0x20030528, name: 'OrangeFS' },
  { type: 0xaad7aaea, name: 'PanFS' },
  { type: 0x786f4256, name: 'a shared folder of VirtualBox' },
  { type: 0xbacbacbc, name: 'a shared folder of VMware' },
  { type: 0x65735546, name: 'FUSE (sshfs and others)' },
] as const satisfies readonly { readonly type: number; readonly name: string }[];

const accepted = new AsyncLocalStorage<boolean>();

/**
 * Runs a command that may write to a database on such a file system, if that was accepted. It goes with
 * the command and not through its arguments, so that what is not said is not accepted.
 */
export function onNetwork<T>(isAccepted: boolean, command: () => Promise<T>): Promise<T> {
  return accepted.run(isAccepted, command);
}

/**
 * Refuses to write to a database on a network file system, unless that was accepted
 * ({@link onNetwork}). What cannot be asked (no such folder; a system without the call) passes: what
 * opens the file says what is wrong.
 *
 * @throws ScreeningError wrong-use
 */
export function requireLocalDisk(path: string): void {
  if (accepted.getStore() === true) return;
  const type = typeOfFileSystem(existsSync(path) ? path : dirname(path));
  const found = NETWORK_FILE_SYSTEMS.find((row) => row.type === type);
  if (found === undefined) return;
  throw wrongUse({
    summary: `the database ${path} stands on a network file system: ${found.name}; nothing was recorded`,
    why: 'locks and syncing cannot be relied on there: two writers at once would damage it, and what was reported as done could be lost',
    fix: 'name a file on a disk of this machine with --database, and keep backups there; or say accept_network_file_system = "WHY" in the configuration, if one machine alone writes to it',
    where: path,
  });
}

/** As a number without a sign: machines of 32 bits give one with it. */
function typeOfFileSystem(path: string): number | undefined {
  try {
    return statfsSync(path).type >>> 0;
  } catch {
    return undefined;
  }
}
