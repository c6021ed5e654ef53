import { CONSENT_FAULTS, type ConsentFault } from '../policy/consents.js';
import { FAR_DAY } from '../policy/objections.js';
import type { RecordedConsent } from '../store/own-lists.js';
import { batchName } from '../store/own-batches.js';

/** Why a consent is not usable, in words; empty when it is. */
export function faultWords(fault: ConsentFault | ''): string {
  return CONSENT_FAULTS.find(({ name }) => name === fault)?.means ?? '';
}

/** A consent as JSON shows it. @param fault why it is not usable; empty when it is */
export function consentJson(
  { terms, reference, batch, sequence }: RecordedConsent,
  fault: ConsentFault | '',
): object {
  return {
    caller: terms.caller,
    given: terms.undated === 1 ? null : terms.given,
    given_text: terms.given_text,
    until: terms.until === FAR_DAY ? null : terms.until,
    for: terms.purposes.split(' '),
    kind: terms.kind,
    obtained: terms.obtained,
    method: terms.method,
    wording: terms.wording,
    reference,
    usable: fault === '',
    fault,
    why: faultWords(fault),
    batch: batchName(batch),
    recorded: batch.recorded,
    ledger_line: sequence,
  };
}

/** A consent in words, and why it is not usable. */
export function consentWords(
  { terms, reference, batch }: RecordedConsent,
  fault: ConsentFault | '',
): string {
  const { caller, given, undated, until, purposes, kind, obtained, method } = terms;
  const words = [
    caller === '' ? 'to nobody in particular' : `to ${caller}`,
    undated === 1 ? 'day not known' : `given ${given}`,
    ...(until === FAR_DAY ? [] : [`to ${until}`]),
    `for ${purposes.replaceAll(' ', ' and ')} calls`,
    ...(kind === 'opt-in' ? [] : ['a call that was asked for']),
    ...(obtained === 'own' ? [] : ['obtained by a third party']),
    ...(method === '' ? [] : [`by ${method}`]),
    ...(reference === '' ? [] : [`ref ${reference}`]),
    batchName(batch),
  ].join(', ');
  return fault === '' ? words : `${words}: not usable, ${faultWords(fault)}`;
}
