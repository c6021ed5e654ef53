import { maskedText } from '../core/masked-text.js';
import { errorSummary } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';

/** `status --check`: one line for a monitor, and its status: 0 ok, 1 warning, 2 critical, 3 unknown. */
export async function statusCheck(context: Context): Promise<number> {
  const { healthOf, LEVELS } = await import('../jobs/health.js');
  try {
    const { database, configuration, clock } = context;
    const { findings, figures } = healthOf(database, clock(), configuration);
    const level = findings.some((one) => one.level === 'critical')
      ? 'critical'
      : findings.length > 0
        ? 'warning'
        : 'ok';
    // What is worst comes first: monitors cut lines.
    const sorted = [...findings].sort((a, b) => a.level.localeCompare(b.level));
    const words = sorted.map((one) => one.words).join('; ') || 'calls can be cleared';
    const drawn = figures.map(([name, value]) => `${name}=${String(value)}`).join(' ');
    if (context.json) {
      const told = { level, findings, figures: Object.fromEntries(figures) };
      context.printJson({ ok: level === 'ok', vocabulary: VOCABULARY, ...told });
    } else context.print(checkLine(level, words, drawn));
    return LEVELS[level];
  } catch (error) {
    const words = errorSummary(error);
    if (context.json)
      context.printJson({ ok: false, vocabulary: VOCABULARY, level: 'unknown', words });
    else context.print(checkLine('unknown', words, ''));
    return LEVELS.unknown;
  }
}

/** A line as Nagios reads it: `WARNING - what|name=value`. A bar in the words would begin the figures. */
function checkLine(level: string, words: string, figures: string): string {
  const text = printable(maskedText(words)).replaceAll('|', '/').replaceAll('\n', ' ');
  return `${level.toUpperCase()} - ${text}${figures === '' ? '' : `|${figures}`}`;
}
