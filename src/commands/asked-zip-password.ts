import { zipPassword } from '../config/zip-password.js';
import type { RegisterName } from '../registers/registers.js';
import type { Context } from './context.js';

/**
 * The password of a register's zip archives, read when one asks for it; who else can read its file is
 * told of.
 *
 * @param asked the file that `--password-file` names
 * @returns undefined when none was given
 * @throws ScreeningError wrong-use when its file has none
 */
export function askedZipPassword(
  context: Context,
  register: RegisterName,
  asked: string | undefined,
): Uint8Array | undefined {
  const { configuration, zipPassword: environment } = context;
  const configured = configuration.registers[register].passwordFile;
  const found = zipPassword({ asked, environment, configured });
  if (found && found.openFile !== '') {
    context.note(`others can read the password in ${found.openFile}: chmod 600 ends that`);
  }
  return found?.bytes;
}
