import type { RegisterAnswer } from '../scrub/register-answers.js';

/** What a register says of a number on a day, in JSON, with the editions on either side. */
export function answerJson({ register, answer, why, before, after }: RegisterAnswer): object {
  return { register, answer, why, before: editionJson(before), after: editionJson(after) };
}

/** The same for a person. */
export function answerWords({ register, answer, why, before, after }: RegisterAnswer): string {
  const files = [
    before === undefined ? 'none before' : `the file of ${before.dated}`,
    after === undefined ? 'none after' : `the next of ${after.dated}`,
  ];
  const reason = why === '' ? '' : `: ${why}`;
  return `${answer} on ${register} (${files.join(', ')})${reason}`;
}

type Side = RegisterAnswer['before'];

function editionJson(edition: Side): object | null {
  return edition === undefined ? null : { edition: edition.id, dated: edition.dated };
}
