import { basename } from 'node:path';
import { wrongUse } from '../core/errors.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';
import { standingTone, standingWords } from './run-words.js';

/** `certificate <run>`: what a run proves, as a page to be signed and as JSON. */
export const certificateCommand: CommandDefinition = {
  name: 'certificate',
  summary: "write a run's screening certificate: a page to read, print and sign",
  arguments: [{ words: '<run>', description: 'a run id, the beginning of one, or last' }],
  options: [
    {
      flags: '--out <file>',
      description: 'the page, HTML (default certificate-RUN.html here); - for standard output',
    },
    { flags: '--force', description: 'replace a certificate of that name' },
    CASE_OPTION,
  ],
  examples: [
    'certificate last',
    'certificate 20261121T17 --out winter.html',
    'certificate last --json',
  ],
  async run(context, [name = ''], values) {
    const options = new Options(values);
    const out = options.text('out');
    if (out === '-' && context.json) {
      throw wrongUse({
        summary: '--out - and --json exclude each other',
        fix: 'leave one of them out',
        where: '--out',
      });
    }
    const { certify } = await import('../audit/certificate.js');
    const certificate = certify({ ...context, run: name });
    const { run } = certificate.shown;
    const reference = settleCase(options, true);
    await context.asks({ numbers: [], others: [`run ${run.id}`], reference });
    const isPage = !context.json || out !== undefined;
    const path = out ?? `certificate-${run.id}.html`;
    let sha256: string | undefined;
    if (isPage) {
      const { certificatePage } = await import('./certificate-page.js');
      const { CERTIFICATE_TITLE } = await import('../audit/certificate-file.js');
      const { pageBeginning, pageHtml } = await import('../pages/page.js');
      const html = pageHtml(certificatePage(certificate));
      if (path === '-') {
        await context.copyToStdout([html]);
        return 0;
      }
      const { writePage } = await import('../files/page-file.js');
      const { tellParts } = await import('./left-parts.js');
      tellParts(path, context);
      context.answersWithFile();
      const begins = pageBeginning(CERTIFICATE_TITLE);
      sha256 = writePage(path, html, begins, options.flag('force'));
    }
    if (context.json) {
      const { certificateJson } = await import('./certificate-json.js');
      context.printJson(certificateJson(certificate, sha256 === undefined ? undefined : path));
      return 0;
    }
    context.print(
      [
        `${context.paint('strong', basename(path))}: the certificate of run ${run.id}`,
        `  ${context.paint(standingTone(run), standingWords(run))}`,
        `  SHA-256 ${sha256 ?? ''}`,
        `  ledger head ${certificate.ledgerHead}`,
        '  Keep it away from this machine: verify --head holds it against the ledger.',
      ].join('\n'),
    );
    return 0;
  },
};
