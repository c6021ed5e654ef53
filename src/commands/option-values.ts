import { parseDay, parseInstant, type Day, type Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { OptionValues } from './context.js';

/** Reads option values; each asks by the option's camel-cased name and names it in messages. */
export class Options {
  readonly #values: OptionValues;

  constructor(values: OptionValues) {
    this.#values = values;
  }

  /** A text, undefined when not given. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** The texts of a repeatable option. */
  texts(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? (value as string[]) : [];
  }

  /** A switch. */
  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** @throws ScreeningError wrong-use */
  day(name: string): Day | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : parseDay(text, optionOf(name));
  }

  /** @throws ScreeningError wrong-use */
  instant(name: string): Instant | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : parseInstant(text, optionOf(name));
  }

  /** A whole number from 0 up; 0 when not given. @throws ScreeningError wrong-use */
  count(name: string): number {
    const text = this.text(name) ?? '0';
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw wrongUse({
      summary: `${optionOf(name)}: '${text}' is not a whole number`,
      fix: 'give digits only',
      where: optionOf(name),
    });
  }

  /** One of some words, undefined when not given. @throws ScreeningError wrong-use */
  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = allowed.find((word) => word === text);
    if (found !== undefined) return found;
    const near = nearest(text, allowed);
    throw wrongUse({
      summary: `${optionOf(name)}: '${text}' is not allowed`,
      fix: `${near === undefined ? '' : `did you mean '${near}'? `}allowed: ${allowed.join(', ')}`,
      where: optionOf(name),
    });
  }
}

/** Why a guard is overridden; empty when it is not. @throws ScreeningError wrong-use */
export function acceptedReason(options: Options): string {
  const why = options.text('acceptChange');
  if (why?.trim() !== '') return why ?? '';
  throw wrongUse({
    summary: '--accept-change needs a reason',
    fix: 'say why the change is right; it is kept with the import',
    where: '--accept-change',
  });
}

function optionOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
