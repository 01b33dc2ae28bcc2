import { HelmError } from '@naru/helm-program';
import { ReleaseFault } from '../release/Release';

const SCHEMA_LINE = /^- at '\/?([^']*)': (.+)$/;
const FAIL = /^execution error at \([^)]*\): ([\s\S]*)$/;
/** A place at the beginning of a sentence, e.g. `resources.limits.cpu (10m) is less than …`. */
const PLACE = /^([a-z][A-Za-z]*(?:\.[A-Za-z]+)*)\b/;
/** Rules of the catalogue that the base charts check themselves. */
const RULES: [RegExp, string][] = [
  [/^resources\b/, 'VAL-021'],
  [/^autoscaling\b/, 'VAL-027'],
  [/^secrets\b/, 'VAL-033'],
  [/^image\b/, 'VAL-020'],
  [/^The name\b/, 'VAL-010'],
  [/^The namespace\b/, 'VAL-042'],
];

/**
 * Makes faults of what helm says about values, with their places.
 *
 * @returns `undefined` when it is not about values: the chart or the program fails
 */
export function faultsOf(error: HelmError): ReleaseFault[] | undefined {
  if (error.kind === 'values') {
    const faults = error.message.split('\n').flatMap(line => {
      const match = SCHEMA_LINE.exec(line.trim());
      return match
        ? [fault('SCHEMA', match[1].replace(/\//g, '.'), match[2])]
        : [];
    });
    return faults.length > 0
      ? faults
      : [fault('SCHEMA', '', shorten(error.message))];
  }
  if (error.kind !== 'template') {
    return undefined;
  }
  const words = FAIL.exec(error.message)?.[1];
  if (words === undefined) {
    return [fault('HELM', '', shorten(error.message))];
  }
  return sentencesOf(words).map(sentence => {
    const rule = RULES.find(([pattern]) => pattern.test(sentence))?.[1];
    return fault(rule ?? 'HELM', PLACE.exec(sentence)?.[1] ?? '', sentence);
  });
}

function fault(rule: string, values: string, message: string): ReleaseFault {
  return {
    rule,
    ...(values ? { values } : {}),
    message,
    messageKo: inKorean(message),
  };
}

/** What base charts say, in Korean. */
const KOREAN: [RegExp, string][] = [
  [/^(\S+ \(\S+\)) is less than (\S+ \(\S+\))\.$/, '$1이(가) $2보다 작습니다.'],
  [/^(\S+ \(\S+\)) is more than (\S+ \(\S+\))\.$/, '$1이(가) $2보다 큽니다.'],
  [/^(\S+) is missing\.$/, '$1 값이 없습니다.'],
  [
    /^The variable (\S+) is there twice, in (\S+) and in (\S+)\.$/,
    '변수 $1이(가) $2과(와) $3에 두 번 나옵니다.',
  ],
  [
    /^storage can be mounted by one pod only: .*$/,
    '볼륨은 Pod 하나만 쓸 수 있습니다. Pod를 하나로 하거나 볼륨을 빼 주세요.',
  ],
  [
    /^secrets: the path "(.*)" of (\S+) does not begin with "(.*)": .*$/,
    '시크릿 $2의 경로 $1은(는) $3로 시작해야 합니다. 팀은 Vault에서 자기 영역만 읽을 수 있고, 마운트는 적지 않습니다.',
  ],
];

function inKorean(message: string): string {
  const known = KOREAN.find(([pattern]) => pattern.test(message));
  return known
    ? message.replace(...known)
    : `차트가 이 값을 받지 않습니다: ${message}`;
}

/** Sentences end with a point and a space before a capital letter or a place. */
function sentencesOf(words: string): string[] {
  return words
    .trim()
    .split(/(?<=\.) (?=[A-Z]|[a-z]+(?:\.[a-zA-Z]+)+ |[a-z]+:? )/)
    .map(sentence => sentence.trim())
    .filter(sentence => sentence !== '');
}

function shorten(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
