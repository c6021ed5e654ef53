import type { RunInFull } from '../audit/run-in-full.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import type { Context, OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** The options of a page. */
export const PAGE_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--html <file>', description: 'a page of the run, to read and print' },
  { flags: '--full', description: 'numbers in full on the page, not masked' },
];

/** A page that is to be written. */
export interface AskedPage {
  readonly path: string;
  /** Whether numbers stand on it in full. */
  readonly full: boolean;
  readonly force: boolean;
}

/** A page that stands under its name. */
export interface WrittenPage {
  /** Absolute, with links in its folder followed. */
  readonly path: string;
  readonly sha256: string;
}

/**
 * The page that was asked for; undefined without one.
 *
 * @throws ScreeningError wrong-use when --full has nothing to be full, no name was given, or no run is recorded
 */
export function settlePage(options: Options, isDryRun = false): AskedPage | undefined {
  const path = options.text('html');
  const full = options.flag('full');
  if (path === undefined) {
    if (!full) return undefined;
    throw wrongUse({
      summary: '--full is about the page of a run, and none was asked for',
      fix: 'add --html FILE, or leave it out',
      where: '--full',
    });
  }
  if (isDryRun) {
    throw wrongUse({
      summary: '--html and --dry-run exclude each other',
      why: 'a page is of a run that is recorded, and a dry run records none',
      fix: 'leave one of them out',
      where: '--html',
    });
  }
  if (path !== '' && path !== '-') return { path, full, force: options.flag('force') };
  throw wrongUse({
    summary: `--html '${path}' is no file`,
    why: 'a page is a file of its own, beside what the command says',
    fix: 'give the name of a file',
    where: '--html',
  });
}

/**
 * Makes the page of a run and writes it whole, or not at all.
 *
 * @throws ScreeningError wrong-use when something stands under its name, or it cannot be written;
 *   evidence-disagrees when the record of the run is not the one that was sealed
 */
export async function writeRunPage(
  context: Pick<Context, 'signal'>,
  shown: RunInFull,
  { path, full, force }: AskedPage,
): Promise<WrittenPage> {
  if (shown.altered !== undefined) throw shown.altered;
  const { requireReleased } = await import('../audit/released-run.js');
  requireReleased(shown.run, 'has no page');
  const { heldBackLines } = await import('../audit/held-back-lines.js');
  const heldBack = await heldBackLines(shown.run.record, context.signal);
  const { runPage } = await import('./run-page.js');
  const { pageHtml } = await import('../pages/page.js');
  const { writePage } = await import('../files/page-file.js');
  const { realPlace } = await import('../files/whole-output.js');
  const { RUN_PAGE_BEGINS } = await import('../scrub/run-page-file.js');
  const place = realPlace(path);
  const html = pageHtml(runPage({ shown, heldBack, full }));
  return { path: place, sha256: writePage(place, html, RUN_PAGE_BEGINS, force, '--html') };
}

/**
 * The page of a run that this command made, or the error that there is none: whatever becomes of it, the run
 * is recorded and its files stand.
 *
 * @throws Error when a signal stops it, or for a fault of the program
 */
export async function pageOfNewRun(
  context: Pick<Context, 'database' | 'clock' | 'signal'>,
  run: string,
  asked: AskedPage,
): Promise<WrittenPage | ScreeningError> {
  try {
    const { runInFull } = await import('../audit/run-in-full.js');
    return await writeRunPage(context, runInFull(context.database, run, context.clock()), asked);
  } catch (error) {
    context.signal.throwIfAborted();
    // A fault of the program too: what was recorded must be told before anything else is.
    const { code, explanation } = error instanceof ScreeningError ? error : faultOfPage(error);
    const { summary, why, where } = explanation;
    return new ScreeningError(code, {
      summary: `run ${run} is recorded and its files stand, but its page could not be written`,
      why: [summary, why].filter((text) => text !== undefined && text !== '').join(': '),
      fix: `tps-scrub runs show ${run} --html FILE writes it`,
      ...(where === undefined ? {} : { where }),
    });
  }
}

/** What JSON says of a page: nothing unless one was asked for. The run counts even where its page failed. */
export function pageJson(page: WrittenPage | ScreeningError | undefined): object {
  if (page === undefined) return {};
  if (!(page instanceof ScreeningError)) return { page };
  return { ok: false, code: page.code, ...page.explanation, page: null };
}

function faultOfPage(error: unknown): ScreeningError {
  return wrongUse({
    summary: 'a fault of the program',
    why: error instanceof Error ? error.message : String(error),
  });
}
