import { join } from 'node:path';
import { NO_CONFIGURATION, readConfiguration, type Configuration } from '../../config/config.js';
import { userConfiguration, userDatabase } from '../../config/paths.js';
import { declaredAgents } from '../../config/agents.js';
import { CallerBook } from '../../config/caller-book.js';
import { DEFAULT_LIST } from '../../policy/objections.js';
import { POLICIES } from '../../policy/policies.js';
import type { Surroundings } from '../surroundings.js';
import { fileColumns } from './file-columns.js';
import type { LinePlace } from './line-place.js';
import { NO_OFFER, type Candidate, type Offer } from './shell-answer.js';
import { valueKind, type DeclaredKind, type ValueKind } from './value-kinds.js';

/** What can be offered for a value, given the place it stands in and what is typed of it. */
export async function offerOf(
  kind: ValueKind,
  place: LinePlace,
  typed: string,
  surroundings: Surroundings,
): Promise<Offer> {
  switch (kind.of) {
    case 'nothing':
      return NO_OFFER;
    case 'files':
    case 'folders':
      return { kind: kind.of, candidates: [] };
    case 'zones':
      return named(Intl.supportedValuesOf('timeZone'));
    case 'words':
      return kind.byCommas
        ? byCommas(kind.words, typed)
        : { kind: 'words', candidates: kind.words };
    case 'columns':
      return columnsOffer(kind, place, typed, surroundings);
    case 'runs':
    case 'lists':
    case 'imports':
    case 'suppliers':
      return heldOffer(kind.of, place, surroundings);
    default:
      return declaredOffer(kind.of, await configurationOf(place, surroundings));
  }
}

function named(names: readonly string[], means = ''): Offer {
  return { kind: 'words', candidates: names.map((word) => ({ word, means })) };
}

/** What was typed up to its last comma stays; nothing is offered twice. */
function byCommas(words: readonly Candidate[], typed: string): Offer {
  const begun = typed.slice(0, typed.lastIndexOf(',') + 1);
  const said = begun.split(',');
  const candidates = words
    .filter(({ word }) => !said.includes(word) && !word.includes(','))
    .map(({ word, means }) => ({ word: begun + word, means }));
  return { kind: 'open', candidates };
}

async function columnsOffer(
  { after, before, byCommas: several }: ValueKind & { readonly of: 'columns' },
  place: LinePlace,
  typed: string,
  surroundings: Surroundings,
): Promise<Offer> {
  const mark = typed.indexOf('=');
  if (after !== undefined && mark < 0) {
    const candidates = after.map((word) => ({ word: `${word}=`, means: '' }));
    return { kind: 'open', candidates };
  }
  const path = fileOf(place);
  if (path === undefined || (before !== undefined && mark >= 0)) return NO_OFFER;
  const home = surroundings.environment['HOME'];
  const columns = await fileColumns(underHome(path, home), place.given, surroundings.signal);
  if (several)
    return byCommas(
      columns.map((word) => ({ word, means: '' })),
      typed,
    );
  if (before === undefined)
    return named(columns.map((name) => typed.slice(0, after ? mark + 1 : 0) + name));
  const words = columns.filter((name) => !name.includes(before)).map((name) => name + before);
  return { ...named(words), kind: 'open' };
}

/** The file that a line is about: what its columns are columns of. */
function fileOf({ command, name, operands, given }: LinePlace): string | undefined {
  const at = command.registeredArguments.findIndex(
    (argument) => valueKind(name, '', argument.name())?.of === 'files',
  );
  const path = at < 0 ? (given.get('--calls') ?? given.get('--known-in'))?.at(-1) : operands[at];
  return path === '-' ? undefined : path;
}

/** The shell puts a home folder in the place of `~` only when the line is run. */
function underHome(path: string, home: string | undefined): string {
  return home !== undefined && path.startsWith('~/') ? join(home, path.slice(2)) : path;
}

/** A configuration that cannot be read declares nothing; the command itself will say why. */
async function configurationOf(
  { given }: LinePlace,
  { environment }: Surroundings,
): Promise<Configuration> {
  const said = given.get('--config')?.at(-1);
  const path =
    said === undefined ? userConfiguration(environment) : underHome(said, environment['HOME']);
  if (path === undefined) return NO_CONFIGURATION;
  return readConfiguration(path).catch(() => NO_CONFIGURATION);
}

async function heldOffer(
  kind: 'runs' | 'lists' | 'imports' | 'suppliers',
  place: LinePlace,
  surroundings: Surroundings,
): Promise<Offer> {
  const { environment } = surroundings;
  const configuration = await configurationOf(place, surroundings);
  const said = place.given.get('--database')?.at(-1);
  const database =
    (said && underHome(said, environment['HOME'])) ??
    (environment['TPS_SCRUB_DATABASE'] || undefined) ??
    configuration.database ??
    userDatabase(environment);
  const { heldNames } = await import('../../store/held-names.js');
  const held = heldNames(database, kind).map(({ name, means }) => ({ word: name, means }));
  const latest = { word: 'last', means: 'the latest' };
  if (kind === 'runs' || kind === 'imports')
    return { kind: 'words', candidates: [latest, ...held] };
  if (kind === 'suppliers') return { kind: 'words', candidates: held };
  const declared = [DEFAULT_LIST, ...configuration.lists.keys()].map((word) => ({
    word,
    means: configuration.lists.get(word)?.title ?? '',
  }));
  const others = held.filter(({ word }) => !declared.some((list) => list.word === word));
  return { kind: 'words', candidates: [...declared, ...others] };
}

function declaredOffer(kind: DeclaredKind, configuration: Configuration): Offer {
  switch (kind) {
    case 'policies': {
      const all = [...POLICIES, ...configuration.policies];
      return {
        kind: 'words',
        candidates: all.map(({ name, title }) => ({ word: name, means: title })),
      };
    }
    case 'callers':
      return named(new CallerBook(configuration.callers).names);
    case 'agents':
      return named(declaredAgents(configuration.callers));
    case 'campaigns':
      return named(configuration.campaigns);
    case 'sources':
      return named([...configuration.sources.keys()]);
    case 'mappings':
      return named([...configuration.calls.keys()]);
    case 'jobs':
      return named(configuration.jobs.map(({ name }) => name));
  }
}
