import { inTransaction, type Store } from './database.js';

/** Carries a result out of a transaction that must not be committed. */
class TakenBack<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super('taken back');
    this.result = result;
  }
}

/** What a change would come to: it is made, and taken back whole. */
export function takenBack<T>(store: Store, change: () => T): T {
  try {
    return inTransaction(store, () => {
      throw new TakenBack(change());
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result as T;
    throw error;
  }
}
