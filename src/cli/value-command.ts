/**
 * Commands whose arguments and options may be values that begin with a minus, such as '-5 to 50'.
 */

import { Command } from '@commander-js/extra-typings';

declare module '@commander-js/extra-typings' {
  /**
   * A command is an event emitter, by which it hands out the values of its options; its types leave
   * that out.
   */
  interface Command {
    emit(event: string, ...values: unknown[]): boolean;
  }
}

/**
 * A minus and a digit, or a minus, a point and a digit: the beginning of a number, and of no
 * option.
 */
const NEGATIVE = /^-\.?\d/;
/** What no argument of a process can contain. */
const GUARD = '\0';

/**
 * Commander takes whatever begins with a minus for an option, unless all of it is a number. Here a
 * value is marked while options are told from arguments, and the mark is gone from all that is
 * passed on.
 */
export class ValueCommand extends Command {
  override createCommand(name?: string): ValueCommand {
    return new ValueCommand(name);
  }

  override parseOptions(words: string[]): { operands: string[]; unknown: string[] } {
    const marked = words.map((word) => (NEGATIVE.test(word) ? GUARD + word : word));
    const { operands, unknown } = super.parseOptions(marked);
    return { operands: operands.map(unmarked), unknown: unknown.map(unmarked) };
  }

  /** The value of an option comes through here: to its parser, and to messages about it. */
  override emit(event: string, ...values: unknown[]): boolean {
    return super.emit(
      event,
      ...values.map((value) => (typeof value === 'string' ? unmarked(value) : value)),
    );
  }
}

function unmarked(word: string): string {
  return word.startsWith(GUARD) ? word.slice(GUARD.length) : word;
}
