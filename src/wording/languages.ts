/** Languages of pages, by the names that HTML has for them. */
export const LANGUAGES = ['en', 'zh-Hant'] as const;

/** What each calls itself. */
export const LANGUAGE_NAMES = { en: 'English', 'zh-Hant': '繁體中文' } as const;

export type Language = (typeof LANGUAGES)[number];
