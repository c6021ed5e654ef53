/**
 * Looks at every page that the program makes as people will see it. Run with `npm run pages`: it makes the
 * pages of several runs, opens each in Chromium (CHROMIUM names it, else `chromium` of PATH) light, dark, narrow
 * and as on paper, puts the pictures into `.pages/`, asks axe what somebody could not read, and looks whether
 * anything is wider than the window. Ends with status 1 if there is a finding.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, '.pages');
const WORK = join(FOLDER, 'work');
const DAY = 86_400_000;

/** The ways in which each page is looked at. */
const WAYS = /** @type {const} */ ([
  { name: 'light', width: 1100, scheme: 'light', media: 'screen' },
  { name: 'dark', width: 1100, scheme: 'dark', media: 'screen' },
  { name: 'narrow', width: 360, scheme: 'light', media: 'screen' },
  { name: 'narrow-dark', width: 360, scheme: 'dark', media: 'screen' },
  { name: 'print', width: 794, scheme: 'dark', media: 'print' },
]);

/** @param {number} days @returns {string} the day so many days ago */
function daysAgo(days) {
  return new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
}

/** @param {string[]} words @returns {string} what the built program says */
function tell(...words) {
  return execFileSync(process.execPath, [join(ROOT, 'bin/tps-scrub.js'), ...words], {
    cwd: WORK,
    env: { PATH: process.env['PATH'], HOME: WORK, TPS_SCRUB_DATABASE: join(WORK, 'pages.db') },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** @param {string} name @param {string[]} lines */
function file(name, lines) {
  writeFileSync(join(WORK, name), lines.map((line) => `${line}\r\n`).join(''));
}

/** @param {number} from @param {number} to @returns {string[]} Ofcom's mobile numbers for drama */
function drama(from, to) {
  return Array.from({ length: to - from + 1 }, (_, at) => `07700900${String(from + at)}`);
}

/** Makes every kind of page that there is; their paths. */
function makePages() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  file(
    'tps.txt',
    drama(100, 399).map((number) => `${number} `),
  );
  file('ctps.txt', ['02079460123 ']);
  tell('import', 'tps', 'tps.txt', '--downloaded', daysAgo(2), '--covers', '07,02');
  tell('import', 'ctps', 'ctps.txt', '--dated', daysAgo(3));
  tell('suppress', 'add', '07700900777', '--reason', 'complaint');
  file('list.csv', [
    'Name,Phone,Mobile telephone of whoever answers in the evening',
    ...drama(100, 240).map((number, at) => `Person ${String(at)},${number},`),
    ...drama(400, 699).map((number, at) => `Firm ${String(at)},,${number}`),
    'Bob,020 7946 0123,07700900777',
    '"<script>alert(1)</script>",0770,',
    'Cas,01632 960123,',
    'Dot,7700900778,',
    'Eve,+33 1 23 45 67 89,',
    'Fay,not known,n/a',
    'Gus,07700900779',
  ]);
  file('good.csv', ['Phone', ...drama(500, 519)]);
  const pages = ['run', 'run-in-full', 'historical', 'nothing-held-back', 'flagged', 'certificate'];
  tell('scrub', 'list.csv', '--html', 'run.html');
  tell('runs', 'show', 'last', '--html', 'run-in-full.html', '--full');
  tell('certificate', 'last', '--out', 'certificate.html');
  tell('scrub', 'list.csv', '--rows', 'flag', '--report', 'f.csv', '--html', 'flagged.html');
  const past = ['--historical', '--call-date', daysAgo(1), '--out', 'h.csv', '--report', 'hr.csv'];
  tell('scrub', 'list.csv', ...past, '--html', 'historical.html');
  tell('scrub', 'good.csv', '--policy', 'live-calls-consumer', '--html', 'nothing-held-back.html');
  return pages.map((name) => ({ name, path: join(WORK, `${name}.html`) }));
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ name: string, path: string }} page
 * @param {(typeof WAYS)[number]} way
 * @returns {Promise<string[]>} what is wrong
 */
async function look(browser, page, way) {
  // axe is put in from outside: the page itself lets nothing run.
  const context = await browser.newContext({
    bypassCSP: true,
    viewport: { width: way.width, height: 900 },
    colorScheme: way.scheme,
  });
  const tab = await context.newPage();
  /** @type {string[]} */
  const asked = [];
  tab.on('request', (request) => asked.push(request.url()));
  await tab.emulateMedia({ media: way.media, colorScheme: way.scheme });
  const address = pathToFileURL(page.path).href;
  await tab.goto(address);
  await tab.screenshot({ path: join(FOLDER, `${page.name}.${way.name}.png`), fullPage: true });
  if (way.media === 'print') {
    await tab.pdf({ path: join(FOLDER, `${page.name}.pdf`), preferCSSPageSize: true });
  }
  await tab.evaluate(axe.source);
  const { violations, passes } = await tab.evaluate('axe.run()');
  if (passes.length === 0) throw new Error('axe looked at nothing');
  const excess = await tab.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  await context.close();
  const place = `${page.name}, ${way.name}`;
  return [
    ...violations.map(
      (
        /** @type {{ id: string, help: string, nodes: { html: string }[] }} */ { id, help, nodes },
      ) => `${place}: ${id}: ${help}: ${nodes[0]?.html ?? ''}`,
    ),
    ...(excess > 0 ? [`${place}: ${String(excess)} pixels wider than the window`] : []),
    ...asked.filter((url) => url !== address).map((url) => `${place}: asks for ${url}`),
  ];
}

const pages = makePages();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const findings = [];
for (const page of pages) {
  for (const way of WAYS) findings.push(...(await look(browser, page, way)));
}
await browser.close();
process.stdout.write(
  findings.length === 0
    ? `${String(pages.length)} pages, ${String(WAYS.length)} ways each: no finding; pictures in .pages/\n`
    : `${findings.join('\n')}\n`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
