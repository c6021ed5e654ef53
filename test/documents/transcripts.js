// Records what a person at a terminal sees, in docs/transcripts.md: the built program, with a clock that is set,
// in a folder of its own. `npm run transcripts` writes it anew; `--check` compares it instead, and is what the
// tests run. Not through a shell, so that no colour and no line of progress stands in it.
import {
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../../dist/cli.js';
import { CHAPTERS, FILES } from './transcript-steps.js';

const target = path.resolve(import.meta.dirname, '../../docs/transcripts.md');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tps-scrub-transcripts-')));
process.chdir(folder);
try {
  const recorded = await record();
  if (!process.argv.includes('--check')) writeFileSync(target, recorded);
  else if (readFileSync(target, 'utf8') !== recorded) {
    console.error(
      `${firstDifference(readFileSync(target, 'utf8'), recorded)}\nnpm run transcripts`,
    );
    process.exitCode = 1;
  }
} finally {
  process.chdir('/');
  rmSync(folder, { recursive: true, force: true });
}

async function record() {
  const parts = [
    '# What a person sees',
    'Recorded by `npm run transcripts` from the program itself; a test holds that it still says this. Behind a status other than 0 stands what it was. The numbers are those that Ofcom keeps for drama.',
  ];
  for (const { title, lead, steps } of CHAPTERS) {
    parts.push(`## ${title}`, lead);
    for (const step of steps) parts.push(await recordStep(step));
  }
  return `${parts.join('\n\n')}\n`;
}

async function recordStep({ at, line, words, arrives = [] }) {
  for (const name of arrives) arrive(name, at);
  const { status, text } = await run(words ?? line.split(' '), at);
  const ended = status === 0 ? '' : `[status ${String(status)}]\n`;
  return `\`\`\`console\n$ tps-scrub${line === '' ? '' : ` ${line}`}\n${fixed(text)}${ended}\`\`\``;
}

/** A file comes into the folder, last written an hour before. */
function arrive(name, at) {
  writeFileSync(name, FILES[name].map((line) => `${line}\r\n`).join(''));
  const written = Date.parse(at) / 1000 - 3600;
  utimesSync(name, written, written);
}

async function run(words, at) {
  let text = '';
  const write = (piece) => void (text += piece);
  const status = await runCommandLine({
    arguments: words,
    environment: {
      HOME: folder,
      TPS_SCRUB_DATABASE: path.join(folder, 'scrub.db'),
      NO_COLOR: '1',
      LANG: 'en_GB.UTF-8',
      TERM: 'xterm',
    },
    now: () => Date.parse(at),
    stdin: Readable.from([]),
    writeOut: write,
    writeError: write,
    copyToStdout: (source) => {
      text += typeof source === 'string' ? readFileSync(source, 'utf8') : [...source].join('');
      return Promise.resolve();
    },
    outIsTerminal: true,
    errorIsTerminal: true,
    account: 'campaigns (1000) on desk',
    process: { id: 1, host: 'desk' },
    isAlive: () => false,
    signal: new AbortController().signal,
    endAtOnce: () => () => undefined,
  });
  return { status, text };
}

/** What is another one each time: the folder, and hashes over random salts. */
function fixed(text) {
  return text
    .replaceAll(folder, '/srv/campaigns')
    .replace(/(\d{8}T\d{6}Z-)[0-9a-f]{4}/g, '$14f2a')
    .replace(/\b[0-9a-f]{64}\b/g, (hash) => `${'0123456789abcdef'.repeat(4).slice(0, hash.length)}`)
    .replace(/\n*$/, '\n');
}

function firstDifference(before, now) {
  const [old, fresh] = [before.split('\n'), now.split('\n')];
  const at = fresh.findIndex((line, index) => line !== old[index]);
  return `line ${String(at + 1)}:\n- ${old[at] ?? ''}\n+ ${fresh[at] ?? ''}`;
}
