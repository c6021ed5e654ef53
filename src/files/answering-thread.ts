import { existsSync } from 'node:fs';
import { Worker, type Transferable } from 'node:worker_threads';

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Whether a thread's script is there: the program's sources have none that could run. */
export function hasThread(script: URL): boolean {
  return existsSync(script);
}

/** A thread that is told things, and answers in order what it is asked. */
export class AnsweringThread<Told, Answer> {
  readonly #worker: Worker;
  #failed: Error | undefined;
  readonly #waiting: Waiting<Answer>[] = [];

  /** @param data what the script gets as `workerData` */
  constructor(script: URL, data?: unknown) {
    // No option of the program that this one runs in, such as a module to load first, is for the thread.
    this.#worker = new Worker(script, { workerData: data, execArgv: [] });
    this.#worker.on('message', (answer: Answer) => {
      this.#waiting.shift()?.resolve(answer);
    });
    this.#worker.on('error', (thrown) => {
      this.#fail(thrown instanceof Error ? thrown : new Error(String(thrown)));
    });
    this.#worker.on('messageerror', (error) => {
      this.#fail(error);
    });
    this.#worker.on('exit', () => {
      this.#fail(new Error('a thread ended that was to answer'));
    });
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  /** @param moved what the thread owns from now on */
  tell(told: Told, moved: readonly Transferable[] = []): void {
    this.#worker.postMessage(told, moved);
  }

  /**
   * Its answer; rejected with what the thread throws, now or before. It may be awaited later than it fails.
   *
   * @param moved what the thread owns from now on
   */
  ask(asked: Told, moved: readonly Transferable[] = []): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.#failed) reject(this.#failed);
      else this.#waiting.push({ resolve, reject });
    });
    answer.catch(() => undefined);
    this.#worker.postMessage(asked, moved);
    return answer;
  }

  /** Ends it, whatever it is at. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
