import { Manifest, ManifestFault } from '@naru/plugin-gitops-node';

/** Texts that are secrets wherever they stand. */
const SECRET_TEXTS: [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----/, 'a private key'],
  [/\bclient-key-data:|\bclient-certificate-data:/, 'a kubeconfig'],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}/, 'a GitHub token'],
  [/\bgithub_pat_\w{40,}/, 'a GitHub token'],
  [/\bglpat-[\w-]{20,}/, 'a GitLab token'],
  [/\bhv[sb]\.[\w-]{24,}/, 'a Vault token'],
  [/\bxox[abprs]-[\w-]{10,}/, 'a Slack token'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS key'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a signed token (JWT)'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]+:[^\s@/]+@/i, 'a URL with a password'],
];

const SECRET_KEY =
  /(^|[-_.])(passw(or)?d|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)$/i;
const CAMEL_SECRET_KEY =
  /(Password|Passwd|Passphrase|Secret|Token|ApiKey|AccessKey|PrivateKey|Credentials?)$/;
const SECRET_LINE =
  /(?:^|[\s"'`;&|{,-])([A-Za-z0-9_.-]*(?:passw(?:or)?d|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key))["']?\s*[:=]\s*["']?([^\s"'#,}]{3,})/i;
/** A name or a place of a secret, not the secret. */
const REFERENCE = /^(\$|<|\{\{|\/|true$|false$|null$|none$|~$)/i;

/**
 * VAL-002 and VAL-030: no secret lies in Git. The message names the place, never the value.
 */
export function scanForSecrets(manifest: Manifest): ManifestFault[] {
  const faults: ManifestFault[] = [];
  const found = (rule: string, field: string, what: string) =>
    faults.push({
      rule,
      path: manifest.path,
      field,
      message: `looks like ${what}. Secrets do not belong into Git: keep it in Vault and refer to it.`,
    });
  if (manifest.kind === 'Secret') {
    found('VAL-002', 'kind', 'a Secret');
    return faults;
  }
  const lookIntoText = (text: string, place: string) => {
    text.split('\n').forEach((line, index) => {
      if (isSecretLine(line)) {
        found('VAL-030', `${place} line ${index + 1}`, 'a password or token');
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
        found('VAL-030', place, 'a password or token');
      } else if (value.includes('\n')) {
        lookIntoText(value, place);
      } else if (isSecretLine(value)) {
        found('VAL-030', place, 'a password or token');
      }
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => look(item, [...field, `${index}`]));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        look(item, [...field, key]);
      }
    }
  };
  look(manifest.object, []);
  return faults;
}

function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key) || CAMEL_SECRET_KEY.test(key);
}

function isSecretLine(line: string): boolean {
  const match = SECRET_LINE.exec(line);
  return match !== null && !REFERENCE.test(match[2]);
}
