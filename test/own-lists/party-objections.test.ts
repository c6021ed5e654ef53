import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { newFirms, type Firm } from './firm.js';
import { checkLedger } from './ledger-lines.js';

const KEY = '0123456789abcdef0123456789abcdef';
const OTHER_KEY = 'fedcba9876543210fedcba9876543210';
/** The first 8 bytes of the HMAC of `tps-scrub-party-key-1`, LF. */
const KEY_ID = '09a4e021514743a2';

const newFirm = newFirms();
const configurations = new WeakMap<Firm, string>();

/** Gives a firm a key of parties in its configuration; none when it is empty. */
function keep(firm: Firm, key: string): Firm {
  const path = join(firm.folder, 'firm.toml');
  const text = configurations.get(firm) ?? readFileSync(path, 'utf8');
  configurations.set(firm, text);
  writeFileSync(path, (key === '' ? '' : `party_key = "${key}"\n`) + text);
  return firm;
}

interface Added {
  readonly recorded: readonly { number: string }[];
  readonly party: { value: string; already_suppressed: boolean } | null;
  readonly batch: string;
}

describe('suppress add --party', () => {
  it('records a party and the numbers beside it in one batch, each with its line', async () => {
    const firm = keep(newFirm(), KEY);
    const said = ['--reference', 'T 1', '--source', 'dealer-7'];
    const one = ['suppress', 'add', '07700900001', '07700900002', '--party', ' C-1042 ', ...said];
    expect(await firm.json<Added>(one)).toMatchObject({
      batch: 'add-1',
      recorded: [{ number: '+447700900001' }, { number: '+447700900002' }],
      party: { value: ' C-1042 ', already_suppressed: false },
    });
    const again = await firm.json<Added>(['suppress', 'add', '--party', 'c-1042']);
    expect(again).toMatchObject({
      batch: 'add-2',
      recorded: [],
      party: { value: 'c-1042', already_suppressed: true },
    });
    const store = openForReading(firm.database);
    const rows = store?.prepare('SELECT batch, party, key_id, reference FROM own_party').all();
    // printf 'tps-scrub-party-1\nc-1042' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    const party = 'b1be479e8d020f58294f24bbb57b74bc40d1e7d30cd9de102d43f46d51c72af4';
    expect(rows).toEqual([
      { batch: 1, party, key_id: KEY_ID, reference: 'T 1' },
      { batch: 2, party, key_id: KEY_ID, reference: '' },
    ]);
    if (store) expect(checkLedger(store)).toMatchObject({ faults: [] });
    store?.close();
    const bytes = readFileSync(firm.database).toString('latin1');
    expect(bytes).not.toContain(KEY);
    expect(bytes).not.toMatch(/c-1042/i);
  });
});
