/** Words by which people and diallers say "do not call this person again", in {@link plainWords}. */
export const NO_CALL = new RegExp(
  [
    String.raw`\b(?:do ?n[o'\u2019]?t|never) ?(?:call|contact|ring|phone)`,
    String.raw`\bdnc\w*`,
    String.raw`\bopt(?:ed|ing)? ?-?out`,
    String.raw`\bunsub\w*`,
    String.raw`\bremov\w*`,
    String.raw`\bstop(?:ped)?\b`,
    String.raw`\bsuppress\w*`,
    String.raw`\bno (?:more|further) (?:calls?|contact)\b`,
    String.raw`\bno calls?\b`,
    String.raw`\bc?tps\b`,
    String.raw`\bcomplain\w*`,
    String.raw`\bobject(?:ed|ion)\b`,
    String.raw`\bdeceased\b`,
    String.raw`\bbereave\w*`,
    String.raw`\bvulnerable\b`,
    String.raw`\bwrong ?(?:nos?|num\w*|person)\b`,
    String.raw`\btake (?:me )?off\b`,
    String.raw`\bblack ?list\w*`,
  ].join('|'),
  'i',
);

/** A text with blanks for the marks that people and programs put between words: `OPT_OUT`, `do-not-call`. */
export function plainWords(text: string): string {
  return text.replace(/[\s_.:/-]+/g, ' ').trim();
}
