import { describe, expect, it } from 'vitest';
import { ColumnEvidence } from '../../src/files/column-evidence.js';
import { columnSamples } from '../../src/files/column-samples.js';
import { judgeColumns } from '../../src/files/column-verdicts.js';
import { chooseColumns } from '../../src/files/columns.js';
import { leftColumns } from '../../src/files/left-columns.js';
import { readListHead } from '../../src/files/list-head.js';

/** A list with one phone column, `Phone`, and another column of these cells. */
function judged(header: string, cells: readonly string[]) {
  const lines = [`Phone|${header}`, ...cells.map((cell) => `07700900123|${cell}`)];
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const asked = { delimiter: '|', encoding: undefined, header: true, skipLines: 0 };
  const head = readListHead('list.csv', bytes, true, asked);
  const evidence = new ColumnEvidence(head);
  evidence.show(bytes, head.dataStart, bytes.length, true);
  const chosen = chooseColumns('list.csv', head, evidence, [], []);
  const [, other] = judgeColumns(head, evidence, chosen, columnSamples(head, bytes, true));
  return {
    verdict: other?.verdict,
    why: other?.why,
    left: leftColumns(head, evidence, chosen.phones),
  };
}

const MOBILES = ['07700 900123', '07700900456', '+44 7700 900789'];
const HEADED = [
  ...[
    'Telephone',
    'Tel',
    'Tel No.',
    'TelNo',
    'HomeTel',
    'WORK_TEL',
    'tel1',
    'Tel_Home',
    'Ph',
    'DDI',
  ],
  ...['Phone', 'phone_1', 'PhoneNumber', 'Phone Number (Home)', 'Mobile', 'mob.', 'MobNo', 'Cell'],
  ...[
    'Landline',
    'Contact Number',
    'contact_no',
    'Home Number',
    'Daytime No',
    'Direct Dial',
    'CLI',
  ],
  ...['MSISDN', 'Switchboard', 'Callback number', 'Ffôn', 'mobilePhone', 'Alt phone 2'],
];

describe('a column is screened', () => {
  it.each(HEADED)('by its header %j alone, though it is empty', (header) => {
    expect(judged(header, ['', ''])).toMatchObject({
      verdict: 'screened',
      why: 'found by its header',
    });
  });

  it.each(['Work', 'Home', 'Number', 'Column 7', 'Evening', ''])(
    'by its cells under the header %j',
    (header) => {
      expect(judged(header, MOBILES)).toMatchObject({ verdict: 'screened' });
    },
  );

  it.each(['Order number', 'Customer ID', 'Account'])(
    'under the header %j too, when its cells are whole numbers: nobody is called unscreened',
    (header) => {
      expect(judged(header, MOBILES)).toMatchObject({ verdict: 'screened' });
    },
  );

  it.each([
    ['Mobile', ['7700900123', '7700900456']],
    ['Number', ['2079460123', '1632960001']],
    ['Account phone', ['7700900123', '7700900456']],
  ])('when its numbers lost their 0: %j', (header, cells) => {
    expect(judged(header, cells)).toMatchObject({ verdict: 'screened' });
  });
});

const NO_PHONES: readonly (readonly [string, readonly string[], string, string])[] = [
  ['Order', ['1204567890', '1204567891'], 'headed-otherwise', 'headed as a reference'],
  ['invoiceNo', ['2079460123', '2079460124'], 'headed-otherwise', 'headed as a reference'],
  ['created_at', ['1764012345', '1764012399'], 'headed-otherwise', 'headed as a date or time'],
  ['UTR', ['1204567890', '2074567890'], 'headed-otherwise', 'headed as a tax or company number'],
  ['MPRN', ['7412345678', '7412345699'], 'headed-otherwise', 'headed as a meter or health number'],
  ['Account', ['1204567890', '1204567891'], 'headed-otherwise', 'headed as an account or card'],
  ['Date', ['21/11/2026', '01/12/2026'], 'no-numbers', 'dates'],
  ['Called', ['2026-11-21T09:00:00Z', '2026-12-01 10:00:00'], 'no-numbers', 'dates'],
  ['Last phone call', ['01/12/2026 09:00', '02/12/2026 09:01'], 'none-read', 'dates'],
  ['Postcode', ['SW1A 1AA', 'M1 1AE'], 'no-numbers', 'postcodes'],
  ['VAT', ['GB123456789', 'GB 123 4567 89'], 'no-numbers', 'VAT numbers'],
  ['Company No', ['01234567', '09876543'], 'no-numbers', 'numbers of few digits'],
  ['Sort code', ['20-07-71', '07-01-16'], 'no-numbers', 'sort codes, or dates'],
  ['Acct', ['12345678', '00012345'], 'no-numbers', 'numbers of few digits'],
  ['Bank', ['20-07-71 12345678', '07-01-16 12345678'], 'no-numbers', 'sort codes, or dates'],
  ['IBAN', ['GB29NWBK60161331926819'], 'no-numbers', 'letters and digits'],
  ['Card', ['4111 1111 1111 1111'], 'no-numbers', 'text'],
  ['EAN', ['5012345678900'], 'no-numbers', 'numbers of many digits'],
  ['MPAN', ['1200010305967'], 'no-numbers', 'numbers of many digits'],
  ['Longitude', ['-0.1277583', '-1.2345678'], 'no-numbers', 'measures'],
  ['Spent', ['£12.50', '£1,234,567.89'], 'no-numbers', 'amounts'],
  ['Email', ['ann@example.com', 'bob@example.org'], 'no-numbers', 'e-mail addresses'],
  ['Name', ['Ann Smith', 'Bob Jones'], 'no-numbers', 'words'],
  ['Phone type', ['Home', 'Work'], 'no-numbers', 'words'],
  ['Mobile consent', ['Y', 'N'], 'no-numbers', 'words'],
  ['Phone OK', ['1', '0'], 'none-read', 'numbers of few digits'],
  ['Notes', ['ring 07700 900123', '12 June', '3 calls'], 'some-numbers', 'text'],
  ['Empty', ['', ''], 'no-numbers', 'empty'],
  ['Fax', ['020 7946 0123'], 'fax', 'nobody calls it'],
  ['Facsimile No', ['02079460123'], 'fax', 'nobody calls it'],
];

describe('a column is no column of telephone numbers', () => {
  it.each(NO_PHONES)('%s of %j: %s, %s', (header, cells, verdict, why) => {
    expect(judged(header, cells)).toMatchObject({ verdict, why });
  });

  it('and what is left for its header alone is named', () => {
    expect(judged('Order', ['1204567890', '1204567891']).left.otherThings).toEqual([
      { name: 'Order', thing: 'a reference' },
    ]);
    expect(judged('Date', ['21/11/2026']).left.otherThings).toEqual([]);
  });

  it('but one that tells about telephones in words stays where there is no other', () => {
    const bytes = Buffer.from('Name|Phone status\nAnn|n/a\n');
    const asked = { delimiter: '|', encoding: undefined, header: true, skipLines: 0 };
    const head = readListHead('list.csv', bytes, true, asked);
    const evidence = new ColumnEvidence(head);
    evidence.show(bytes, head.dataStart, bytes.length, true);
    expect(chooseColumns('list.csv', head, evidence, [], []).phones).toHaveLength(1);
  });
});
