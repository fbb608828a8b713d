/** Languages of pages, by the names that HTML has for them. */
export const LANGUAGES = ['en', 'zh-Hant'] as const;

export type Language = (typeof LANGUAGES)[number];
