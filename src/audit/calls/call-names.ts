import type { UnknownWords } from './call-reading.js';

/** A name as a log has it. */
export interface CallName {
  /** The declared name; empty when the word is none, or nothing is said. */
  readonly name: string;
  /** What people read: the name, or the word that is none. */
  readonly words: string;
}

/** Words are few; a log whose column holds something else must not fill the memory. */
const MOST_WORDS = 10_000;
const LONGEST_WORD = 200;

const NOBODY: CallName = { name: '', words: '' };

/** The callers, or the campaigns, that the words of a log mean. */
export class CallNames {
  readonly #find: (word: string) => string | undefined;
  readonly #default: CallName;
  /** By the cell's bytes. */
  readonly #known = new Map<string, CallName>();
  readonly #unknown = new Map<string, number>();
  #unknownCalls = 0;

  /**
   * @param find the declared name that a word means
   * @param without the name where the log says none
   */
  constructor(find: (word: string) => string | undefined, without: string) {
    this.#find = find;
    this.#default = without === '' ? NOBODY : { name: without, words: without };
  }

  /** Of a call whose cell says nothing. */
  get without(): CallName {
    return this.#default;
  }

  /**
   * The name that a cell means.
   *
   * @param bytes the cell's, as latin1 text
   * @param text its text
   * @param isCounted whether a word that is no declared name is counted: not of other calls
   */
  of(bytes: string, text: () => string, isCounted: boolean): CallName {
    let known = this.#known.get(bytes);
    if (known === undefined) {
      known = this.#resolve(text().trim().slice(0, LONGEST_WORD));
      if (this.#known.size < MOST_WORDS) this.#known.set(bytes, known);
    }
    if (isCounted && known.name === '' && known.words !== '') this.#count(known.words);
    return known;
  }

  /** The words that are no declared names. */
  unknown(): UnknownWords {
    const words = [...this.#unknown]
      .map(([word, calls]) => ({ word, calls }))
      .sort((a, b) => b.calls - a.calls || (a.word < b.word ? -1 : 1));
    return { calls: this.#unknownCalls, words };
  }

  #resolve(word: string): CallName {
    if (word === '') return this.#default;
    const name = this.#find(word);
    return name === undefined ? { name: '', words: word } : { name, words: name };
  }

  #count(word: string): void {
    this.#unknownCalls++;
    const calls = this.#unknown.get(word);
    if (calls === undefined && this.#unknown.size >= MOST_WORDS) return;
    this.#unknown.set(word, (calls ?? 0) + 1);
  }
}
