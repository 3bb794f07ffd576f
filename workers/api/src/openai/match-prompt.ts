/**
 * A prompt as the name of a class. Nothing is understood that is not a name: spelling, an article before it,
 * a plural, and a few words that people use for the classes of the models here; anything else is refused
 * with the names there are.
 */

import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';

/** Words for a class, in the spelling of class names. They count where a model has that class. */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  't-shirt': ['tshirt', 'tee', 'tee-shirt', 'top', 't-shirt-top'],
  trouser: ['pants', 'trousers'],
  pullover: ['sweater', 'jumper', 'sweatshirt'],
  dress: ['gown'],
  coat: ['jacket', 'overcoat'],
  shirt: ['blouse'],
  sneaker: ['trainer', 'running-shoe', 'sports-shoe'],
  bag: ['handbag', 'purse'],
  'ankle-boot': ['boot', 'bootie'],
};

const namesShown = 100;

/** @throws ProblemError `unknown_class` that lists the classes */
export function classOfPrompt(prompt: string, classes: readonly string[]): number {
  const words = prompt
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .replace(/^(a|an|the)-/, '');
  for (const name of [words, words.replace(/s$/, ''), words.replace(/es$/, '')]) {
    const exact = classes.indexOf(name);
    if (exact >= 0) return exact;
    const other = classes.findIndex((it) => ownSynonyms(it).includes(name));
    if (other >= 0) return other;
  }
  const shown = classes.slice(0, namesShown).join(', ');
  const more = classes.length > namesShown ? ', …' : '';
  throw new ProblemError(
    'unknown_class',
    `expected a prompt that names a class of the model (${shown}${more}), got ${showValue(prompt)}`,
    { pointer: '/prompt' },
  );
}

function ownSynonyms(name: string): readonly string[] {
  return Object.hasOwn(synonyms, name) ? (synonyms[name] ?? []) : [];
}
