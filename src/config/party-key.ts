import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { wrongUse } from '../core/errors.js';
import { foldParty, LONGEST_PARTY, PartyKey, SHORTEST_PARTY_SECRET } from '../core/party.js';
import type { ConfigurationFile } from './configuration-file.js';

/** What a secret must be, whichever way it is given. */
export const SECRET_RULE = `a key has ${String(SHORTEST_PARTY_SECRET)} characters or more, no blank at its ends and no line break`;

/** What the path of a key's file must be: cron starts elsewhere than people do. */
export const KEY_FILE_RULE = 'the path of a key begins with /';

const CONTROL = /\p{Cc}/u;

/** Whether a text can be a secret. Read alike from both places, it means the same key in both. */
export function isSecret(text: string): boolean {
  return text.length >= SHORTEST_PARTY_SECRET && text === text.trim() && !CONTROL.test(text);
}

/** Whether a text can be the path of a key's file. */
export function isKeyFile(text: string): boolean {
  return isAbsolute(text);
}

/**
 * Where the key of parties is. A secret that the configuration itself gives stands in a private
 * field: what prints a configuration cannot print it.
 */
export class PartyKeySetting {
  /** The file that holds the key; empty when the configuration does. */
  readonly path: string;
  readonly #secret: string;

  constructor(path: string, secret: string) {
    this.path = path;
    this.#secret = secret;
  }

  /** @throws ScreeningError wrong-use when the file has no key; no message shows it */
  key(): PartyKey {
    return new PartyKey(this.path === '' ? this.#secret : secretIn(this.path));
  }
}

/**
 * What the configuration says of the key; undefined when it says nothing.
 *
 * @throws ScreeningError wrong-use when there are two
 */
export function partyKeySetting(
  file: ConfigurationFile,
  {
    party_key,
    party_key_file,
  }: { readonly party_key?: string | undefined; readonly party_key_file?: string | undefined },
): PartyKeySetting | undefined {
  if (party_key === undefined && party_key_file === undefined) return undefined;
  if (party_key === undefined || party_key_file === undefined) {
    return new PartyKeySetting(party_key_file ?? '', party_key ?? '');
  }
  throw file.refusal(['party_key_file'], {
    summary: 'party_key and party_key_file are both given',
    why: 'parties are held by one key, and what is held by another cannot be found',
    fix: 'leave one of them out',
  });
}

/**
 * The key of parties. A file is read only when a command asks for parties: who runs the others need
 * not be allowed to read it. Blanks and line ends around the key in a file are not of it.
 *
 * @param option the option that asks for it
 * @throws ScreeningError wrong-use when there is none
 */
export function partyKey(setting: PartyKeySetting | undefined, option: string): PartyKey {
  if (setting !== undefined) return setting.key();
  throw wrongUse({
    summary: `${option} needs a key, and the configuration has none`,
    why: 'persons and firms are held as HMACs, so that the database alone does not say who they are',
    fix: 'add party_key = "…" to the configuration, from \'openssl rand -hex 32\', or party_key_file',
    where: option,
  });
}

/** A person or firm that somebody typed. */
export interface TypedParty {
  /** As it was typed. */
  readonly value: string;
  /** What stands for it (core/party.ts). */
  readonly hmac: string;
  /** Which secret that was made with. */
  readonly keyId: string;
}

/** Reads what `--party` names. @throws ScreeningError wrong-use when that is nobody, or without a key */
export function typedParty(setting: PartyKeySetting | undefined, value: string): TypedParty {
  const key = partyKey(setting, '--party');
  const folded = foldParty(value);
  if (folded !== '') return { value, hmac: key.of(folded), keyId: key.id };
  throw wrongUse({
    summary: '--party names nobody',
    why: `a party is named by a text of at most ${String(LONGEST_PARTY)} characters`,
    fix: 'give what call lists have in their column for it: a customer number, a company number',
    where: '--party',
  });
}

function secretIn(path: string): string {
  return secretOfFile(path, {
    what: 'the key of parties',
    named: 'party_key_file in the configuration',
  });
}

/** What a file of a key is for, in the words of its faults. */
export interface KeyFileWords {
  /** What it holds: `the key of parties`. */
  readonly what: string;
  /** What named the file. */
  readonly named: string;
}

/**
 * Reads a secret that stands alone in a file. Blanks and line ends around it are not of it.
 *
 * @throws ScreeningError wrong-use when there is none; no message shows it
 */
export function secretOfFile(path: string, { what, named }: KeyFileWords): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw wrongUse({
      summary: `${what}, ${path}, cannot be read`,
      why: error instanceof Error ? error.message : String(error),
      fix: `check ${named}, and who may read the file`,
      where: path,
    });
  }
  const secret = bytes.toString().trim();
  if (isUtf8(bytes) && isSecret(secret)) return secret;
  throw wrongUse({
    summary: `${path} holds no ${what.replace(/^the /, '')}`,
    why: `${SECRET_RULE}, in UTF-8`,
    fix: 'put the key into it, alone',
    where: path,
  });
}
