import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { NO_CONFIGURATION, readConfiguration } from '../../src/config/config.js';
import { partyKey, SECRET_RULE } from '../../src/config/party-key.js';
import { ScreeningError } from '../../src/core/errors.js';
import { PartyKey } from '../../src/core/party.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const newFolder = temporaryFolders();

function written(name: string, content: string | Buffer): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

async function configured(content: string) {
  return (await readConfiguration(written('c.toml', content))).partyKey;
}

async function refusal(step: () => unknown): Promise<ScreeningError['explanation']> {
  try {
    await step();
  } catch (error) {
    expect(error).toBeInstanceOf(ScreeningError);
    expect(error).toMatchObject({ code: 'wrong-use' });
    expect(inspect(error, { depth: null })).not.toContain(SECRET.slice(0, 30));
    return (error as ScreeningError).explanation;
  }
  throw new Error('it was not refused');
}

describe('the key of parties', () => {
  it('stands in the configuration, and nothing that prints the configuration prints it', async () => {
    const setting = await configured(`party_key = "${SECRET}"\n`);
    expect(partyKey(setting, '--party').id).toBe(new PartyKey(SECRET).id);
    expect(JSON.stringify(setting)).not.toContain(SECRET);
    expect(inspect(setting, { showHidden: true, depth: null })).not.toContain(SECRET);
  });

  it.each([SECRET, `${SECRET}\n`, `\ufeff  ${SECRET}\r\n\r\n`])(
    'stands in a file of its own: %j',
    async (content) => {
      const path = written('key', content);
      const setting = await configured(`party_key_file = '${path}'\n`);
      expect(partyKey(setting, '--party').id).toBe(new PartyKey(SECRET).id);
    },
  );

  it('is asked for by commands that need it alone: a file that is not there stops no other', async () => {
    const setting = await configured("party_key_file = '/nowhere/key'\n");
    expect(setting?.path).toBe('/nowhere/key');
    const { summary, where } = await refusal(() => partyKey(setting, '--party'));
    expect(summary).toBe('the key of parties, /nowhere/key, cannot be read');
    expect(where).toBe('/nowhere/key');
  });

  it('is missing when nothing says it', async () => {
    expect(NO_CONFIGURATION.partyKey).toBeUndefined();
    const { summary, where } = await refusal(() => partyKey(undefined, '--party-column'));
    expect(summary).toBe('--party-column needs a key, and the configuration has none');
    expect(where).toBe('--party-column');
  });

  it.each([
    ['short', SECRET.slice(1)],
    ['blank', ' '.repeat(40)],
    ['blank at an end', `${SECRET} `],
    ['of two lines', `${SECRET}\\n${SECRET}`],
  ])('is refused when it is %s, and not shown', async (_, secret) => {
    const { summary, why } = await refusal(() => configured(`party_key = "${secret}"\n`));
    expect(summary).toMatch(/c\.toml, line 1: 'party_key' has a value that is not allowed$/);
    expect(why).toBe(SECRET_RULE);
  });

  it.each([
    ['is empty', ''],
    ['is short', SECRET.slice(1)],
    ['has two lines', `${SECRET}\n${SECRET}\n`],
    ['is not UTF-8', Buffer.from(`${SECRET}\xe9`, 'latin1')],
  ])('is refused when its file %s', async (_, content) => {
    const path = written('key', content);
    const setting = await configured(`party_key_file = '${path}'\n`);
    const { summary, where } = await refusal(() => partyKey(setting, '--party'));
    expect(summary).toBe(`${path} holds no key of parties`);
    expect(where).toBe(path);
  });

  it('is refused when its file is a folder, or named by no whole path', async () => {
    const folder = join(newFolder(), 'key');
    mkdirSync(folder);
    const setting = await configured(`party_key_file = '${folder}'\n`);
    expect((await refusal(() => partyKey(setting, '--party'))).where).toBe(folder);
    const { why } = await refusal(() => configured("party_key_file = 'keys/party'\n"));
    expect(why).toBe('the path of a key begins with /');
  });

  it('is one', async () => {
    const both = `party_key = "${SECRET}"\nparty_key_file = "/etc/key"\n`;
    const { summary } = await refusal(() => configured(both));
    expect(summary).toMatch(/c\.toml, line 2: party_key and party_key_file are both given$/);
  });
});
