import type { ConsentTerms } from '../policy/consents.js';
import { DEFAULT_LIST, type ObjectionClass, type ObjectionTerms } from '../policy/objections.js';

/**
 * What is left of each class after an erasure. A reason may tell of health, of a death or of a dispute;
 * what is left blocks as hard and says nothing of that. Three classes stay, since what they do is
 * theirs alone: they void consents, of one caller or all.
 */
const NEUTRAL_CLASS = {
  'asked-not-to-call': 'asked-not-to-call',
  'consent-withdrawn': 'consent-withdrawn',
  other: 'other',
  'abandoned-call': 'other',
  complaint: 'suppressed',
  vulnerable: 'suppressed',
  legal: 'suppressed',
  deceased: 'suppressed',
  'wrong-number': 'wrong-number',
  suppressed: 'suppressed',
} as const satisfies Record<ObjectionClass, ObjectionClass>;

const TOKEN = /^erased-([1-9]\d{0,8})$/;

/** Whether a text stands in place of words that were erased. */
export function isErasedWord(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * What stands in place of the words about one number. The same words have the same token and others
 * another, never a blank: two entries that one withdrawal or one repeat could not both have meant must
 * not become one, or more would end than did. What words a token stood for nobody can tell.
 *
 * Number, caller, campaign and days stay, and so does what a consent is for. A consent keeps no
 * evidence, and so is not usable any more (policy/consents.ts).
 */
export class NeutralWords {
  readonly #tokens = new Map<string, string>();
  #last: number;

  /** @param said every text that stands beside the number: its tokens of earlier erasures are taken */
  constructor(said: Iterable<string>) {
    this.#last = 0;
    for (const text of said) this.#last = Math.max(this.#last, Number(TOKEN.exec(text)?.[1] ?? 0));
  }

  /** What is left of an objection or a withdrawal. */
  objection(terms: ObjectionTerms): ObjectionTerms {
    return {
      ...terms,
      list: DEFAULT_LIST,
      class: NEUTRAL_CLASS[terms.class],
      reason: this.#token('reason', terms.reason),
      source: this.#source(terms),
      told_text: this.#token('day', terms.told_text),
    };
  }

  /** What is left of a consent. */
  consent(terms: ConsentTerms): ConsentTerms {
    return { ...terms, given_text: this.#token('day', terms.given_text), method: '', wording: '' };
  }

  /** What is left of the reference of an objection. */
  reference(text: string): string {
    return this.#token('reference', text);
  }

  /** List, class and source are what tells entries apart (policy/standing.ts): one token for all. */
  #source({ list, class: name, source }: ObjectionTerms): string {
    const isNeutral = list === DEFAULT_LIST && NEUTRAL_CLASS[name] === name;
    if (isNeutral && (source === '' || TOKEN.test(source))) return source;
    return this.#of(JSON.stringify(['source', list, name, source]));
  }

  #token(what: string, text: string): string {
    return text === '' || TOKEN.test(text) ? text : this.#of(JSON.stringify([what, text]));
  }

  #of(key: string): string {
    let token = this.#tokens.get(key);
    if (token === undefined) {
      token = `erased-${String(++this.#last)}`;
      this.#tokens.set(key, token);
    }
    return token;
  }
}
