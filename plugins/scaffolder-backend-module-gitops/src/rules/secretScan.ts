import { ManifestFault } from '@naru/plugin-gitops-node';
import { z } from 'zod';

/** What was found, in English and Korean. */
type Finding = [string, string];
const PASSWORD: Finding = ['a password or token', '비밀번호나 토큰'];

const secretSchema = z.object({
  apiVersion: z.literal('v1'),
  kind: z.literal('Secret'),
});
/** An environment variable: its name says what its value is. */
const variableSchema = z.object({ name: z.string(), value: z.string() });

/** Texts that are secrets wherever they stand. What repeats has an end, so that no text takes long. */
const SECRET_TEXTS: [RegExp, Finding][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----/, ['a private key', '개인 키']],
  [
    /\bclient-key-data:|\bclient-certificate-data:/,
    ['a kubeconfig', 'kubeconfig'],
  ],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}/, ['a GitHub token', 'GitHub 토큰']],
  [/\bgithub_pat_\w{40,}/, ['a GitHub token', 'GitHub 토큰']],
  [/\bglpat-[\w-]{20,}/, ['a GitLab token', 'GitLab 토큰']],
  [/\bhv[sb]\.[\w-]{24,}/, ['a Vault token', 'Vault 토큰']],
  [/\bxox[abprs]-[\w-]{10,}/, ['a Slack token', 'Slack 토큰']],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, ['an AWS key', 'AWS 키']],
  [
    /\beyJ[\w-]{10,1000}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
    ['a signed token (JWT)', '서명된 토큰(JWT)'],
  ],
  [
    /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/]{1,200}:[^\s@/]+@/i,
    ['a URL with a password', '비밀번호가 든 URL'],
  ],
];

const SECRET_KEY =
  /(^|[-_.])(pass(w(or)?d)?|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)$/i;
const CAMEL_SECRET_KEY =
  /(Password|Passwd|Passphrase|Secret|Token|ApiKey|AccessKey|PrivateKey|Credentials?)$/;
const SECRET_LINE =
  /(?:^|[\s"'`;&|{,-])([A-Za-z0-9_.-]{0,100}(?:passw(?:or)?d|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key))["']?\s*[:=]\s*["']?([^\s"'#,}]{3,})/i;
/** A name or a place of a secret, not the secret. */
const REFERENCE = /^(\$|<|\{\{|\/|true$|false$|null$|none$|~$)/i;

/**
 * VAL-002 and VAL-030: no secret lies in Git. The message names the place, never the value.
 */
export function scanForSecrets(document: {
  path: string;
  /** A manifest, values, or a whole text. */
  content: unknown;
}): ManifestFault[] {
  const { path, content } = document;
  const faults: ManifestFault[] = [];
  const found = (rule: string, field: string, [what, whatKo]: Finding) =>
    faults.push({
      rule,
      path,
      field,
      message: `looks like ${what}. Secrets do not belong into Git: keep it in Vault and refer to it.`,
      messageKo: `${whatKo}처럼 보입니다. 비밀은 Git에 두지 않습니다. Vault에 넣고 경로로 참조해 주세요.`,
    });
  if (secretSchema.safeParse(content).success) {
    found('VAL-002', 'kind', ['a Secret', 'Secret']);
    return faults;
  }
  const lookIntoText = (text: string, place: string) => {
    text.split('\n').forEach((line, index) => {
      if (isSecretLine(line)) {
        found('VAL-030', `${place} line ${index + 1}`.trim(), PASSWORD);
      }
    });
  };
  const look = (value: unknown, field: string[]) => {
    if (typeof value === 'string') {
      const place = field.join('.');
      const text = SECRET_TEXTS.find(([pattern]) => pattern.test(value));
      if (text) {
        found('VAL-002', place, text[1]);
      } else if (isSecretKey(field.at(-1) ?? '') && !REFERENCE.test(value)) {
        found('VAL-030', place, PASSWORD);
      } else if (value.includes('\n')) {
        lookIntoText(value, place);
      } else if (isSecretLine(value)) {
        found('VAL-030', place, PASSWORD);
      }
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => look(item, [...field, `${index}`]));
    } else if (typeof value === 'object' && value !== null) {
      const variable = variableSchema.safeParse(value).data;
      if (
        variable &&
        isSecretKey(variable.name) &&
        !REFERENCE.test(variable.value) &&
        variable.value !== ''
      ) {
        found('VAL-030', [...field, 'value'].join('.'), PASSWORD);
        return;
      }
      for (const [key, item] of Object.entries(value)) {
        look(item, [...field, key]);
      }
    }
  };
  look(content, []);
  return faults;
}

function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key) || CAMEL_SECRET_KEY.test(key);
}

function isSecretLine(line: string): boolean {
  const match = SECRET_LINE.exec(line);
  return match !== null && !REFERENCE.test(match[2]);
}
