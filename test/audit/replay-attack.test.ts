import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReplayRoom } from './replay-room.js';

const LIST = 'id,phone\n1,07700 900123\n2,07700 900124\n3,O7700 900125\n';

let room: ReplayRoom;
let run: string;

beforeEach(async () => {
  room = new ReplayRoom();
  await room.import('tps', '2026-10-31', '07700 900123', '020 7946 0123');
  await room.import('ctps', '2026-10-31', '0113 496 0123');
  run = await room.scrub(LIST);
});

afterEach(() => {
  room.close();
});

describe('a run whose record is not the one that was sealed', () => {
  it.each([
    ['$.plan.until', '2026-12-31'],
    ['$.plan.caller', 'Acme'],
    ['$.plan.for_calling', false],
    ['$.plan.input', 'another.csv'],
    ['$.plan.as_of', '2026-11-01T09:03:30.000Z'],
    ['$.operator', 'somebody else'],
    ['$.outputs[0].path', '/elsewhere/list.csv'],
    ['$.outputs[0].records', 99],
    ['$.trace', false],
  ])('is never said to be the same: %s', async (path, value) => {
    await room.withList(0, run);
    room.forge(run, path, value);
    const { code, summary } = await room.withList(3, run);
    expect([code, summary]).toEqual([
      'evidence-disagrees',
      `the record of run ${run} is not the one that the ledger has the hash of`,
    ]);
    await room.replay(3, run, '--from-trace');
    for (const words of [[], ['--json']]) {
      expect((await room.run(['runs', 'show', run, ...words])).status).toBe(3);
    }
  });

  it.each([
    "UPDATE ledger_payload SET payload = json_set(payload, '$.operator', 'somebody')",
    'UPDATE ledger_payload SET salt = zeroblob(32)',
    "UPDATE ledger SET kind = 'run-released' WHERE kind = 'run-sealed'",
    'DELETE FROM ledger_payload',
  ])('nor one whose line in the ledger was altered: %s', async (statement) => {
    room.tamper((store) => {
      store.exec(statement);
    });
    await room.withList(3, run);
  });
});

describe('a number that a damaged cell may have held', () => {
  it('is remembered, as held back', async () => {
    const said = await room.run(['runs', '--with', '07700 900125', '--json']);
    const { runs } = JSON.parse(said.stdout.toString()) as { runs: { decisions: unknown[] }[] };
    expect(runs.map(({ decisions }) => decisions)).toEqual([
      [{ reason: 'NUMBER_AMBIGUOUS', kept: false, reading: 'reading' }],
    ]);
    await room.replay(0, run, '--from-trace');
  });
});
