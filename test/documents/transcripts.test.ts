import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('the transcripts are what the program says (npm run transcripts writes them)', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['test/documents/transcripts.js', '--check'],
    { encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
});
