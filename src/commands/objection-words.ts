import { FAR_DAY } from '../policy/objections.js';
import type { RecordedEvent } from '../store/own-lists.js';
import { batchName } from '../store/own-batches.js';

/** An objection as JSON shows it. */
export function objectionJson({ terms, reference, batch, sequence }: RecordedEvent): object {
  return {
    list: terms.list,
    reason: terms.class,
    note: terms.reason,
    source: terms.source,
    reference,
    told: terms.told,
    told_known: terms.undated === 0,
    told_text: terms.told_text,
    until: terms.until === FAR_DAY ? null : terms.until,
    caller: terms.caller,
    campaign: terms.campaign,
    batch: batchName(batch),
    recorded: batch.recorded,
    ledger_line: sequence,
  };
}

/** An objection in words. */
export function objectionWords({ terms, reference, batch }: RecordedEvent): string {
  const { list, source, told, undated, until, caller, campaign } = terms;
  return [
    `list ${list}`,
    terms.class + (terms.reason === '' ? '' : ` (${terms.reason})`),
    undated === 1 ? `recorded ${told}, day told not known` : `told ${told}`,
    ...(until === FAR_DAY ? [] : [`to ${until}`]),
    ...(source === '' ? [] : [`from ${source}`]),
    ...(reference === '' ? [] : [`ref ${reference}`]),
    ...(caller === '' ? [] : [`told to ${caller}`]),
    ...(campaign === '' ? [] : [`for campaign ${campaign}`]),
    batchName(batch),
  ].join(', ');
}
