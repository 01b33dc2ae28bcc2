const FIRST = 0xac00;
const LAST = 0xd7a3;
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
// Compound vowels and finals are written as the keys that are typed for them, so that a half-typed syllable is a prefix.
const MEDIALS =
  'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(
    ' ',
  );
const FINALS =
  ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(
    ' ',
  );
const FINAL_RIEUL = 8;

/** Matches one Hangul syllable or letter. */
export const HANGUL = /[\uac00-\ud7a3\u3131-\u318e\u1100-\u11ff]/u;

function syllable(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code >= FIRST && code <= LAST ? code - FIRST : undefined;
}

/** How the last syllable of a word ends: in a vowel, in `ㄹ`, or in another consonant; undefined when it is no syllable. */
export function endingOf(
  word: string,
): 'vowel' | 'rieul' | 'consonant' | undefined {
  const index = syllable(word.slice(-1));
  if (index === undefined) {
    return undefined;
  }
  const final = index % 28;
  if (final === 0) {
    return 'vowel';
  }
  return final === FINAL_RIEUL ? 'rieul' : 'consonant';
}

/** The first consonants of a word's syllables: `인증서` is `ㅇㅈㅅ`. Other characters stay. */
export function initialsOf(word: string): string {
  let result = '';
  for (const character of word) {
    const index = syllable(character);
    result +=
      index === undefined ? character : INITIALS[Math.floor(index / 588)];
  }
  return result;
}

/** True for text of two or more consonants only, as people type it to search by initials. */
export function isInitials(word: string): boolean {
  return /^[\u3131-\u314e]{2,}$/u.test(word);
}

/** The letters of a word in the order they are typed: `값` is `ㄱㅏㅂㅅ`. */
export function lettersOf(word: string): string {
  let result = '';
  for (const character of word) {
    const index = syllable(character);
    result +=
      index === undefined
        ? character
        : INITIALS[Math.floor(index / 588)] +
          MEDIALS[Math.floor((index % 588) / 28)] +
          FINALS[index % 28];
  }
  return result;
}
