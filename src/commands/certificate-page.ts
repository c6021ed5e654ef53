import { isCallable, type Certificate } from '../audit/certificate.js';
import { CERTIFICATE_TITLE } from '../audit/certificate-file.js';
import type { Page, PageBlock, PageSection, PageText } from '../pages/page.js';
import { counted } from '../ui/tables.js';
import { editionRows, registersTable } from './certificate-registers.js';
import {
  countsTables,
  evidenceRows,
  listRows,
  outputRows,
  labelledRows,
} from './certificate-tables.js';
import { instantWords } from './day-words.js';
import { POLICY_NAMES } from '../policy/policies.js';
import { HOW_RULES_DECIDE, policyTerms, ruleSentence, whatIsLeft } from './policy-words.js';
import {
  flaggedText,
  historicalText,
  leadText,
  limitTexts,
  validityText,
} from './run-statement.js';

/** The certificate of a run as a page: to be read by who was not there, printed, and signed. */
export function certificatePage(certificate: Certificate): Page {
  const { shown, issued } = certificate;
  const { run } = shown;
  return {
    title: CERTIFICATE_TITLE,
    over: `tps-scrub, run ${run.id}`,
    lead: leadText(run),
    statement: statement(certificate),
    sections: [
      { title: 'What was screened', blocks: [labelledRows(listRows(certificate))] },
      screenedAgainst(certificate),
      { title: 'What was found', blocks: countsTables(certificate) },
      { title: 'What came of it', blocks: [labelledRows(outputRows(certificate)), verifyWords()] },
      {
        title: 'Evidence',
        blocks: [labelledRows(evidenceRows(certificate)), evidenceWords(certificate)],
      },
      { title: 'What this does not say', blocks: [limits(certificate)] },
    ],
    signatures: ['Name', 'Signature', 'Date'],
    annexes: [policyAnnex(certificate)],
    foot: `Run ${run.id}, issued ${issued}`,
  };
}

function statement(certificate: Certificate): PageText[] {
  const { shown, notScreened, recalledThrough } = certificate;
  const { run } = shown;
  const { plan } = run.record;
  const through = `Own objections recalled through ${instantWords(recalledThrough)} (London)`;
  const recalled =
    recalledThrough > plan.as_of
      ? `${through}: the numbers of people who had objected by then were held back, or passed on after the list was made.`
      : `${through}, when the list was made; no later ones were passed on for it.`;
  const lines: PageText[] =
    run.standing === 'historical'
      ? [historicalText(run)]
      : [...flaggedText(run), validityText(run), recalled, ...notPassedOn(certificate)];
  return [...lines, ...limitTexts(notScreened, shown.registers)];
}

/** Objections of people whose numbers the list still has; nothing of a list that may not be called. */
function notPassedOn({ shown, notPassedOn: numbers }: Certificate): PageText[] {
  if (!isCallable(shown.run)) return [];
  const since = 'Recorded since and not passed on';
  if (numbers === undefined) {
    return [{ tone: 'doubt', text: `${since}: not known; tps-scrub recall tells with the list.` }];
  }
  if (numbers === 0) return [`${since}: no number of the list.`];
  return [
    {
      tone: 'bad',
      text: `${since}: ${counted(numbers, 'number')} of the list, not to be called any more: tps-scrub recall ${shown.run.id}.`,
    },
  ];
}

function screenedAgainst(certificate: Certificate): PageSection {
  const { objections, consents, unread } = certificate.ownLists;
  const { plan } = certificate.shown.run.record;
  return {
    title: 'Against what',
    blocks: [
      registersTable(certificate),
      labelledRows([
        ...editionRows(certificate),
        [
          'own suppression lists',
          `${counted(objections, 'objection')} recorded by ${plan.as_of} and not undone, to whomever they were told`,
        ],
        [
          'unread opt-outs',
          unread === 0
            ? 'none waited'
            : {
                tone: 'doubt',
                text: `${counted(unread, 'line')} of opt-out files waited to be settled`,
              },
        ],
        [
          'consents',
          `${counted(consents, 'consent')} recorded by then and not undone, of whatever caller`,
        ],
        ['policy', `${plan.policy.name}: ${plan.policy.title}; in words in the annex`],
      ]),
    ],
  };
}

function verifyWords(): PageBlock {
  return {
    kind: 'sentences',
    sentences: [
      {
        tone: 'quiet',
        text: 'A list is the one of this certificate only if its SHA-256 is the one above: tps-scrub verify LIST says so, as sha256sum does.',
      },
    ],
  };
}

function evidenceWords({ shown: { run, trace } }: Certificate): PageBlock {
  const { record } = run;
  const sentences: PageText[] = [
    {
      tone: 'quiet',
      text: `To repeat this scrub, byte for byte: tps-scrub replay ${run.id} --input LIST, with tps-scrub ${record.program_version} or a later version that replays reader version ${String(record.plan.reader_version)}; another outcome is an exit status other than 0.`,
    },
    {
      tone: 'quiet',
      text: 'To hold this certificate against the database: tps-scrub verify --head with its ledger head. Who can write the database could make a new ledger; a certificate that is kept elsewhere shows it.',
    },
  ];
  if (!trace.kept) {
    sentences.push({
      tone: 'doubt',
      text: `The numbers of the list are not held: ${trace.why}. What was decided about one of them can be told only by a replay.`,
    });
  }
  return { kind: 'sentences', sentences };
}

/** Word for word what the run decided by. */
function policyAnnex({ shown }: Certificate): PageSection {
  const { policy } = shown.run.record.plan;
  const isBuiltIn = POLICY_NAMES.some((name) => name === policy.name);
  return {
    title: `Annex: the policy ${policy.name} in words`,
    blocks: [
      { kind: 'rows', rows: Object.entries(policyTerms(policy, isBuiltIn)) },
      { kind: 'sentences', sentences: [HOW_RULES_DECIDE] },
      {
        kind: 'table',
        head: ['No.', 'Rule', 'Reason', 'Basis'],
        rows: policy.rules.map((rule, place) => [
          String(place + 1),
          ruleSentence(rule),
          { text: rule.reason, isWhole: true },
          rule.basis,
        ]),
        right: [0],
      },
      { kind: 'sentences', sentences: whatIsLeft(policy) },
    ],
  };
}

function limits({ shown }: Certificate): PageBlock {
  const { record } = shown.run;
  const { numbers, counts } = record;
  const fate =
    record.plan.rows === 'flag'
      ? `${counts.unscreened === 1 ? 'is' : 'are'} marked so in the list`
      : `${counts.unscreened === 1 ? 'was' : 'were'} not cleared; nothing that was not read is in the list`;
  const unread =
    counts.unscreened === 0
      ? 'Every record was screened.'
      : `${counted(counts.unscreened, 'record')} could not be screened and ${fate}.`;
  return {
    kind: 'sentences',
    sentences: [
      `${unread} ${counted(numbers.read, 'number')} stood in the screened columns; other columns were not looked at.`,
      'It says nothing of calls that were made: whether the list was called within its days, and whether objections of later were honoured, other records must show.',
      'A register file is the register as the file had it on its date. Who came onto the register afterwards may not be called from 28 days after that, which the last call day allows for.',
      'Figures are counts of this database; no telephone number stands in this certificate. Instants that end in Z are UTC, other times London’s.',
    ],
  };
}
