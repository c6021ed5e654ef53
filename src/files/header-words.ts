/** Words of a header that say telephone, apart or run together; `contact no` and its like need both. */
const TELEPHONE = [
  /\b(?:tel(?:ephone)?s?|phones?|mob(?:ile)?s?|cell(?:ular)?|landlines?|msisdn|ddi|cli|handset|switchboard|ph|ffôn|ffon)\b|(?:tele)?phone|mobile/,
  /\b(?:tel|mob|ph)(?:no|num|number)\b|\b(?:home|work|day|evening|alt)(?:tel|mob)\b/,
  /\b(?:contact|home|work|day|daytime|evening|office|direct|dial|dialled|diall?ing|callback) (?:no|nos|num|number|numbers|line|dial)\b/,
];

const FAX = /fax|facsimile/;

/** Words beside a telephone word, of a column that tells about telephones and holds none. */
const ABOUT =
  /\b(?:types?|kinds?|consents?|consented|preferences?|pref|prefs|preferred|opt|optin|optout|ok|okay|status|flags?|permissions?|allowed|valid|verified|result|outcome|notes?|comments?|network|provider|model)\b/;

/**
 * What a header can say that a column is, so that ten digits in it are no telephone number without
 * its 0: orders, ids, seconds since 1970 and taxpayers' references have as many.
 */
const OTHER_THINGS = [
  {
    thing: 'a reference',
    words:
      /\b(?:orders?|invoices?|refs?|references?|ids?|uid|uuid|guid|urn|ticket|case|quote|quotation|sku|barcode|ean|upc|isbn|tracking|parcel|serial|imei|batch|transaction|booking|claim|contract|member|membership|keys?)\b/,
  },
  {
    thing: 'a date or time',
    words:
      /\b(?:dates?|dated|dob|birth|birthday|times?|timestamp|epoch|created|updated|modified|added|joined|expires|expiry|started|ended)\b/,
  },
  {
    thing: 'an account or card',
    words: /\b(?:accounts?|acct|acc|iban|bic|swift|sort ?code|sortcode|card|bank)\b/,
  },
  {
    thing: 'a tax or company number',
    words:
      /\b(?:vat|utr|paye|crn|eori|tax|nino|national insurance|charity|company (?:no|num|number|reg|registration)|companies house)\b/,
  },
  {
    thing: 'a meter or health number',
    words: /\b(?:mpan|mprn|uprn|usrn|nhs|passport|licen[cs]e|postcode|post code|meter)\b/,
  },
  {
    thing: 'a measure',
    words:
      /\b(?:lat|latitude|lon|lng|long|longitude|easting|northing|amount|price|total|balance|value|score|weight|quantity|qty)\b/,
  },
] as const satisfies readonly { readonly thing: string; readonly words: RegExp }[];

/** A word of the header says telephone. */
export function saysTelephone(header: string): boolean {
  const words = wordsOf(header);
  return TELEPHONE.some((pattern) => pattern.test(words));
}

/** A word of the header says fax. */
export function saysFax(header: string): boolean {
  return FAX.test(header.toLowerCase());
}

/** The header says telephone and that the column tells about it: a type, a consent, a status. */
export function saysAboutTelephone(header: string): boolean {
  return saysTelephone(header) && ABOUT.test(wordsOf(header));
}

/** What the header says that the column is, when it is no telephone; undefined when it says neither. */
export function otherThing(header: string): string | undefined {
  if (saysTelephone(header) || saysFax(header)) return undefined;
  const words = wordsOf(header);
  return OTHER_THINGS.find((row) => row.words.test(words))?.thing;
}

/** `HomeTel_1` as `home tel 1`. */
function wordsOf(header: string): string {
  return header
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ')
    .toLowerCase()
    .replace(/[_.:/#()-]+/g, ' ')
    .replace(/\s+/g, ' ');
}
