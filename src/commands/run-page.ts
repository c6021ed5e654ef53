import type { HeldBack } from '../audit/held-back-lines.js';
import type { PastRun } from '../audit/past-run.js';
import { notScreened } from '../audit/released-run.js';
import type { RunInFull } from '../audit/run-in-full.js';
import type { Page, PageSection, PageText } from '../pages/page.js';
import { RUN_PAGE_TITLE } from '../scrub/run-page-file.js';
import { counted, grouped } from '../ui/tables.js';
import { dayWords } from './day-words.js';
import { labelledRows } from './certificate-tables.js';
import { heldBackBlocks } from './run-page-held-back.js';
import {
  countBlocks,
  fileTable,
  hashRows,
  reasonBlocks,
  registerBlocks,
} from './run-page-parts.js';
import {
  flaggedText,
  historicalText,
  leadText,
  limitTexts,
  validityText,
} from './run-statement.js';

/** What a page of a run is made of beside the run. */
export interface RunPageRequest {
  readonly shown: RunInFull;
  readonly heldBack: HeldBack;
  /** Whether numbers stand in full. */
  readonly full: boolean;
}

/**
 * The page of a run: for whoever prepares the campaign, who wants to know first whether and until when the
 * list may be called, then what was held back and what to do about it. It proves nothing and says so.
 */
export function runPage({ shown, heldBack, full }: RunPageRequest): Page {
  const { run } = shown;
  return {
    title: RUN_PAGE_TITLE,
    over: `tps-scrub, run ${run.id}`,
    lead: leadText(run),
    statement: statement(shown),
    sections: [
      { title: 'How many records', blocks: countBlocks(run.record) },
      ...reasonSection(run),
      { title: 'Registers', blocks: registerBlocks(shown) },
      { title: 'Files written', blocks: [fileTable(run.record)] },
      { title: 'What to do next', blocks: [{ kind: 'sentences', sentences: nextSteps(run) }] },
      { title: 'What was held back', blocks: heldBackBlocks(heldBack, run.record, full) },
      { title: 'Hashes and versions', blocks: [labelledRows(hashRows(shown))] },
    ],
    signatures: [],
    annexes: [],
    foot: `Run ${run.id}, as it stood on ${shown.today}. No evidence: see the certificate`,
  };
}

function statement({ run, registers }: RunInFull): PageText[] {
  const { counts, plan } = run.record;
  return [
    ...(run.standing === 'historical'
      ? [historicalText(run)]
      : [...flaggedText(run), ...lastDay(run), validityText(run)]),
    `${grouped(counts.clean)} of ${counted(counts.read, 'record')} clean, ${counted(counts.excluded + counts.unscreened, 'record')} held back.`,
    ...limitTexts(notScreened(plan), registers),
    {
      tone: 'quiet',
      text: `This page is no evidence: anybody could have written it. What a run proves stands on its certificate: tps-scrub certificate ${run.id}.`,
    },
  ];
}

/** What a reader must not forget; a list that is out of date is said to be. */
function lastDay({ record: { plan }, standing }: PastRun): PageText[] {
  if (standing === 'out-of-date') return [];
  const text = `Last call day: ${dayWords(plan.until)}. Do not call from this list after it.`;
  return [{ tone: plan.rows === 'flag' ? 'doubt' : 'good', text }];
}

function reasonSection({ record }: PastRun): PageSection[] {
  const blocks = reasonBlocks(record);
  return blocks.length === 0 ? [] : [{ title: 'Why, and what to do', blocks }];
}

/** What to do with the list: nothing of calling from one that may not be called. */
function nextSteps(run: PastRun): PageText[] {
  const { plan, counts } = run.record;
  const isForCalling = run.standing === 'in-date' || run.standing === 'not-yet';
  const mended: PageText[] =
    counts.unscreened === 0
      ? []
      : [
          `Mend what could not be screened (${counted(counts.unscreened, 'record')}), as the reasons above say, and scrub the list again.`,
        ];
  if (!isForCalling) {
    return [
      'Do not call from this list. For calls of today or later, import the newest registers and scrub the call list again.',
      ...mended,
    ];
  }
  return [
    plan.rows === 'flag'
      ? 'Filter the list on scrub_outcome=clean before any call.'
      : 'Call from the cleaned list alone, not from the list that was screened.',
    `Before each day of calls, ask who has objected since, and take them out: tps-scrub recall ${run.id}.`,
    `When the list has been handed on, see that it is still the one of this run: tps-scrub verify FILE.`,
    ...mended,
    `For the file of the campaign, or a regulator: tps-scrub certificate ${run.id}.`,
  ];
}
