import { EXIT_STATUS, ScreeningError } from '../core/errors.js';
import type { AccessLog } from '../store/access-log.js';
import type { Context, Question } from './context.js';

/** What a command is given before it can be asked about anybody. */
export type Settings = Omit<Context, 'asks' | 'answersWithFile'>;

const FAULT = 1;

/**
 * Runs a command so that what it says it is asked about persons stands in the access log before the
 * first byte of an answer leaves. A command that is asked nothing of that kind runs as it is.
 *
 * @throws ScreeningError when the log cannot be written: nothing was told then; and what the command
 *   throws
 */
export async function runLogged(
  settings: Settings,
  command: string,
  run: (context: Context) => Promise<number>,
): Promise<number> {
  const asking = new Asking(settings, command);
  let status: number;
  try {
    status = await run(asking.context);
  } catch (error) {
    asking.end(settings.signal.aborted ? undefined : statusOf(error));
    throw error;
  }
  asking.end(status);
  return status;
}

function statusOf(error: unknown): number {
  return error instanceof ScreeningError ? EXIT_STATUS[error.code] : FAULT;
}

class Asking {
  readonly context: Context;
  readonly #settings: Settings;
  readonly #command: string;
  /** From the first question until its line is written. */
  #open: { readonly log: AccessLog; question: Question } | undefined;
  #held: (() => void)[] = [];

  constructor(settings: Settings, command: string) {
    this.#settings = settings;
    this.#command = command;
    this.context = {
      ...settings,
      asks: (question) => this.#asks(question),
      answersWithFile: () => {
        this.end(undefined);
      },
      print: (text) => {
        this.#say(() => {
          settings.print(text);
        });
      },
      printJson: (value) => {
        this.#say(() => {
          settings.printJson(value);
        });
      },
      note: (text) => {
        this.#say(() => {
          settings.note(text);
        });
      },
      warn: (text) => {
        this.#say(() => {
          settings.warn(text);
        });
      },
      copyToStdout: (source) => {
        this.end(undefined);
        settings.progress.end();
        return settings.copyToStdout(source);
      },
    };
  }

  /** Writes the line, if there is one to write, and then says what was held back until then. */
  end(status: number | undefined): void {
    const open = this.#open;
    this.#open = undefined;
    const held = this.#held.splice(0);
    if (open !== undefined) {
      const { operator, account, clock } = this.#settings;
      const { numbers, others, reference } = open.question;
      const who = { operator, account, command: this.#command };
      open.log.append({ instant: clock(), status, ...who, numbers, others, case: reference });
    }
    for (const say of held) say();
  }

  async #asks(question: Question): Promise<void> {
    if (this.#open !== undefined) {
      this.#open.question = question;
      return;
    }
    const { AccessLog } = await import('../store/access-log.js');
    const { database, configuration, userAccessLog, note } = this.#settings;
    const configured = configuration.accessLog;
    const log = AccessLog.of({ database, configured, ofUser: userAccessLog });
    if (log === undefined) return;
    this.#open = { log, question };
    if (log.isElsewhere) {
      note(`beside the database nothing can be written: this is logged in ${log.path}`);
    }
  }

  #say(say: () => void): void {
    if (this.#open === undefined) say();
    else this.#held.push(say);
  }
}
