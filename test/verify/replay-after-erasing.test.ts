import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReplayRoom } from '../audit/replay-room.js';

const LIST = 'Phone\r\n07700 900456\r\n020 7946 0400\r\n';
const ELSEWHERE = '07700900789';

let room: ReplayRoom;

beforeEach(async () => {
  room = new ReplayRoom();
  room.at('2026-11-10T09:00:00Z');
  await room.import('tps', '2026-11-09', '07700 900123');
  await room.import('ctps', '2026-11-09', '020 7946 0200');
});

afterEach(() => {
  room.close();
});

/** Scrubs the list, and has the record of the run say other bytes than those it wrote. */
async function otherThanItWas(...options: readonly string[]): Promise<string> {
  const run = await room.scrub(LIST, ...options);
  room.alter(run, '$.outputs[0].sha256', 'ab'.repeat(32));
  return run;
}

async function erase(number: string): Promise<void> {
  await room.do('erase', number, '--request', 'DSR-14');
}

describe('a run that is not the same again', () => {
  it('is evidence that disagrees when its list had none of what was erased since', async () => {
    await room.do('suppress', 'add', ELSEWHERE, '--source', 'Quill');
    const run = await otherThanItWas();
    await erase(ELSEWHERE);
    expect(await room.withList(3, run)).toMatchObject({ code: 'evidence-disagrees', same: false });
  });

  it('cannot be told when its list had a number of which something was erased', async () => {
    await room.do('suppress', 'add', '07700900456', '--source', 'Quill');
    const run = await otherThanItWas();
    await erase('07700900456');
    const { summary, why } = await room.withList(4, run);
    expect(summary).toContain('entries of the own lists were erased since');
    expect(why).toMatch(/^as the ledger says: line \d+, of 2026-11-10/);
  });

  it('cannot be told without a trace, whatever was erased', async () => {
    await room.do('suppress', 'add', ELSEWHERE, '--source', 'Quill');
    const run = await otherThanItWas('--no-trace');
    await erase(ELSEWHERE);
    await room.withList(4, run);
  });

  it('is told by the numbers of a batch of which something was erased, and by no others', async () => {
    const rows = ['Phone,Reason', `${ELSEWHERE},harpsichord`, '07700900456,moved', ''];
    const path = room.file('told.csv', rows.join('\r\n'));
    const columns = ['--column', 'number=Phone', '--column', 'reason=Reason'];
    await room.do('suppress', 'import', path, ...columns);
    const run = await otherThanItWas();
    await erase(ELSEWHERE);
    await room.withList(3, run);
    // With the second nothing is left of the batch that is not erased: its own words went too.
    await erase('07700900456');
    await room.withList(4, run);
  });

  it('cannot be told when a file said again what was erased', async () => {
    const told = ['Phone,Reason', '07700900456,harpsichord', `${ELSEWHERE},moved`, ''].join('\r\n');
    const columns = ['--column', 'number=Phone', '--column', 'reason=Reason'];
    for (const name of ['told.csv', 'again.csv']) {
      const path = room.file(name, name === 'told.csv' ? told : `${told}07700900788,moved\r\n`);
      await room.do('suppress', 'import', path, '--source', 'agency', ...columns);
    }
    const run = await otherThanItWas();
    await erase('07700900456');
    await room.withList(4, run);
  });
});
