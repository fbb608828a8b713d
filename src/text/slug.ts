/** Texts as names of files and of places on a page. */

/** Letters and digits of any script in lower case, with single dashes between them; may be empty. */
export function slug(text: string, longest?: number): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, longest)
    .replaceAll(/^-|-$/g, '');
}
