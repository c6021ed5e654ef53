import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Firm } from './firm.js';

/** Two keys of parties, and the ids that runs and refusals name them by. */
export const KEY = '0123456789abcdef0123456789abcdef';
export const KEY_ID = '09a4e021514743a2';
export const OTHER_KEY = 'fedcba9876543210fedcba9876543210';

const configurations = new WeakMap<Firm, string>();

/** Gives a firm a key of parties in its configuration; none when it is empty. */
export function keep(firm: Firm, key: string): Firm {
  const path = join(firm.folder, 'firm.toml');
  const text = configurations.get(firm) ?? readFileSync(path, 'utf8');
  configurations.set(firm, text);
  writeFileSync(path, (key === '' ? '' : `party_key = "${key}"\n`) + text, { mode: 0o600 });
  return firm;
}

/** What a command says that is refused. */
export interface Refusal {
  readonly code: string;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
}

/** What a scrub says. */
export interface Summary {
  readonly run: string;
  readonly counts: { read: number; clean: number; excluded: number; unscreened: number };
  readonly reasons: Readonly<Record<string, number>>;
  readonly party_columns: readonly string[];
  readonly parties_not_asked: number;
}

/** Scrubs the lines of a list, a column `customer` among them, unless other words say otherwise. */
export async function scrubbed(
  firm: Firm,
  lines: readonly string[],
  words: readonly string[] = ['--party-column', 'customer'],
): Promise<Summary & { readonly cleaned: string[]; readonly report: string[] }> {
  const list = firm.file('list.csv', lines);
  const [out, report] = [join(firm.folder, 'out.csv'), join(firm.folder, 'report.csv')];
  const files = ['--out', out, '--report', report, '--force'];
  const summary = await firm.json<Summary>(['scrub', list, ...files, ...words]);
  return { ...summary, cleaned: linesOf(out), report: linesOf(report).slice(1) };
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\r\n').slice(0, -1);
}

/** Records of a list, by the value of its column `customer`, that a scrub holds back. */
export async function heldBack(
  firm: Firm,
  customers: readonly string[],
  words: readonly string[] = [],
): Promise<string[]> {
  const records = customers.map((one, at) => `${one},077009001${String(at).padStart(2, '0')}`);
  const asked = ['--party-column', 'customer', ...words];
  const { cleaned } = await scrubbed(firm, ['customer,phone', ...records], asked);
  return customers.filter((_, at) => !cleaned.includes(records[at] ?? ''));
}
