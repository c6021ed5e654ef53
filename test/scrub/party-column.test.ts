import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.js';
import { foldParty, PartyKey } from '../../src/core/party.js';
import { AskedParties } from '../../src/scrub/parties.js';
import { openForReading } from '../../src/store/database.js';
import { traceSets } from '../../src/store/run-trace.js';
import type { OwnParty } from '../../src/store/own-parties.js';
import { newFirms, type Firm } from '../own-lists/firm.js';
import {
  keep,
  KEY,
  KEY_ID,
  scrubbed,
  type Refusal,
  type Summary,
} from '../own-lists/party-firm.js';

const newFirm = newFirms();

/** A firm that C-1042 told on 20 February not to call. */
async function toldFirm(...words: string[]): Promise<Firm> {
  const firm = keep(newFirm().at('2026-03-02'), KEY);
  await firm.loadRegisters('2026-03-01');
  const told = ['--on', '2026-02-20', '--source', 'dealer-7', ...words];
  await firm.json(['suppress', 'add', '--party', 'C-1042', ...told]);
  return firm;
}

const LIST = [
  'id,phone,mobile,customer',
  '1,0113 496 0001,07700900001,C-1042',
  '2,07700900002,,"  c-1042 "',
  '3,07700900003,,C-2000',
  '4,02079460999,07700900004,C-1042',
  '5,,,C-1042',
  '6,07700900006,,',
  '7,0770090,,C-1042',
  '8,07700900008,,00C-1042',
  '9,07700900009,C-1042',
];

const BASIS = 'PECR 2003 reg 21(1)(a)';
const PARTY = `internal,2026-02-20,,10,${BASIS},P,`;

describe('a list with a party column', () => {
  it('holds back every record of a party that objected, whatever its numbers', async () => {
    const firm = await toldFirm();
    const { cleaned, report, reasons, counts, party_columns, parties_not_asked } = await scrubbed(
      firm,
      LIST,
    );
    expect(cleaned).toEqual([LIST[0], LIST[3], LIST[6], LIST[8]]);
    expect(counts).toEqual({ read: 9, clean: 3, excluded: 5, unscreened: 1 });
    expect(reasons).toEqual({ OBJECTION: 5, MALFORMED_RECORD: 1, CLEAN: 3 });
    expect(party_columns).toEqual(['customer']);
    expect(parties_not_asked).toBe(0);
    const held = report.map((line) => line.replaceAll(/,PECR[^,]*,D,/g, ',LAW,D,'));
    expect(held).toEqual([
      `1,2,customer,C-1042,,excluded,OBJECTION,OBJECTION,${PARTY}`,
      `2,3,customer,  c-1042 ,,excluded,OBJECTION,OBJECTION,${PARTY}`,
      `4,5,customer,C-1042,,excluded,OBJECTION,OBJECTION;TPS,${PARTY}`,
      '4,5,phone,02079460999,+442079460999,excluded,TPS,TPS,tps,2026-03-01,,1,LAW,D,',
      `5,6,customer,C-1042,,excluded,OBJECTION,OBJECTION;NO_NUMBER,${PARTY}`,
      `7,8,customer,C-1042,,excluded,OBJECTION,OBJECTION;NUMBER_INVALID,${PARTY}`,
      expect.stringMatching(/^7,8,phone,0770090,,unscreened,NUMBER_INVALID,NUMBER_INVALID,/),
      expect.stringMatching(/^9,10,,,,unscreened,MALFORMED_RECORD,/),
    ]);
  });

  it('keeps the column and the key in the run, and lets none of its numbers through', async () => {
    const firm = await toldFirm();
    await scrubbed(firm, LIST);
    const store = openForReading(firm.database);
    const text = store?.prepare('SELECT record FROM run').pluck().get() as string;
    const { plan } = JSON.parse(text) as { plan: object };
    expect(plan).toMatchObject({
      party_columns: [{ index: 3, name: 'customer' }],
      party_key_id: KEY_ID,
    });
    expect(text).not.toContain(KEY);
    const run = store?.prepare('SELECT id FROM run').pluck().get() as string;
    const sets = store && traceSets(store, run);
    // Records 1, 2 and 4 hold five numbers; 3, 6 and 8 one each.
    expect(sets?.map(({ reason, kept, count }) => [reason, kept, count])).toEqual([
      ['TPS', false, 1],
      ['CLEAN', false, 4],
      ['CLEAN', true, 3],
    ]);
    store?.close();
  });

  it.each([['customer'], ['4'], ['Customer']])('may name it %s', async (name) => {
    const firm = await toldFirm();
    const { reasons } = await scrubbed(firm, LIST, ['--party-column', name]);
    expect(reasons['OBJECTION']).toBe(5);
  });

  it('asks about every column of a name, and of every name', async () => {
    const firm = await toldFirm();
    await firm.json(['suppress', 'add', '--party', '01234567']);
    const list = [
      'customer,phone,company,Customer',
      'C-1,07700900001,01234567,',
      'C-1042,07700900002,,C-1',
      'C-1,07700900003,,C-1042',
      'C-1,07700900004,1234567,C-2',
    ];
    const both = ['--party-column', 'customer', '--party-column', 'company'];
    const named = await scrubbed(firm, list, both);
    expect(named.party_columns).toEqual(['customer', 'Customer', 'company']);
    expect(named.cleaned).toEqual([list[0], list[4]]);
    expect(named.report.map((line) => line.split(',').slice(0, 4).join())).toEqual([
      '1,2,company,01234567',
      '2,3,customer,C-1042',
      '3,4,Customer,C-1042',
    ]);
  });

  it('has none of that name', async () => {
    const firm = await toldFirm();
    const list = firm.file('list.csv', LIST);
    const refused = await firm.json<Refusal>(['scrub', list, '--party-column', 'customr'], 2);
    expect(refused.fix).toContain("did you mean 'customer'?");
  });

  it('must be screened or ignored like another when it looks like telephone numbers', async () => {
    const firm = await toldFirm();
    const list = ['phone,customer', '07700900001,07700900002', '07700900003,07700900004'];
    const path = firm.file('list.csv', list);
    const asked = ['scrub', path, '--column', 'phone', '--party-column', 'customer', '--dry-run'];
    expect((await firm.json<Refusal>(asked, 2)).summary).toContain("'customer' holds telephone");
    await firm.json([...asked, '--ignore-column', 'customer']);
  });

  it('needs a key', async () => {
    const firm = keep(await toldFirm(), '');
    const list = firm.file('list.csv', LIST);
    const refused = await firm.json<Refusal>(['scrub', list, '--party-column', 'customer'], 2);
    expect(refused.summary).toBe('--party-column needs a key, and the configuration has none');
    expect(existsSync(join(firm.folder, 'list.clean.csv'))).toBe(false);
  });

  it('writes nothing in a dry run, and counts the same', async () => {
    const firm = await toldFirm();
    const list = firm.file('list.csv', LIST);
    const before = readFileSync(firm.database);
    const dry = await firm.json<Summary>([
      ...['scrub', list, '--party-column', 'customer', '--dry-run'],
    ]);
    expect(dry.counts).toEqual({ read: 9, clean: 3, excluded: 5, unscreened: 1 });
    expect(readFileSync(firm.database).equals(before)).toBe(true);
    expect(existsSync(join(firm.folder, 'list.clean.csv'))).toBe(false);
  });
});

describe('a list without a party column', () => {
  it('is told how many parties were not asked about', async () => {
    const firm = await toldFirm();
    await firm.json(['suppress', 'add', '--party', 'C-2', '--caller', 'Acme']);
    const list = ['phone,customer', '07700900001,C-1042'];
    const { counts, parties_not_asked, party_columns } = await scrubbed(firm, list, []);
    expect(counts.clean).toBe(1);
    expect(parties_not_asked).toBe(2);
    expect(party_columns).toEqual([]);
    const scoped = await scrubbed(firm, list, ['--caller', 'Borough']);
    expect(scoped.parties_not_asked).toBe(1);
    const path = firm.file('list.csv', list);
    const { stdout } = await firm.run('scrub', path, '--dry-run');
    expect(stdout.toString()).toContain('Objections of 2 persons or firms were not asked about');
    const asked = await firm.run('scrub', path, '--dry-run', '--party-column', 'customer');
    expect(asked.stdout.toString()).toContain('parties: customer');
    expect(asked.stdout.toString()).not.toContain('not asked about');
  });
});

describe('rows of a party that objected', () => {
  it('are held back whole where others stay with emptied cells', async () => {
    const firm = await toldFirm();
    const list = [
      'phone,mobile,customer',
      '02079460999,07700900001,C-1042',
      '02079460999,07700900002,C-1',
    ];
    const asked = ['--party-column', 'customer', '--rows', 'blank'];
    const { cleaned } = await scrubbed(firm, list, asked);
    expect(cleaned).toEqual([list[0], ',07700900002,C-1']);
  });

  it('are flagged as excluded, with every reason', async () => {
    const firm = await toldFirm();
    const list = ['phone,customer', '02079460999,C-1042', '07700900002,C-1'];
    const asked = ['--party-column', 'customer', '--rows', 'flag'];
    const { cleaned } = await scrubbed(firm, list, asked);
    expect(cleaned.slice(1)).toEqual([
      '02079460999,C-1042,excluded,OBJECTION,OBJECTION;TPS,P',
      '07700900002,C-1,clean,CLEAN,CLEAN,C',
    ]);
  });

  it('do not count as kept before a duplicate', async () => {
    const firm = await toldFirm();
    const list = ['phone,customer', '07700900001,C-1042', '07700900001,C-1', '07700900001,C-2'];
    const asked = ['--party-column', 'customer', '--duplicates', 'drop-later'];
    const { cleaned, reasons } = await scrubbed(firm, list, asked);
    expect(cleaned).toEqual([list[0], list[2]]);
    expect(reasons).toEqual({ OBJECTION: 1, DUPLICATE: 1, CLEAN: 1 });
  });
});

describe('asking about the parties of a list', () => {
  const key = new PartyKey(KEY);
  const from = '2026-03-02' as Day;

  function party(name: string, told: string): OwnParty {
    const terms = { list: 'internal', told };
    const events = [{ kind: 'objection', sequence: 1, terms }] as unknown as OwnParty['events'];
    return { party: key.of(foldParty(name)), keyId: key.id, events };
  }

  it('is idle when nobody objected', () => {
    expect(new AskedParties(key, [], from).isIdle).toBe(true);
    expect(new AskedParties(key, [party('C-1', '2026-03-01')], from).isIdle).toBe(false);
  });

  it('answers the same however many were asked about before, and however long they are', () => {
    const asked = new AskedParties(
      key,
      [party('C-7', '2026-03-01'), party('x'.repeat(200), from)],
      from,
    );
    for (let round = 0; round < 2; round++) {
      for (let at = 0; at < 40_000; at++) {
        const found = asked.listing(`c-${String(at)}`);
        if ((found !== undefined) !== (at === 7)) throw new Error(`c-${String(at)} is wrong`);
      }
      expect(asked.listing('X'.repeat(200))?.daysListed).toBe(0);
      expect(asked.listing('x'.repeat(201))).toBeUndefined();
      expect(asked.listing('x'.repeat(300))).toBeUndefined();
      expect(asked.listing('')).toBeUndefined();
    }
    expect(asked.listing('C-7')).toEqual({ list: 'internal', told: '2026-03-01', daysListed: 1 });
  });
});
