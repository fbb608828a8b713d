/**
 * What reaches the terminal: text without control characters, whoever wrote it, and streams that
 * others may close at any time.
 */

import { isHidden, writtenOut } from '../text/visible.ts';

/**
 * Clears the line in which a bar stands; written by chipcast itself, at the beginning of a piece.
 */
const CLEAR_LINE = '\r\x1b[2K';

/** Bold and its end, which chipcast's own pages use. */
const STYLES = ['\x1b[1m', '\x1b[22m', '\x1b[0m'];

/**
 * Text as it can be shown: what would move the cursor, change the terminal, or turn the direction
 * of writing is written out, as in `\u001b`. Names and messages of files from elsewhere can have
 * anything in them.
 */
export function visible(text: string): string {
  let shown = text.startsWith(CLEAR_LINE) ? CLEAR_LINE : '';
  let from = shown.length;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isHidden(code)) continue;
    const style = STYLES.find((one) => text.startsWith(one, at));
    shown += text.slice(from, at) + (style ?? writtenOut(code));
    from = at + (style?.length ?? 1);
    at = from - 1;
  }
  return shown + text.slice(from);
}

/**
 * Makes a stream show text alone. Where its reader has gone, as `head` does, what is left to say is
 * dropped and the work goes on; where it cannot be written otherwise, as on a full disk, the
 * command has failed.
 *
 * @param fail  is given the reason, once
 */
export function guard(stream: NodeJS.WriteStream, fail: (error: Error) => void): void {
  const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
  let isBroken = false;
  stream.write = ((chunk: unknown, ...rest: unknown[]): boolean => {
    if (isBroken) return true;
    return write(typeof chunk === 'string' ? visible(chunk) : chunk, ...rest);
  }) as typeof stream.write;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (isBroken) return;
    isBroken = true;
    if (error.code !== 'EPIPE') fail(error);
  });
}
