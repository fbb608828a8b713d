/** Words for what a run has, in the language of its reader. */

import { sayingIn, translatedProgram } from '../page/translated.ts';
import type { Plan } from '../plan/plan.ts';
import { type Names, namesOf } from '../report/names.ts';
import type { Language } from '../wording/languages.ts';

/** Labels as the model has them in that language, and sentences in it. */
export function namesIn({ program }: Pick<Plan, 'program'>, language: Language): Names {
  const texts = program.translations?.[language] ?? {};
  const say = sayingIn(texts);
  const names = namesOf(translatedProgram(program, say), language);
  return { ...names, known: (text) => names.known(say(text)) };
}
