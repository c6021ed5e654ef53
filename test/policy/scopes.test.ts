import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallerBook } from '../../src/config/caller-book.js';
import type { Day } from '../../src/core/day.js';
import { consentFault, type ConsentEvent } from '../../src/policy/consents.js';
import { DEFAULT_CLASS, DEFAULT_LIST, FAR_DAY } from '../../src/policy/objections.js';
import { standingObjections, type Calling, type OwnEvent } from '../../src/policy/standing.js';
import { Firm } from '../own-lists/firm.js';

/**
 * Acme Ltd trades as Acme, Brightline and Acme North, and has Callwell call for it, as Borough has.
 * Callwell LLP, which trades as Softring too, has Night Desk call for it in turn. Solo is alone.
 */
const FIRMS = {
  Acme: { legalEntity: 'Acme Ltd', brands: ['Brightline'], agents: ['Callwell'] },
  'Acme North': { legalEntity: 'Acme Ltd', brands: [], agents: [] },
  Callwell: { legalEntity: 'Callwell LLP', brands: ['Softring'], agents: ['Night Desk'] },
  Borough: { legalEntity: 'Borough plc', brands: [], agents: ['Callwell'] },
  Solo: { legalEntity: 'Solo', brands: [], agents: [] },
};
const BOOK = new CallerBook(new Map(Object.entries(FIRMS)));

/**
 * What is told to the name of a row, and what it means for a call on behalf of the name of a column.
 * `no` means that an objection told to the row holds the call back; `yes` that a consent given to the
 * row, too, counts for the call. Between dots neither does. Longgone was a caller until the
 * configuration dropped it: who objected to it stays objected, who consented to it welcomes nobody.
 */
const TABLE = `
told to      | nobody | Acme | Acme North | Acme Ltd | Brightline | Callwell | Callwell LLP | Softring | Night Desk | Borough | Borough plc | Solo
everyone     | no     | no   | no         | no       | no         | no       | no           | no       | no         | no      | no          | no
Acme         | no     | yes  | no         | no       | no         | no       | no           | no       | .          | .       | .           | .
Acme North   | no     | no   | yes        | no       | no         | no       | no           | no       | .          | .       | .           | .
Acme Ltd     | no     | no   | no         | yes      | no         | no       | no           | no       | .          | .       | .           | .
Brightline   | no     | no   | no         | no       | yes        | no       | no           | no       | .          | .       | .           | .
Callwell     | no     | no   | no         | no       | no         | yes      | no           | no       | no         | no      | no          | .
Callwell LLP | no     | no   | no         | no       | no         | no       | yes          | no       | no         | no      | no          | .
Softring     | no     | no   | no         | no       | no         | no       | no           | yes      | no         | no      | no          | .
Night Desk   | no     | .    | .          | .        | .          | no       | no           | no       | yes        | .       | .           | .
Borough      | no     | .    | .          | .        | .          | no       | no           | no       | .          | yes     | no          | .
Borough plc  | no     | .    | .          | .        | .          | no       | no           | no       | .          | no      | yes         | .
Solo         | no     | .    | .          | .        | .          | .        | .            | .        | .          | .       | .           | yes
Longgone     | no     | no   | no         | no       | no         | no       | no           | no       | no         | no      | no          | no
`;

const [HEAD = [], ...LINES] = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));
const CALLED_FOR = HEAD.slice(1);
const TOLD_TO = LINES.map(([name = '']) => name);
/** Rows in which a consent can be recorded: it names a caller. */
const CONSENTED_TO = TOLD_TO.filter((name) => name !== 'everyone');

/** The same table, as one way of asking answers it. */
function tableOf(isHeldBack: Asked, isWelcome: Asked): string {
  const widths = HEAD.map((name, at) => (at === 0 ? 12 : name.length));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(' | ')
      .trimEnd();
  const rows = TOLD_TO.map((told) => [
    told,
    ...CALLED_FOR.map((caller) => {
      const welcome = isWelcome(told, caller);
      if (!isHeldBack(told, caller)) return welcome ? 'ONLY WELCOME' : '.';
      return welcome ? 'yes' : 'no';
    }),
  ]);
  return `\n${[HEAD, ...rows].map(line).join('\n')}\n`;
}

type Asked = (told: string, calledFor: string) => boolean;

const DAY = '2026-03-04' as Day;

function callingFor(calledFor: string): Calling {
  const bound = calledFor === 'nobody' ? BOOK.names : BOOK.boundBy(calledFor);
  const notBoundBy = new Set(BOOK.names.filter((name) => !bound.includes(name)));
  return { from: DAY, to: DAY, notBoundBy, campaign: '', campaigns: [] };
}

function objectionTo(told: string): OwnEvent {
  return {
    kind: 'objection',
    manner: '',
    sequence: 1,
    terms: {
      ...{ list: DEFAULT_LIST, class: DEFAULT_CLASS, reason: '', source: '', campaign: '' },
      ...{ told: DAY, undated: 0, told_text: '', until: FAR_DAY },
      caller: told === 'everyone' ? '' : told,
    },
    reference: '',
  };
}

function consentTo(caller: string): ConsentEvent {
  return {
    sequence: 1,
    terms: {
      ...{ caller, given: DAY, undated: 0, given_text: '', until: FAR_DAY, purposes: 'live' },
      ...{ kind: 'opt-in', obtained: 'own', method: 'web form', wording: 'you may call me' },
    },
    reference: 'form 1',
    isRepeat: false,
  };
}

describe('who is bound by what was told to whom', () => {
  it('is asked of every name that is declared', () => {
    expect([...CALLED_FOR].sort()).toEqual(['nobody', ...BOOK.names].sort());
    expect([...TOLD_TO].sort()).toEqual(['everyone', 'Longgone', ...BOOK.names].sort());
  });

  it('stands in the table, by the rules', () => {
    const isHeldBack: Asked = (told, calledFor) =>
      standingObjections([objectionTo(told)], callingFor(calledFor)).length > 0;
    const isWelcome: Asked = (told, calledFor) => {
      const caller = calledFor === 'nobody' ? '' : calledFor;
      const demand = { caller, purpose: 'live', maximumDays: 0 } as const;
      const consent = consentTo(told === 'everyone' ? '' : told);
      return consentFault(consent, [], callingFor(calledFor), demand) === '';
    };
    expect(tableOf(isHeldBack, isWelcome)).toBe(TABLE);
  });

  it('and the book of callers says the same of every two names', () => {
    for (const told of TOLD_TO) {
      for (const calledFor of CALLED_FOR) {
        const row = LINES[TOLD_TO.indexOf(told)] ?? [];
        const binds = row[1 + CALLED_FOR.indexOf(calledFor)] !== '.';
        const names = [told, calledFor].map((name) => (/^(every|no)/.test(name) ? '' : name));
        expect(BOOK.binds(names[0] ?? '', names[1] ?? ''), `${told}, ${calledFor}`).toBe(binds);
      }
    }
  });
});

/** Numbers that objected, by place of the row; those of whom consents are recorded are on TPS. */
const objector = (told: string): string => `07700900${String(100 + TOLD_TO.indexOf(told))}`;
const consenter = (told: string): string => `07700900${String(200 + TOLD_TO.indexOf(told))}`;

function configuration(further: string): string {
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  const sections = Object.entries(FIRMS).map(
    ([name, { legalEntity, brands, agents }]) =>
      `[caller."${name}"]\nlegal_entity = "${legalEntity}"\n` +
      `brands = [${quoted(brands)}]\nagents = [${quoted(agents)}]\n`,
  );
  return sections.join('') + further;
}

describe('the commands', () => {
  const firm = new Firm();
  /** By caller, the reason that decides on each number. */
  const reasons = new Map<string, Map<string, string>>();

  beforeAll(async () => {
    firm.at('2026-03-02');
    await firm.loadRegisters('2026-02-27');
    const listed = CONSENTED_TO.map((told) => `${consenter(told)} `);
    const file = firm.file('tps.txt', listed);
    const written = Date.parse('2026-03-01T22:00:00Z') / 1000;
    utimesSync(file, written, written);
    const why = ['--accept-change', 'another register'];
    await firm.json(['import', 'tps', file, '--dated', '2026-03-01', ...why]);
    const path = join(firm.folder, 'firm.toml');
    writeFileSync(path, configuration('[caller.Longgone]\n'));
    for (const told of TOLD_TO) {
      const to = told === 'everyone' ? [] : ['--caller', told];
      await firm.json(['suppress', 'add', objector(told), ...to]);
    }
    for (const told of CONSENTED_TO) {
      const evidence = ['--method', 'web form', '--wording', 'call me', '--reference', 'form 1'];
      await firm.json([
        ...['consent', 'add', consenter(told), '--caller', told, '--on', '2026-03-02'],
        ...evidence,
      ]);
    }
    writeFileSync(path, configuration(''));
    firm.at('2026-03-04');
    const numbers = [...TOLD_TO.map(objector), ...CONSENTED_TO.map(consenter)];
    for (const calledFor of CALLED_FOR) {
      const named = calledFor === 'nobody' ? [] : ['--caller', calledFor];
      const { numbers: found } = await firm.json<{ numbers: { value: string; reason: string }[] }>([
        ...['check', ...numbers, ...named],
      ]);
      reasons.set(calledFor, new Map(found.map(({ value, reason }) => [value, reason])));
    }
  });
  afterAll(() => {
    rmSync(firm.folder, { recursive: true });
  });

  it('answer as the table has it', () => {
    const reasonOf = (calledFor: string, number: string): string =>
      reasons.get(calledFor)?.get(number) ?? 'nothing';
    const isHeldBack: Asked = (told, calledFor) => {
      const reason = reasonOf(calledFor, objector(told));
      expect(['OBJECTION', 'CLEAN']).toContain(reason);
      return reason === 'OBJECTION';
    };
    const isWelcome: Asked = (told, calledFor) => {
      if (told === 'everyone') return false;
      const reason = reasonOf(calledFor, consenter(told));
      expect(['CONSENT', 'TPS']).toContain(reason);
      return reason === 'CONSENT';
    };
    expect(tableOf(isHeldBack, isWelcome)).toBe(TABLE);
  });
});
