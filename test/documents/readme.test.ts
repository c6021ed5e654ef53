import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RECALL_STATES } from '../../src/audit/objection-recalls.js';
import { COMMANDS, GLOBAL_OPTIONS } from '../../src/commands/commands.js';
import { EXIT_STATUS } from '../../src/core/errors.js';
import { CALL_COVERS, CALL_REASONS, CALL_VERDICTS } from '../../src/audit/calls/call-verdicts.js';
import { FLAGS } from '../../src/core/flags.js';
import { VERSION } from '../../src/core/version.js';
import { CONSENT_COLUMNS } from '../../src/intake/consents/reading.js';
import { CONSENT_FAULTS, PURPOSES } from '../../src/policy/consents.js';
import { OBJECTION_CLASSES } from '../../src/policy/objections.js';
import { FACT_NAMES } from '../../src/policy/facts.js';
import { ALARM_NAMES } from '../../src/scrub/hit-rate.js';
import { OWN_REASONS } from '../../src/policy/own-policy.js';
import { POLICIES } from '../../src/policy/policies.js';
import { REASONS } from '../../src/policy/reasons.js';
import { REPORT_COLUMNS } from '../../src/scrub/report.js';
import { DOCUMENTS, firstCells, section } from './documents.js';

const manifest = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string; dependencies: Record<string, string>; scripts: Record<string, string> };

describe('the documents', () => {
  it('names every command, and no other', () => {
    expect(firstCells('README.md', 'Commands')).toEqual(COMMANDS.map(({ name }) => name));
  });

  it('names every option of all commands', () => {
    for (const { flags } of GLOBAL_OPTIONS) {
      expect(section('README.md', 'Commands')).toContain(`\`${flags.split(' ')[0] ?? ''}`);
    }
  });

  it('gives every reason in its deciding order, with outcome and letter', () => {
    const rows = [
      ...section('docs/call-lists.md', 'Reasons').matchAll(/^\| `(\w+)` \| (\w+) \| (\w?) ?\|/gm),
    ];
    expect(rows.map(([, name, outcome, letter]) => ({ name, outcome, letter }))).toEqual(
      REASONS.map(({ name, outcome, letter }) => ({ name, outcome, letter })),
    );
  });

  it('names every flag, report column, policy and exit status', () => {
    for (const flag of FLAGS)
      expect(section('docs/call-lists.md', 'Flags')).toContain(`\`${flag}\``);
    const columns = [...section('docs/call-lists.md', 'The report').matchAll(/`(\w+)`/g)].map(
      ([, name]) => name,
    );
    expect(columns.slice(0, REPORT_COLUMNS.length)).toEqual([...REPORT_COLUMNS]);
    for (const { name } of POLICIES)
      expect(section('docs/policies.md', 'Policies')).toContain(`\`${name}\``);
    for (const status of Object.values(EXIT_STATUS)) {
      expect(firstCells('README.md', 'Exit statuses')).toContain(String(status));
    }
  });

  it('names every alarm of a hit rate, in their order, and no other', () => {
    const rows = [
      ...section('docs/call-lists.md', 'What a run controls').matchAll(/^\| `([a-z-]+)` \|/gm),
    ];
    expect(rows.map(([, name]) => name)).toEqual(ALARM_NAMES);
  });

  it('gives every verdict on a call, and what became of objections, in their order', () => {
    expect(firstCells('docs/answers.md', 'Calls')).toEqual(CALL_VERDICTS.map(({ name }) => name));
    expect(firstCells('docs/answers.md', 'Recall')).toEqual(RECALL_STATES.map(({ name }) => name));
    for (const { name } of CALL_REASONS)
      expect(section('docs/answers.md', 'Calls')).toContain(`\`${name}\``);
    for (const { name } of CALL_COVERS)
      expect(section('docs/answers.md', 'Calls')).toContain(`\`${name}\``);
  });

  it('names every fact and reason of rules of the firm’s own', () => {
    const [, facts = ''] = section('docs/policies.md', 'Policies').split('Facts: ');
    const [listed = ''] = facts.split('.');
    expect([...listed.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual(FACT_NAMES);
    for (const { name, needs, lifts } of OWN_REASONS) {
      for (const word of [name, needs, lifts]) {
        if (word !== '') expect(section('docs/policies.md', 'Policies')).toContain(`\`${word}\``);
      }
    }
  });

  it('says of every class whether a consent lifts it and whether it can end', () => {
    const rows = [
      ...section('docs/own-lists.md', 'Own suppression lists').matchAll(
        /^\| `([\w-]+)`.*? \|(.*)\|(.*)\|$/gm,
      ),
    ];
    expect(
      rows.map(([, name, lifted, mayEnd]) => [name, lifted?.trim() ?? '', mayEnd?.trim() ?? '']),
    ).toEqual(
      OBJECTION_CLASSES.map(({ name, lifted, mayEnd }) => [
        name,
        lifted ? 'yes' : '',
        mayEnd ? 'yes' : '',
      ]),
    );
  });

  it('says of every fault of a consent why it makes it not usable', () => {
    expect(firstCells('docs/own-lists.md', 'Consents')).toEqual(
      CONSENT_FAULTS.map(({ name }) => name),
    );
    for (const { name } of PURPOSES)
      expect(section('docs/own-lists.md', 'Consents')).toContain(name);
    for (const name of CONSENT_COLUMNS)
      expect(section('docs/own-lists.md', 'Consents')).toContain(`\`${name}\``);
  });

  it('gives a reason for every package that users install', () => {
    for (const name of Object.keys(manifest.dependencies)) {
      expect(section('README.md', 'Decisions')).toContain(name);
    }
  });

  it('shows command lines whose options exist', () => {
    const known = new Set(
      [...COMMANDS.flatMap(({ options }) => options), ...GLOBAL_OPTIONS].map(
        ({ flags }) => flags.split(' ')[0],
      ),
    );
    const text = DOCUMENTS.map((document) => document.text).join('\n');
    const used = [...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option);
    const others = ['--help'];
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((option) => !known.has(option) && !others.includes(option))).toEqual([]);
  });

  it('names scripts that exist', () => {
    for (const [, name] of DOCUMENTS.map(({ text }) => text)
      .join('\n')
      .matchAll(/npm run ([\w:]+)/g)) {
      expect(manifest.scripts).toHaveProperty(name ?? '');
    }
  });
});

describe('the version', () => {
  it('is that of package.json', () => {
    expect(VERSION).toBe(manifest.version);
  });
});
