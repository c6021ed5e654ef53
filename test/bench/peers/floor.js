import { CLEAN } from './outputs.js';

/**
 * What no screening can be faster than: the bytes copied and hashed.
 * @type {import('./every-peer.js').Peer}
 */
export const floor = {
  name: 'floor',
  title: 'cp and sha256sum',
  program: 'sha256sum',
  howToInstall: 'apt-get install coreutils',
  scrubs: (list) => [{ words: ['cp', list, CLEAN] }, { words: ['sha256sum', list] }],
  decidesNothing: true,
};
