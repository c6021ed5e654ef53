import { writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { life } from './life-json.js';
import { newFirms, NUMBER, OTHER, type Firm } from './told-number.js';

const newFirm = newFirms();
const NOW = '2026-03-20T09:00:00Z';
let firm: Firm;
beforeEach(() => {
  firm = newFirm();
});

const say = (...words: readonly string[]) => firm.json('2026-03-12T09:00:00Z', words);
const load = async (numbers: readonly string[], ...options: readonly string[]) => {
  await firm.register('ctps', '2026-03-10', ['02079460123'], ...options);
  await firm.register('tps', '2026-03-10', numbers, ...options);
};
/** The copy, its paragraphs on one line each. */
const copied = async (number = NUMBER) => {
  const said = await firm.run(NOW, 'explain', number, '--subject-copy');
  const text = said.stdout.toString();
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  return { ...said, text: text.replaceAll(/(?<=\S)\n *(?=\S)/g, ' ') };
};

describe('what the copy says of calls', () => {
  it('is nothing against them where nothing is held', async () => {
    await load([OTHER]);
    const { text } = await copied();
    expect(text).toContain('As of that day nothing that we hold speaks against a call');
    expect(text).toContain('We hold 1 file of it, of 10 March 2026; it does not list the number.');
  });

  it('is why it is not called', async () => {
    await load([NUMBER]);
    await say('suppress', 'add', NUMBER);
    const { text } = await copied();
    expect(text).toContain(
      'As of that day this speaks against calls to the number: we have been told not to call; it stands on the Telephone Preference Service.',
    );
    expect(text).toContain('We hold 1 file of it, of 10 March 2026; it lists the number.');
    expect(text).not.toContain('the number is not called');
  });

  it('is that a caller may rely on an agreement', async () => {
    await load([NUMBER]);
    await say(
      ...['consent', 'add', NUMBER, '--caller', 'Acme', '--on', '2026-03-11', '--method', 'card'],
      ...['--wording', 'Call me', '--reference', 'card 9'],
    );
    const { text } = await copied();
    expect(text).toContain(
      'it stands on the Telephone Preference Service. Calls by Acme may be made all the same where the agreement above allows them.',
    );
  });

  it('is no data where that is so', async () => {
    await load([OTHER], '--covers', '020');
    const { text, status } = await copied();
    expect(text).toContain(
      'As of that day it is not known whether anything speaks against calls to the number: no data.',
    );
    expect(text).toContain(
      'We hold 1 file of it, of 10 March 2026; it says nothing of the number.',
    );
    expect(status).toBe(4);
    const nothing = newFirm();
    const none = await nothing.run(NOW, 'explain', NUMBER, '--subject-copy');
    expect([none.status, none.stdout.toString()]).toEqual([4, '']);
  });

  it('is no data of a register beside an objection', async () => {
    await say('suppress', 'add', NUMBER);
    const { text } = await copied();
    expect(text).toContain(
      'this speaks against calls to the number: we have been told not to call. What the Telephone Preference Service and the Corporate Telephone Preference Service say of it on that day is not known: no data.',
    );
  });
});

describe('what the copy leaves out', () => {
  it('is a source that is free text, and no declared one', async () => {
    const toml = '[caller.Acme]\n[list.letters]\n[source."Dealer 7"]\n';
    writeFileSync(firm.path('firm.toml'), toml);
    await load([OTHER]);
    await say('suppress', 'add', NUMBER, '--source', 'Jane Smith on ext 12');
    await say('suppress', 'add', NUMBER, '--source', 'Dealer 7', '--on', '2026-03-11');
    await say('suppress', 'add', NUMBER, '--source', 'letters', '--on', '2026-03-10');
    const { text, stderr } = await copied();
    expect(text).not.toContain('Jane');
    expect(text).toContain('passed on by Dealer 7');
    expect(text).toContain('passed on by letters');
    expect(stderr).toContain('objection.source (1)');
    const copy = await life(firm, NOW, 0, NUMBER, '--subject-copy');
    expect(JSON.stringify(copy)).not.toContain('Jane');
    expect(copy.left_out).toContainEqual({ what: 'objection.source', times: 1 });
  });

  it.each([
    ['--from', '2026-03-01'],
    ['--to', '2026-03-19'],
  ])('is nothing by a time: %s is refused', async (option, day) => {
    await load([OTHER]);
    const said = await firm.run(NOW, 'explain', NUMBER, '--subject-copy', option, day);
    expect([said.status, said.stdout.toString()]).toEqual([2, '']);
    expect(said.stderr).toContain(`--subject-copy and ${option} exclude each other`);
  });
});

describe('what cannot be found by a number', () => {
  it('is counted: persons and firms who objected', async () => {
    const key = 'party_key = "0123456789abcdef0123456789abcdef"\n[list.letters]\n';
    writeFileSync(firm.path('firm.toml'), key);
    await load([OTHER]);
    expect(await life(firm, NOW, 0, NUMBER)).toMatchObject({ parties: 0 });
    expect((await firm.run(NOW, 'explain', NUMBER)).stdout.toString()).not.toContain('--party');
    await say('suppress', 'add', '--party', 'Jane Smith');
    await say('suppress', 'add', '--party', 'Drama Ltd');
    expect(await life(firm, NOW, 0, NUMBER)).toMatchObject({ parties: 2 });
    const told = await firm.run(NOW, 'explain', NUMBER);
    expect(told.stdout.toString().replaceAll('\n', ' ')).toContain(
      'the objections of 2 persons or firms stand too, and are not found by a number: ask check --party KEY.',
    );
    const copy = await copied();
    expect(copy.stderr).toContain('the objections of 2 persons or firms stand too');
    expect(copy.text).not.toContain('--party');
  });
});
