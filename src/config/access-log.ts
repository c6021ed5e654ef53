import { isAbsolute } from 'node:path';

/** What the path of an access log must be: a command that starts elsewhere must not begin another one. */
export const ACCESS_LOG_RULE = 'the path of an access log begins with /';

/** Whether a text can be the path of an access log. */
export function isAccessLog(text: string): boolean {
  return isAbsolute(text);
}
