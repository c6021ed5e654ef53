import { ScreeningError } from '../../core/errors.js';
import type { LiftedObjection } from './lifted.js';

/** So many objections are listed in words. */
const MOST_LISTED = 20;

/** A file of consents would lift objections, and nobody said that it may: nothing was recorded. */
export class LiftRefused extends ScreeningError {
  readonly lifted: readonly LiftedObjection[];

  constructor(file: string, lifted: readonly LiftedObjection[]) {
    const count = lifted.length;
    const listed = lifted.slice(0, MOST_LISTED).map(liftedWords);
    const more = count - listed.length;
    super('guard-refused', {
      summary: `nothing was recorded: ${file} would lift ${String(count)} ${count === 1 ? 'objection' : 'objections'}`,
      why: [...listed, ...(more > 0 ? [`and ${String(more)} more`] : [])].join('; '),
      fix: 'look at each; if these people did consent after they objected, add --lift-objections "WHY"',
      where: file,
    });
    this.lifted = lifted;
  }
}

/** An objection that would be lifted, in words. */
export function liftedWords({ e164, line, caller, objection }: LiftedObjection): string {
  const { list, class: name, told } = objection.terms;
  return `line ${String(line)}: +${String(e164)} for ${caller}, ${name} on list ${list}, told ${told}`;
}
