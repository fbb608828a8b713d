/** Characters that nobody sees and that change what is seen. */

/** C0 but tab and newline, DEL and C1, separators of lines, and marks of direction. */
export function isHidden(code: number): boolean {
  if (code < 0x7f) return code < 0x20 && code !== 0x09 && code !== 0x0a;
  if (code < 0x2000) return code <= 0x9f;
  return (
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}

/** Hidden characters written out, as in `\u001b`. */
export function visible(text: string): string {
  let shown = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isHidden(code)) continue;
    shown += text.slice(from, at) + writtenOut(code);
    from = at + 1;
  }
  return shown + text.slice(from);
}

export function writtenOut(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
