import { stemmer } from 'stemmer';

/** Words remembered with their stems; the words of a portal are far fewer. */
const MAX_REMEMBERED = 20_000;
const remembered = new Map<string, string>();

/** The stem of an English word in lower case (`scheduling` is `schedul`); words with digits and short ones are their own. */
export function englishStem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/u.test(word)) {
    return word;
  }
  let stem = remembered.get(word);
  if (stem === undefined) {
    if (remembered.size >= MAX_REMEMBERED) {
      remembered.clear();
    }
    stem = stemmer(word);
    remembered.set(word, stem);
  }
  return stem;
}
