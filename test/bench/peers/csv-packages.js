import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { digitsOf } from './outputs.js';

const SCRIPT = fileURLToPath(new URL('csv-packages-work.js', import.meta.url));

/**
 * The script that a firm writes at home: registers in sets, the list through csv-parse, what is kept
 * through csv-stringify. 21 million numbers need more memory than Node takes by itself.
 * @type {import('./every-peer.js').Peer}
 */
export const csvPackages = {
  name: 'csv',
  title: 'csv-parse → Set → csv-stringify',
  scrubs: (list, { tps, ctps }) => [
    { words: [process.execPath, '--max-old-space-size=12288', SCRIPT, tps, ctps, list] },
  ],
  reads: digitsOf,
};
