import { NOUNS, PROTECTED, STOP_WORDS, SYNONYMS, VERBS } from './fieldWords';
import { endingOf, HANGUL } from './hangul';

/** When a particle may follow: after any sound, a consonant, or a vowel (`로` also after `ㄹ`). */
type Follows = 'any' | 'consonant' | 'vowel' | 'open';

const particles: readonly [string, Follows][] = (
  [
    [
      'any',
      '에서는 에서도 에서의 에게서 에서 에는 에도 에만 에게 에의 에 까지 부터 보다 처럼 마다 만의 만 의 도 밖에 조차 대로 끼리 들 입니다 인지 인데 이에요 예요 인가요 이네요 께서 한테 에서만',
    ],
    [
      'consonant',
      '으로부터 으로는 으로도 으로만 으로서 으로써 으로 이라는 이라고 이라면 이란 이며 이나 이랑 이고 이다 과의 과는 과 은 이 을 이든',
    ],
    ['vowel', '라는 라고 라면 란 랑 와의 와는 와 는 가 를 든지'],
    ['open', '로부터 로는 로도 로만 로서 로써 로'],
  ] as [Follows, string][]
)
  .flatMap(([rule, words]) =>
    words.split(' ').map((word): [string, Follows] => [word, rule]),
  )
  .sort(([a], [b]) => b.length - a.length);

const particleWords = new Set(particles.map(([word]) => word));

// Forms of 하다, 되다, 시키다 and their negations, as they follow a noun.
const endings =
  `하다 한다 합니다 합니까 하는 하는데 한 할 함 해 해요 했다 했습니다 했는데 했어요 했음 했던 했을 해서 해야 해도 해주세요 하여 하고 하며 하면 하면서 하지
  하지만 하지않음 하지않는 하지않습니다 하려면 하려고 하려는 하세요 하기 하도록 하거나 하는지 하는법 하는중 하나요 하네요 할까요 하십시오 할수없음 할때 하려 하던
  되다 된다 됩니다 됩니까 되는 되는데 된 될 됨 돼 돼요 됐다 됐습니다 됐는데 됐어요 됐음 되었다 되었습니다 되었는데 되었음 되어 되어서 돼서 되고 되며 되면 되지 되지않음
  되지않는 되지않습니다 되지않아요 되지도 되나요 되네요 되거나 되도록 되기 되어있음 되던 될때 안됨 안됩니다 안돼 안돼요 안되는 안되네요 안된다 안되고 안되면 안되요 안되어
  안됐습니다 안됐어요 안됐음 안되지 안함 안합니다 시킨다 시키는 시킴 시켜 시키기 시키고 시킬 시켰 시킵니다 못함 못하는 못합니다 못한다 못해 못했습니다 당함 당했 받음 중인`
    .split(/\s+/u)
    .sort((a, b) => b.length - a.length);

const stopWords = new Set(STOP_WORDS);

const verbBeginnings = new Map<string, string>(
  Object.entries(VERBS).flatMap(([verb, beginnings]) =>
    beginnings.map((beginning): [string, string] => [beginning, verb]),
  ),
);
const longestBeginning = Math.max(
  ...[...verbBeginnings.keys()].map(beginning => beginning.length),
);

const isKorean = (word: string) =>
  [...word].every(character => HANGUL.test(character));

const nouns = new Set(
  [...NOUNS, ...SYNONYMS.flat().flatMap(words => words.split(' '))].filter(
    word => isKorean(word) && word.length > 1 && !(word in VERBS),
  ),
);
const whole = new Set([...nouns, ...PROTECTED]);

/** Longest word that is taken apart; longer ones are cut into pairs of syllables only. */
const MAX_COMPOUND = 24;

/**
 * The nouns that a compound is made of (`인증서만료` is `인증서`, `만료`), the longest ones first tried, or undefined when it
 * is not made of known ones.
 *
 * @param known - Further words that may be parts.
 */
export function compoundParts(
  word: string,
  known: (part: string) => boolean = () => false,
): string[] | undefined {
  if (word.length < 4 || word.length > MAX_COMPOUND) {
    return undefined;
  }
  // Fewest parts win: for each length of the beginning, the best way to cut it.
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = 0; start <= end - 2; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      if (
        before &&
        part !== word &&
        (nouns.has(part) || known(part)) &&
        (best[end]?.length ?? Infinity) > before.length + 1
      ) {
        best[end] = [...before, part];
      }
    }
  }
  return best[word.length];
}

const isWhole = (word: string) =>
  whole.has(word) || compoundParts(word) !== undefined;

function follows(stem: string, rule: Follows): boolean {
  const ending = endingOf(stem);
  switch (rule) {
    case 'consonant':
      return ending === 'consonant' || ending === 'rieul';
    case 'vowel':
      return ending === 'vowel';
    case 'open':
      return ending === 'vowel' || ending === 'rieul';
    default:
      return true;
  }
}

function withoutSuffix(word: string): string | undefined {
  for (const ending of endings) {
    if (word.length - ending.length >= 2 && word.endsWith(ending)) {
      return word.slice(0, -ending.length);
    }
  }
  for (const [particle, rule] of particles) {
    if (word.length - particle.length >= 2 && word.endsWith(particle)) {
      const stem = word.slice(0, -particle.length);
      if (follows(stem, rule)) {
        return stem;
      }
    }
  }
  return undefined;
}

function verbOf(word: string): string | undefined {
  // 안넘어가요, 못찾음: the negation written together.
  if (/^[안못]..?/u.test(word) && word.length > 2) {
    const verb = verbOf(word.slice(1));
    if (verb) {
      return verb;
    }
  }
  for (
    let length = Math.min(longestBeginning, word.length);
    length > 1;
    length -= 1
  ) {
    const verb = verbBeginnings.get(word.slice(0, length));
    if (verb) {
      return verb;
    }
  }
  return undefined;
}

/** True for a word that says nothing. */
export const isStopWord = (word: string): boolean => stopWords.has(word);

/** True for what follows a foreign word without being a word of its own: `이` of `VM이`. */
export const isParticle = (word: string): boolean =>
  particleWords.has(word) || stopWords.has(word) || endings.includes(word);

/**
 * The dictionary form of a Korean word: particles and endings cut (`인증서가` is `인증서`, `연결되지` is `연결`), verbs as in a
 * dictionary (`멈췄습니다` is `멈추다`); undefined for a word that says nothing.
 */
export function koreanStem(word: string): string | undefined {
  let stem = word;
  // Particles and endings stand behind each other: 노드들에서는.
  for (let step = 0; step < 4; step += 1) {
    if (stopWords.has(stem)) {
      return undefined;
    }
    if (isWhole(stem)) {
      return stem;
    }
    const verb = verbOf(stem);
    if (verb) {
      return verb;
    }
    const shorter = withoutSuffix(stem);
    if (!shorter) {
      break;
    }
    stem = shorter;
  }
  return stem;
}
