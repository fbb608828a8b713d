import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const NOT_OURS = new Set(['node_modules', 'dist', 'out', 'coverage']);

export interface Document {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Every Markdown file of the project. */
export function documents(folder = ''): Document[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return NOT_OURS.has(entry.name) || entry.name.startsWith('.') ? [] : documents(path);
    return entry.name.endsWith('.md')
      ? [{ path, text: readFileSync(join(ROOT, path), 'utf8') }]
      : [];
  });
}

/** What a user reads: README.md, docs/ and the pages of the models. */
export function manual(): Document[] {
  return documents().filter(
    ({ path }) => path === 'README.md' || ['docs', 'models'].includes(path.split(/[\\/]/)[0]),
  );
}

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** `docs/language.md:40`, for messages. */
  readonly place: string;
  /** The paragraph above it, or the end of another block. */
  readonly above: string;
}

export function codeBlocks({ path, text }: Document): CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((found) => {
    const before = text.slice(0, found.index);
    return {
      language: found[1],
      text: found[2],
      place: `${path}:${before.split('\n').length}`,
      above: before
        .trimEnd()
        .split(/\n{2,}/)
        .at(-1)!
        .replaceAll('\n', ' '),
    };
  });
}

/** The document without its code blocks. */
export function prose({ text }: Document): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** How GitHub names the anchors of headings. */
export function anchors(document: Document): string[] {
  return [...prose(document).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

export function beside(path: string, link: string): string {
  return join(dirname(path), link);
}
