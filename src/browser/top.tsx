/** At the top of the page: its language, and a link to it as it stands. */

import { useState } from 'preact/hooks';
import type { Words } from '../page/words/en.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../wording/languages.ts';

/** How long it is said that a link was copied. */
const SAID_MS = 2000;

/** The language that the page was written in, and those that it holds beside it. */
function offered(): readonly Language[] {
  const others = [...document.querySelectorAll<HTMLElement>('script[data-lang]')].map(
    ({ dataset }) => dataset['lang'],
  );
  const all = new Set([document.documentElement.dataset['own'], ...others]);
  return LANGUAGES.filter((one) => all.has(one));
}

/** As an address says it; nothing of the language that the page was written in. */
export function spokenIn(language: string): string {
  return language === document.documentElement.dataset['own'] ? '' : `lang=${language}`;
}

/** The page is made anew in the other language, with what a reader changed. */
function changeTo(language: string): void {
  const words = new URLSearchParams(location.hash.slice(1));
  words.delete('lang');
  location.hash = [words.toString(), spokenIn(language)].filter((part) => part !== '').join('&');
  location.reload();
}

export function Top({ words }: { words: Words }) {
  const [said, say] = useState('');
  const languages = offered();
  const { language, share, shared, shareFailed } = words.live;
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    );
    say(copied ? shared : shareFailed);
    setTimeout(() => say(''), SAID_MS);
  };
  return (
    <>
      {languages.length > 1 && (
        <select
          aria-label={language}
          value={words.code}
          onChange={(event) => changeTo(event.currentTarget.value)}
        >
          {languages.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </select>
      )}{' '}
      <button type="button" onClick={() => void copy()}>
        <span role="status">{said === '' ? share : said}</span>
      </button>
    </>
  );
}
