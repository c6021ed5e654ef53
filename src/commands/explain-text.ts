import { isNotKnown, type Explained } from '../audit/explain/explain.js';
import { londonDay } from '../core/day.js';
import { wrapped } from '../ui/paragraphs.js';
import { counted } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { Context } from './context.js';
import { listed, listingWords } from './edition-words.js';
import { eventWords } from './timeline-words.js';

/** What a person reads of a number's life, 80 columns wide. */
export function explainText(
  found: Explained,
  kind: string,
  { paint }: Pick<Context, 'paint'>,
): string {
  const { events, registers, suppliers, verdict, noData } = found;
  const [checked] = verdict.numbers;
  const number = checked?.words.number ?? '';
  const lines = [paint('strong', `${number} (${kind})`), ''];
  for (const event of events) {
    const text = wrapped(printable(eventWords(event)), `${event.day}  `);
    lines.push(isNotKnown(event) ? paint('doubt', text) : text);
  }
  if (events.length === 0) lines.push('Nothing is recorded of it in that time.');
  lines.push('');
  for (const held of registers) {
    const { register, editions, first, last } = held;
    if (editions === 0) continue;
    const days = first === last ? first : `${first} to ${last}`;
    const said = `${counted(editions, 'edition')} held, of ${days}; ${listingWords(held, 'it')}.`;
    lines.push(wrapped(`${register}: ${said}`));
  }
  for (const { name, runs, first, last } of suppliers) {
    const days = first === last ? `on ${first}` : `${first} to ${last}`;
    lines.push(`Supplied by ${printable(name)}: ${counted(runs, 'list')}, ${days}.`);
  }
  lines.push(...besideIt(found).map((words) => wrapped(words)));
  if (noData.length > 0) {
    lines.push(
      paint('doubt', `Not known at ${counted(noData.length, 'point')}, which is not a no.`),
    );
  }
  lines.push(...verdictLines(verdict, paint));
  return lines.join('\n');
}

/** What may concern the number, and cannot be found by it. */
function besideIt({ partlyRead, emptied: { unread, holds }, parties }: Explained): string[] {
  const emptied = [
    ...(unread === 0 ? [] : [counted(unread, 'unread line')]),
    ...(holds === 0 ? [] : [counted(holds, 'hold')]),
  ];
  const [were, they] = unread + holds === 1 ? ['was', 'it was'] : ['were', 'they were'];
  return [
    ...(partlyRead === 0
      ? []
      : [`${counted(partlyRead, 'list')} without it had records or cells that could not be read.`]),
    ...(emptied.length === 0
      ? []
      : [`${listed(emptied)} ${were} emptied since: nobody can tell whether ${they} about it.`]),
    ...(parties === 0 ? [] : [`${partiesWords(parties)}: ask check --party KEY.`]),
  ];
}

/** That objections of persons and firms stand which no number leads to. */
export function partiesWords(parties: number): string {
  const whose = counted(parties, 'person or firm', 'persons or firms');
  return `the objections of ${whose} stand too, and are not found by a number`;
}

/** The verdict in one line, as `check` has it. */
function verdictLines(
  { numbers, policy, times, gaps }: Explained['verdict'],
  paint: Context['paint'],
): string[] {
  const words = numbers[0]?.words;
  if (words === undefined) return [];
  const tone = words.outcome === 'clean' ? 'good' : words.outcome === 'excluded' ? 'bad' : 'doubt';
  const said = `${words.outcome}: ${words.reasons.join(', ')}`;
  const isToday = times.callDate === londonDay(times.asOf);
  const day = isToday ? 'Today' : `A call on ${times.callDate}`;
  return [
    wrapped(`${day}, policy ${policy.name}: ${paint(tone, said)}`),
    ...gaps.map((gap) => wrapped(`(${gap.words})`)),
  ];
}
