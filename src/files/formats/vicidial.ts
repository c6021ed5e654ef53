import type { ReasonName } from '../../policy/reasons.js';
import { csvLine } from '../csv-line.js';
import type { DiallerFormat, DiallerVerdict } from './format.js';

/**
 * The status of a lead by the reason that decides. NEW alone is dialled. DNCL is what VICIdial says of a
 * number on a register, DNCC of one that asked not to be called; DNCI is one that nobody dials for a
 * marketing call; NO_DNC says that nothing is known of it. HELD, of one that is on no list and is
 * not to be called all the same, is no status of VICIdial's own: no campaign dials it.
 */
const STATUSES = {
  MALFORMED_RECORD: 'NO_DNC',
  OBJECTION: 'DNCC',
  TPS: 'DNCL',
  CTPS: 'DNCL',
  CONSENT_REQUIRED: 'HELD',
  NOT_DIALLABLE: 'DNCI',
  DUPLICATE: 'HELD',
  NOT_COVERED: 'NO_DNC',
  NUMBER_INVALID: 'NO_DNC',
  NUMBER_AMBIGUOUS: 'NO_DNC',
  NOT_UK: 'NO_DNC',
  NO_NUMBER: 'NO_DNC',
  NO_DATA: 'NO_DNC',
  CONSENT: 'NEW',
  CLEAN: 'NEW',
} as const satisfies Readonly<Record<ReasonName, string>>;

/** Of a number that may not be called, whatever a reason alone would say. */
const HELD = 'HELD';
const CALLABLE = 'NEW';

function statusOf({ reason, isCallable, isWithAnother }: DiallerVerdict): string {
  const status = isWithAnother ? HELD : STATUSES[reason];
  return status === CALLABLE && !isCallable ? HELD : status;
}

/** Digits of the UK's calling code. */
const UK = '44';

/**
 * Leads for VICIdial's loader: `phone_code` is the country, `phone_number` what follows it, without a
 * leading 0. The loader cannot tell where the country ends in another country's number: there the code
 * is empty and the number has all its digits. `vendor_lead_code` is the record, so that an answer of the
 * dialler leads back to the list.
 */
export const VICIDIAL: DiallerFormat = {
  name: 'vicidial',
  title: "leads for VICIdial's loader, with a status each",
  ending: '.vicidial.csv',
  header: csvLine(['vendor_lead_code', 'phone_code', 'phone_number', 'status']),
  holds: 'numbers',
  word: statusOf,
  line: (line) => {
    const digits = String(line.e164);
    const isUk = digits.startsWith(UK);
    return csvLine([
      String(line.record),
      isUk ? UK : '',
      isUk ? digits.slice(UK.length) : digits,
      statusOf(line),
    ]);
  },
};
