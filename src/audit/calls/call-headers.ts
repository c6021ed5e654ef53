import type { CallColumn } from '../../config/call-log.js';
import { foldName } from '../../core/fold-name.js';

/**
 * What exports call the two columns without which nothing can be said of a call: folded, and without
 * what is no letter or digit, so that `Called_At` is `calledat`. The caller's own number (`cli`,
 * `src`) and the end of a call are none of them.
 */
const HEADERS: Readonly<Partial<Record<CallColumn, ReadonlySet<string>>>> = {
  number: words(
    'phone phoneno phonenumber telephone telephoneno telephonenumber msisdn dst destination',
    'destinationno destinationnumber dialled dialledno diallednumber numberdialled dialed dialedno',
    'dialednumber numberdialed calledno callednumber calledparty numbercalled',
    'callee calleenumber tonumber contactnumber customernumber customerphone',
  ),
  start: words(
    'started startedat starttime startdate startdatetime starttimestamp date time datetime',
    'dateandtime dateofcall timeofcall timestamp calltime calldate calldatetime calltimestamp',
    'calldateandtime callstart callstarttime callstartdate callstartdatetime callstarted',
    'callstartedat calledat calledon dialledat dialedat answered answeredat answertime',
    'connectedat connecttime setuptime',
  ),
};

/** Whether a column is found by its header, when nobody named one and none bears the name itself. */
export function isHeaderOf(logical: CallColumn, header: string): boolean {
  return HEADERS[logical]?.has(foldName(header).replace(/[^\p{L}\p{N}]/gu, '')) ?? false;
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
