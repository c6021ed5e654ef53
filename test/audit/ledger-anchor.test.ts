import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openForWriting } from '../../src/store/database.js';
import { Firm, newFirms } from '../own-lists/firm.js';
import { Authority, HAS_OPENSSL } from './time-stamp-authority.js';

interface Anchored {
  readonly anchor: string;
  readonly sequence: number;
  readonly head: string;
  readonly ledger_head: string;
  readonly already_held: boolean;
  readonly stamped_before_recorded: boolean;
}

const newFirm = newFirms();
let firm: Firm;
const path = (name: string): string => join(firm.folder, name);

beforeEach(async () => {
  firm = newFirm();
  await firm.json(['suppress', 'add', '07700900001']);
});

/** The head; without registers `status` ends with 4. */
async function headNow(): Promise<string> {
  return (await firm.json<Anchored>(['status'], 4)).ledger_head;
}

async function tamper(sql: string): Promise<void> {
  const store = openForWriting(firm.database);
  store.exec(sql);
  store.close();
  return Promise.resolve();
}

/** What a command says that must end with a status other than 0. */
async function refused(status: number, ...words: readonly string[]): Promise<string> {
  const said = await firm.run(...words);
  expect([said.status, said.stderr]).toEqual([status, expect.stringContaining('error')]);
  return said.stderr;
}

describe('a time-stamp request', () => {
  it('asks for the head, and moves it not', async () => {
    const head = await headNow();
    const asked = await firm.json<Anchored>(['ledger', 'anchor', '--request', path('head.tsq')]);
    expect(asked).toMatchObject({ ok: true, anchor: 'anchor-1', ledger_head: head });
    expect(readFileSync(path('head.tsq')).toString('hex', 24, 56)).toBe(head);
    expect(await headNow()).toBe(head);
    expect(await firm.json<object>(['ledger', 'anchors'])).toMatchObject({
      anchors: [{ anchor: 'anchor-1', sequence: asked.sequence, head, answered: false, fault: '' }],
    });
  });

  it('has another nonce each time', async () => {
    for (const name of ['a.tsq', 'b.tsq'])
      await firm.json(['ledger', 'anchor', '--request', path(name)]);
    expect(readFileSync(path('a.tsq'))).not.toEqual(readFileSync(path('b.tsq')));
  });

  it('is not made of nothing, nor over a file that is there, nor kept then', async () => {
    const request = ['ledger', 'anchor', '--request', path('head.tsq')];
    writeFileSync(path('head.tsq'), 'mine');
    expect(await refused(2, ...request)).toContain('is there already');
    expect(readFileSync(path('head.tsq'), 'utf8')).toBe('mine');
    expect(await firm.json<object>(['ledger', 'anchors'])).toMatchObject({ anchors: [] });
    firm = newFirm();
    openForWriting(firm.database).close();
    expect(await refused(2, 'ledger', 'anchor', '--request', path('x.tsq'))).toContain(
      'nothing to',
    );
    expect(readdirSync(firm.folder)).not.toContain('x.tsq');
  });

  it.each([[[]], [['--request', 'a', '--response', 'b']], [['--response', 'b', '--to', '.']]])(
    'is wrong use with %j',
    async (words) => {
      await refused(2, 'ledger', 'anchor', ...words);
    },
  );
});

// Without openssl there is no authority: vitest names every test below as skipped.
describe.skipIf(!HAS_OPENSSL)('an answer of an authority (needs openssl)', () => {
  let authority: Authority;
  let home: Firm;
  beforeAll(() => {
    home = new Firm();
    authority = new Authority(home.folder);
  });
  afterAll(() => {
    rmSync(home.folder, { recursive: true });
  });

  /** Requests a time-stamp for the head, and has it answered. */
  async function asked(): Promise<Anchored> {
    const anchored = await firm.json<Anchored>(['ledger', 'anchor', '--request', path('head.tsq')]);
    authority.answer(path('head.tsq'), path('head.tsr'));
    return anchored;
  }

  const bring = (file: string) => ['ledger', 'anchor', '--response', path(file)];

  it('is kept, listed, and verified by openssl from what is exported', async () => {
    const { ledger_head: head, sequence } = await asked();
    await firm.json(['suppress', 'add', '07700900002']);
    const kept = await firm.json<Anchored>(bring('head.tsr'));
    expect(kept).toMatchObject({
      ok: true,
      anchor: 'anchor-1',
      sequence,
      head,
      already_held: false,
    });
    expect(kept.ledger_head).not.toBe(head);
    expect(await headNow()).toBe(kept.ledger_head);
    expect(await firm.json<object>(['ledger', 'anchors'])).toMatchObject({
      ok: true,
      anchors: [{ anchor: 'anchor-1', head, answered: true, policy: '1.2.3.4.1', fault: '' }],
    });
    const { files } = await firm.json<{ files: string[] }>([
      ...['ledger', 'anchor', '--export', 'anchor-1', '--to', firm.folder],
    ]);
    const [line = '', request = '', answer = ''] = files;
    const hash = createHash('sha256').update(readFileSync(line));
    expect(hash.digest('hex')).toBe(head);
    expect(readFileSync(request)).toEqual(readFileSync(path('head.tsq')));
    expect(readFileSync(answer)).toEqual(readFileSync(path('head.tsr')));
    expect(authority.verify(answer, '-data', line)).toContain('Verification: OK');
    expect(authority.verify(answer, '-queryfile', request)).toContain('Verification: OK');
    writeFileSync(line, readFileSync(line, 'utf8').replace('objection', 'objectiom'));
    expect(authority.verify(answer, '-data', line)).toContain('Verification: FAILED');
  });

  it('is kept for each request, also for two of one head, in whatever order', async () => {
    const requests = ['one', 'two'];
    for (const name of requests) {
      await firm.json(['ledger', 'anchor', '--request', path(`${name}.tsq`)]);
      authority.answer(path(`${name}.tsq`), path(`${name}.tsr`));
    }
    for (const name of requests.toReversed()) await firm.json(bring(`${name}.tsr`));
    const { anchors } = await firm.json<{ anchors: Anchored[] }>(['ledger', 'anchors']);
    expect(anchors).toMatchObject([
      { anchor: 'anchor-1', answered: true, fault: '' },
      { anchor: 'anchor-2', answered: true, fault: '' },
    ]);
    expect(anchors[0]?.head).toBe(anchors[1]?.head);
  });

  it('is kept once', async () => {
    await asked();
    const { ledger_head } = await firm.json<Anchored>(bring('head.tsr'));
    const again = await firm.json<Anchored>(bring('head.tsr'));
    expect(again).toMatchObject({ already_held: true, ledger_head });
    authority.answer(path('head.tsq'), path('other.tsr'));
    expect(await refused(2, ...bring('other.tsr'))).toContain('has another answer already');
  });

  it('says when it was stamped before the line was recorded: the clock was ahead', async () => {
    firm.at('2999-01-01');
    await firm.json(['suppress', 'add', '07700900002']);
    await asked();
    const kept = await firm.json<Anchored>(bring('head.tsr'));
    expect(kept.stamped_before_recorded).toBe(true);
  });

  it('is refused with status 3 when it answers something else', async () => {
    const { ledger_head: head } = await asked();
    authority.request(head, path('other.tsq'));
    authority.answer(path('other.tsq'), path('other.tsr'));
    expect(await refused(3, ...bring('other.tsr'))).toContain('by another nonce');
    authority.request(head, path('none.tsq'), '-no_nonce');
    authority.answer(path('none.tsq'), path('none.tsr'));
    expect(await refused(3, ...bring('none.tsr'))).toContain('by another nonce');
    authority.request('ab'.repeat(32), path('far.tsq'));
    authority.answer(path('far.tsq'), path('far.tsr'));
    expect(await refused(3, ...bring('far.tsr'))).toContain('no line of the ledger has the hash');
    const first = (await firm.run('ledger', 'export')).stdout.toString().split('\n')[0] ?? '';
    authority.request(createHash('sha256').update(`${first}\n`).digest('hex'), path('one.tsq'));
    authority.answer(path('one.tsq'), path('one.tsr'));
    expect(await refused(3, ...bring('one.tsr'))).toContain(
      'it stamps line 1, for which no request',
    );
    expect(await headNow()).toBe(head);
  });

  it('is refused with status 2 when it is no time-stamp, or a refusal', async () => {
    await asked();
    expect(await refused(2, ...bring('head.tsq'))).toContain('is no time-stamp response');
    expect(await refused(2, ...bring('nowhere.tsr'))).toContain('there is no such file');
    writeFileSync(path('huge.tsr'), Buffer.alloc((1 << 20) + 1));
    expect(await refused(2, ...bring('huge.tsr'))).toContain('is too large');
    const request = readFileSync(path('head.tsq'));
    // Version 2 of the request, which no authority knows.
    request.writeUInt8(2, 4);
    writeFileSync(path('odd.tsq'), request);
    authority.answer(path('odd.tsq'), path('odd.tsr'));
    expect(await refused(2, ...bring('odd.tsr'))).toContain('the authority refused: status 2');
  });

  it.each([
    ['a line before was changed', "UPDATE ledger SET id = 'add-9' WHERE kind = 'objection'"],
    ['the request was changed', 'UPDATE anchor_request SET sequence = sequence - 1'],
    ['the answer was changed', "UPDATE anchor SET response = CAST(response || x'00' AS BLOB)"],
    ['its line is another', 'UPDATE anchor SET line = line - 1'],
    [
      "its line's words are others",
      "UPDATE ledger_payload SET payload = json_set(payload, '$.response_sha256', '') WHERE sequence = 4",
    ],
  ])('proves nothing when %s', async (_, sql) => {
    await asked();
    await firm.json(bring('head.tsr'));
    await tamper(sql);
    const listed = await firm.json<{ anchors: { fault: string }[] }>(['ledger', 'anchors'], 3);
    expect(listed.anchors[0]?.fault).not.toBe('');
    const words = ['ledger', 'anchor', '--export', '1', '--to', firm.folder];
    expect(await refused(3, ...words)).toContain('proves nothing');
    expect(readdirSync(firm.folder)).not.toContain('anchor-1.line');
  });

  it('is not kept for a ledger that was cut since', async () => {
    await asked();
    const tables = ['own_fragment', 'own_batch', 'own_terms', 'ledger_payload', 'ledger'];
    await tamper(tables.map((table) => `DELETE FROM ${table}`).join(';'));
    await firm.json(['suppress', 'add', '07700900009']);
    expect(await refused(3, ...bring('head.tsr'))).toContain('has another hash');
  });
});
