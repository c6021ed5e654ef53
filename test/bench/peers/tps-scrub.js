import process from 'node:process';
import { CLEAN, HELD } from './outputs.js';

/**
 * The program itself, as a user calls it: full report, hashes, trace and run record.
 * @param {{ program: string, dated: string }} ours
 * @returns {import('./every-peer.js').Peer}
 */
export function tpsScrub({ program, dated }) {
  /** @type {(...words: string[]) => import('./measured-command.js').Command} */
  const run = (...words) => ({
    words: [process.execPath, program, '--database', 'ours.db', '--json', ...words],
  });
  return {
    name: 'tps-scrub',
    title: 'tps-scrub',
    imports: ({ tps, ctps }) => [
      run('import', 'tps', tps, '--dated', dated),
      run('import', 'ctps', ctps, '--dated', dated),
    ],
    scrubs: (list) => [run('scrub', list, '--out', CLEAN, '--report', HELD)],
  };
}
