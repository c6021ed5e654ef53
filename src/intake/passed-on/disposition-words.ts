import { NO_CALL, plainWords } from '../../core/no-call-words.js';

/**
 * What diallers and people call the end of a call. Tables only: VICIdial's statuses (its manual,
 * "System Statuses") and everyday words; a value is compared trimmed, in lower case, with blanks
 * for underscores and hyphens.
 */

/** Values that say that a consent ended. */
const WITHDREW = /\b(?:withdr[ae]w\w*|revoked?)\b/i;

/** Everyday and VICIdial's words for the end of a call. */
const KNOWN = new Set(
  (
    'sale|sold|ni|not interested|interested|callbk|cbhold|callback|call back|call back later|' +
    'scheduled callback|xfer|transfer|transferred|ivrxfr|hxfer|queue|incall|drop|dropped|pdrop|' +
    'xdrop|abandoned|eri|dc|adc|adct|dec|np|pu|afax|afthrs|nanque|timeot|lrerr|svyhu|svyvm|maxcal|' +
    'aa|al|declined|refused|no answer|not answered|noanswer|rna|ring no answer|' +
    'answering machine|answer machine|answerphone|machine|voicemail|voice mail|left message|' +
    'left voicemail|busy|engaged|hung up|hang up|hangup|dead line|dead air|dead number|disconnected|' +
    'out of service|not in service|number unobtainable|unobtainable|unreachable|not available|' +
    'unavailable|fax|fax machine|gatekeeper|language barrier|appointment|appointment set|' +
    'appointment made|meeting booked|lead|contacted|not contacted|no contact|completed|failed|' +
    'not dialled|not called|uncalled|qualified|not qualified|converted|decision maker unavailable'
  ).split('|'),
);

/** Statuses that also mean other things (a grade, yes or no, morning): they tell beside others only. */
const DOUBTFUL = new Set('a b n na ab am pm new'.split(' '));

const HEADER = new RegExp(
  String.raw`^(?:(?:last|latest|final|current|call|lead|list|contact|dial(?:l?er)?|agent|phone|record) )*` +
    String.raw`(?:status|dispositions?|dispo|disp|outcome|results?|wrap ?up|wrap(?= code)|term(?= )|` +
    String.raw`termination|finish|completion|closure)` +
    String.raw`(?: (?:code|name|text|description|desc|reason|id))*$`,
);
/** What {@link HEADER} matches and yet is no word for the end of a call. */
const NOT_HEADERS = new Set(['finish', 'completion', 'closure']);

/** What heads a column that says whether something still holds, or what became of it. */
const ENDED = new RegExp(
  String.raw`\b(?:withdr[ae]w\w*|revo[kc]\w*|opt(?:s|ed|ing)? ?outs?|do ?not|don ?t|unsub\w*|dnc\w*|` +
    String.raw`object(?:s|ed|ions?)?|cancel\w*|declin\w*|refus\w*|delet\w*|lapsed?|expir\w*|` +
    String.raw`void(?:ed)?|blocked|exclu\w*|ended|end date|status|dispo\w*|outcomes?|results?|` +
    String.raw`reasons?|(?:is|in)?active|(?:is|in)?valid\w*)\b`,
);
/** What heads a column that says whether somebody agreed at all. */
const AGREED =
  /^(?:[a-z]+ )*(?:opt(?:ed)? ?in|consent(?:ed)?|permission|agreed)(?: (?:flag|given|yn|y n))?$/;

/** To stand on a register is no opt-out from a caller: consents are given to be called all the same. */
const REGISTERS = /\bc?tps\b/gi;

/** Whether a value says that the person is not to be called. */
export function looksLikeOptOut(value: string): boolean {
  return NO_CALL.test(plainWords(value));
}

/** The words of a value that may mean that a consent was withdrawn or never given; empty without. */
export function withdrawalWords(value: string): string {
  const words = plainWords(value).replace(REGISTERS, '');
  return NO_CALL.exec(words)?.[0] ?? WITHDREW.exec(words)?.[0] ?? '';
}

/** Whether a header may be that of a column which says that consents were withdrawn. */
export function isWithdrawalHeader(header: string): boolean {
  const words = plainWords(header.replace(/([a-z])([A-Z])/g, '$1 $2')).toLowerCase();
  return (
    withdrawalWords(words) !== '' ||
    ENDED.test(words) ||
    AGREED.test(words) ||
    isDispositionHeader(header)
  );
}

/** How a value speaks for its column being one of dispositions. */
export function dispositionOf(value: string): 'known' | 'doubtful' | 'unknown' {
  const word = plainWords(value).toLowerCase();
  if (DOUBTFUL.has(word)) return 'doubtful';
  return KNOWN.has(word) || looksLikeOptOut(word) ? 'known' : 'unknown';
}

/** Whether a header names dispositions: `Status`, `CallResult`, `wrap_up_code`. */
export function isDispositionHeader(header: string): boolean {
  const words = plainWords(header.replace(/([a-z])([A-Z])/g, '$1 $2')).toLowerCase();
  return HEADER.test(words) && !NOT_HEADERS.has(words);
}
